import { describe, expect, it } from 'vitest';
import type { JoinProposal, SalesModel } from './model';
import { validateModel } from './validate';

const ends = { from: { table: 'deals', column: 'Account' }, to: { table: 'accounts', column: 'Name' } };
const join: JoinProposal = { ...ends, keyed: 10, matched: 8, unmatched: [{ value: 'Akme', rows: 2 }], unique: false };
const model: SalesModel = {
	kind: 'orders',
	fact: 'deals',
	joins: [ends],
	fields: { order_date: { table: 'deals', column: 'Day' } },
	amount: { kind: 'field', field: { table: 'deals', column: 'Amount' } },
	outcome: null,
	stageOrder: [],
	currency: null
};
const column = (name: string) => ({ name, type: 'text' as const, nullable: true });
const tables = [
	{ id: 'deals', columns: ['Account', 'Day', 'Amount'].map(column), rows: 10 },
	{ id: 'accounts', columns: [column('Name')], rows: 5 }
];
const codes = (of: SalesModel): string[] =>
	validateModel(of, { tables, joins: [join], currencies: [] })
		.map(({ code }) => code)
		.filter((code) => code.includes('join'));

describe('what is wrong with a join', () => {
	it('is said of one that the model uses', () => {
		expect(codes(model)).toEqual(['model-join-not-unique', 'model-join-no-match']);
	});

	it('is not said of one that is switched off', () => {
		expect(codes({ ...model, joins: [] })).toEqual([]);
	});
});
