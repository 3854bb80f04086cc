import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateSample } from './generate.js';
import { dayNumber, monthEnd, monthKey, quarterKey, weekday } from './calendar.js';
import { DIRT, FIRST_DAY, LAST_DAY, LINES, PROMOTIONS, expectedCount } from './planted.js';

const folder = fileURLToPath(new URL('../../static/sample/', import.meta.url));
const committed = (name: string) => readFileSync(folder + name, 'utf8');

interface Outcome {
	won: number;
	lost: number;
	wonValue: number;
	lostValue: number;
	winRate: number;
	winRateByValue: number;
}
interface Truth {
	asOf: string;
	deals: Outcome & {
		rows: number;
		distinctIds: number;
		open: number;
		openValue: number;
		overdue: number;
		cycle: { deals: number; excluded: number; mean: number; median: number; p90: number };
		byYear: Record<string, Outcome>;
		byQuarter: Record<string, Outcome>;
		byRegion: Record<string, Outcome>;
		byOwner: Record<string, Outcome>;
		byLeadSource: Record<string, Outcome>;
		byCategory: Record<string, Outcome>;
		pipeline: Record<string, { deals: number; value: number }>;
	};
	orders: {
		rows: number;
		orders: number;
		sales: number;
		byYear: Record<string, number>;
		byQuarter: Record<string, number>;
		byMonth: Record<string, number>;
		byRegion: Record<string, number>;
		byCategory: Record<string, number>;
		topAccounts: { name: string; sales: number }[];
	};
	dirt: Record<string, number | string>;
	planted: { expectedWinRateByRegion: Record<string, number>; growthPerYear: Record<string, number> };
	expected: {
		months: string[];
		monthsInFiles: number;
		wonValue: Record<string, number[]>;
		sales: Record<string, number[]>;
	};
}
const truth = JSON.parse(committed('truth.json')) as Truth;

describe('the generator', () => {
	const files = generateSample();

	it('writes the committed files, byte for byte', () => {
		for (const [name, text] of files) expect(committed(name) === text, name).toBe(true);
	});

	it('keeps them small', () => {
		const size = (name: string) => Buffer.byteLength(files.get(name) ?? '');
		expect(size('deals.csv')).toBeLessThan(900_000);
		expect(size('orders.csv')).toBeLessThan(1_400_000);
		expect(size('deal_history.csv')).toBeLessThan(450_000);
		expect(size('truth.json')).toBeLessThan(25_000);
	});

	it('counts days right', () => {
		expect(weekday(dayNumber('2026-11-22'))).toBe(6);
		expect(weekday(dayNumber('1969-12-29'))).toBe(0);
		expect(monthEnd(dayNumber('2024-02-03'))).toBe(dayNumber('2024-02-29'));
		expect(monthKey(dayNumber('2026-10-31'))).toBe('2026-10');
		expect(quarterKey('2026-12-31')).toBe('2026-Q4');
	});
});

/** The same figures counted another way: SQL over the files. */
describe('truth.json agrees with the files', () => {
	let query: (sql: string) => Promise<Record<string, unknown>[]>;

	beforeAll(async () => {
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
		for (const table of ['accounts', 'products', 'team', 'deals', 'deal_history', 'orders']) {
			const types = table === 'orders' ? `, types = {'Amount': 'DECIMAL(18,2)', 'Unit Price': 'DECIMAL(18,2)'}` : '';
			await query(`CREATE TABLE ${table} AS FROM read_csv('${folder}${table}.csv', header = true${types})`);
		}
		await query(`CREATE VIEW closed AS
			SELECT d.*, t."Region", p."Category" FROM deals d
			LEFT JOIN team t USING ("Deal Owner") LEFT JOIN products p USING ("Product")
			WHERE "Deal Stage" IN ('Closed Won', 'Closed Lost')`);
	});

	const OUTCOME = `
		count(*) FILTER ("Deal Stage" = 'Closed Won')::INT AS won,
		count(*) FILTER ("Deal Stage" = 'Closed Lost')::INT AS lost,
		coalesce(sum("Amount") FILTER ("Deal Stage" = 'Closed Won'), 0)::DOUBLE AS "wonValue",
		coalesce(sum("Amount") FILTER ("Deal Stage" = 'Closed Lost'), 0)::DOUBLE AS "lostValue",
		round(won / (won + lost), 8) AS "winRate",
		round("wonValue" / ("wonValue" + "lostValue"), 8) AS "winRateByValue"`;

	async function outcomes(key: string): Promise<Record<string, unknown>> {
		const rows = await query(`SELECT coalesce(${key}, '') AS key, ${OUTCOME} FROM closed GROUP BY ALL ORDER BY key`);
		return Object.fromEntries(rows.map(({ key: name, ...rest }) => [String(name), rest]));
	}

	async function sums(sql: string): Promise<Record<string, number>> {
		const rows = await query(sql);
		return Object.fromEntries(rows.map((row) => [String(row['key']), Number(row['total'])]));
	}

	it('deals in all', async () => {
		const [all] = await query(`SELECT ${OUTCOME} FROM closed`);
		expect(truth.deals).toMatchObject(all ?? {});
		const [counts] = await query(`
			SELECT count(*)::INT AS rows, count(DISTINCT "Deal ID")::INT AS "distinctIds",
				count(*) FILTER ("Deal Stage" NOT LIKE 'Closed%')::INT AS open,
				sum("Amount") FILTER ("Deal Stage" NOT LIKE 'Closed%')::DOUBLE AS "openValue",
				count(*) FILTER ("Deal Stage" NOT LIKE 'Closed%' AND "Close Date" < DATE '${truth.asOf}')::INT AS overdue
			FROM deals`);
		expect(truth.deals).toMatchObject(counts ?? {});
	});

	it.each([
		['byYear', `strftime("Close Date", '%Y')`],
		['byQuarter', `strftime("Close Date", '%Y') || '-Q' || quarter("Close Date")`],
		['byRegion', `"Region"`],
		['byOwner', `"Deal Owner"`],
		['byLeadSource', `"Lead Source"`],
		['byCategory', `"Category"`]
	] as const)('deals %s', async (name, key) => {
		expect(await outcomes(key)).toEqual(truth.deals[name]);
	});

	it('sales cycle and pipeline', async () => {
		const [cycle] = await query(`
			WITH c AS (SELECT date_diff('day', "Create Date", "Close Date") AS days FROM closed WHERE "Deal Stage" = 'Closed Won')
			SELECT count(*) FILTER (days >= 0)::INT AS deals, count(*) FILTER (days < 0)::INT AS excluded,
				round(avg(days) FILTER (days >= 0), 8) AS mean,
				quantile_cont(days, 0.5) FILTER (days >= 0) AS median,
				round(quantile_cont(days, 0.9) FILTER (days >= 0), 8) AS p90
			FROM c`);
		expect(cycle).toEqual(truth.deals.cycle);
		const rows = await query(`SELECT "Deal Stage" AS stage, count(*)::INT AS deals, sum("Amount")::DOUBLE AS value
			FROM deals WHERE "Deal Stage" NOT LIKE 'Closed%' GROUP BY ALL`);
		const pipeline = Object.fromEntries(rows.map(({ stage, ...rest }) => [String(stage), rest]));
		expect(pipeline).toEqual(truth.deals.pipeline);
	});

	it('orders', async () => {
		const [all] = await query(
			`SELECT count(*)::INT AS rows, count(DISTINCT "Order ID")::INT AS orders, sum("Amount")::DOUBLE AS sales FROM orders`
		);
		expect(truth.orders).toMatchObject(all ?? {});
		const total = 'sum("Amount")::DOUBLE AS total FROM orders';
		expect(await sums(`SELECT strftime("Order Date", '%Y') AS key, ${total} GROUP BY ALL`)).toEqual(
			truth.orders.byYear
		);
		expect(await sums(`SELECT strftime("Order Date", '%Y-%m') AS key, ${total} GROUP BY ALL`)).toEqual(
			truth.orders.byMonth
		);
		expect(
			await sums(`SELECT strftime("Order Date", '%Y-Q') || quarter("Order Date") AS key, ${total} GROUP BY ALL`)
		).toEqual(truth.orders.byQuarter);
		const accounts = 'LEFT JOIN accounts USING ("Account ID")';
		expect(await sums(`SELECT coalesce("Territory", '') AS key, ${total} ${accounts} GROUP BY ALL`)).toEqual(
			truth.orders.byRegion
		);
		expect(await sums(`SELECT "Category" AS key, ${total} JOIN products USING ("Product") GROUP BY ALL`)).toEqual(
			truth.orders.byCategory
		);
		const top = await query(`SELECT "Account Name" AS name, sum("Amount")::DOUBLE AS sales
			FROM orders JOIN accounts USING ("Account ID") GROUP BY ALL ORDER BY sales DESC LIMIT 10`);
		expect(top).toEqual(truth.orders.topAccounts);
	});

	it('dirt, as many rows as planned', async () => {
		const [found] = await query(`SELECT
			count(*) FILTER ("Account Name" IS NULL)::INT AS "dealsWithoutAccount",
			count(*) FILTER ("Amount" IS NULL)::INT AS "dealsWithoutAmount",
			count(*) FILTER ("Amount" IS NULL AND "Deal Stage" = 'Closed Won')::INT AS "wonWithoutAmount",
			count(*) FILTER ("Amount" IS NULL AND "Deal Stage" = 'Closed Lost')::INT AS "lostWithoutAmount",
			count(*) FILTER ("Close Date" < "Create Date")::INT AS "dealsClosedBeforeCreated",
			count(*)::INT - count(DISTINCT "Deal ID")::INT AS "dealsDuplicated",
			count(*) FILTER ("Deal Owner" NOT IN (SELECT "Deal Owner" FROM team))::INT AS "dealsOfOwnerNotInTeam",
			count(*) FILTER ("Product" NOT IN (SELECT "Product" FROM products))::INT AS "dealsWithMisspeltProduct",
			count(*) FILTER ("Deal Stage" LIKE 'Closed%' AND "Close Date" = last_day("Close Date"))::INT
				AS "closedOnLastDayOfMonth"
			FROM deals`);
		expect(truth.dirt).toMatchObject(found ?? {});
		expect(truth.dirt).toMatchObject(DIRT);
		const [orders] = await query(`SELECT count(*) FILTER ("Quantity" < 0)::INT AS "ordersReturned",
			sum("Amount") FILTER ("Quantity" < 0)::DOUBLE AS "ordersReturnedValue" FROM orders`);
		expect(truth.dirt).toMatchObject(orders ?? {});
		const [account] = await query(`SELECT count(*)::INT AS rows FROM orders WHERE "Account ID" IS NULL`);
		// A returned line may repeat an order without account.
		expect(Number(account?.['rows'])).toBeGreaterThanOrEqual(DIRT.ordersWithoutAccount);
		const wrong = await query(
			`SELECT DISTINCT "Product" AS name FROM deals WHERE "Product" NOT IN (SELECT "Product" FROM products)`
		);
		expect(wrong).toEqual([{ name: truth.dirt['misspeltProduct'] }]);
	});

	it('every other key finds its partner, once', async () => {
		for (const [from, to, key] of [
			['deals', 'accounts', 'Account Name'],
			['orders', 'accounts', 'Account ID'],
			['orders', 'products', 'Product'],
			['deal_history', 'deals', 'Deal ID']
		]) {
			const [row] = await query(`SELECT count(*)::INT AS lost FROM ${from}
				WHERE "${key}" IS NOT NULL AND "${key}" NOT IN (SELECT "${key}" FROM ${to} WHERE "${key}" IS NOT NULL)`);
			expect(row, `${from}.${key}`).toEqual({ lost: 0 });
		}
		const [unique] =
			await query(`SELECT count(*) = count(DISTINCT "Account Name") AND count(*) = count(DISTINCT "Account ID")
			AND count(*) = 300 AS ok FROM accounts`);
		expect(unique).toEqual({ ok: true });
	});

	it('dates lie in the four years, and history runs forward to what the deal is now', async () => {
		const [range] = await query(`SELECT min("Close Date")::VARCHAR AS first,
			max("Close Date") FILTER ("Deal Stage" LIKE 'Closed%')::VARCHAR AS last FROM deals`);
		expect(range).toEqual({ first: '2022-11-01', last: '2026-10-31' });
		const [orders] = await query(
			`SELECT min("Order Date")::VARCHAR AS first, max("Order Date")::VARCHAR AS last FROM orders`
		);
		expect(orders).toEqual({ first: '2022-11-01', last: '2026-10-31' });
		const [history] = await query(`
			WITH numbered AS (SELECT *, row_number() OVER () AS line FROM deal_history),
			steps AS (SELECT *, lag("Change Date") OVER w AS before, lead(line) OVER w AS next
				FROM numbered WINDOW w AS (PARTITION BY "Deal ID" ORDER BY line))
			SELECT count(*) FILTER (before > "Change Date")::INT AS backwards,
				count(*) FILTER (next IS NULL AND (s."Deal Stage" <> d."Deal Stage"
					OR s."Amount" IS DISTINCT FROM d."Amount" OR s."Close Date" <> d."Close Date"))::INT AS different
			FROM steps s JOIN (SELECT DISTINCT * FROM deals) d USING ("Deal ID")`);
		expect(history).toEqual({ backwards: 0, different: 0 });
	});
});

describe('docs/sample.md', () => {
	const text = readFileSync(new URL('../../docs/sample.md', import.meta.url), 'utf8');
	const number = (value: number, digits = 0) =>
		value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
	const { deals, orders, dirt } = truth;

	it.each([
		[number(deals.rows), 'rows'],
		[number(committed('deal_history.csv').split('\n').length - 2), 'changes'],
		[`${number(deals.won)} / ${number(deals.lost)} / ${deals.open}`, 'won / lost / open'],
		[number(deals.wonValue), 'won value'],
		[number(deals.lostValue), 'lost value'],
		[number(deals.openValue), 'open value'],
		[`${number(deals.winRate * 100, 2)} %`, 'win rate by count'],
		[`${number(deals.winRateByValue * 100, 2)} %`, 'win rate by value'],
		[`${deals.cycle.median} / ${number(deals.cycle.mean, 2)} / ${deals.cycle.p90} days`, 'cycle'],
		[`${number(orders.rows)} / ${number(orders.orders)}`, 'lines / orders'],
		[number(orders.sales, 2), 'sales'],
		...Object.entries(orders.byYear).map(([year, sales]) => [number(sales, 2), year] as const),
		[`${String(dirt['closedOnLastDayOfMonth'])} of ${number(deals.won + deals.lost)}`, 'month ends']
	])('says %s: %s', (figure, what) => {
		expect(
			text.split('\n').filter((line) => line.includes(figure)),
			what
		).not.toEqual([]);
	});
});

describe('what was planted can be found again', () => {
	const { months, monthsInFiles, sales, wonValue } = truth.expected;
	const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

	it('the level covers the files and the year after', () => {
		expect(months).toHaveLength(60);
		expect(months[monthsInFiles - 1]).toBe('2026-10');
		expect(Object.keys(truth.orders.byMonth)).toEqual(months.slice(0, monthsInFiles));
	});

	it('orders scatter around their level: 4 years within 2 %, a month within a fifth', () => {
		const expected = sales['total']?.slice(0, monthsInFiles) ?? [];
		const actual = Object.values(truth.orders.byMonth);
		expect(sum(actual) / sum(expected)).toBeGreaterThan(0.98);
		expect(sum(actual) / sum(expected)).toBeLessThan(1.02);
		const errors = actual.map((value, i) => Math.abs(value / (expected[i] ?? NaN) - 1));
		expect(sum(errors) / errors.length).toBeLessThan(0.1);
		expect(Math.max(...errors)).toBeLessThan(0.35);
	});

	it('won value lies within 10 % of its level', () => {
		const expected = sum(wonValue['total']?.slice(0, monthsInFiles) ?? []);
		expect(truth.deals.wonValue / expected).toBeGreaterThan(0.9);
		expect(truth.deals.wonValue / expected).toBeLessThan(1.1);
	});

	it('win rates lie within 3 standard errors of what region, owner and source make likely', () => {
		for (const [region, rate] of Object.entries(truth.planted.expectedWinRateByRegion)) {
			const found = truth.deals.byRegion[region];
			const n = (found?.won ?? 0) + (found?.lost ?? 0);
			expect(Math.abs((found?.winRate ?? NaN) - rate), region).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / n));
		}
	});

	it('a promotion, the festival and Sunday show in the level', () => {
		const line = LINES[0];
		if (!line) throw new Error('no product line');
		const at = (day: string) => expectedCount('orders', line, dayNumber(day));
		expect(at('2026-02-17') / at('2026-03-17')).toBeLessThan(0.2);
		expect(at('2026-11-22') / at('2026-11-23')).toBeLessThan(0.5);
		const [promotion] = PROMOTIONS;
		expect(at(`${promotion?.month}-07`) / at('2023-07-05')).toBeGreaterThan(1.3);
		const year = (from: number) => sum(Array.from({ length: 364 }, (_, i) => expectedCount('orders', line, from + i)));
		expect(year(LAST_DAY - 363) / year(FIRST_DAY)).toBeCloseTo(1.06 ** 3, 1);
	});
});
