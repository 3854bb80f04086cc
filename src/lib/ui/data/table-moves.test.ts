import { describe, expect, it } from 'vitest';
import { movedTo } from './table-moves';

const size = { rows: 100, columns: 5, page: 10 };
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });

describe('moving in a table', () => {
	it('goes a cell, a screen or to the end', () => {
		const from = { row: 20, column: 2 };
		expect(movedTo(press('ArrowUp'), from, size)).toEqual({ row: 19, column: 2 });
		expect(movedTo(press('ArrowUp', true), from, size)).toEqual({ row: 0, column: 2 });
		expect(movedTo(press('PageDown'), from, size)).toEqual({ row: 30, column: 2 });
		expect(movedTo(press('End'), from, size)).toEqual({ row: 20, column: 4 });
		expect(movedTo(press('End', true), from, size)).toEqual({ row: 99, column: 4 });
		expect(movedTo(press('Home', true), from, size)).toEqual({ row: 0, column: 0 });
	});
	it('leaves other keys alone', () => {
		expect(movedTo(press('a'), { row: 0, column: 0 }, size)).toBeNull();
	});
});
