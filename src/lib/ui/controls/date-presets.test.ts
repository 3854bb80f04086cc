import { expect, it } from 'vitest';
import { presetOf, presetRange } from './date-presets';

it.each([
	['all', {}],
	['this-year', { from: '2017-01-01', to: '2017-12-31' }],
	['last-year', { from: '2016-01-01', to: '2016-12-31' }],
	['last-quarter', { from: '2017-07-01', to: '2017-09-30' }],
	['last-12-months', { from: '2016-12-01', to: '2017-11-30' }]
] as const)('%s as of 2017-12-30', (code, range) => {
	expect(presetRange(code, '2017-12-30')).toEqual(range);
	expect(presetOf(range, '2017-12-30')).toBe(code);
});

it('takes a quarter that ends today as full', () => {
	expect(presetRange('last-quarter', '2017-12-31')).toEqual({ from: '2017-10-01', to: '2017-12-31' });
});

it('names no preset for a range of its own', () => {
	expect(presetOf({ from: '2017-02-03' }, '2017-12-30')).toBeNull();
});
