import { fc, test as property } from '@fast-check/vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { amountSql } from '../../src/lib/core/model/amount';
import { firstPartial, isComplete, standsFor } from '../../src/lib/core/model/completeness';
import { dateRangeQuery, readDateRange } from '../../src/lib/core/model/date-range';
import { dimensionsOf } from '../../src/lib/core/model/dimensions';
import { facts, supplies } from '../../src/lib/core/model/facts';
import { joinCheckQuery, readJoinCheck } from '../../src/lib/core/model/join-check';
import { forecastable, measureById, measuresFor } from '../../src/lib/core/model/measures';
import type { Expr, SalesModel } from '../../src/lib/core/model/model';
import { profileQuery, readProfiles } from '../../src/lib/core/model/profile';
import { NO_VALUE, readSeries, seriesQuery } from '../../src/lib/core/model/series-query';
import { validateModel } from '../../src/lib/core/model/validate';
import { factValuesQuery, readValueCounts, valueCountsQuery } from '../../src/lib/core/model/value-counts';
import { dayNumber, dayOf, GRAINS, lastDay, periodOf } from '../../src/lib/core/period';
import { chain } from '../../src/lib/core/sql/chain';
import { literal, query, sql } from '../../src/lib/core/sql/sql';
import type { Table } from '../../src/lib/core/table';
import { objects, run } from './duck';
import { FIXTURE_DEALS, FIXTURE_ORDERS, openFixture } from './fixture';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await openFixture();
});

const DEALS: Table = {
	id: 'deals',
	rows: 17,
	columns: [
		{ name: 'id', type: 'text', nullable: false },
		{ name: 'Owner', type: 'text', nullable: true },
		{ name: 'Value', type: 'decimal', nullable: true },
		{ name: 'Closed', type: 'date', nullable: true }
	]
};

const join = FIXTURE_DEALS.joins[0];
if (!join) throw new Error('the fixture has a join');

describe('facts', () => {
	test('one row per deal, in every column that can be asked for', async () => {
		const step = facts(FIXTURE_DEALS, [
			'deal_id',
			'category',
			'outcome',
			'closed_on',
			'expected_on',
			'profit',
			'region'
		]);
		const rows = objects(await run(db, chain([step], 'all', sql`SELECT * FROM deals ORDER BY deal_id`)));
		expect(rows).toHaveLength(17);
		expect(rows.find((row) => row.deal_id === 'D2')).toEqual({
			deal_id: 'D2',
			category: 'Rubber',
			outcome: 'won',
			closed_on: '2024-01-31',
			expected_on: null,
			profit: null,
			region: null
		});
		expect(rows.find((row) => row.deal_id === 'D13')).toMatchObject({
			outcome: 'open',
			closed_on: null,
			expected_on: '2024-04-15'
		});
		expect(rows.find((row) => row.deal_id === 'D17')).toMatchObject({ outcome: 'excluded', closed_on: null });
	});

	test('separate won and lost dates', async () => {
		const model: SalesModel = {
			...FIXTURE_DEALS,
			fields: { ...FIXTURE_DEALS.fields, lost_date: { table: 'deals', column: 'Created' } }
		};
		const rows = objects(
			await run(db, chain([facts(model, ['deal_id', 'closed_on'])], 'all', sql`SELECT * FROM deals ORDER BY deal_id`))
		);
		expect(rows.find((row) => row.deal_id === 'D8')?.closed_on).toBe('2024-01-01');
		expect(rows.find((row) => row.deal_id === 'D1')?.closed_on).toBe('2024-01-10');
	});

	test('what a model supplies', () => {
		expect(supplies(FIXTURE_DEALS, 'closed_on')).toBe(true);
		expect(supplies({ ...FIXTURE_DEALS, outcome: null }, 'closed_on')).toBe(false);
		expect(supplies({ ...FIXTURE_DEALS, joins: [] }, 'category')).toBe(false);
		expect(dimensionsOf(FIXTURE_DEALS)).toEqual(['owner', 'product', 'category', 'customer']);
	});

	test('joins in a circle or to nowhere are not followed', () => {
		const circle: SalesModel = {
			...FIXTURE_DEALS,
			joins: [
				{ from: { table: 'a', column: 'x' }, to: { table: 'products', column: 'x' } },
				{ from: { table: 'products', column: 'x' }, to: { table: 'a', column: 'x' } }
			]
		};
		expect(supplies(circle, 'category')).toBe(false);
	});
});

describe('amounts', () => {
	const value = (n: number): Expr => ({ kind: 'value', value: n });
	const op = (left: Expr, sign: '+' | '-' | '*' | '/', right: Expr): Expr => ({ kind: 'op', op: sign, left, right });
	const evaluate = async (expr: Expr) =>
		objects(await run(db, query(sql`SELECT CAST(${amountSql(expr, () => literal(1))} AS VARCHAR) AS v`)))[0]?.v;

	test('are exact', async () => {
		expect(await evaluate(op(value(3), '*', value(2.55)))).toBe('7.65000000');
		expect(await evaluate(op(op(value(0.1), '+', value(0.2)), '-', value(0.3)))).toBe('0.0000');
		expect(await evaluate(op(value(1), '/', value(3)))).toBe('0.3333');
		expect(await evaluate(op(value(1), '/', value(0)))).toBe(null);
		expect(await evaluate(op(op(value(10), '*', value(19.99)), '*', op(value(1), '-', value(0.15))))).toBe(
			'169.915000000000'
		);
	});
	test('far too large ones are no error', async () => {
		expect(await evaluate(op(value(9e13), '*', value(9e13)))).toBe('8100000000000000000000000000.00000000');
		const rows = await run(
			db,
			query(sql`SELECT ${amountSql({ kind: 'field', field: { table: 't', column: 'c' } }, () => sql`1e30`)} AS v`)
		);
		expect(objects(rows)[0]?.v).toBe(null);
	});
	test('that would lose digits are refused', () => {
		const five = [1, 2, 3, 4].reduce((left) => op(left, '*', value(2)), value(2));
		expect(() => amountSql(five, () => literal(1))).toThrow(RangeError);
	});
});

describe('profiles, values and joins', () => {
	test('a profile is exact', async () => {
		const profiles = readProfiles(DEALS, await run(db, profileQuery(DEALS)));
		expect(profiles[1]).toEqual({
			column: DEALS.columns[1],
			rows: 17,
			nulls: 3,
			distinct: 2,
			min: "Ann O'Neil",
			max: '李雷',
			top: [
				{ value: '李雷', count: 8 },
				{ value: "Ann O'Neil", count: 6 }
			]
		});
		expect(profiles[2]).toMatchObject({ nulls: 2, distinct: 15, min: '0.0', max: '9999.0' });
		expect(profiles[3]).toMatchObject({ nulls: 5, min: '2024-01-10', max: '2024-04-30' });
		expect(profiles[0]?.top).toHaveLength(17);
	});
	test('an empty table has a profile', async () => {
		await db.run('CREATE OR REPLACE TABLE nothing (a VARCHAR)');
		const table: Table = { id: 'nothing', rows: 0, columns: [{ name: 'a', type: 'text', nullable: true }] };
		expect(readProfiles(table, await run(db, profileQuery(table)))).toEqual([
			{ column: table.columns[0], rows: 0, nulls: 0, distinct: 0, min: null, max: null, top: [] }
		]);
	});
	test('a join shows what does not match and that its key is not unique', async () => {
		const check = readJoinCheck(join, await run(db, joinCheckQuery(join)));
		expect(check).toEqual({ ...join, keyed: 17, matched: 15, unique: false, unmatched: [{ value: 'P-9', rows: 2 }] });
	});
	test('value counts, also over joined tables', async () => {
		expect(readValueCounts(await run(db, valueCountsQuery({ table: 'deals', column: 'Owner' })))).toEqual([
			{ value: '李雷', count: 8 },
			{ value: "Ann O'Neil", count: 6 },
			{ value: null, count: 3 }
		]);
		expect(readValueCounts(await run(db, factValuesQuery(FIXTURE_DEALS, 'category')))).toEqual([
			{ value: 'Rubber', count: 8 },
			{ value: 'Metal', count: 7 },
			{ value: null, count: 2 }
		]);
	});
});

describe('date range and completeness', () => {
	test('the range of closed deals', async () => {
		const range = readDateRange(await run(db, dateRangeQuery(FIXTURE_DEALS)));
		expect(range).toMatchObject({ first: '2024-01-10', last: '2024-04-30', days: 11 });
		expect(range?.through).toBe(standsFor('2024-04-30', range?.typicalGap ?? NaN));
	});
	test('no date at all', async () => {
		expect(readDateRange(await run(db, dateRangeQuery({ ...FIXTURE_ORDERS, fields: {} })))).toBe(null);
	});
	test('a gap at the end of a month is forgiven when such gaps are usual', () => {
		const december = periodOf('2019-12-01', 'month');
		expect(isComplete(december, 'month', '2019-12-30', 2)).toBe(true);
		expect(isComplete(december, 'month', '2019-12-30', 0)).toBe(false);
		expect(firstPartial('2019-12-31', 'month')).toBe(december + 1);
		expect(firstPartial('2019-12-30', 'month')).toBe(december);
	});
	property.prop([fc.integer({ min: 0, max: 30000 }), fc.integer({ min: 0, max: 90 }), fc.constantFrom(...GRAINS)])(
		'the first partial period is the first that is not complete',
		(n, gap, grain) => {
			const last = dayOf(n);
			const first = firstPartial(standsFor(last, gap), grain);
			expect(isComplete(first, grain, last, gap)).toBe(false);
			expect(isComplete(first - 1, grain, last, gap)).toBe(true);
			expect(dayNumber(lastDay(first - 1, grain))).toBeLessThanOrEqual(n + gap);
		}
	);
});

describe('series', () => {
	test('absent periods are 0, the largest first, rows without a value have a key', async () => {
		const sales = measureById('sales', FIXTURE_ORDERS);
		if (!sales) throw new Error('no measure');
		const rows = await run(db, seriesQuery(sales, 'quarter', 'region', {}, FIXTURE_ORDERS));
		const through = periodOf('2024-01-01', 'quarter');
		const series = readSeries(rows, 'quarter', { through });
		expect(series.map((one) => [one.key, one.start, [...one.values]])).toEqual([
			['South', periodOf('2023-01-01', 'quarter'), [25.5, 10.2, 0, 0, 50]],
			['North', periodOf('2023-01-01', 'quarter'), [-6.345, 0, 0, 0, 20]]
		]);
		const all = readSeries(rows, 'quarter', { through: through + 1 });
		expect(all.map((one) => one.key)).toEqual(['South', 'North', NO_VALUE]);
	});
	test('measures that do not add up are missing where nothing happened', async () => {
		const rate = measureById('win_rate', FIXTURE_DEALS);
		if (!rate) throw new Error('no measure');
		const rows = await run(db, seriesQuery(rate, 'month', null, {}, FIXTURE_DEALS));
		const [series] = readSeries(rows, 'month', { through: periodOf('2024-04-01', 'month'), additive: rate.additive });
		expect([...(series?.values ?? [])]).toEqual([2 / 3, 2 / 3, NaN, 0.4]);
	});
	test('two customers of one name are two series', async () => {
		const orders = measureById('orders', FIXTURE_ORDERS);
		if (!orders) throw new Error('no measure');
		const rows = await run(db, seriesQuery(orders, 'year', 'customer', {}, FIXTURE_ORDERS));
		expect(readSeries(rows, 'year', { through: 2024 }).map((one) => one.key)).toEqual([
			'Kim Lee · C1',
			'Kim Lee · C2',
			'Zoë Hart · C3',
			NO_VALUE
		]);
	});
	test('only additive measures can be forecast; a model offers what it can', () => {
		expect(measuresFor(FIXTURE_DEALS).map((m) => m.name)).toEqual([
			'won_amount',
			'won_deals',
			'lost_deals',
			'new_deals',
			'win_rate',
			'mean_deal'
		]);
		expect(forecastable(FIXTURE_ORDERS).map((m) => m.name)).toEqual(['sales', 'orders', 'quantity']);
		expect(measureById('profit', FIXTURE_ORDERS)).toBe(null);
	});
	test('an unknown breakdown is refused', () => {
		const sales = measureById('sales', FIXTURE_ORDERS);
		if (!sales) throw new Error('no measure');
		expect(() => seriesQuery(sales, 'month', 'shoe size', {}, FIXTURE_ORDERS)).toThrow(RangeError);
	});
});

describe('validation', () => {
	const tables: Table[] = [
		{
			id: 'deals',
			rows: 17,
			columns: ['id', 'Company', 'select', 'Owner', 'Deal Stage', 'Value', 'Created', 'Closed', 'Expected'].map(
				(name) => ({ name, type: 'text', nullable: true })
			)
		},
		{ id: 'products', rows: 3, columns: ['code', 'line'].map((name) => ({ name, type: 'text', nullable: true })) }
	];
	const codes = (model: SalesModel, currencies: string[] = []) =>
		validateModel(model, { tables, joins: [], currencies }).map((issue) => issue.code);

	test('a sound model has no issue', () => expect(codes(FIXTURE_DEALS)).toEqual([]));
	test('each rule names what is wrong', () => {
		expect(codes({ ...FIXTURE_DEALS, amount: null })).toEqual(['model-no-amount']);
		expect(codes({ ...FIXTURE_DEALS, outcome: null })).toEqual(['model-no-outcome']);
		expect(codes({ ...FIXTURE_DEALS, joins: [] })).toEqual(['model-field-unknown']);
		expect(codes({ ...FIXTURE_DEALS, fields: {} })).toEqual(['model-no-date']);
		expect(codes(FIXTURE_DEALS, ['EUR', 'USD'])).toEqual(['model-currencies-mixed']);
		const proposal = { ...join, keyed: 17, matched: 15, unique: false, unmatched: [{ value: 'P-9', rows: 2 }] };
		const issues = validateModel(FIXTURE_DEALS, { tables, joins: [proposal], currencies: [] });
		expect(issues.map((issue) => issue.code)).toEqual(['model-join-not-unique', 'model-join-no-match']);
		expect(issues[1]?.details).toMatchObject({ rows: 2, values: ['P-9'] });
	});
});
