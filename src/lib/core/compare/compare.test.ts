import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { decoded, openDuck, run } from '../../../../tests/oracles/duck';
import type { ColumnType, Table } from '../table';
import {
	differenceCounts,
	differentRows,
	LISTED,
	readDifferences,
	type Compared,
	type Differences
} from './differences';
import { keyCandidates, keyQuery, readKeys } from './key';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await openDuck();
});

const TYPES: Readonly<Record<string, ColumnType>> = {
	VARCHAR: 'text',
	INTEGER: 'integer',
	BIGINT: 'integer',
	'DECIMAL(18,2)': 'decimal',
	DOUBLE: 'float',
	DATE: 'date'
};

async function made(id: string, rows: string): Promise<Table> {
	await db.run(`CREATE OR REPLACE TABLE "${id}" AS ${rows}`);
	const columns = await decoded(
		db,
		`SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '${id}' ORDER BY ordinal_position`
	);
	const [names, types] = columns.values;
	const count = await decoded(db, `SELECT count(*) FROM "${id}"`);
	return {
		id,
		columns: (names ?? []).map((name, i) => ({
			name: String(name),
			type: TYPES[String(types?.[i])] ?? 'text',
			nullable: true
		})),
		rows: Number(count.values[0]?.[0])
	};
}

async function compare(compared: Compared): Promise<Differences> {
	return readDifferences(compared, await run(db, differenceCounts(compared)), await run(db, differentRows(compared)));
}

const BEFORE = `
	SELECT * FROM (VALUES
		('D1', 'Open', CAST(100.00 AS DECIMAL(18,2)), DATE '2026-10-01', 'x'),
		('D2', 'Open', 200.00, DATE '2026-10-02', NULL),
		('D3', 'Won', 300.50, DATE '2026-10-03', 'z'),
		('D4', 'Lost', NULL, NULL, 'gone')
	) AS t("Deal ID", "Stage", "Amount", "Close", "It's ""odd""")`;
const AFTER = `
	SELECT * FROM (VALUES
		('D1', 'Open', 100, DATE '2026-10-01', 'x', 1),
		('D2', 'Won', 250, DATE '2026-10-02', NULL, 2),
		('D3', 'Won', 300, NULL, 'z', 3),
		('D5', 'Open', 50, DATE '2026-11-01', 'new', 4)
	) AS t("Deal ID", "Stage", "Amount", "Close", "It's ""odd""", "Extra")`;

describe('differences', () => {
	it('by key: new, gone, changed fields with old and new value, sums', async () => {
		const before = await made('deals @ 2026-10-31', BEFORE);
		const after = await made('deals', AFTER);
		const found = await compare({ before, after, key: ['Deal ID'] });
		expect(found).toMatchObject({
			rowsBefore: 4,
			rowsAfter: 4,
			added: 1,
			gone: 1,
			changed: 2,
			columnsAdded: ['Extra'],
			columnsGone: []
		});
		expect(found.fields).toEqual([
			{ column: 'Amount', changed: 2, sumBefore: '600.50', sumAfter: '700' },
			{ column: 'Stage', changed: 1, sumBefore: null, sumAfter: null },
			{ column: 'Close', changed: 1, sumBefore: null, sumAfter: null },
			{ column: 'It\'s "odd"', changed: 0, sumBefore: null, sumAfter: null }
		]);
		expect(found.rows).toEqual([
			{
				kind: 'added',
				key: ['D5'],
				fields: [
					{ column: 'Stage', before: null, after: 'Open' },
					{ column: 'Amount', before: null, after: '50' },
					{ column: 'Close', before: null, after: '2026-11-01' },
					{ column: 'It\'s "odd"', before: null, after: 'new' }
				]
			},
			{
				kind: 'changed',
				key: ['D2'],
				fields: [
					{ column: 'Stage', before: 'Open', after: 'Won' },
					{ column: 'Amount', before: '200.00', after: '250' }
				]
			},
			{
				kind: 'changed',
				key: ['D3'],
				fields: [
					{ column: 'Amount', before: '300.50', after: '300' },
					{ column: 'Close', before: '2026-10-03', after: null }
				]
			},
			{
				kind: 'gone',
				key: ['D4'],
				fields: [
					{ column: 'Stage', before: 'Lost', after: null },
					{ column: 'It\'s "odd"', before: 'gone', after: null }
				]
			}
		]);
	});

	it('a table compared with itself differs in nothing', async () => {
		const table = await made('deals', AFTER);
		for (const key of [['Deal ID'], null]) {
			const found = await compare({ before: table, after: table, key });
			expect(found).toMatchObject({ added: 0, gone: 0, changed: 0, rows: [] });
		}
	});

	it('without a key compares whole rows, each as often as it occurs', async () => {
		const before = await made('before', `SELECT * FROM (VALUES ('a', 1), ('a', 1), ('b', 2)) AS t(n, v)`);
		const after = await made('after', `SELECT * FROM (VALUES ('a', 1), ('b', 3), ('b', 3)) AS t(n, v)`);
		const found = await compare({ before, after, key: null });
		expect(found).toMatchObject({ added: 2, gone: 2, changed: 0, rowsBefore: 3, rowsAfter: 3 });
		expect(found.rows.map(({ kind, fields }) => [kind, ...fields.map((f) => f.before ?? f.after)])).toEqual([
			['added', 'b', '3'],
			['added', 'b', '3'],
			['gone', 'a', '1'],
			['gone', 'b', '2']
		]);
	});

	it('agrees with a check written by hand on many rows, and lists the first of each kind', async () => {
		const rows = (salt: number): string =>
			`SELECT i AS id, CAST((i * 7 + ${salt} * (i % 5 = 0)::INTEGER) % 1000 AS DECIMAL(18,2)) AS amount, 'owner ' || (i % 9) AS owner FROM range(${salt * 1000}, ${salt * 1000 + 20000}) AS t(i)`;
		const before = await made('before', rows(1));
		const after = await made('after', rows(2));
		const found = await compare({ before, after, key: ['id'] });
		const check = await decoded(
			db,
			`SELECT
				(SELECT count(*) FROM after WHERE id NOT IN (SELECT id FROM before)),
				(SELECT count(*) FROM before WHERE id NOT IN (SELECT id FROM after)),
				(SELECT count(*) FROM before JOIN after USING (id) WHERE before.amount <> after.amount OR before.owner <> after.owner),
				(SELECT CAST(sum(amount) AS VARCHAR) FROM before), (SELECT CAST(sum(amount) AS VARCHAR) FROM after)`
		);
		const [added, gone, changed, sumBefore, sumAfter] = check.values.map(([value]) => value);
		expect(found).toMatchObject({ added, gone, changed });
		expect(found.fields[0]).toMatchObject({ column: 'amount', changed, sumBefore, sumAfter });
		expect(found.rows.filter(({ kind }) => kind === 'changed')).toHaveLength(LISTED);
	});

	it('holds for two states with nothing in common, and for empty ones', async () => {
		const before = await made('before', `SELECT 1 AS a`);
		const after = await made('after', `SELECT 'x' AS b`);
		expect(await compare({ before, after, key: null })).toMatchObject({
			added: 1,
			gone: 1,
			columnsAdded: ['b'],
			columnsGone: ['a']
		});
		const none = await made('none', `SELECT 1 AS a WHERE FALSE`);
		expect(await compare({ before, after: none, key: ['a'] })).toMatchObject({ gone: 1, added: 0, rowsAfter: 0 });
	});
});

describe('keys', () => {
	it('are the columns that name every row, those that are named so first', async () => {
		const table = await made(
			'keys',
			`SELECT i AS n, 'A' || (i % 4) AS "Account ID", i + 1 AS "Row ID", NULL AS "Deal ID", CAST(1.5 AS DECIMAL(18,2)) AS amount FROM range(8) AS t(i)`
		);
		const candidates = keyCandidates(table, null);
		expect(candidates[0]).toEqual(['Account ID']);
		const rows = await run(db, keyQuery(table, candidates));
		expect(readKeys(candidates, rows)[0]).toEqual(['Row ID']);
		expect(candidates.flat()).not.toContain('amount');
	});

	it('may need two columns, and may not exist', async () => {
		const lines = await made(
			'lines',
			`SELECT 'O' || (i // 2) AS "Order ID", 'P' || (i % 2) AS product FROM range(8) AS t(i)`
		);
		const candidates = keyCandidates(lines, null);
		expect(readKeys(candidates, await run(db, keyQuery(lines, candidates)))[0]).toEqual(['Order ID', 'product']);
		const same = await made('same', `SELECT 'a' AS x FROM range(3)`);
		expect(readKeys(keyCandidates(same, null), await run(db, keyQuery(same, keyCandidates(same, null))))).toEqual([]);
		const dates = await made('dates', `SELECT DATE '2026-01-01' AS d`);
		expect(keyCandidates(dates, null)).toEqual([]);
		expect(readKeys([], await run(db, keyQuery(dates, [])))).toEqual([]);
	});
});
