import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDuck, decoded, run, sharedData } from '../../../../../tests/oracles/duck';
import { readValueCounts, valueCountsQuery } from '../../model/value-counts';
import type { Table } from '../../table';
import { censusQuery, readCensus } from './census';
import { labelMerges, partnerMerges } from './clusters';
import { labelKey, likeness, slips } from './similar-labels';
import { suggestSteps, type ColumnValues, type StepSuggestion } from './suggest';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await openDuck();
});

async function suggestions(table: Table): Promise<StepSuggestion[]> {
	const values: ColumnValues[] = [];
	for (const { name, type } of table.columns) {
		if (type !== 'text') continue;
		const counts = readValueCounts(await run(db, valueCountsQuery({ table: table.id, column: name }, 2001)));
		values.push({ column: name, values: counts, complete: counts.length <= 2000 });
	}
	return suggestSteps(table, readCensus(table, await run(db, censusQuery(table))), values);
}

async function load(id: string, path: string): Promise<Table> {
	await db.run(`CREATE OR REPLACE TABLE "${id}" AS SELECT * FROM read_csv('${path}')`);
	const { columns } = await decoded(db, `SELECT * FROM "${id}" LIMIT 0`);
	return { id, columns, rows: 0 };
}

const merges = (found: readonly StepSuggestion[]) =>
	found.flatMap((one) => one.merges.map(({ from, to }) => [...one.columns, from, to].join(' | ')));

describe('likeness', () => {
	it.each<[string, string, string | null]>([
		['ACME', 'Acme', 'writing'],
		['ＡＢＣ', 'abc', 'writing'],
		['GTXPro', 'GTX Pro', 'spaces'],
		['São Paulo', 'Sao Paulo', 'spaces'],
		['technolgy', 'technology', 'spelling'],
		['Smith, John', 'John Smith', 'order'],
		['Cancity', 'Cancitty', 'spelling'],
		['GTX Basic', 'GTX Plus Basic', null],
		['GTX Plus Basic', 'GTX Plus Pro', null],
		['MG Special', 'MG Advanced', null],
		['Q1', 'Q2', null],
		['1.5', '15', null],
		['Team A', 'Team B', null],
		['Phase II', 'Phase III', null],
		['C', 'C++', null],
		['Slovakia', 'Slovenia', null],
		['Austria', 'Australia', null],
		['Qualified', 'Unqualified', null],
		['Inbound', 'Outbound', null],
		['第一分公司', '第二分公司', null],
		['华北', '华东', null],
		['张伟', '张炜', null],
		['m', 'M', null]
	])('%s and %s: %s', (a, b, expected) => {
		expect(likeness(labelKey(a), labelKey(b))).toBe(expected);
	});

	it('is the same in both directions', () => {
		const label = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '1', '2', '-', 'A', '华'), maxLength: 14 });
		fc.assert(
			fc.property(label, label, (a, b) => likeness(labelKey(a), labelKey(b)) === likeness(labelKey(b), labelKey(a))),
			{ seed: 3, numRuns: 2000 }
		);
	});

	it('counts slips as the definition does', () => {
		const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
		const osa = (a: string, b: string): number => {
			if (a === '' || b === '') return a.length + b.length;
			const same = a.at(-1) === b.at(-1) ? 0 : 1;
			const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
			const swap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
			return Math.min(
				osa(x, b) + 1,
				osa(a, y) + 1,
				osa(x, y) + same,
				...(swap ? [osa(a.slice(0, -2), b.slice(0, -2)) + 1] : [])
			);
		};
		fc.assert(
			fc.property(word, word, (a, b) => Math.min(3, osa(a, b)) === slips(a, b, 2)),
			{ seed: 5, numRuns: 300 }
		);
	});
});

describe('merges', () => {
	it('turn the rare spelling into the frequent one, by its count', () => {
		const values = [
			{ value: 'Northwind', count: 50 },
			{ value: 'Nortwind', count: 2 },
			{ value: 'northwind ', count: 3 },
			{ value: 'Southwind', count: 40 },
			{ value: null, count: 9 }
		];
		expect(labelMerges(values).map(({ from, to, rows, targetRows }) => [from, to, rows, targetRows])).toEqual([
			['northwind ', 'Northwind', 3, 50],
			['Nortwind', 'Northwind', 2, 50]
		]);
	});

	it('leave two frequent spellings apart', () => {
		const values = [
			{ value: 'Wheeler', count: 50 },
			{ value: 'Wheelex', count: 40 }
		];
		expect(labelMerges(values)).toEqual([]);
	});

	it('find the one partner a key means, and none when two would do', () => {
		const partners = ['GTX Pro', 'GTX Basic', 'MG Special', 'Alpha One', 'AlphaOne'].map((value) => ({
			value,
			count: 1
		}));
		const unmatched = ['GTXPro', 'alpha one', 'ALPHA-ONE', 'Other'].map((value) => ({ value, count: 5 }));
		expect(partnerMerges(unmatched, partners).map(({ from, to }) => [from, to])).toEqual([['GTXPro', 'GTX Pro']]);
	});
});

const maven = sharedData('maven_crm');
describe.skipIf(!maven)('Maven', () => {
	it('has two slips in one table, one key in another, and no false ones', async () => {
		const found: string[] = [];
		for (const name of ['accounts', 'products', 'sales_pipeline', 'sales_teams'])
			found.push(...merges(await suggestions(await load(name, `${maven}/${name}.csv`))));
		expect(found).toEqual(['sector | technolgy | technology', 'office_location | Philipines | Philippines']);
		const used = readValueCounts(await run(db, valueCountsQuery({ table: 'sales_pipeline', column: 'product' })));
		const known = readValueCounts(await run(db, valueCountsQuery({ table: 'products', column: 'product' })));
		const partners = new Set(known.map(({ value }) => value));
		expect(
			partnerMerges(
				used.filter(({ value }) => !partners.has(value)),
				known
			)
		).toMatchObject([{ from: 'GTXPro', to: 'GTX Pro', rows: 1480, because: 'partner' }]);
	});
});

const us = sharedData('superstore_us');
const zh = sharedData('superstore_zh');
const retail = sharedData('online_retail');
describe.skipIf(!us || !zh || !retail)('clean tables', () => {
	it.each([
		[
			'superstore',
			`${us}/orders.csv`,
			// the same products with and without a full stop or an apostrophe: right, not false
			[
				"Product Name | GBC Standard Plastic Binding Systems Combs | GBC Standard Plastic Binding Systems' Combs",
				'Product Name | DAX Wood Document Frame. | DAX Wood Document Frame'
			]
		],
		['superstore_zh', `${zh}/orders_utf8bom.csv`, []],
		['online_retail', `${retail}/online_retail_2010-12.csv`, []]
	])('%s has no false merges', async (id, path, right) => {
		const table = await load(id, path);
		expect(merges(await suggestions(table))).toEqual(right);
	});
});

describe('other suggestions', () => {
	it('name untidy, numeric, repeated and constant columns', async () => {
		await db.run(`CREATE OR REPLACE TABLE mixed AS
			SELECT i::VARCHAR AS "Deal ID", ' x ' || (i % 7) AS name, CASE WHEN i % 50 = 0 THEN 'ask Bob' ELSE '$' || i || '.50' END AS price, 'CRM' AS source
			FROM range(100) t(i)
			UNION ALL SELECT '5', 'y', '$1.00', 'CRM'`);
		const { columns } = await decoded(db, 'SELECT * FROM mixed LIMIT 0');
		const found = await suggestions({ id: 'mixed', columns, rows: 101 });
		expect(found.map(({ kind, columns: names, count }) => [kind, names, count])).toEqual([
			['tidy', ['name'], 100],
			['numbers', ['price'], 101],
			['repeated-keys', ['Deal ID'], 1],
			['constant', ['source'], 1]
		]);
	});
});
