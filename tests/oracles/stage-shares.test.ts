import { expect, test } from 'vitest';
import { readStageShares, stageSharesQuery } from '../../src/lib/core/model/stage-shares';
import type { SalesModel } from '../../src/lib/core/model/model';
import type { Table } from '../../src/lib/core/table';
import { run } from './duck';
import { openFixture } from './fixture';

const field = (column: string) => ({ table: 'chances', column });
const model: SalesModel = {
	kind: 'deals',
	fact: 'chances',
	joins: [],
	fields: { stage: field('Stage'), status: field('Status'), probability: field('P') },
	amount: null,
	outcome: null,
	stageOrder: [],
	currency: null
};
const table: Table = {
	id: 'chances',
	rows: 5,
	columns: [
		{ name: 'Stage', type: 'text', nullable: true },
		{ name: 'Status', type: 'text', nullable: true },
		{ name: 'P', type: 'decimal', nullable: true }
	]
};

async function shares(scale: number): Promise<[string, number][]> {
	const db = await openFixture();
	const rows = [
		['Talk', 'open', 0.2],
		['Talk', 'open', 0.4],
		['Signed', 'done', 1],
		['Signed', 'done', 1],
		['Talk', null, null]
	] as const;
	const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);
	const values = rows.map(
		([stage, status, p]) => `(${text(stage)}, ${text(status)}, ${p === null ? 'NULL' : p * scale})`
	);
	await db.run(
		`CREATE OR REPLACE TABLE chances AS SELECT * FROM (VALUES ${values.join(', ')}) AS t("Stage", "Status", "P")`
	);
	const query = stageSharesQuery(model, table);
	if (!query) throw new Error('there are probabilities');
	return [...readStageShares(await run(db, query))].map(([word, share]) => [word, Math.round(share * 1e9) / 1e9]);
}

test('mean probabilities of stage and status words, whether they stand as shares or as percent', async () => {
	const means = [
		['Signed', 1],
		['Talk', 0.3],
		['done', 1],
		['open', 0.3]
	];
	expect(await shares(1)).toEqual(means);
	expect(await shares(100)).toEqual(means);
	expect(await shares(1000)).toEqual([]);
});

test('nothing is asked without numbers to ask for', () => {
	const { probability: _none, ...fields } = model.fields;
	expect(stageSharesQuery({ ...model, fields }, table)).toBeNull();
	const words = { ...table, columns: table.columns.map((column) => ({ ...column, type: 'text' as const })) };
	expect(stageSharesQuery(model, words)).toBeNull();
});
