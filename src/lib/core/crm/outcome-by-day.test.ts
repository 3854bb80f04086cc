import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { factStep, facts } from '../model/facts';
import { chain } from '../sql/chain';
import { sql } from '../sql/sql';
import { proposeModel } from './propose-model';
import { profileCsv } from './testing/profile-csv';

test('a row with a won date is won on that day, one without is open', async () => {
	const csv = 'deal_id,rep,won_date,amount\n' + 'd1,Ana,2024-03-05,10\nd2,Ben,,20\nd3,Ana,2024-04-01,30\n';
	const { model } = proposeModel([profileCsv('deals.csv', csv)], []);
	if (!model) throw new Error('no model');
	const db = await (await DuckDBInstance.create(':memory:')).connect();
	await db.run(
		"CREATE TABLE deals AS SELECT * FROM (VALUES ('d1', 'Ana', DATE '2024-03-05', 10), ('d2', 'Ben', NULL, 20), ('d3', 'Ana', DATE '2024-04-01', 30)) t(deal_id, rep, won_date, amount)"
	);
	const { text } = chain(
		[facts(model, ['outcome', 'closed_on'])],
		'outcomes',
		sql`SELECT outcome, CAST(closed_on AS VARCHAR) AS day FROM ${factStep(model)} ORDER BY day NULLS LAST`
	);
	expect((await db.runAndReadAll(text)).getRows()).toEqual([
		['won', '2024-03-05'],
		['won', '2024-04-01'],
		['open', null]
	]);
});
