import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decoded, openDuck } from '../../../../../tests/oracles/duck';
import type { Cell, Column } from '../../table';
import { compileExpression } from './compile';
import { complete } from './complete';

const COLUMNS: Column[] = [
	{ name: 'n', type: 'integer', nullable: true },
	{ name: 'Money (USD)', type: 'decimal', nullable: true },
	{ name: 'f', type: 'float', nullable: true },
	{ name: 't', type: 'text', nullable: true },
	{ name: 'b', type: 'boolean', nullable: true },
	{ name: 'd', type: 'date', nullable: true },
	{ name: 'a]b', type: 'text', nullable: true }
];
const ROWS: Record<string, Cell>[] = [
	{ n: 7, 'Money (USD)': '12.50', f: 1.5, t: 'GTX Pro', b: true, d: '2024-01-31', 'a]b': 'x' },
	{ n: -3, 'Money (USD)': '-0.05', f: -2.25, t: '', b: false, d: '2023-12-31', 'a]b': 'y' },
	{ n: null, 'Money (USD)': null, f: null, t: null, b: null, d: null, 'a]b': null }
];

let db: DuckDBConnection;

beforeAll(async () => {
	db = await openDuck();
	await db.run(`CREATE TABLE rows AS SELECT * FROM (VALUES
		(1, 7::BIGINT, 12.50::DECIMAL(18,2), 1.5::DOUBLE, 'GTX Pro', TRUE, DATE '2024-01-31', 'x'),
		(2, -3, -0.05, -2.25, '', FALSE, DATE '2023-12-31', 'y'),
		(3, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
	) AS t(nr, n, "Money (USD)", f, t, b, d, "a]b")`);
});

async function values(source: string): Promise<Cell[]> {
	const compiled = compileExpression(source, COLUMNS);
	if (!compiled.ok) throw new Error(`${source}: ${JSON.stringify(compiled.error)}`);
	const rows = await decoded(db, `SELECT TRY(${compiled.value.sql.text}) AS v FROM rows ORDER BY nr`);
	expect(rows.columns[0]?.type === compiled.value.type || rows.length === 0 || compiled.value.type === 'integer').toBe(
		true
	);
	return [...(rows.values[0] ?? [])];
}

function errorOf(source: string): [string, number] {
	const compiled = compileExpression(source, COLUMNS);
	if (compiled.ok) throw new Error(`${source} compiled`);
	return [compiled.error.code, compiled.error.at];
}

describe('values', () => {
	it.each<[string, Cell[]]>([
		['[Money (USD)] * 1.19', ['14.8750', '-0.0595', null]],
		['0.1 + 0.2 = 0.3', [true, true, true]],
		['[Money (USD)] / n', [12.5 / 7, -0.05 / -3, null]],
		['n / (n - 7)', [null, 0.3, null]],
		['n % 4', [3, -3, null]],
		['2000000 * 3000000', [6e12, 6e12, 6e12]],
		['1 + 2 * 3 - -4', [11, 11, 11]],
		['(1 + 2) * 3', [9, 9, 9]],
		['10 - 3 - 2', [5, 5, 5]],
		['not b or n > 0 and n < 10', [true, true, null]],
		['not n = 7', [false, true, null]],
		["if(n > 0, 'plus', 'other')", ['plus', 'other', 'other']],
		["coalesce(t, 'none')", ['GTX Pro', '', 'none']],
		['is_empty(t)', [false, true, true]],
		['is_empty(n)', [false, false, true]],
		['round([Money (USD)] * 1.005, 2)', ['12.56', '-0.05', null]],
		['round(n, -1)', [10, 0, null]],
		['round(f)', [2, -2, null]],
		['floor(f) + ceil(f)', [3, -5, null]],
		['abs(n)', [7, 3, null]],
		['min(n, 2)', [2, -3, 2]],
		['max(n, [Money (USD)], 2.5)', ['12.50', '2.50', '2.50']],
		["upper(t) & '!' & n", ['GTX PRO!7', '!-3', '!']],
		['left(t, 3) & right(t, 2) & mid(t, 5, 1)', ['GTXroP', '', '']],
		["replace(trim('  a b '), ' ', '')", ['ab', 'ab', 'ab']],
		['length(t)', [7, 0, null]],
		["contains(lower(t), 'pro')", [true, false, null]],
		["starts_with(t, 'GTX') and ends_with(t, 'o')", [true, false, null]],
		['year(d) * 100 + month(d)', [202401, 202312, null]],
		['quarter(d) + day(d)', [32, 35, null]],
		['weekday(d)', [3, 7, null]],
		['days_between(d, date(2024, 2, 29))', [29, 60, null]],
		['date(2023, 2, 29)', [null, null, null]],
		["date_add(d, 1, 'month')", ['2024-02-29', '2024-01-31', null]],
		['date_add(d, -1)', ['2024-01-30', '2023-12-30', null]],
		["date_add(d, 1, 'quarters')", ['2024-04-30', '2024-03-31', null]],
		["start_of(d, 'quarter')", ['2024-01-01', '2023-10-01', null]],
		["t in ('GTX Pro', 'x')", [true, false, null]],
		['n not in (7, 8)', [false, true, null]],
		["number('12.5') + n", ['19.500000', '9.500000', null]],
		['text(n)', ['7', '-3', null]],
		['[a]]b]', ['x', 'y', null]],
		['if（n ≥ 0，“正”，“负”）', ['正', '负', '负']],
		['IF(N >= 0, 1, 0)', [1, 0, 0]],
		['9223372036854775 * 9999999', [null, null, null]],
		['if(b, null, n)', [null, -3, null]]
	])('%s', async (source, expected) => {
		const found = await values(source);
		expect(found.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell))).toEqual(
			expected.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell))
		);
	});
});

describe('mistakes', () => {
	it.each<[string, string, number]>([
		['', 'empty', 0],
		['   ', 'empty', 3],
		['1 +', 'ends-early', 3],
		['1 + * 2', 'unexpected', 4],
		['(1', 'ends-early', 2],
		['1 2', 'unexpected', 2],
		["'open", 'text-open', 0],
		['[open', 'column-open', 0],
		['n # 2', 'character', 2],
		['amount + 1', 'column-unknown', 0],
		['1 + [Mony]', 'column-unknown', 4],
		['sqrt(2)', 'function-unknown', 0],
		['round()', 'arguments', 0],
		['if(b, 1)', 'arguments', 0],
		['n + t', 'type', 4],
		['n = t', 'types-differ', 0],
		["if(b, 1, 'x')", 'types-differ', 0],
		["start_of(d, 'fortnight')", 'unit', 12],
		['round(n, n)', 'whole-literal', 9],
		['null', 'always-empty', 0],
		['1234567890123456789', 'number-size', 0],
		['[Money (USD)] * 1.1 * 1.1 * 1.1 * 1.1', 'too-many-factors', 0],
		['n and b', 'type', 0],
		['x'.repeat(2001), 'too-long', 2000],
		['('.repeat(50), 'too-deep', 40]
	])('%s', (source, code, at) => {
		expect(errorOf(source)).toEqual([code, at]);
	});

	it('suggests what may have been meant', () => {
		const unknown = compileExpression('[Money]', COLUMNS);
		expect(unknown.ok ? null : unknown.error.details['close']).toEqual(['Money (USD)']);
	});
});

/** A number as a fraction, or null: the evaluator's own arithmetic. */
interface Fraction {
	readonly n: bigint;
	readonly d: bigint;
}
type Value = Fraction | boolean | string | null;
interface Sample {
	readonly text: string;
	eval(row: Record<string, Cell>): Value;
}

function fraction(text: string): Fraction {
	const [whole = '', part = ''] = text.split('.');
	return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) };
}

function compare(a: Fraction, b: Fraction): number {
	const left = a.n * b.d;
	const right = b.n * a.d;
	return left < right ? -1 : left > right ? 1 : 0;
}

const isNumber = (value: Value): value is Fraction => typeof value === 'object' && value !== null;

const leaf: fc.Arbitrary<Sample> = fc.oneof(
	fc.integer({ min: 0, max: 999 }).map((n): Sample => ({ text: String(n), eval: () => fraction(String(n)) })),
	fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })).map(([a, b]): Sample => {
		const text = `${a}.${String(b).padStart(2, '0')}`;
		return { text, eval: () => fraction(text) };
	}),
	fc.constantFrom('n', 'Money (USD)').map((name): Sample => ({
		text: `[${name}]`,
		eval: (row) => (row[name] === null || row[name] === undefined ? null : fraction(String(row[name])))
	}))
);

const { number, condition } = fc.letrec<{ number: Sample; condition: Sample }>((tie) => ({
	number: fc.oneof(
		{ maxDepth: 3, depthIdentifier: 'x' },
		leaf,
		fc.tuple(fc.constantFrom('+', '-'), tie('number'), tie('number')).map(([op, a, b]): Sample => ({
			text: `(${a.text} ${op} ${b.text})`,
			eval: (row) => {
				const [x, y] = [a.eval(row), b.eval(row)];
				if (!isNumber(x) || !isNumber(y)) return null;
				return { n: op === '+' ? x.n * y.d + y.n * x.d : x.n * y.d - y.n * x.d, d: x.d * y.d };
			}
		})),
		fc.tuple(leaf, leaf).map(([a, b]): Sample => ({
			text: `${a.text} * ${b.text}`,
			eval: (row) => {
				const [x, y] = [a.eval(row), b.eval(row)];
				return isNumber(x) && isNumber(y) ? { n: x.n * y.n, d: x.d * y.d } : null;
			}
		})),
		tie('number').map((a): Sample => ({
			text: `abs(-${a.text.startsWith('(') || (/^[[\d]/.test(a.text) && !a.text.includes(' * ')) ? a.text : `(${a.text})`})`,
			eval: (row) => {
				const x = a.eval(row);
				return isNumber(x) ? { n: x.n < 0n ? -x.n : x.n, d: x.d } : null;
			}
		})),
		fc.tuple(tie('condition'), tie('number'), tie('number')).map(([c, a, b]): Sample => ({
			text: `if(${c.text}, ${a.text}, ${b.text})`,
			eval: (row) => (c.eval(row) === true ? a.eval(row) : b.eval(row))
		})),
		fc.tuple(tie('number'), tie('number')).map(([a, b]): Sample => ({
			text: `coalesce(${a.text}, ${b.text})`,
			eval: (row) => a.eval(row) ?? b.eval(row)
		})),
		fc.tuple(tie('number'), tie('number')).map(([a, b]): Sample => ({
			text: `max(${a.text}, ${b.text})`,
			eval: (row) => {
				const [x, y] = [a.eval(row), b.eval(row)];
				if (!isNumber(x) || !isNumber(y)) return x ?? y;
				return compare(x, y) >= 0 ? x : y;
			}
		}))
	),
	condition: fc.oneof(
		{ maxDepth: 3, depthIdentifier: 'x' },
		fc.constant<Sample>({ text: 'b', eval: (row) => (row['b'] as boolean | null) ?? null }),
		fc
			.tuple(fc.constantFrom('<', '<=', '=', '<>', '>', '>='), tie('number'), tie('number'))
			.map(([op, a, b]): Sample => ({
				text: `${a.text} ${op} ${b.text}`,
				eval: (row) => {
					const [x, y] = [a.eval(row), b.eval(row)];
					if (!isNumber(x) || !isNumber(y)) return null;
					const order = compare(x, y);
					return (
						{ '<': order < 0, '<=': order <= 0, '=': order === 0, '<>': order !== 0, '>': order > 0, '>=': order >= 0 }[
							op
						] ?? null
					);
				}
			})),
		tie('condition').map((a): Sample => ({
			text: `not (${a.text})`,
			eval: (row) => {
				const x = a.eval(row);
				return x === null ? null : !x;
			}
		})),
		fc.tuple(fc.constantFrom('and', 'or'), tie('condition'), tie('condition')).map(([op, a, b]): Sample => ({
			text: `((${a.text}) ${op} (${b.text}))`,
			eval: (row) => {
				const both = [a.eval(row), b.eval(row)];
				const deciding = op === 'or';
				if (both.includes(deciding)) return deciding;
				return both.includes(null) ? null : !deciding;
			}
		}))
	)
}));

function sameValue(cell: Cell, value: Value): boolean {
	if (cell === null || value === null) return cell === value;
	if (isNumber(value)) return compare(fraction(String(cell)), value) === 0;
	return cell === value;
}

describe('properties', () => {
	it('a random expression gives in DuckDB what an independent evaluator gives, exactly', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(number, condition), async (sample) => {
				const found = await values(sample.text);
				const expected = ROWS.map((row) => sample.eval(row));
				return found.every((cell, at) => sameValue(cell, expected[at] ?? null));
			}),
			{ numRuns: 400, seed: 20261122 }
		);
	});

	it('compiling is total: any text gives SQL or a placed mistake', () => {
		const pieces = fc.constantFrom(
			'[',
			']',
			'n',
			'round',
			'date',
			'(',
			')',
			',',
			"'",
			'"',
			'1',
			'.5',
			'+',
			'*',
			'not',
			'in',
			'and',
			'“',
			'\0',
			'😀',
			' '
		);
		const garbage = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.array(pieces, { maxLength: 30 }).map((all) => all.join(''))
		);
		fc.assert(
			fc.property(garbage, (source) => {
				const compiled = compileExpression(source, COLUMNS);
				if (compiled.ok) return compiled.value.sql.text.length > 0;
				return compiled.error.at >= 0 && compiled.error.at <= source.length;
			}),
			{ numRuns: 3000, seed: 7 }
		);
	});
});

describe('completion', () => {
	it('offers columns inside brackets and takes the closing one', () => {
		const found = complete('1 + [mon]', 8, COLUMNS);
		expect(found).toMatchObject({ from: 4, to: 9 });
		expect(found.suggestions[0]).toEqual({
			label: 'Money (USD)',
			insert: '[Money (USD)]',
			kind: 'column',
			hint: 'decimal'
		});
	});

	it('offers columns and functions by what is typed, columns first', () => {
		expect(complete('da', 2, COLUMNS).suggestions.map(({ label }) => label)).toContain('date()');
		expect(complete('a', 1, COLUMNS).suggestions[0]).toMatchObject({ insert: '[a]]b]', kind: 'column' });
		expect(complete('', 0, COLUMNS).suggestions).toHaveLength(COLUMNS.length);
	});

	it('offers units in quotes, and nothing inside other texts or after a value', () => {
		expect(complete("start_of(d, 'm", 14, COLUMNS).suggestions.map(({ insert }) => insert)).toEqual(["'month'"]);
		expect(complete("'some te", 8, COLUMNS).suggestions).toEqual([]);
		expect(complete('n + 1', 5, COLUMNS).suggestions).toEqual([]);
	});
});
