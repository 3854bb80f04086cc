import { describe, expect, it } from 'vitest';
import { columnDigits, columnWidths, copied, sampleRows } from './table-columns';

describe('columns', () => {
	it('writes cents in every row or in none', () => {
		expect(columnDigits(['1.00', '2'], 'money')).toBe(0);
		expect(columnDigits(['1.00', '2.5', null], 'money')).toBe(2);
		expect(columnDigits([1, 2.5], 'number')).toBe(2);
		expect(columnDigits(['a.5'], 'text')).toBeUndefined();
	});
	it('samples both ends', () => {
		const rows = sampleRows(1_000_000);
		expect(rows).toHaveLength(160);
		expect(rows.slice(0, 2)).toEqual([0, 1]);
		expect(rows.at(-1)).toBeGreaterThan(980_000);
		expect(rows.at(-1)).toBeLessThan(1_000_000);
		expect(sampleRows(3)).toEqual([0, 1, 2]);
	});
	it('stretches a little, never shrinks', () => {
		expect(columnWidths([100, 100], 1000)).toEqual([135, 135]);
		expect(columnWidths([100, 1000], 100)).toEqual([100, 340]);
	});
	it('copies exact values, quoted where needed', () => {
		expect(['3706827.64', null, 'a\tb', 'say "x"', 7n].map((cell) => copied(cell))).toEqual([
			'3706827.64',
			'',
			'"a\tb"',
			'"say ""x"""',
			'7'
		]);
	});
});
