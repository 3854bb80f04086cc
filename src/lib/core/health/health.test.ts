import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { decoded, objects, openDuck, run, sharedData } from '../../../../tests/oracles/duck';
import { FIXTURE_DEALS, openFixture } from '../../../../tests/oracles/fixture';
import { MAVEN, SUPERSTORE_US } from '../../../../tests/oracles/models';
import type { SalesModel } from '../model/model';
import { preparation } from '../prepare/preparation';
import type { ColumnType, Table } from '../table';
import { heapsOf } from './checks/date-heaps';
import { mergers } from './checks/similar-labels';
import type { Finding, HealthContext } from './finding';
import { meantBy } from './label-key';
import { HEALTH_CHECKS, ranked } from './registry';
import { reportsUsing } from './reports-using';

const TYPES: Readonly<Record<string, ColumnType>> = {
	VARCHAR: 'text',
	DOUBLE: 'float',
	DATE: 'date',
	BIGINT: 'integer',
	INTEGER: 'integer',
	BOOLEAN: 'boolean',
	TIMESTAMP: 'timestamp'
};

async function described(db: DuckDBConnection, id: string): Promise<Table> {
	const columns = objects(await decoded(db, `DESCRIBE "${id}"`));
	const [counted] = objects(await decoded(db, `SELECT count(*) AS n FROM "${id}"`));
	return {
		id,
		rows: Number(counted?.n),
		columns: columns.map((one) => ({
			name: String(one.column_name),
			type: TYPES[String(one.column_type)] ?? 'decimal',
			nullable: true
		}))
	};
}

async function findings(
	db: DuckDBConnection,
	model: SalesModel,
	ids: readonly string[],
	asOf: string
): Promise<{ found: Finding[]; context: HealthContext }> {
	const tables = await Promise.all(ids.map((id) => described(db, id)));
	const context: HealthContext = { model, tables, asOf, unknown: 'Unknown' };
	const found: Finding[] = [];
	for (const check of HEALTH_CHECKS)
		if (check.applies(context)) found.push(...(await check.find(context, (query) => run(db, query))));
	return { found: ranked(found), context };
}

/** Rows that "Show rows" gives for each finding. */
async function shown(db: DuckDBConnection, finding: Finding | undefined): Promise<number> {
	if (!finding?.rows) throw new Error('the finding has rows');
	return (await run(db, finding.rows(null))).length;
}

const one = (found: readonly Finding[], key: string) => {
	const finding = found.find((candidate) => candidate.key === key);
	if (!finding) throw new Error(`not found: ${key} among ${found.map((f) => f.key).join(', ')}`);
	return finding;
};

describe('the fixture', () => {
	let db: DuckDBConnection;
	beforeAll(async () => {
		db = await openFixture();
	});

	test('every proposed step fits its table, and every list can be read', async () => {
		const { found, context } = await findings(db, FIXTURE_DEALS, ['deals', 'products'], '2024-04-30');
		expect(found.length).toBeGreaterThan(4);
		expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
		for (const finding of found) {
			expect(finding.touched.rows).toBeLessThanOrEqual(finding.touched.of);
			if (finding.rows) expect(await shown(db, finding)).toBeGreaterThanOrEqual(finding.touched.rows);
			if (!finding.step) continue;
			const table = context.tables.find(({ id }) => id === finding.step?.table);
			if (!table) throw new Error('the table of the step is there');
			expect(preparation(table, [{ ...finding.step, id: 'x', enabled: true }]).skipped).toEqual([]);
		}
	});

	test('a deal closed before it was created', async () => {
		const { found } = await findings(db, FIXTURE_DEALS, ['deals', 'products'], '2024-04-30');
		const [check] = objects(
			await decoded(
				db,
				`SELECT count(*) AS n FROM deals WHERE "Deal Stage" IN ('Closed Won', 'Closed Lost') AND Closed < Created`
			)
		);
		expect(one(found, 'closed-before-created').touched.rows).toBe(check?.n);
		expect(one(found, 'closed-before-created').reports).toContain('sales-cycle');
	});

	test('after its own step a finding is gone', async () => {
		await db.run(`CREATE OR REPLACE TABLE twice AS FROM deals UNION ALL FROM deals WHERE id = 'D2'`);
		const model = JSON.parse(
			JSON.stringify(FIXTURE_DEALS).replaceAll('"deals"', '"twice"').replace('"kind":"twice"', '"kind":"deals"')
		) as SalesModel;
		const { found, context } = await findings(db, model, ['twice', 'products'], '2024-04-30');
		const finding = one(found, 'duplicate-id:id');
		expect(finding.touched.rows).toBe(1);
		expect(await shown(db, finding)).toBe(2);
		if (!finding.step) throw new Error('duplicates have a step');
		const table = context.tables.find(({ id }) => id === 'twice');
		if (!table) throw new Error('the table is there');
		const { select } = preparation(table, [{ ...finding.step, id: 'x', enabled: true }]);
		await db.run('CREATE SCHEMA IF NOT EXISTS raw');
		await db.run('CREATE OR REPLACE TABLE raw.twice AS FROM main.twice');
		await db.run(`CREATE OR REPLACE TABLE main.twice AS ${select?.text}`);
		const again = await findings(db, model, ['twice', 'products'], '2024-04-30');
		expect(again.found.map(({ key }) => key)).not.toContain('duplicate-id:id');
	});

	test('the reports a column feeds are read out of their statements', () => {
		expect(reportsUsing(FIXTURE_DEALS, ['created_on'], '2024-04-30')).toContain('sales-cycle');
		expect(reportsUsing(FIXTURE_DEALS, ['created_on'], '2024-04-30')).not.toContain('abc');
		expect(reportsUsing(FIXTURE_DEALS, ['customer'], '2024-04-30')).toEqual(
			expect.arrayContaining(['leaderboard', 'abc'])
		);
		expect(reportsUsing(FIXTURE_DEALS, ['expected_on'], '2024-04-30')).toEqual(['pipeline-by-stage']);
		expect(reportsUsing(FIXTURE_DEALS, ['amount'], '2024-04-30', 'open')).toEqual(['pipeline-by-stage']);
		expect(reportsUsing(FIXTURE_DEALS, ['amount'], '2024-04-30', 'won')).not.toContain('pipeline-by-stage');
	});
});

describe('Maven CRM', () => {
	test('what is known about it is found, with the money it touches', async () => {
		const folder = sharedData('maven_crm');
		if (!folder) return;
		const db = await openDuck();
		for (const name of ['sales_pipeline', 'products', 'sales_teams', 'accounts'])
			await db.run(`CREATE TABLE ${name} AS FROM read_csv('${folder}/${name}.csv')`);
		const { found } = await findings(
			db,
			MAVEN,
			['sales_pipeline', 'products', 'sales_teams', 'accounts'],
			'2017-12-31'
		);

		const join = one(found, 'unmatched-key:product');
		expect(join.touched.rows).toBe(1480);
		expect(join.touched.money).toBe('3510578.0000');
		expect(join.touched.moneyShare).toBeCloseTo(3510578 / 10005534, 9);
		expect(join.step?.params).toEqual({ column: 'product', map: [{ from: 'GTXPro', to: 'GTX Pro' }] });
		expect(join.reports).toContain('leaderboard');
		// What is empty for want of a partner is said once.
		expect(found.filter(({ code }) => code === 'missing-label').map(({ column }) => column)).toEqual(['account']);
		expect(one(found, 'missing-amount-open:close_value').reports).toEqual(['pipeline-by-stage']);

		expect(one(found, 'missing-label:account').touched.rows).toBe(1425);
		expect(one(found, 'missing-label:account').effect).toBe(0);
		expect(one(found, 'missing-amount-open:close_value').touched.rows).toBe(2089);
		expect(found.map(({ code }) => code)).not.toContain('duplicate-id');
		expect(found.map(({ code }) => code)).not.toContain('missing-amount-won');
		const [impossible] = objects(
			await decoded(db, `SELECT count(*) AS n FROM sales_pipeline WHERE close_date < engage_date`)
		);
		expect(impossible?.n).toBe(0);
		expect(found.map(({ code }) => code)).not.toContain('closed-before-created');
		const [pairs] = objects(
			await decoded(
				db,
				`SELECT CAST(sum(n - 1) AS BIGINT) AS n FROM (SELECT count(*) AS n FROM sales_pipeline WHERE close_value <> 0 GROUP BY account, close_value, close_date HAVING count(*) > 1 AND account IS NOT NULL)`
			)
		);
		expect(found.find(({ code }) => code === 'duplicate-near')?.touched.rows ?? 0).toBe(pairs?.n ?? 0);
		for (const finding of found)
			if (finding.rows) expect(await shown(db, finding)).toBeGreaterThanOrEqual(finding.touched.rows);
	});

	test('open deals past their date', async () => {
		const folder = sharedData('maven_crm');
		if (!folder) return;
		const db = await openDuck();
		await db.run(
			`CREATE TABLE sales_pipeline AS SELECT * REPLACE (coalesce(close_date, engage_date + 90) AS close_date) FROM read_csv('${folder}/sales_pipeline.csv')`
		);
		const model: SalesModel = { ...MAVEN, joins: [] };
		const { found } = await findings(db, model, ['sales_pipeline'], '2017-12-31');
		const [check] = objects(
			await decoded(
				db,
				`SELECT count(*) AS n FROM sales_pipeline WHERE deal_stage IN ('Engaging', 'Prospecting') AND close_date < DATE '2017-12-31'`
			)
		);
		const finding = one(found, 'overdue:close_date');
		expect(finding.touched.rows).toBe(check?.n);
		expect(finding.step).toBeNull();
		expect(finding.reports).toEqual(['pipeline-by-stage']);
	});
});

describe('Superstore', () => {
	test('clean dates and ids; the repeated order lines are found', async () => {
		const folder = sharedData('superstore_us');
		if (!folder) return;
		const db = await openDuck();
		await db.run(
			`CREATE TABLE orders AS SELECT * REPLACE (strptime("Order Date", '%m/%d/%Y')::DATE AS "Order Date", strptime("Ship Date", '%m/%d/%Y')::DATE AS "Ship Date") FROM read_csv('${folder}/orders.csv', types = {'Order Date': 'VARCHAR', 'Ship Date': 'VARCHAR'})`
		);
		const { found } = await findings(db, SUPERSTORE_US, ['orders'], '2019-12-30');
		const [lines] = objects(
			await decoded(
				db,
				`SELECT CAST(sum(n - 1) AS BIGINT) AS n FROM (SELECT count(*) AS n FROM orders GROUP BY "Order ID", "Product Name", "Quantity", "Sales" HAVING count(*) > 1)`
			)
		);
		expect(one(found, 'duplicate-near').touched.rows).toBe(lines?.n);
		expect(found.map(({ code }) => code)).not.toContain('shipped-before-ordered');
		expect(found.map(({ code }) => code)).not.toContain('duplicate-row');
		expect(one(found, 'constant-columns:orders').details.columns).toEqual(['Country']);
		await db.run(`UPDATE orders SET "Ship Date" = "Order Date" - 3 WHERE "Row ID" IN (1, 5)`);
		const again = await findings(db, SUPERSTORE_US, ['orders'], '2019-12-30');
		const shipped = one(again.found, 'shipped-before-ordered:Ship Date');
		expect(shipped.touched.rows).toBe(2);
		if (!shipped.step) throw new Error('the ship date can be emptied');
		const { select, skipped } = preparation(await described(db, 'orders'), [
			{ ...shipped.step, id: 'x', enabled: true }
		]);
		expect(skipped).toEqual([]);
		await db.run('CREATE SCHEMA raw; CREATE TABLE raw.orders AS FROM main.orders');
		const [left] = objects(
			await decoded(db, `SELECT count(*) FILTER (WHERE "Ship Date" IS NULL) AS n FROM (${select?.text})`)
		);
		expect(left?.n).toBe(2);
	});
});

describe('Olist', () => {
	test('the deal won two days before its first contact', async () => {
		const folder = sharedData('olist_funnel');
		if (!folder) return;
		const db = await openDuck();
		await db.run(
			`CREATE TABLE closed AS SELECT * REPLACE (strptime(won_date, '%d-%m-%Y %H:%M')::DATE AS won_date), 'Won' AS status FROM read_csv('${folder}/closed_deals.csv', types = {'won_date': 'VARCHAR'})`
		);
		await db.run(
			`CREATE TABLE leads AS SELECT * REPLACE (strptime(first_contact_date, '%d-%m-%Y')::DATE AS first_contact_date) FROM read_csv('${folder}/marketing_qualified_leads.csv', types = {'first_contact_date': 'VARCHAR'})`
		);
		const closed = (column: string) => ({ table: 'closed', column });
		const model: SalesModel = {
			kind: 'deals',
			fact: 'closed',
			joins: [{ from: closed('mql_id'), to: { table: 'leads', column: 'mql_id' } }],
			fields: {
				deal_id: closed('mql_id'),
				won_date: closed('won_date'),
				close_date: closed('won_date'),
				created_date: { table: 'leads', column: 'first_contact_date' },
				status: closed('status'),
				amount: closed('declared_monthly_revenue')
			},
			amount: { kind: 'field', field: closed('declared_monthly_revenue') },
			outcome: { field: closed('status'), won: ['Won'], lost: [], open: [], excluded: [] },
			stageOrder: [],
			currency: null
		};
		const { found } = await findings(db, model, ['closed', 'leads'], '2018-11-14');
		const [check] = objects(
			await decoded(
				db,
				`SELECT count(*) AS n, min(won_date - first_contact_date) AS least FROM closed JOIN leads USING (mql_id) WHERE won_date < first_contact_date`
			)
		);
		expect(check?.least).toBe(-2);
		const finding = one(found, 'closed-before-created');
		expect(finding.touched.rows).toBe(check?.n);
		const rows = finding.rows && objects(await run(db, finding.rows(20)));
		expect(rows?.[0]).toHaveProperty('first_contact_date');
		// 842 deals, 45 declare revenue: the others are won deals worth nothing.
		expect(one(found, 'won-without-value:declared_monthly_revenue').touched.rows).toBe(842 - 45);
	});
});

describe('date heaps', () => {
	const spread = (from: number, days: number, rows: (i: number) => number) =>
		Array.from({ length: days }, (_, i) => ({
			day: new Date((from + i) * 86_400_000).toISOString().slice(0, 10),
			rows: rows(i)
		})).filter((one) => one.rows > 0);

	test('an even spread has none', () => {
		expect(heapsOf(spread(18262, 365, () => 5))).toEqual([]);
	});

	test('month ends', () => {
		const days = spread(18262, 366, () => 1).map((one) => ({
			...one,
			rows: new Date(Date.parse(one.day) + 86_400_000).getUTCDate() === 1 ? 30 : 1
		}));
		expect(heapsOf(days).map(({ on }) => on)).toEqual(['month-end']);
		// 12 ends of 366 days; 12·30 of 354 + 360 rows
		expect(heapsOf(days)[0]?.even).toBeCloseTo(12 / 366, 12);
		expect(heapsOf(days)[0]?.share).toBeCloseTo(360 / 714, 12);
	});

	test('one day', () => {
		const heaps = heapsOf([{ day: '1900-01-01', rows: 90 }, ...spread(18262, 300, () => 2)]);
		expect(heaps.at(-1)).toMatchObject({ on: 'one-day', day: '1900-01-01' });
	});

	test('few rows say nothing', () => {
		expect(heapsOf([{ day: '2024-01-31', rows: 49 }])).toEqual([]);
	});
});

describe('labels', () => {
	test('spellings are merged into the most frequent one', () => {
		const count = (value: string, n: number) => ({ value, count: n });
		expect(
			mergers([
				count('Technology', 90),
				count('Retail', 50),
				count('technolgy', 3),
				count('TECHNOLOGY', 2),
				count('GTX 500', 9),
				count('GTX 600', 1),
				count('Philippines', 10),
				count('Philipines', 9),
				count('Maxell 4.7GB DVD+R', 8),
				count('Maxell 4.7GB DVD-R', 1),
				count('Maxell 47GB DVD-R', 1),
				{ value: null, count: 4 }
			])
		).toEqual([
			{ from: 'TECHNOLOGY', to: 'Technology' },
			{ from: 'technolgy', to: 'Technology' }
		]);
	});

	test('a key without a partner', () => {
		expect(meantBy('GTXPro', ['GTX Pro', 'GTX Plus Pro', 'MG Special'])).toBe('GTX Pro');
		expect(meantBy('technolgy', ['technology', 'retail'])).toBe('technology');
		expect(meantBy('GTX 500', ['GTX 600'])).toBeNull();
		expect(meantBy('新客户', ['老客户'])).toBeNull();
	});
});
