import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SalesModel } from '../../src/lib/core/model/model';
import { LABEL_CODES } from '../../src/lib/core/reports/label-codes';
import { missingFor } from '../../src/lib/core/reports/missing';
import { offeredChoices, RECIPES, recipeById, recipesFor } from '../../src/lib/core/reports/registry';
import type { Cell } from '../../src/lib/core/table';
import en from '../../messages/en/reports.json';
import zh from '../../messages/zh-CN/reports.json';
import { decoded, objects, run } from './duck';
import { FIXTURE_DEALS, FIXTURE_ORDERS, openFixture } from './fixture';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await openFixture();
});

function built(id: string, model: SalesModel, params: Record<string, unknown> = {}, asOf = '2024-04-30') {
	const recipe = recipeById(id);
	if (!recipe) throw new Error(`no recipe ${id}`);
	const read = recipe.parse({ ...recipe.defaults(model), ...params });
	if (!read.ok) throw new Error(JSON.stringify(read.issues));
	return { queries: recipe.build(read.value, model, asOf), view: recipe.view(read.value, model) };
}

async function rowsOf(id: string, model: SalesModel, params: Record<string, unknown> = {}, asOf?: string) {
	const { queries } = built(id, model, params, asOf);
	return {
		main: objects(await run(db, queries.main)),
		totals: objects(await run(db, queries.totals))[0] ?? {},
		extra: queries.extra ? objects(await run(db, queries.extra)) : []
	};
}

/** Rows of a check query written by hand. */
async function check(sql: string): Promise<Record<string, Cell>[]> {
	return objects(await decoded(db, sql));
}

const pick = (rows: readonly Record<string, Cell>[], ...names: string[]) =>
	rows.map((row) => names.map((name) => row[name]));

describe('every recipe and kind of data', () => {
	for (const model of [FIXTURE_DEALS, FIXTURE_ORDERS])
		for (const recipe of recipesFor(model)) {
			test(`${recipe.id} over ${model.kind}: the SQL is the one that was read and agreed`, async () => {
				const { queries } = built(recipe.id, model, {
					grain: 'month',
					filters: { product: ['P-1', "it's", null], from: '2023-06-15', to: '2024-04-20' }
				});
				const extra = queries.extra ? `\n;\n${queries.extra.text}` : '';
				const text = `${queries.main.text}\n;\n${queries.totals.text}${extra}\n`;
				await expect(text).toMatchFileSnapshot(`../fixtures/sql/${recipe.id}.${model.kind}.sql`);
			});

			test(`${recipe.id} over ${model.kind}: what the view shows is in the rows, at every grain, choice and example`, async () => {
				const base = [
					{},
					...recipe.examples,
					...(['day', 'week', 'quarter', 'year'] as const).map((grain) => ({ grain }))
				];
				const chosen = recipe.choices.flatMap(({ param, options }) => options.map(({ value }) => ({ [param]: value })));
				for (const params of [...base, ...chosen]) {
					const { queries, view } = built(recipe.id, model, params);
					const main = await run(db, queries.main);
					const names = main.columns.map((column) => column.name);
					const totals = await run(db, queries.totals);
					const totalNames = totals.columns.map((column) => column.name);
					expect(totals.length).toBe(1);
					expect(queries.main.text).toMatch(/\nORDER BY [^\n]+$/);
					expect(`${queries.main.text}${queries.totals.text}`).not.toMatch(/now\(|current_date|today\(/i);
					expect(names).toEqual(expect.arrayContaining(view.columns.map((column) => column.column)));
					const drawn = view.chart ? [view.chart.x, ...view.chart.series.map((s) => s.column)] : [];
					expect(names).toEqual(
						expect.arrayContaining([...drawn, ...(view.chart?.partial ? [view.chart.partial] : [])])
					);
					for (const { column, excluded } of view.headlines)
						expect(totalNames).toEqual(expect.arrayContaining(excluded ? [column, excluded] : [column]));
					for (const { column } of view.notices ?? []) expect(totalNames).toContain(column);
				}
			});
		}

	test('parameters from a stranger are refused with their paths', () => {
		for (const recipe of RECIPES) {
			const read = recipe.parse({
				grain: 'hour',
				filters: { from: '2024-02-30', owner: [1] },
				by: "'; DROP",
				of: 1,
				dated: 0
			});
			expect(read.ok).toBe(false);
			if (read.ok) continue;
			const at = read.issues.map((issue) => issue.at);
			expect(at).toEqual(expect.arrayContaining(['grain', 'filters.from', 'filters.owner.0']));
			for (const choice of recipe.choices) expect(at).toContain(choice.param);
		}
	});

	test('missing roles and offered choices', () => {
		const bare: SalesModel = {
			...FIXTURE_DEALS,
			fields: { stage: { table: 'deals', column: 'Deal Stage' } },
			amount: null
		};
		expect(recipeById('revenue-trend')?.missing(bare)).toEqual([['amount'], ['close_date', 'won_date']]);
		expect(recipeById('sales-cycle')?.missing(bare)).toEqual([['close_date', 'won_date'], ['created_date']]);
		expect(recipeById('leaderboard')?.missing(FIXTURE_ORDERS)).toEqual([]);
		expect(missingFor({ ...FIXTURE_DEALS, outcome: null }, ['outcome', 'closed_on'])).toHaveLength(2);
		const board = recipeById('leaderboard');
		if (!board) throw new Error('no leaderboard');
		expect(offeredChoices(board, FIXTURE_ORDERS)[0]?.options.map((o) => o.value)).toEqual([
			'region',
			'product',
			'customer'
		]);
		expect(board.defaults(FIXTURE_ORDERS)).toMatchObject({ by: 'region' });
	});

	test('both languages have a sentence for every code', () => {
		for (const code of LABEL_CODES) {
			expect((en as Record<string, unknown>)[code], code).toBeTruthy();
			expect((zh as Record<string, unknown>)[code], code).toBeTruthy();
		}
	});
});

describe('revenue trend', () => {
	test('deals: sums, empty months, partial months, what is left out', async () => {
		const { main, totals } = await rowsOf('revenue-trend', FIXTURE_DEALS);
		expect(pick(main, 'period', 'revenue', 'deals', 'partial')).toEqual([
			['2024-01-01', '1250.1500', 2, false],
			['2024-02-01', '4000.0000', 2, false],
			['2024-03-01', '0.0000', 0, false],
			['2024-04-01', '599.9900', 2, false]
		]);
		expect(main[1]?.change).toBeCloseTo(4000 / 1250.15 - 1, 12);
		expect(main[2]?.change).toBe(-1);
		expect(main[3]?.change).toBe(null);
		expect(totals).toMatchObject({ revenue: '5850.1400', deals: 6, without_amount: 1, without_date: 1, excluded: 1 });
		expect(totals.mean).toBe('1170.0280');
		const [row] = await check(
			`SELECT CAST(sum("Value") AS DECIMAL(38, 4)) AS r FROM deals WHERE "Deal Stage" = 'Closed Won' AND "Closed" IS NOT NULL`
		);
		expect(row?.r).toBe(totals.revenue);
	});

	test('a month that the data or the range cuts is partial and no base for growth', async () => {
		const cut = await rowsOf('revenue-trend', FIXTURE_DEALS, {}, '2024-04-29');
		expect(pick(cut.main, 'partial')).toEqual([[false], [false], [false], [true]]);
		const range = await rowsOf('revenue-trend', FIXTURE_DEALS, { filters: { from: '2024-01-11', to: '2024-04-15' } });
		expect(pick(range.main, 'revenue', 'partial', 'change')).toEqual([
			['250.0500', true, null],
			['4000.0000', false, null],
			['0.0000', false, -1],
			['99.9900', true, null]
		]);
	});

	test('filters keep empty months of the data', async () => {
		const { main } = await rowsOf('revenue-trend', FIXTURE_DEALS, { filters: { owner: [null, '李雷'] } });
		expect(pick(main, 'revenue')).toEqual([['0.0000'], ['4000.0000'], ['0.0000'], ['99.9900']]);
	});

	test('orders: exact products, YoY of real neighbours, base below zero', async () => {
		const { main, totals } = await rowsOf('revenue-trend', FIXTURE_ORDERS);
		expect(pick(main, 'period', 'revenue', 'orders').slice(0, 4)).toEqual([
			['2023-01-01', '43.1500', 2],
			['2023-02-01', '0.0000', 0],
			['2023-03-01', '-23.9950', 2],
			['2023-04-01', '10.2000', 1]
		]);
		expect(main).toHaveLength(16);
		const year = (period: string) => main.find((row) => row.period === period)?.change_year;
		expect(year('2024-01-01')).toBeCloseTo(20 / 43.15 - 1, 12);
		expect(year('2024-03-01')).toBe(null);
		expect(year('2024-04-01')).toBeCloseTo(2.55 / 10.2 - 1, 12);
		expect(pick(main, 'rolling_year')[10]).toEqual([null]);
		expect(pick(main, 'rolling_year', 'year_to_date')[11]).toEqual(['29.3550', '29.3550']);
		expect(pick(main, 'rolling_year', 'year_to_date')[12]).toEqual(['6.2050', '20.0000']);
		expect(totals).toMatchObject({ revenue: '101.9050', orders: 9, without_amount: 1, without_date: 0 });
	});

	test('a range that starts later still compares with the year before it', async () => {
		const { main, totals } = await rowsOf('revenue-trend', FIXTURE_ORDERS, { filters: { from: '2024-01-01' } });
		expect(pick(main, 'period')).toEqual([['2024-01-01'], ['2024-02-01'], ['2024-03-01'], ['2024-04-01']]);
		expect(main[0]?.change_year).toBeCloseTo(20 / 43.15 - 1, 12);
		expect(totals.revenue).toBe('72.5500');
	});
});

describe('pipeline by stage', () => {
	test('in stage order, unknown stages last; missing amounts and overdue deals counted', async () => {
		const { main, totals } = await rowsOf('pipeline-by-stage', FIXTURE_DEALS);
		expect(pick(main, 'stage', 'deals', 'amount', 'without_amount')).toEqual([
			['Qualification', 1, '0.0000', 1],
			['Negotiation', 2, '1000.0000', 0],
			['On ice', 1, '50.0000', 0]
		]);
		expect(main[1]?.share).toBeCloseTo(1000 / 1050, 12);
		expect(totals).toMatchObject({
			deals: 4,
			amount: '1050.0000',
			mean: '350.0000',
			without_amount: 1,
			overdue: 1,
			excluded: 1
		});
	});

	test('the date range is on the chosen date', async () => {
		const expected = await rowsOf('pipeline-by-stage', FIXTURE_DEALS, { filters: { from: '2024-06-01' } });
		expect(expected.totals).toMatchObject({ deals: 2, without_date: 1 });
		const created = await rowsOf('pipeline-by-stage', FIXTURE_DEALS, {
			dated: 'created',
			filters: { from: '2024-04-01' }
		});
		expect(created.totals).toMatchObject({ deals: 1, without_date: 0 });
	});
});

describe('win rate', () => {
	test('by count and by value, per period', async () => {
		const { main, totals } = await rowsOf('win-rate', FIXTURE_DEALS);
		expect(totals).toMatchObject({ won: 6, lost: 5, value_refused: false, lost_without_amount: 1, without_date: 1 });
		expect(totals.win_rate).toBeCloseTo(6 / 11, 12);
		expect(totals.win_rate_value).toBeCloseTo(5850.14 / (5850.14 + 1770.5), 12);
		expect(pick(main, 'period', 'won', 'lost')).toEqual([
			['2024-01-01', 2, 1],
			['2024-02-01', 2, 1],
			['2024-04-01', 2, 3]
		]);
	});

	test('Wilson interval of 6 of 11 by the textbook formula', async () => {
		const { totals } = await rowsOf('win-rate', FIXTURE_DEALS);
		const [n, p, z] = [11, 6 / 11, 1.959963984540054];
		const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
		const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
		expect(totals.win_rate_low).toBeCloseTo(centre - half, 12);
		expect(totals.win_rate_high).toBeCloseTo(centre + half, 12);
	});

	test('by value it is refused where most lost deals carry nothing', async () => {
		const { main, totals } = await rowsOf('win-rate', FIXTURE_DEALS, { by: 'owner', filters: { owner: [null] } });
		expect(totals).toMatchObject({ won: 1, lost: 1, value_refused: true, win_rate_value: null });
		expect(pick(main, 'name', 'win_rate', 'win_rate_value')).toEqual([[null, 0.5, null]]);
	});

	test('nothing closed: no rate', async () => {
		const { main, totals } = await rowsOf('win-rate', FIXTURE_DEALS, { filters: { from: '2030-01-01' } });
		expect(main).toEqual([]);
		expect(totals).toMatchObject({ won: 0, lost: 0, win_rate: null, win_rate_low: null });
	});
});

describe('sales cycle', () => {
	test('mean, median, P90; impossible and undated deals counted', async () => {
		const { main, totals, extra } = await rowsOf('sales-cycle', FIXTURE_DEALS);
		const [row] = await check(
			`SELECT avg(d) AS mean, median(d) AS median, quantile_cont(d, 0.9) AS p90 FROM (SELECT date_diff('day', "Created", "Closed")::DOUBLE AS d FROM deals WHERE "Deal Stage" = 'Closed Won') WHERE d >= 0`
		);
		expect(totals).toMatchObject({ ...row, deals: 5, impossible: 1, without_date: 1, has_impossible: true });
		expect(pick(main, 'period', 'deals', 'median')).toEqual([
			['2024-01-01', 2, 25],
			['2024-02-01', 2, 34],
			['2024-04-01', 1, 32]
		]);
		expect(extra[0]).toMatchObject({ from_days: 0, to_days: 1, deals: 0 });
		expect(extra.reduce((sum, bin) => sum + Number(bin.deals), 0)).toBe(5);
	});
});

describe('leaderboard', () => {
	test('deals by owner', async () => {
		const { main, totals } = await rowsOf('leaderboard', FIXTURE_DEALS);
		expect(pick(main, 'rank', 'name', 'revenue', 'won', 'lost', 'mean')).toEqual([
			[1, '李雷', '4000.0000', 2, 2, '4000.0000'],
			[2, "Ann O'Neil", '1750.1500', 3, 2, '583.3833'],
			[3, null, '99.9900', 1, 1, '99.9900']
		]);
		expect(totals).toMatchObject({ items: 2, without_item: 2, revenue: '5850.1400', without_amount: 1 });
	});

	test('a joined table whose key is not unique multiplies nothing', async () => {
		const { main, totals } = await rowsOf('leaderboard', FIXTURE_DEALS, { by: 'category' });
		expect(totals.revenue).toBe('5850.1400');
		expect(pick(main, 'name', 'revenue')).toEqual([
			[null, '4000.0000'],
			['Metal', '1500.1000'],
			['Rubber', '350.0400']
		]);
	});

	test('orders by customer: two customers of one name stay two', async () => {
		const { main } = await rowsOf('leaderboard', FIXTURE_ORDERS, { by: 'customer' });
		expect(pick(main, 'rank', 'name', 'revenue', 'orders')).toEqual([
			[1, 'Kim Lee (C2)', '75.5000', 3],
			[2, 'Zoë Hart', '21.0050', 2],
			[3, null, '10.2000', 1],
			[4, 'Kim Lee (C1)', '-4.8000', 3]
		]);
		const [row] = await check(
			`SELECT sum(units * price::DECIMAL(9, 3))::VARCHAR AS r FROM orders WHERE cust_no = 'C1'`
		);
		expect(Number(row?.r)).toBe(-4.8);
	});
});

describe('ABC', () => {
	test('classes by the share before the item; rows without an item beside them', async () => {
		const { main, totals } = await rowsOf('abc', FIXTURE_ORDERS, { of: 'product' });
		expect(pick(main, 'rank', 'name', 'revenue', 'grade')).toEqual([
			[1, 'Tea', '45.9000', 'A'],
			[2, 'Cup', '30.0000', 'A'],
			[3, 'Pot', '26.0050', 'A']
		]);
		expect(totals).toMatchObject({ items: 3, items_a: 3, items_b: 0, items_c: 0, without_amount: 1 });
		const customers = await rowsOf('abc', FIXTURE_ORDERS, { of: 'customer' });
		expect(pick(customers.main, 'name', 'grade')).toEqual([
			['Kim Lee (C2)', 'A'],
			['Zoë Hart', 'B'],
			['Kim Lee (C1)', 'C']
		]);
		expect(customers.totals).toMatchObject({ items: 3, without_item: 1, revenue_without_item: '10.2000' });
	});
});
