import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actuals, known, origins } from './backtest';
import { countGaps, fillGaps } from './gaps';
import type { Series } from './series';

const series = (values: number[]): Series => ({
	key: '',
	grain: 'month',
	start: 100,
	values: Float64Array.from(values)
});

describe('origins', () => {
	it('are a horizon apart when history allows', () => {
		expect(origins(120, 12, 3, 8, 12).map(({ at }) => at)).toEqual([108, 96, 84]);
	});
	it('move closer together in a short history and keep two seasons', () => {
		expect(origins(53, 18, 3, 8, 12).map(({ at }) => at)).toEqual([35, 30, 25]);
	});
	it('give one with fewer known values when even one horizon does not fit', () => {
		expect(origins(20, 18, 3, 8, 12).map(({ at }) => at)).toEqual([8]);
		expect(origins(8, 6, 3, 8, 1)).toEqual([]);
	});
	it('always leave enough before and something after', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 400 }),
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 8 }),
				fc.integer({ min: 2, max: 30 }),
				fc.constantFrom(1, 4, 7, 12, 52),
				(n, h, folds, least, season) => {
					const found = origins(n, h, folds, least, season);
					expect(found.length).toBeLessThanOrEqual(folds);
					expect(found.length > 0).toBe(n > least);
					expect(new Set(found.map(({ at }) => at)).size).toBe(found.length);
					for (const { at } of found) {
						expect(at).toBeGreaterThanOrEqual(least);
						expect(at).toBeLessThan(n);
					}
				}
			)
		);
	});
});

describe('what is known at an origin', () => {
	it('does not change when the future does', () => {
		const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(NaN));
		fc.assert(
			fc.property(fc.array(value, { minLength: 8, maxLength: 40 }), fc.integer({ min: 2, max: 7 }), (values, at) => {
				const other = values.map((y, t) => (t < at ? y : 12345));
				expect(known(series(values), at, 4)).toEqual(known(series(other), at, 4));
			})
		);
	});
	it('starts at the first known value', () => {
		const past = known(series([NaN, NaN, 3, 4, 5]), 4, 1);
		expect(past.start).toBe(102);
		expect(Array.from(past.values)).toEqual([3, 4]);
	});
	it('actuals are NaN where missing or in the future', () => {
		expect(Array.from(actuals(series([1, 2, NaN, 4]), 1, 4))).toEqual([2, NaN, 4, NaN]);
	});
});

describe('gaps', () => {
	it('are filled from the season where there is one, else from the neighbours', () => {
		expect(Array.from(fillGaps(Float64Array.of(1, NaN, 3), 1))).toEqual([1, 2, 3]);
		expect(Array.from(fillGaps(Float64Array.of(10, 20, NaN, 24), 2))).toEqual([10, 20, 10, 24]);
		expect(Array.from(fillGaps(Float64Array.of(NaN, 5, NaN, NaN), 1))).toEqual([5, 5, 5, 5]);
		expect(Array.from(fillGaps(Float64Array.of(NaN, NaN), 1))).toEqual([0, 0]);
		expect(countGaps(Float64Array.of(NaN, 1, Infinity))).toBe(2);
	});
});
