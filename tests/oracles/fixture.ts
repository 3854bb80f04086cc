import type { DuckDBConnection } from '@duckdb/node-api';
import type { SalesModel } from '../../src/lib/core/model/model';
import { openDuck } from './duck';

const deal = (column: string) => ({ table: 'deals', column });
const order = (column: string) => ({ table: 'orders', column });

/**
 * Our own small data, with everything that goes wrong: a table named like a step, a column named like a keyword, a joined key
 * that is not unique and one that is unknown, missing amounts, dates, owners and customers, an excluded word, a deal closed
 * before it was created, returns, months without orders, two customers of one name.
 */
export async function openFixture(): Promise<DuckDBConnection> {
	const db = await openDuck();
	for (const name of ['deals', 'products', 'orders'])
		await db.run(`CREATE TABLE ${name} AS FROM read_csv('tests/fixtures/reports/${name}.csv', header = true)`);
	return db;
}

export const FIXTURE_DEALS: SalesModel = {
	kind: 'deals',
	fact: 'deals',
	joins: [{ from: deal('select'), to: { table: 'products', column: 'code' } }],
	fields: {
		deal_id: deal('id'),
		account: deal('Company'),
		amount: deal('Value'),
		stage: deal('Deal Stage'),
		close_date: deal('Closed'),
		created_date: deal('Created'),
		expected_close_date: deal('Expected'),
		owner: deal('Owner'),
		product: deal('select'),
		category: { table: 'products', column: 'line' }
	},
	amount: { kind: 'field', field: deal('Value') },
	outcome: {
		field: deal('Deal Stage'),
		won: ['Closed Won'],
		lost: ['Closed Lost'],
		open: ['Qualification', 'Negotiation'],
		excluded: ['Duplicate']
	},
	stageOrder: ['Qualification', 'Negotiation'],
	currency: null
};

export const FIXTURE_ORDERS: SalesModel = {
	kind: 'orders',
	fact: 'orders',
	joins: [],
	fields: {
		order_id: order('no'),
		order_date: order('placed'),
		customer_id: order('cust_no'),
		account: order('cust_name'),
		product: order('item'),
		region: order('area'),
		quantity: order('units'),
		unit_price: order('price')
	},
	amount: {
		kind: 'op',
		op: '*',
		left: { kind: 'field', field: order('units') },
		right: { kind: 'field', field: order('price') }
	},
	outcome: null,
	stageOrder: [],
	currency: 'EUR'
};
