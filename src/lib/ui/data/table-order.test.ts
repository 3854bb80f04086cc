import { expect, it } from 'vitest';
import { sortedOrder } from './table-order';

const sorted = <T extends string | number | null>(cells: T[], numeric: boolean, descending = false, locale = 'en') =>
	[...sortedOrder(cells, numeric, descending, locale)].map((row) => cells[row]);

it('sorts decimals given as text by value', () => {
	expect(sorted(['10.5', '9.75', null, '-1'], true)).toEqual(['-1', '9.75', '10.5', null]);
	expect(sorted(['10.5', '9.75', null, '-1'], true, true)).toEqual(['10.5', '9.75', '-1', null]);
});
it('keeps the order of equal rows and missing values last', () => {
	expect([...sortedOrder([2, 1, 2, null, 1, null], true, true, 'en')]).toEqual([0, 2, 1, 4, 3, 5]);
});
it('sorts text by the rules of the language', () => {
	expect(sorted(['item 10', 'item 9', 'Émile', 'eve'], false)).toEqual(['Émile', 'eve', 'item 9', 'item 10']);
	expect(sorted(['周', '李', '安'], false, false, 'zh-CN')).toEqual(['安', '李', '周']);
});
it('sorts a million rows', () => {
	const cells = Array.from({ length: 1_000_000 }, (_, row) => (row * 7919) % 1_000_003);
	const order = sortedOrder(cells, true, false, 'en');
	expect(cells[order[0] ?? -1]).toBe(0);
	expect(cells[order[999_999] ?? -1]).toBe(cells.reduce((a, b) => Math.max(a, b), 0));
});
