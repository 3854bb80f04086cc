import { beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Rows } from '$lib/core/table';
import { nodeSession, type NodeSession } from './testing/node-session';

let session: NodeSession;
beforeAll(async () => {
	session = await nodeSession();
}, 60_000);

const run = (text: string): Rows => session.text(text);

function one(expression: string): Cell {
	return run(`SELECT ${expression} AS v`).values[0]?.[0] ?? null;
}

describe('cells', () => {
	it.each<[string, Cell]>([
		['9007199254740993::BIGINT', 9007199254740993n],
		['(-9223372036854775808)::BIGINT', -9223372036854775808n],
		['18446744073709551615::UBIGINT', 18446744073709551615n],
		['127::TINYINT', 127],
		['123456789012345678901234567890::HUGEINT', 123456789012345678901234567890n],
		['-7::HUGEINT', -7],
		['1.234::DECIMAL(10,3)', '1.234'],
		['-0.05::DECIMAL(4,2)', '-0.05'],
		['12345678901234567890123456789012345.678::DECIMAL(38,3)', '12345678901234567890123456789012345.678'],
		['0.1::DOUBLE', 0.1],
		["'nan'::DOUBLE", NaN],
		["'-inf'::DOUBLE", -Infinity],
		['1.5::FLOAT', 1.5],
		['true', true],
		['NULL', null],
		["'中文 \u{1f600}'", '中文 \u{1f600}'],
		["chr(65279) || 'x'", '\ufeffx'],
		["DATE '1969-12-31'", '1969-12-31'],
		["DATE '0001-01-01'", '0001-01-01'],
		["DATE '12024-02-29'", '12024-02-29'],
		["DATE 'infinity'", 'infinity'],
		["TIMESTAMP '1969-12-31 23:59:59.5'", '1969-12-31 23:59:59.5'],
		["TIMESTAMP '2024-01-05 00:00:00'", '2024-01-05 00:00:00'],
		["TIMESTAMP '9999-12-31 23:59:59.999999'", '9999-12-31 23:59:59.999999'],
		["TIMESTAMP_S '2024-01-05 01:02:03'", '2024-01-05 01:02:03'],
		["TIMESTAMP_MS '2024-01-05 01:02:03.25'", '2024-01-05 01:02:03.25'],
		["TIMESTAMP_NS '2024-01-05 01:02:03.123456789'", '2024-01-05 01:02:03.123456789'],
		["TIME '23:59:59.000001'", '23:59:59.000001'],
		["INTERVAL '14 months 2 days 3 seconds'", '1 year 2 months 2 days 00:00:03'],
		["'\\xABc'::BLOB", '\\xABc'],
		['[1, NULL, 3]', '[1,null,3]'],
		[
			"{'a': 1.50::DECIMAL(4,2), 'b': [DATE '2024-01-05'], 'c': 9007199254740993}",
			'{"a":1.50,"b":["2024-01-05"],"c":9007199254740993}'
		],
		["MAP {'k': 1}", '[{"key":"k","value":1}]']
	])('%s', (expression, cell) => {
		expect(one(expression)).toEqual(cell);
	});

	it('of an ENUM, which DuckDB-WASM sends without their words, are an error and not NULL', () => {
		expect(() => one("'b'::ENUM('a', 'b')")).toThrow(/VARCHAR/);
		expect(one("'b'::ENUM('a', 'b')::VARCHAR")).toBe('b');
	});

	it('agree with the text DuckDB itself writes, over many random values', () => {
		const random = (type: string, expression: string): void => {
			const rows = run(
				`SELECT v, CAST(v AS VARCHAR) AS t FROM (SELECT CAST(${expression} AS ${type}) AS v FROM range(5000) AS r(i))`
			);
			expect(rows.values[0]?.map(String)).toEqual(rows.values[1]);
		};
		random('DATE', "DATE '1970-01-01' + CAST((hash(i) % 4000000)::BIGINT - 700000 AS INTEGER)");
		random('TIMESTAMP', 'make_timestamp((hash(i) % 8000000000000000)::BIGINT - 4000000000000000)');
		random('TIME', 'make_time((hash(i) % 24)::BIGINT, (hash(i + 1) % 60)::BIGINT, (hash(i + 2) % 60)::BIGINT + 0.25)');
		random('DECIMAL(18,4)', '((hash(i) % 2000000000000)::BIGINT - 1000000000000) / 10000');
		random('DECIMAL(38,10)', '((hash(i) % 2000000000000)::BIGINT - 1000000000000) * 12345.6789');
		random('HUGEINT', '((hash(i) % 2000000000000)::BIGINT - 1000000000000)::HUGEINT * 123456789012');
	});
});

describe('results', () => {
	it('name their columns and types, also __proto__ and repeated names', () => {
		const rows = run(
			`SELECT 1 AS "__proto__", 2 AS "constructor", sum(i) AS total, 1.5::DECIMAL(4,2) AS d, DATE '2024-01-05' AS day, 'x' AS "__proto__" FROM range(3) AS r(i)`
		);
		expect(rows.columns).toEqual([
			{ name: '__proto__', type: 'integer', nullable: false },
			{ name: 'constructor', type: 'integer', nullable: false },
			{ name: 'total', type: 'integer', nullable: false },
			{ name: 'd', type: 'decimal', nullable: false },
			{ name: 'day', type: 'date', nullable: false },
			{ name: '__proto__', type: 'text', nullable: false }
		]);
		expect(rows.values.map((column) => column[0])).toEqual([1, 2, 3, '1.50', '2024-01-05', 'x']);
	});

	it('keep every row of many batches, with NULLs where they are', () => {
		const rows = run(
			`SELECT i, CASE WHEN i % 3 > 0 THEN 'r' || i END AS s, CASE WHEN i % 5 > 0 THEN (i / 4)::DECIMAL(12,2) END AS d FROM range(10000) AS r(i) ORDER BY i`
		);
		expect(rows.length).toBe(10_000);
		for (const i of [0, 1, 2047, 2048, 4095, 9999]) {
			expect(rows.values[0]?.[i]).toBe(i);
			expect(rows.values[1]?.[i]).toBe(i % 3 > 0 ? `r${i}` : null);
			expect(rows.values[2]?.[i]).toBe(i % 5 > 0 ? (i / 4).toFixed(2) : null);
		}
		expect(rows.columns.map((column) => column.nullable)).toEqual([false, true, true]);
	});

	it('without rows still have columns', () => {
		const rows = run(`SELECT 1 AS a, 'x' AS b WHERE 1 = 0`);
		expect(rows).toEqual({
			columns: [
				{ name: 'a', type: 'integer', nullable: false },
				{ name: 'b', type: 'text', nullable: false }
			],
			values: [[], []],
			length: 0
		});
	});
});
