import { describe, expect, test } from 'vitest';
import type { Rows } from '../table';
import { rowsToCsv } from './export-csv';

const rows: Rows = {
	columns: [
		{ name: 'a', type: 'text', nullable: true },
		{ name: 'b', type: 'decimal', nullable: true },
		{ name: 'c', type: 'float', nullable: true },
		{ name: 'd', type: 'date', nullable: true }
	],
	values: [
		['plain', 'a,"b"\nc', '=1+1', '-x', '+x', '@x', '\tx', null, '中文'],
		['-12.50', '1.00', null, '0.00', '1.00', '1.00', '1.00', '1.00', '1.00'],
		[-0.5, 1, 1e-7, 0, 0, 0, 0, 0, 0],
		['2024-01-31', null, null, null, null, null, null, null, null]
	],
	length: 9
};

describe('rowsToCsv', () => {
	test('RFC 4180 with a byte order mark; formulas are texts, numbers stay', () => {
		expect(rowsToCsv(rows, ['名称', '=b', 'c,c', 'd'])).toBe(
			'\uFEFF' +
				[
					`名称,'=b,"c,c",d`,
					'plain,-12.50,-0.5,2024-01-31',
					'"a,""b""\nc",1.00,1,',
					"'=1+1,,1e-7,",
					"'-x,0.00,0,",
					"'+x,1.00,0,",
					"'@x,1.00,0,",
					"'\tx,1.00,0,",
					',1.00,0,',
					'中文,1.00,0,',
					''
				].join('\r\n')
		);
	});
	test('signs and negative numbers in a text column are no formulas', () => {
		const column = { name: 'a', type: 'text', nullable: true } as const;
		const texts = ['-', '--', '-1.5', '+3%', '-1,200.50', '-7.3e-21', '-1+1', '+49 30 1', '-2+cmd'];
		const written = rowsToCsv({ columns: [column], values: [texts], length: texts.length }, ['a']);
		expect(written.split('\r\n').slice(1, -1)).toEqual([
			...texts.slice(0, 4),
			'"-1,200.50"',
			'-7.3e-21',
			"'-1+1",
			"'+49 30 1",
			"'-2+cmd"
		]);
	});
	test('one header per column', () => {
		expect(() => rowsToCsv(rows, ['a'])).toThrow(RangeError);
	});
});
