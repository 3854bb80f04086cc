import { describe, expect, it } from 'vitest';
import type { SalesModel } from '../model/model';
import type { Table } from '../table';
import { keyCandidates, lastingKeys } from './key';

function table(...names: string[]): Table {
	return { id: 'orders', rows: 3, columns: names.map((name) => ({ name, type: 'text', nullable: false })) };
}

function model(fields: Record<string, string>): SalesModel {
	const refs = Object.entries(fields).map(([role, column]) => [role, { table: 'orders', column }]);
	return { fact: 'orders', fields: Object.fromEntries(refs) } as unknown as SalesModel;
}

describe('keys that may decide which rows of another file are new', () => {
	it('are what the model or a name says, alone or with another column', () => {
		const columns = table('Order ID', 'Product', 'City');
		expect(lastingKeys(columns, model({ order_id: 'Order ID', product: 'Product' }))).toEqual([
			['Order ID'],
			['Order ID', 'Product'],
			['Order ID', 'City']
		]);
		expect(lastingKeys(table('订单编号', '客户'), null)).toEqual([['订单编号'], ['订单编号', '客户']]);
	});

	it('are never columns that are merely unique, counters, or what a row is about', () => {
		expect(lastingKeys(table('Customer', 'City'), null)).toEqual([]);
		for (const name of ['Row ID', 'Line No', 'line number', 'No.', '序号', '行 ID'])
			expect(lastingKeys(table(name), null), name).toEqual([]);
		expect(lastingKeys(table('Customer ID'), model({ customer_id: 'Customer ID' }))).toEqual([]);
		expect(keyCandidates(table('Customer', 'City'), null)).not.toEqual([]);
	});
});
