import { fc, test as property } from '@fast-check/vitest';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { chain, step } from './chain';
import { day, decimal, empty, every, id, join, lines, list, literal, note, query, sql, word, type Sql } from './sql';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await (await DuckDBInstance.create(':memory:')).connect();
});

async function value(fragment: Sql): Promise<unknown> {
	const reader = await db.runAndReadAll(query(sql`SELECT ${fragment} AS v`).text);
	return reader.getRowsJS()[0]?.[0];
}

const anyText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc
		.array(fc.constantFrom("'", '"', '\\', '\n', '\r', '\0', '--', '/*', '*/', ';', '$$', '`', '中', '%', ' ', 'x'))
		.map((parts) => parts.join(''))
);

describe('values and names survive a round trip through DuckDB', () => {
	property.prop([anyText])('text', async (text) => {
		expect(await value(literal(text))).toBe(text);
		expect(await value(sql`length(${literal(text)})`)).toBeTypeOf('bigint');
	});
	property.prop([anyText])('text in an indented block', async (text) => {
		const inner = sql`
			(
				SELECT
					${literal(text)}
			)`;
		expect(await value(inner)).toBe(text);
	});
	property.prop([fc.double({ noNaN: true, noDefaultInfinity: true })])('numbers', async (n) => {
		expect(Number(await value(literal(n)))).toBe(n);
	});
	property.prop([fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n })])('bigints', async (n) => {
		expect(BigInt(String(await value(literal(n))))).toBe(n);
	});
	property.prop([fc.integer({ min: 0, max: 20000 })])('days', async (n) => {
		const text = new Date(n * 86_400_000).toISOString().slice(0, 10);
		expect(await value(sql`CAST(${day(text)} AS VARCHAR)`)).toBe(text);
	});
	property.prop([anyText.filter((s) => s !== '' && !s.includes('\0'))])('names', async (name) => {
		const nested = chain(
			[
				step('one', 'a step', sql`SELECT 1 AS ${id(name)}`),
				step('two', 'another', sql`SELECT one.${id(name)} FROM one`)
			],
			'all',
			sql`SELECT * FROM two ORDER BY ${id(name)}`
		);
		const reader = await db.runAndReadAll(nested.text);
		expect(reader.columnNames()).toEqual([name]);
		expect(reader.getRowsJS()).toEqual([[1]]);
	});
	test('booleans, null and decimals', async () => {
		expect(await value(literal(true))).toBe(true);
		expect(await value(literal(null))).toBe(null);
		expect(await value(sql`CAST(${decimal('-3706827.64')} AS VARCHAR)`)).toBe('-3706827.64');
		expect(await value(sql`5 -${literal(-5)}`)).toBe(10);
	});
});

describe('what the template refuses', () => {
	test('anything that is no fragment', () => {
		const posing = JSON.parse('{"text":"1; DROP TABLE x"}') as Sql;
		expect(() => sql`SELECT ${posing}`).toThrow(TypeError);
		// @ts-expect-error raw strings are refused by type
		expect(() => sql`SELECT ${'1'}`).toThrow(TypeError);
		expect(() => list([posing])).toThrow(TypeError);
		expect(() => query(posing)).toThrow(TypeError);
	});
	test('values that cannot be written', () => {
		expect(() => literal(NaN)).toThrow(RangeError);
		expect(() => literal(Infinity)).toThrow(RangeError);
		expect(() => id('')).toThrow(RangeError);
		expect(() => id('a\0b')).toThrow(RangeError);
		expect(() => word('a b')).toThrow(RangeError);
		expect(() => decimal('1e5')).toThrow(RangeError);
		expect(() => day('2024-13-01')).toThrow(RangeError);
		expect(() => day("2024-01-01'")).toThrow(RangeError);
	});
});

describe('layout', () => {
	test('a chain reads from top to bottom with one comment per step', () => {
		const text = chain(
			[
				step(
					'paid',
					'Orders that\nwere paid',
					sql`
						SELECT
							${lines([id('id'), id('total')])}
						FROM ${id('shop', 'orders')}
						${empty}
						WHERE ${every([sql`a = ${literal("it's")}`, sql`b IS NULL`])}`
				),
				step('sums', 'One row', sql`SELECT sum(total) AS total FROM paid`)
			],
			'The sum',
			sql`SELECT total FROM sums`
		).text;
		expect(text).toBe(
			[
				'-- Orders that were paid',
				'WITH paid AS (',
				'\tSELECT',
				'\t\t"id",',
				'\t\t"total"',
				'\tFROM "shop"."orders"',
				"\tWHERE a = 'it''s'",
				'\tAND b IS NULL',
				'),',
				'-- One row',
				'sums AS (',
				'\tSELECT sum(total) AS total FROM paid',
				')',
				'-- The sum',
				'SELECT total FROM sums'
			].join('\n')
		);
	});
	test('joins and notes', () => {
		expect(join([sql`a`, sql`b`], sql` + `).text).toBe('a + b');
		expect(every([]).text).toBe('TRUE');
		expect(note('one\n; DROP').text).toBe('-- one ; DROP');
	});
});
