import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { decoded, objects, openDuck, run } from '../../../../tests/oracles/duck';
import type { Json } from '../json';
import type { Cell, Column, Table } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { exampleQuery, lostQuery, readExamples, readLost } from './examples';
import { impactQuery, readImpact } from './impact';
import { preparation } from './preparation';
import { STEP_KINDS } from './registry';

let db: DuckDBConnection;

beforeAll(async () => {
	db = await openDuck();
	await db.run('CREATE SCHEMA raw');
	await db.run(`CREATE TABLE raw."deals" AS SELECT * FROM (VALUES
		(1, ' Acme  Corp ', 'GTXPro', 100.50::DECIMAL(18,2), 'USD', DATE '2024-01-10', '1,234.50', NULL, 'a-b-c'),
		(2, 'acme corp',    'GTX Pro', 200.00, 'EUR', DATE '2024-02-10', '(12)',    'x',  'd-e'),
		(3, 'ＡＢＣ\u3000Ltd',   'technolgy', NULL, 'CNY', NULL,              'TBD',     NULL, NULL),
		(3, 'ＡＢＣ\u3000Ltd',   'technology', 9000.00, 'EUR', DATE '2024-03-01', '7',      'y',  'solo'),
		(NULL, '   ',       'technology', 120.00, NULL, DATE '2024-03-02', 'oops',   NULL, 'p-q')
	) AS t("id", "Customer", "Product", "Amount", "Cur", "Close ""Date""", "Typed", "Note", "Code")`);
});

async function table(id = 'deals'): Promise<Table> {
	const { columns } = await decoded(db, `SELECT * FROM raw."${id}" LIMIT 0`);
	return { id, columns, rows: 0 };
}

function step(kind: string, params: Json, more: Partial<CleaningStep> = {}): CleaningStep {
	return { id: kind, table: 'deals', kind, params, enabled: true, ...more };
}

async function prepared(...steps: CleaningStep[]): Promise<{ columns: Column[]; rows: Record<string, Cell>[] }> {
	const { select, skipped } = preparation(await table(), steps);
	expect(skipped).toEqual([]);
	const rows = await run(db, select!);
	return { columns: [...rows.columns], rows: objects(rows) };
}

async function column(name: string, ...steps: CleaningStep[]): Promise<Cell[]> {
	return (await prepared(...steps)).rows.map((row) => row[name] ?? null);
}

describe('preparation', () => {
	it('is nothing without a step that is on', async () => {
		expect(preparation(await table(), [])).toEqual({ select: null, skipped: [] });
		const off = step('drop-columns', { columns: ['id'] }, { enabled: false });
		expect(preparation(await table(), [off])).toEqual({ select: null, skipped: [] });
	});

	it('is one legible chain', async () => {
		const steps = [
			step('tidy-text', { columns: ['Customer'], trim: true, collapse: false, width: false, letters: 'keep' }),
			step('filter', {
				conditions: [{ column: 'Amount', op: 'at-least', values: ['150'] }],
				match: 'all',
				action: 'keep'
			})
		];
		expect(preparation(await table(), steps).select?.text).toMatchInlineSnapshot(`
			"-- The rows of deals as they were loaded
			WITH loaded AS (
				SELECT *
				FROM "raw"."deals"
			),
			-- Step 1, tidy-text: Customer
			step_1 AS (
				SELECT
					* REPLACE (
						nullif(regexp_replace("Customer", '^[\\s\\p{Z}\\x{200B}\\x{FEFF}]+|[\\s\\p{Z}\\x{200B}\\x{FEFF}]+$', '', 'g'), '') AS "Customer"
					)
				FROM loaded
			),
			-- Step 2, filter
			step_2 AS (
				SELECT
					*
				FROM step_1
				WHERE coalesce("Amount" >= 150, FALSE)
			)
			-- Every row
			SELECT *
			FROM step_2"
		`);
	});

	it('skips what does not fit, tells why, and runs the rest', async () => {
		const steps = [
			step('drop-columns', { columns: ['gone'] }, { id: 'a' }),
			step('nonsense', null, { id: 'b' }),
			step('drop-columns', { columns: [] }, { id: 'c' }),
			step('drop-columns', { columns: ['id'] }, { id: 'd' }),
			step('rename', { names: [{ from: 'Cur', to: 'CUSTOMER' }] }, { id: 'e' }),
			step('calculate', { into: 'x', expression: '[Amount] + [Customer]' }, { id: 'f' }),
			step('drop-columns', { columns: ['Note'] }, { id: 'other', table: 'elsewhere' })
		];
		const { select, skipped } = preparation(await table(), steps);
		expect(skipped.map(({ step, issues }) => [step.id, ...issues.map(({ code }) => code)])).toEqual([
			['a', 'step-column-missing'],
			['b', 'step-kind-unknown'],
			['c', 'step-params-invalid'],
			['e', 'step-column-taken'],
			['f', 'step-expression']
		]);
		expect(Object.keys(objects(await run(db, select!))[0] ?? {})).not.toContain('id');
	});

	it('refuses to leave no column', async () => {
		const all = (await table()).columns.map(({ name }) => name);
		const { skipped } = preparation(await table(), [step('drop-columns', { columns: all })]);
		expect(skipped[0]?.issues[0]?.code).toBe('step-no-columns');
	});

	it('takes hostile headers as names', async () => {
		const names = [
			'__proto__',
			'a"b',
			"x'; DROP TABLE raw.deals; --",
			'-- c\nd',
			'constructor',
			'<b>',
			'列',
			'loaded_row'
		];
		await db.run(
			`CREATE TABLE raw."hostile" AS SELECT ${names.map((name) => `' v ' AS "${name.replaceAll('"', '""')}"`).join(', ')}`
		);
		const own = await table('hostile');
		const steps = [
			step(
				'tidy-text',
				{ columns: names, trim: true, collapse: true, width: true, letters: 'upper' },
				{ table: 'hostile' }
			),
			step('fill', { column: '__proto__', by: 'previous' }, { table: 'hostile', id: '2' }),
			step(
				'combine',
				{ columns: names, separator: '"', into: 'to"gether', remove: false },
				{ table: 'hostile', id: '3' }
			)
		];
		const { select, skipped } = preparation(own, steps);
		expect(skipped).toEqual([]);
		const rows = await run(db, select!);
		expect(rows.columns.map(({ name }) => name)).toEqual([...names, 'to"gether']);
		expect(rows.values.map(([cell]) => cell)).toEqual([...names.map(() => 'V'), 'V"V"V"V"V"V"V"V']);
	});

	it('says the types a real DuckDB gives', async () => {
		const steps = [
			step('calculate', { into: 'whole', expression: 'year([Close "Date"]) + 1' }, { id: '1' }),
			step('calculate', { into: 'money', expression: 'Amount * 1.19' }, { id: '2' }),
			step('calculate', { into: 'ratio', expression: 'Amount / 3' }, { id: '3' }),
			step('calculate', { into: 'big', expression: 'Amount > 100' }, { id: '4' }),
			step('calculate', { into: 'day', expression: 'date_add([Close "Date"], 1, \'month\')' }, { id: '5' }),
			step('parse', { column: 'Typed', type: 'decimal' }, { id: '6' }),
			step('mark-outliers', { column: 'Amount', method: 'iqr', factor: 1.5, action: 'mark', into: 'far' }, { id: '7' })
		];
		const { planSteps } = await import('./plan');
		const plan = planSteps(await table(), steps);
		expect(plan.skipped).toEqual([]);
		const { columns } = await prepared(...steps);
		expect(plan.columns.map(({ name, type }) => [name, type])).toEqual(columns.map(({ name, type }) => [name, type]));
	});
});

describe('kinds', () => {
	it('each have a test here', () => {
		const tested = [
			'tidy-text',
			'replace',
			'map-values',
			'fill',
			'drop-missing',
			'deduplicate',
			'filter',
			'parse',
			'split'
		];
		const more = ['combine', 'rename', 'drop-columns', 'calculate', 'convert-currency', 'mark-outliers'];
		expect(STEP_KINDS.map(({ kind }) => kind)).toEqual([...tested, ...more]);
	});

	it('tidy-text', async () => {
		const tidy = { columns: ['Customer'], trim: true, collapse: true, width: true, letters: 'title' };
		expect(await column('Customer', step('tidy-text', tidy))).toEqual([
			'Acme Corp',
			'Acme Corp',
			'Abc Ltd',
			'Abc Ltd',
			null
		]);
		const upper = { ...tidy, letters: 'upper', width: false };
		expect((await column('Customer', step('tidy-text', upper)))[2]).toBe('ＡＢＣ LTD');
	});

	it('replace', async () => {
		const part = { columns: ['Product'], find: 'GTX', replacement: 'G.\\1', whole: false, ignoreCase: false };
		expect((await column('Product', step('replace', part))).slice(0, 2)).toEqual(['G.\\1Pro', 'G.\\1 Pro']);
		expect((await column('Product', step('replace', { ...part, find: 'gtx', ignoreCase: true }))).slice(0, 2)).toEqual([
			'G.\\1Pro',
			'G.\\1 Pro'
		]);
		const whole = { ...part, find: 'gtxpro', replacement: '', whole: true, ignoreCase: true };
		expect((await column('Product', step('replace', whole))).slice(0, 2)).toEqual([null, 'GTX Pro']);
		const literally = { ...part, columns: ['Typed'], find: '(12)', replacement: '$1', ignoreCase: true };
		expect((await column('Typed', step('replace', literally)))[1]).toBe('$1');
	});

	it('map-values', async () => {
		const map = [
			{ from: 'technolgy', to: 'technology' },
			{ from: 'GTXPro', to: 'GTX Pro' },
			{ from: "o'x", to: null }
		];
		expect(await column('Product', step('map-values', { column: 'Product', map }))).toEqual([
			'GTX Pro',
			'GTX Pro',
			'technology',
			'technology',
			'technology'
		]);
		expect(
			(await column('id', step('map-values', { column: 'id', map: [{ from: '1', to: null }] }))).slice(0, 2)
		).toEqual([null, '2']);
	});

	it('fill', async () => {
		expect(await column('Note', step('fill', { column: 'Note', by: 'previous' }))).toEqual([null, 'x', 'x', 'y', 'y']);
		expect(await column('Note', step('fill', { column: 'Note', by: 'next' }))).toEqual(['x', 'x', 'y', 'y', null]);
		expect(await column('Note', step('fill', { column: 'Note', by: 'previous', within: ['id'] }))).toEqual([
			null,
			'x',
			null,
			'y',
			null
		]);
		expect((await column('Note', step('fill', { column: 'Note', by: 'value', value: "it's" })))[0]).toBe("it's");
		expect((await column('Note', step('fill', { column: 'Note', by: 'column', source: 'Code' })))[0]).toBe('a-b-c');
		expect((await column('Amount', step('fill', { column: 'Amount', by: 'median' })))[2]).toBe('160.0000');
		expect((await column('Amount', step('fill', { column: 'Amount', by: 'mean' })))[2]).toBe('2355.1250');
		expect((await column('Amount', step('fill', { column: 'Amount', by: 'value', value: '1.5' })))[2]).toBe('1.50');
		const wrong = preparation(await table(), [step('fill', { column: 'Amount', by: 'value', value: 'abc' })]);
		expect(wrong.skipped[0]?.issues[0]).toMatchObject({ code: 'step-params-invalid', at: 'value' });
	});

	it('drop-missing', async () => {
		expect(await column('Code', step('drop-missing', { columns: ['id', 'Code'], when: 'any' }))).toEqual([
			'a-b-c',
			'd-e',
			'solo'
		]);
		expect(await column('Code', step('drop-missing', { columns: ['Cur', 'Amount'], when: 'all' }))).toHaveLength(5);
		expect(await column('id', step('drop-missing', { columns: ['id', 'Cur'], when: 'all' }))).toEqual([1, 2, 3, 3]);
	});

	it('deduplicate', async () => {
		const by = (params: Json) => column('Product', step('deduplicate', params));
		expect(await by({ columns: ['id'], keep: 'first', loose: false })).toEqual([
			'GTXPro',
			'GTX Pro',
			'technolgy',
			'technology'
		]);
		expect(await by({ columns: ['id'], keep: 'last', loose: false })).toEqual([
			'GTXPro',
			'GTX Pro',
			'technology',
			'technology'
		]);
		expect((await by({ columns: ['id'], keep: 'most-complete', loose: false }))[2]).toBe('technology');
		expect((await by({ columns: ['id'], keep: 'largest', by: 'Amount', loose: false }))[2]).toBe('technology');
		expect((await by({ columns: ['id'], keep: 'smallest', by: 'Amount', loose: false }))[2]).toBe('technology');
		expect(await by({ columns: [], keep: 'first', loose: false })).toHaveLength(5);
		expect(await column('id', step('deduplicate', { columns: ['Product'], keep: 'last', loose: true }))).toEqual([
			1,
			2,
			3,
			null
		]);
	});

	it('filter', async () => {
		const rows = (op: string, name: string, values: string[], action = 'keep') =>
			column('id', step('filter', { conditions: [{ column: name, op, values }], match: 'all', action }));
		expect(await rows('is', 'Product', ['GTXPro', 'GTX Pro'])).toEqual([1, 2]);
		expect(await rows('is-not', 'Cur', ['EUR'])).toEqual([1, 3, null]);
		expect(await rows('contains', 'Product', ['PRO'])).toEqual([1, 2]);
		expect(await rows('not-contains', 'Product', ['PRO'])).toEqual([3, 3, null]);
		expect(await rows('starts', 'Product', ['tech'], 'remove')).toEqual([1, 2]);
		expect(await rows('ends', 'Product', ['pro'])).toEqual([1, 2]);
		expect(await rows('less', 'Amount', ['120'])).toEqual([1]);
		expect(await rows('less', 'Amount', ['120'], 'remove')).toEqual([2, 3, 3, null]);
		expect(await rows('at-most', 'Amount', ['120'])).toEqual([1, null]);
		expect(await rows('more', 'Amount', ['120'])).toEqual([2, 3]);
		expect(await rows('at-least', 'Close "Date"', ['2024-03-01'])).toEqual([3, null]);
		expect(await rows('between', 'Close "Date"', ['2024-01-01', '2024-02-28'])).toEqual([1, 2]);
		expect(await rows('empty', 'Amount', [])).toEqual([3]);
		expect(await rows('not-empty', 'Note', [])).toEqual([2, 3]);
		const any = {
			conditions: [
				{ column: 'Amount', op: 'empty', values: [] },
				{ column: 'id', op: 'is', values: ['1'] }
			],
			match: 'any',
			action: 'keep'
		};
		expect(await column('id', step('filter', any))).toEqual([1, 3]);
		const wrong = preparation(await table(), [
			step('filter', { conditions: [{ column: 'Amount', op: 'less', values: ['x'] }], match: 'all', action: 'keep' })
		]);
		expect(wrong.skipped[0]?.issues[0]?.code).toBe('step-params-invalid');
	});

	it('parse', async () => {
		const format = {
			kind: 'number',
			grouping: ',',
			decimal: '.',
			strip: [],
			parentheses: true,
			trailingMinus: false,
			percent: false,
			suffixes: {},
			fullWidth: false,
			factor: 1,
			scale: 2
		};
		expect(await column('Typed', step('parse', { column: 'Typed', type: 'decimal', format }))).toEqual([
			'1234.50',
			'-12.00',
			null,
			'7.00',
			null
		]);
		expect(await column('Typed', step('parse', { column: 'Typed', type: 'integer', format }))).toEqual([
			null,
			-12,
			null,
			7,
			null
		]);
		expect(await column('id', step('parse', { column: 'id', type: 'text' }))).toEqual(['1', '2', '3', '3', null]);
	});

	it('split and combine', async () => {
		const params = {
			column: 'Code',
			by: { kind: 'delimiter', text: '-' },
			into: ['one', 'two'],
			rest: true,
			remove: true
		};
		const { rows, columns } = await prepared(step('split', params));
		expect(rows.map((row) => [row['one'], row['two']])).toEqual([
			['a', 'b-c'],
			['d', 'e'],
			[null, null],
			['solo', null],
			['p', 'q']
		]);
		expect(columns.map(({ name }) => name)).not.toContain('Code');
		expect((await column('two', step('split', { ...params, rest: false })))[0]).toBe('b');
		const cut = { ...params, by: { kind: 'position', at: [1, 2] }, into: ['x', 'y', 'z'] };
		const pieces = (await prepared(step('split', cut))).rows[0];
		expect([pieces?.['x'], pieces?.['y'], pieces?.['z']]).toEqual(['a', '-', 'b-c']);
		const joined = { columns: ['id', 'Note'], separator: '/', into: 'both', remove: false };
		expect(await column('both', step('combine', joined))).toEqual(['1', '2/x', '3', '3/y', null]);
	});

	it('rename and drop-columns', async () => {
		const names = [
			{ from: 'Cur', to: 'id' },
			{ from: 'id', to: 'Cur' }
		];
		const { columns } = await prepared(
			step('rename', { names }),
			step('drop-columns', { columns: ['Note'] }, { id: '2' })
		);
		expect(columns.map(({ name }) => name)).toEqual([
			'Cur',
			'Customer',
			'Product',
			'Amount',
			'id',
			'Close "Date"',
			'Typed',
			'Code'
		]);
	});

	it('calculate', async () => {
		const into = (expression: string) => column('new', step('calculate', { into: 'new', expression }));
		expect(await into("if([Cur] = 'EUR', [Amount] * 1.1, Amount)")).toEqual([
			'100.500',
			'220.000',
			null,
			'9900.000',
			'120.000'
		]);
		expect(await into('Amount / 0')).toEqual([null, null, null, null, null]);
		expect(await column('Amount', step('calculate', { into: 'Amount', expression: 'Amount * 2' }))).toEqual([
			'201.00',
			'400.00',
			null,
			'18000.00',
			'240.00'
		]);
	});

	it('convert-currency', async () => {
		const rates = [
			{ currency: 'EUR', rate: '1.1' },
			{ currency: 'EUR', rate: '1.2', since: '2024-03-01' }
		];
		const base = { amount: 'Amount', from: { kind: 'column', column: 'Cur' }, target: 'USD', date: 'Close "Date"' };
		expect(await column('USD', step('convert-currency', { ...base, rates, into: 'USD' }))).toEqual([
			'100.5000',
			'220.0000',
			null,
			'10800.0000',
			null
		]);
		const inPlace = await prepared(step('convert-currency', { ...base, rates, into: null }));
		expect(inPlace.rows.map((row) => [row['Amount'], row['Cur']])).toEqual([
			['100.5000', 'USD'],
			['220.0000', 'USD'],
			[null, 'CNY'],
			['10800.0000', 'USD'],
			[null, null]
		]);
		const fixed = { ...base, from: { kind: 'fixed', currency: 'EUR' }, rates: [rates[0]!], into: 'USD' };
		expect((await column('USD', step('convert-currency', fixed)))[1]).toBe('220.0000');
	});

	it('mark-outliers', async () => {
		const mark = (params: Record<string, Json>) =>
			column('far', step('mark-outliers', { column: 'Amount', factor: 1.5, action: 'mark', into: 'far', ...params }));
		expect(await mark({ method: 'iqr' })).toEqual([false, false, false, true, false]);
		expect(await mark({ method: 'mad', factor: 3.5 })).toEqual([false, false, false, true, false]);
		expect(await mark({ method: 'z-score', factor: 3 })).toEqual([false, false, false, false, false]);
		expect(await mark({ method: 'z-score', factor: 1.4 })).toEqual([false, false, false, true, false]);
		// quartiles 115.125 and 2400, so the upper limit is 2400 + 1.5 × 2284.875
		const cap = { column: 'Amount', method: 'iqr', factor: 1.5, action: 'cap' };
		expect((await column('Amount', step('mark-outliers', cap)))[3]).toBe('5827.3125');
		expect((await column('Amount', step('mark-outliers', { ...cap, action: 'empty' })))[3]).toBe(null);
	});
});

describe('what steps do', () => {
	const steps = [
		step('tidy-text', { columns: ['Customer'], trim: true, collapse: true, width: true, letters: 'keep' }, { id: 't' }),
		step('deduplicate', { columns: ['id'], keep: 'last', loose: false }, { id: 'd' }),
		step('parse', { column: 'Typed', type: 'integer' }, { id: 'p' }),
		step('drop-columns', { columns: ['Note'] }, { id: 'x' })
	];

	it('is counted per step, rows and cells', async () => {
		const impact = readImpact(await run(db, impactQuery(await table(), steps)!));
		expect(impact).toEqual([
			{ step: 't', rowsIn: 5, rowsOut: 5, columns: [{ column: 'Customer', changed: 4, emptied: 1 }] },
			{ step: 'd', rowsIn: 5, rowsOut: 4, columns: [] },
			{ step: 'p', rowsIn: 4, rowsOut: 4, columns: [{ column: 'Typed', changed: 4, emptied: 3 }] },
			{ step: 'x', rowsIn: 4, rowsOut: 4, columns: [] }
		]);
		expect(impactQuery(await table(), [])).toBeNull();
	});

	it('is shown on rows, before and after', async () => {
		const own = await table();
		const examples = async (id: string) => readExamples(own, steps, id, await run(db, exampleQuery(own, steps, id)!));
		const tidied = await examples('t');
		expect(tidied.columns[0]).toEqual({ name: 'Customer', type: 'text', was: 'text', touched: true });
		expect(tidied.rows.map(({ row, before, after }) => [row, before[0], after[0]])).toEqual([
			[5, '   ', null],
			[1, ' Acme  Corp ', 'Acme Corp'],
			[3, 'ＡＢＣ\u3000Ltd', 'ABC Ltd'],
			[4, 'ＡＢＣ\u3000Ltd', 'ABC Ltd']
		]);
		const duplicates = await examples('d');
		expect(duplicates.rows.map(({ row, removed }) => [row, removed])).toEqual([
			[3, true],
			[4, false]
		]);
		expect((await examples('p')).rows.map(({ row, changed }) => [row, changed[0]])).toEqual([
			[1, true],
			[2, true],
			[5, true],
			[4, true]
		]);
		expect((await examples('x')).rows).toHaveLength(4);
	});

	it('lists the values that are lost', async () => {
		const own = await table();
		expect(readLost(await run(db, lostQuery(own, steps, 'p')!))).toEqual([
			{ column: 'Typed', value: '(12)', rows: 1 },
			{ column: 'Typed', value: '1,234.50', rows: 1 },
			{ column: 'Typed', value: 'oops', rows: 1 }
		]);
		expect(lostQuery(own, steps, 'd')).toBeNull();
	});
});
