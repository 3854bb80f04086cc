import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SalesModel } from '../../src/lib/core/model/model';
import { dayNumber } from '../../src/lib/core/period';
import { pipelineBacktest, scorePipeline } from '../../src/lib/core/pipeline/pipeline-backtest';
import { pipelineDealsQuery, readPipelineDeals } from '../../src/lib/core/pipeline/pipeline-deals';
import { pipelineForecast } from '../../src/lib/core/pipeline/pipeline-forecast';
import { query, sql } from '../../src/lib/core/sql/sql';
import { objects, openDuck, run } from './duck';
import { FIXTURE_DEALS, FIXTURE_ORDERS, openFixture } from './fixture';

const MAVEN = '../shared/data/crm/maven_crm/sales_pipeline.csv';

test('the deals of the fixture, against a query written by hand', async () => {
	const db = await openFixture();
	const asked = pipelineDealsQuery(FIXTURE_DEALS);
	if (!asked) throw new Error('the fixture has deals');
	const check = query(sql`
		SELECT "Created" - DATE '1970-01-01' AS created,
			CASE WHEN "Deal Stage" LIKE 'Closed%' THEN "Closed" - DATE '1970-01-01' END AS closed,
			coalesce("Deal Stage", '') = 'Closed Won' AS won, "Value"::DOUBLE AS amount
		FROM deals
		WHERE "Created" IS NOT NULL AND coalesce("Deal Stage", '') <> 'Duplicate'
			AND ("Closed" IS NOT NULL OR coalesce("Deal Stage", '') NOT LIKE 'Closed%')
		ORDER BY 1, 2, 3, 4`);
	const plain = (row: object) =>
		JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
	const found = readPipelineDeals(await run(db, asked));
	expect(found.length).toBeGreaterThan(5);
	expect(found.map(plain).sort()).toEqual(
		objects(await run(db, check))
			.map(plain)
			.sort()
	);
	expect(asked.text).toMatchInlineSnapshot(`
		"-- One row per deal
		WITH deals AS (
			SELECT
				CASE
					WHEN CAST(fact."Deal Stage" AS VARCHAR) IN ('Closed Won') THEN 'won'
					WHEN CAST(fact."Deal Stage" AS VARCHAR) IN ('Closed Lost') THEN 'lost'
					WHEN CAST(fact."Deal Stage" AS VARCHAR) IN ('Duplicate') THEN 'excluded'
					ELSE 'open'
				END AS outcome,
				TRY_CAST(fact."Value" AS DECIMAL(18, 4)) AS amount,
				TRY_CAST(fact."Created" AS DATE) AS created_on,
				CASE WHEN CAST(fact."Deal Stage" AS VARCHAR) IN ('Closed Won', 'Closed Lost') THEN TRY_CAST(fact."Closed" AS DATE) END AS closed_on
			FROM "deals" AS fact
		)
		-- Deals with the days between which they were open
		SELECT
			date_diff('day', DATE '1970-01-01', created_on) AS created,
			date_diff('day', DATE '1970-01-01', closed_on) AS closed,
			outcome = 'won' AS won,
			CAST(amount AS DOUBLE) AS amount
		FROM deals
		WHERE created_on IS NOT NULL
			AND (outcome = 'open' OR (outcome IN ('won', 'lost') AND closed_on IS NOT NULL))
		ORDER BY created, closed, won, amount"
	`);
});

test('nothing is asked of orders, nor of deals without the day of creation', () => {
	expect(pipelineDealsQuery(FIXTURE_ORDERS)).toBeNull();
	const { created_date: _none, ...fields } = FIXTURE_DEALS.fields;
	expect(pipelineDealsQuery({ ...FIXTURE_DEALS, fields })).toBeNull();
});

test.skipIf(!existsSync(MAVEN))('Maven: amounts are written at closing, and rewound forecasts are scored', async () => {
	const db = await openDuck();
	await db.run(`CREATE TABLE maven AS FROM read_csv('${MAVEN}', header = true)`);
	const field = (column: string) => ({ table: 'maven', column });
	const model: SalesModel = {
		kind: 'deals',
		fact: 'maven',
		joins: [],
		fields: { stage: field('deal_stage'), created_date: field('engage_date'), close_date: field('close_date') },
		amount: { kind: 'field', field: field('close_value') },
		outcome: {
			field: field('deal_stage'),
			won: ['Won'],
			lost: ['Lost'],
			open: ['Prospecting', 'Engaging'],
			excluded: []
		},
		stageOrder: [],
		currency: null
	};
	const asked = pipelineDealsQuery(model);
	if (!asked) throw new Error('there are deals');
	const deals = readPipelineDeals(await run(db, asked));
	// README of the data: 4,238 won, 2,473 lost; 1,589 open deals have an engage date.
	expect(deals).toHaveLength(4238 + 2473 + 1589);
	const asOf = dayNumber('2017-12-31');
	const made = pipelineForecast(deals, asOf, [30, 60, 90], 1.2816);
	expect(made?.deals).toHaveLength(1589);
	// The mean deal of all won, 10,005,534 / 4,238, stands in for the amount that open deals lack.
	expect(made?.assumed).toBeCloseTo(10005534 / 4238, 6);
	const origins = ['2017-06-30', '2017-07-31', '2017-08-31', '2017-09-30', '2017-10-31', '2017-11-30'].map(dayNumber);
	const scores = scorePipeline(pipelineBacktest(deals, origins, [30, 60, 90], asOf, 1.2816));
	expect(scores.map(({ trials }) => trials)).toEqual([6, 5, 4]);
});
