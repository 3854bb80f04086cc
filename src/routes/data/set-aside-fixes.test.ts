import { describe, expect, it } from 'vitest';
import { sourceFile } from '$lib/core/workspace/examples';
import { asidesCsv, asidesOf, mergedFixes } from './set-aside-fixes';

describe('putting set-aside rows right', () => {
	it('keeps one fix per record and cell', () => {
		const before = [
			{ line: 3, column: 'Amount', text: '1' },
			{ line: 9, column: null, text: 'a,b' }
		];
		const added = [
			{ line: 3, column: 'Amount', text: '2' },
			{ line: 5, column: 'Day', text: '2024-01-05' }
		];
		expect(mergedFixes(before, added)).toEqual([added[0], added[1], before[1]]);
	});
	it('drops cell fixes of a record that is replaced', () => {
		const whole = { line: 3, column: null, text: '' };
		const cell = { line: 3, column: 'Amount', text: '2' };
		expect(mergedFixes([cell], [whole])).toEqual([whole]);
		expect(mergedFixes([], [cell, whole])).toEqual([whole]);
	});
	it('exports every row with its file, harmless to a spreadsheet', () => {
		const file = { ...sourceFile('deals'), part: ['Sheet 1'] };
		const bad = { line: 4, column: 'Note', text: '=1+1', reason: 'unparseable', dropped: false } as const;
		const csv = asidesCsv(asidesOf([file, { ...file, fileName: 'more.csv', part: [], setAside: [bad] }]));
		expect(csv.split('\r\n').slice(1)).toEqual([
			'deals.csv · Sheet 1,7,whole row,"a,b,c,d",more cells than the header,row left out',
			`more.csv,4,Note,'=1+1,not a value of this column's type,"row kept, cell empty"`,
			''
		]);
	});
});
