import { describe, expect, it } from 'vitest';
import { decoded, openDuck, run, sharedData } from '../../../../tests/oracles/duck';
import type { SalesModel } from '../model/model';
import type { Table } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { headlineQuery, readHeadlines } from './headlines';

const maven = sharedData('maven_crm');
const deals = (column: string) => ({ table: 'deals', column });
const products = (column: string) => ({ table: 'products', column });
const MODEL: SalesModel = {
	kind: 'deals',
	fact: 'deals',
	joins: [{ from: deals('product'), to: products('product') }],
	fields: {
		deal_id: deals('opportunity_id'),
		amount: deals('close_value'),
		stage: deals('deal_stage'),
		close_date: deals('close_date'),
		created_date: deals('engage_date'),
		product: deals('product'),
		category: products('series')
	},
	amount: { kind: 'field', field: deals('close_value') },
	outcome: {
		field: deals('deal_stage'),
		won: ['Won'],
		lost: ['Lost'],
		open: ['Engaging', 'Prospecting'],
		excluded: []
	},
	stageOrder: [],
	currency: 'USD'
};

function step(kind: string, params: CleaningStep['params'], table = 'deals'): CleaningStep {
	return { id: kind, table, kind, params, enabled: true };
}

describe.skipIf(!maven)('headline figures before and after a step', () => {
	it('are those of the README, and change as the step says', async () => {
		const db = await openDuck();
		await db.run('CREATE SCHEMA raw');
		// a table named like the query's own first step, and like its cleaned form
		await db.run(`CREATE TABLE raw.deals AS FROM read_csv('${maven}/sales_pipeline.csv')`);
		await db.run(`CREATE TABLE raw.products AS FROM read_csv('${maven}/products.csv')`);
		const tables: Table[] = [];
		for (const id of ['deals', 'products']) {
			const { columns } = await decoded(db, `SELECT * FROM raw.${id} LIMIT 0`);
			tables.push({ id, columns, rows: 0 });
		}
		const figures = async (...steps: CleaningStep[]) => {
			const query = headlineQuery(MODEL, tables, steps);
			if (!query) return null;
			const all = readHeadlines(MODEL, await run(db, query));
			return Object.fromEntries(all.map(({ name, value }) => [name, value]));
		};
		expect(await figures()).toMatchObject({
			rows: 8800,
			won_amount: '10005534.0000',
			won_deals: 4238,
			lost_deals: 2473
		});
		const central = step('filter', {
			conditions: [{ column: 'product', op: 'is', values: ['GTXPro'] }],
			match: 'all',
			action: 'remove'
		});
		const [check] = (
			await decoded(
				db,
				`SELECT count(*), sum(close_value) FILTER (deal_stage = 'Won') FROM raw.deals WHERE product <> 'GTXPro'`
			)
		).values.map(([cell]) => Number(cell));
		const after = await figures(central, step('drop-columns', { columns: ['sales_price'] }, 'products'));
		expect(after?.['rows']).toBe(check);
		expect(await figures(step('drop-columns', { columns: ['close_value'] }))).toBeNull();
	});
});
