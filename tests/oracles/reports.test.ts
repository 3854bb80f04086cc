import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { dateRangeQuery, readDateRange, type DateRange } from '../../src/lib/core/model/date-range';
import { joinCheckQuery, readJoinCheck } from '../../src/lib/core/model/join-check';
import { measureById } from '../../src/lib/core/model/measures';
import type { SalesModel } from '../../src/lib/core/model/model';
import { readSeries, seriesQuery } from '../../src/lib/core/model/series-query';
import { periodOf } from '../../src/lib/core/period';
import type { ReportParams } from '../../src/lib/core/reports/recipe';
import { recipeById } from '../../src/lib/core/reports/registry';
import type { Cell } from '../../src/lib/core/table';
import { decoded, objects, openDuck, run, sharedData } from './duck';
import { MAVEN, ONLINE_RETAIL, SUPERSTORE_US, SUPERSTORE_ZH } from './models';

type Row = Record<string, Cell>;
type Own = Record<string, string>;

/** Runs one report over loaded tables, as the app does. */
class Reports {
	constructor(
		readonly db: DuckDBConnection,
		readonly model: SalesModel,
		readonly range: DateRange
	) {}

	static async over(db: DuckDBConnection, model: SalesModel): Promise<Reports> {
		const range = readDateRange(await run(db, dateRangeQuery(model)));
		if (!range) throw new Error('no dates');
		return new Reports(db, model, range);
	}

	async build(id: string, params: Partial<ReportParams> & { own?: Own } = {}) {
		const recipe = recipeById(id);
		if (!recipe) throw new Error(`no recipe ${id}`);
		const { own = {}, ...shared } = params;
		const read = recipe.parse({ ...recipe.defaults(this.model), ...shared, ...own });
		if (!read.ok) throw new Error(JSON.stringify(read.issues));
		const queries = recipe.build(read.value, this.model, this.range.through);
		return {
			main: objects(await run(this.db, queries.main)),
			totals: objects(await run(this.db, queries.totals))[0] ?? {},
			extra: queries.extra ? objects(await run(this.db, queries.extra)) : []
		};
	}
}

const column = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);
const numbers = (rows: readonly Row[], name: string) =>
	rows.map((row) => (row[name] === null ? null : Number(row[name])));
const cents = (value: Cell | undefined) => Math.round(Number(value) * 100) / 100;

const maven = sharedData('maven_crm');

describe.skipIf(!maven)('Maven CRM', () => {
	let reports: Reports;
	beforeAll(async () => {
		const db = await openDuck();
		for (const name of ['sales_pipeline', 'sales_teams', 'products', 'accounts'])
			await db.run(`CREATE TABLE "${name}" AS FROM read_csv('${maven}/${name}.csv', header = true)`);
		reports = await Reports.over(db, MAVEN);
	});

	test('won, lost, win rate; no rate by value because lost deals carry 0', async () => {
		const { totals, main } = await reports.build('win-rate', { grain: 'quarter' });
		expect(totals).toMatchObject({ won: 4238, lost: 2473, value_refused: true, win_rate_value: null });
		expect(totals.win_rate).toBeCloseTo(4238 / 6711, 12);
		expect(numbers(main, 'win_rate').map((rate) => rate?.toFixed(4))).toEqual(['0.8207', '0.6171', '0.6141', '0.6025']);
		expect(column(main, 'won')).toEqual([531, 1254, 1257, 1196]);
		expect(column(main, 'partial')).toEqual([false, false, false, false]);
	});

	test('won value by quarter', async () => {
		const { totals, main } = await reports.build('revenue-trend', { grain: 'quarter' });
		expect(totals).toMatchObject({ revenue: '10005534.0000', deals: 4238, without_amount: 0, without_date: 0 });
		expect(Number(totals.mean)).toBeCloseTo(2360.91, 2);
		expect(numbers(main, 'revenue')).toEqual([1134672, 3086111, 2982255, 2802496]);
		expect(main[1]?.change).toBeCloseTo(3086111 / 1134672 - 1, 12);
		expect(main[3]?.year_to_date).toBe('10005534.0000');
		expect(main[3]?.rolling_year).toBe('10005534.0000');
		expect(column(main, 'change_year')).toEqual([null, null, null, null]);
	});

	test('sales cycle', async () => {
		const { totals, main, extra } = await reports.build('sales-cycle', { grain: 'quarter' });
		expect(totals).toMatchObject({ deals: 4238, median: 57, impossible: 0, without_date: 0 });
		expect(Number(totals.mean).toFixed(2)).toBe('51.78');
		expect(Number(main[3]?.mean).toFixed(4)).toBe('49.5610');
		expect(extra.reduce((sum, bin) => sum + Number(bin.deals), 0)).toBe(4238);
	});

	test('regions, managers, agents and products', async () => {
		const region = await reports.build('leaderboard', { own: { by: 'region' } });
		expect(region.main.map((row) => [row.name, Number(row.revenue)])).toEqual([
			['West', 3568647],
			['Central', 3346293],
			['East', 3090594]
		]);
		const { main } = await reports.build('leaderboard');
		expect(main[0]).toMatchObject({ rank: 1, name: 'Darcel Schlecht', revenue: '1153214.0000', won: 349, lost: 204 });
		const products = await reports.build('leaderboard', { own: { by: 'product' } });
		expect(products.main.map((row) => Number(row.revenue))).toEqual([
			3510578, 2629651, 2216387, 705275, 499263, 400612, 43768
		]);
		expect(Number(main[0]?.win_rate)).toBeCloseTo(349 / 553, 12);
	});

	test('open deals by stage in stage order', async () => {
		const { main, totals } = await reports.build('pipeline-by-stage');
		expect(main.map((row) => [row.stage, row.deals, row.amount])).toEqual([
			['Prospecting', 500, '0.0000'],
			['Engaging', 1589, '0.0000']
		]);
		expect(totals).toMatchObject({ deals: 2089, without_amount: 2089 });
	});

	test('59 of 85 accounts make 80 % of won value', async () => {
		const { totals, main } = await reports.build('abc', { own: { of: 'customer' } });
		expect(totals).toMatchObject({ items: 85, items_a: 59, without_item: 0 });
		expect(main).toHaveLength(85);
	});

	test('GTXPro against GTX Pro shows as unmatched rows and loses no deal', async () => {
		const join = MAVEN.joins[1];
		if (!join) throw new Error('no join');
		const check = readJoinCheck(join, await run(reports.db, joinCheckQuery(join)));
		expect(check).toMatchObject({
			keyed: 8800,
			matched: 7320,
			unique: true,
			unmatched: [{ value: 'GTXPro', rows: 1480 }]
		});
		const { totals } = await reports.build('abc', { own: { of: 'category' } });
		expect(Number(totals.revenue) + Number(totals.revenue_without_item)).toBe(10005534);
		expect(Number(totals.revenue_without_item)).toBe(3510578);
	});

	test('filters keep what they name', async () => {
		const { totals } = await reports.build('revenue-trend', {
			filters: { region: ['West'], from: '2017-04-01', to: '2017-06-30' }
		});
		const check = await decoded(
			reports.db,
			`SELECT sum(close_value)::BIGINT AS revenue, count(*) AS deals FROM sales_pipeline p JOIN sales_teams t USING (sales_agent)
			 WHERE deal_stage = 'Won' AND regional_office = 'West' AND close_date BETWEEN '2017-04-01' AND '2017-06-30'`
		);
		expect(Number(totals.revenue)).toBe(objects(check)[0]?.revenue);
		expect(totals.deals).toBe(objects(check)[0]?.deals);
	});

	test('series of new deals add up to all deals with a created date', async () => {
		const measure = measureById('new_deals', MAVEN);
		if (!measure) throw new Error('no measure');
		const rows = await run(reports.db, seriesQuery(measure, 'month', 'region', {}, MAVEN));
		const series = readSeries(rows, 'month', { through: periodOf('2017-12-01', 'month') });
		const total = series.flatMap((one) => [...one.values]).reduce((a, b) => a + b, 0);
		expect(total).toBe(8300);
		expect(series.map((one) => one.key)).toHaveLength(3);
	});
});

const us = sharedData('superstore_us');

describe.skipIf(!us)('Superstore (US)', () => {
	let reports: Reports;
	beforeAll(async () => {
		const db = await openDuck();
		await db.run(
			`CREATE TABLE orders AS FROM read_csv('${us}/orders.csv', header = true, dateformat = '%m/%d/%Y', types = {'Order Date': 'DATE', 'Sales': 'DECIMAL(18, 4)', 'Profit': 'DECIMAL(18, 4)'})`
		);
		reports = await Reports.over(db, SUPERSTORE_US);
	});

	test('sales by year and YoY', async () => {
		const { totals, main } = await reports.build('revenue-trend', { grain: 'year' });
		expect(cents(totals.revenue)).toBe(2297200.86);
		expect(totals.orders).toBe(5009);
		expect(main.map((row) => cents(row.revenue))).toEqual([484247.5, 470532.51, 609205.6, 733215.26]);
		expect(numbers(main, 'change').map((v) => (v === null ? null : (v * 100).toFixed(2)))).toEqual([
			null,
			'-2.83',
			'29.47',
			'20.36'
		]);
		expect(main[3]?.partial).toBe(false);
	});

	test('YoY of months equals a check query written by hand', async () => {
		const { main } = await reports.build('revenue-trend', { grain: 'month' });
		const check = await decoded(
			reports.db,
			`SELECT a.m, a.s::DOUBLE / b.s::DOUBLE - 1 AS yoy FROM (SELECT strftime("Order Date", '%Y-%m-01') m, sum("Sales") s FROM orders GROUP BY 1) a
			 JOIN (SELECT strftime("Order Date" + INTERVAL 1 YEAR, '%Y-%m-01') m, sum("Sales") s FROM orders GROUP BY 1) b USING (m) WHERE m < '2020' ORDER BY 1`
		);
		const shown = main.filter((row) => row.change_year !== null);
		expect(column(shown, 'period')).toEqual(column(objects(check), 'm'));
		for (const [i, row] of objects(check).entries()) expect(shown[i]?.change_year).toBeCloseTo(Number(row.yoy), 10);
	});

	test('396 of 793 customers and 9 of 17 sub-categories make 80 %', async () => {
		expect((await reports.build('abc', { own: { of: 'customer' } })).totals).toMatchObject({
			items: 793,
			items_a: 396
		});
		expect((await reports.build('abc', { own: { of: 'category' } })).totals).toMatchObject({ items: 17, items_a: 9 });
	});

	test('profit and quantity series', async () => {
		const measure = measureById('profit', SUPERSTORE_US);
		if (!measure) throw new Error('no measure');
		const rows = await run(reports.db, seriesQuery(measure, 'year', null, {}, SUPERSTORE_US));
		const [series] = readSeries(rows, 'year', { through: 2019 });
		expect(series?.values.length).toBe(4);
		expect(cents([...(series?.values ?? [])].reduce((a, b) => a + b, 0))).toBe(286397.02);
	});
});

const zh = sharedData('superstore_zh');

describe.skipIf(!zh)('示例 - 超市', () => {
	let reports: Reports;
	beforeAll(async () => {
		const db = await openDuck();
		await db.run(
			`CREATE TABLE "订单" AS FROM read_csv('${zh}/orders_utf8bom.csv', header = true, dateformat = '%Y/%m/%d', types = {'订单日期': 'DATE'})`
		);
		await db.run(`CREATE TABLE "销售人员" AS FROM read_csv('${zh}/managers.csv', header = true)`);
		reports = await Reports.over(db, SUPERSTORE_ZH);
	});

	test('销售额: total, years, YoY, regions', async () => {
		const { totals, main } = await reports.build('revenue-trend', { grain: 'year' });
		expect(Number(totals.revenue)).toBeCloseTo(16117548.237, 3);
		expect(totals.orders).toBe(2773);
		expect(numbers(main, 'revenue')).toEqual([2939663.335, 3443376.335, 4246042.78, 5488465.787]);
		expect(numbers(main, 'change').map((v) => (v === null ? null : (v * 100).toFixed(4)))).toEqual([
			null,
			'17.1351',
			'23.3104',
			'29.2607'
		]);
		const region = await reports.build('leaderboard', { own: { by: 'region' } });
		expect(region.main.map((row) => [row.name, Number(row.revenue)])).toEqual([
			['华东', 4692464.994],
			['中南', 4147884.013],
			['东北', 2711223.389],
			['华北', 2447301.017],
			['西南', 1303124.508],
			['西北', 815550.316]
		]);
	});

	test('790 customers', async () => {
		const { totals } = await reports.build('abc', { own: { of: 'customer' } });
		expect(totals.items).toBe(790);
	});
});

const retail = sharedData('online_retail');

describe.skipIf(!retail)('Online Retail (Parquet)', () => {
	let reports: Reports;
	beforeAll(async () => {
		const db = await openDuck();
		const file = `${retail}/online_retail_2010-12_to_2011-05.parquet`;
		await db.run(`CREATE TABLE online_retail AS FROM read_parquet('${file}')`);
		reports = await Reports.over(db, ONLINE_RETAIL);
	});

	test('lines, invoices, net sales to the cent', async () => {
		const rows = objects(await decoded(reports.db, 'SELECT count(*) AS n FROM online_retail'));
		expect(rows[0]?.n).toBe(209029);
		const { totals, main } = await reports.build('revenue-trend', { grain: 'month' });
		expect(cents(totals.revenue)).toBe(3706827.64);
		expect(totals.orders).toBe(10783);
		expect(main).toHaveLength(6);
		const check = await decoded(
			reports.db,
			`SELECT round(sum(Quantity * UnitPrice::DECIMAL(12, 3)), 2)::VARCHAR AS s FROM online_retail GROUP BY date_trunc('month', InvoiceDate) ORDER BY date_trunc('month', InvoiceDate)`
		);
		expect(main.map((row) => cents(row.revenue))).toEqual(objects(check).map((row) => cents(row.s)));
	});

	test('cleaned lines: known months', async () => {
		const cleaned: SalesModel = {
			...ONLINE_RETAIL,
			fact: 'cleaned',
			fields: Object.fromEntries(
				Object.entries(ONLINE_RETAIL.fields).map(([role, field]) => [role, { ...field, table: 'cleaned' }])
			),
			amount: {
				kind: 'op',
				op: '*',
				left: { kind: 'field', field: { table: 'cleaned', column: 'Quantity' } },
				right: { kind: 'field', field: { table: 'cleaned', column: 'UnitPrice' } }
			}
		};
		await reports.db.run(
			'CREATE TABLE cleaned AS FROM online_retail WHERE CustomerID IS NOT NULL AND Quantity > 0 AND UnitPrice > 0'
		);
		const own = await Reports.over(reports.db, cleaned);
		const { main, totals } = await own.build('revenue-trend', { grain: 'month' });
		expect(main.map((row) => cents(row.revenue))).toEqual([
			572713.89, 569445.04, 447137.35, 595500.76, 469200.36, 678594.56
		]);
		expect(cents(totals.revenue)).toBe(3332591.96);
		expect((await own.build('abc', { own: { of: 'customer' } })).totals).toMatchObject({
			items: 2718,
			without_item: 0
		});
	});

	test('lines without a customer are counted beside the classes', async () => {
		const { totals } = await reports.build('abc', { own: { of: 'customer' } });
		expect(totals).toMatchObject({ items: 2767, without_item: 59976 });
	});
});
