import { describe, expect, it } from 'vitest';
import { bias, coverage, mase, maseScale, msis, owa, rmse, smape } from './accuracy';

const actual = [100, 200, 50];
const forecast = [110, 180, 50];

describe('accuracy, by hand', () => {
	it('sMAPE is the mean of 200|y−f| / (|y|+|f|)', () => {
		expect(smape(actual, forecast)).toBeCloseTo((2000 / 210 + 4000 / 380 + 0) / 3, 12);
		expect(smape([0, 0], [0, 5])).toBe(100);
		expect(smape([-10], [10])).toBe(200);
	});
	it('MASE divides by the mean seasonal difference of the history', () => {
		expect(maseScale([1, 2, 4, 7], 1)).toBe(2);
		expect(maseScale([1, 2, 4, 7], 2)).toBe(4);
		expect(mase(actual, forecast, 2)).toBe(5);
	});
	it('has a scale for every history', () => {
		expect(maseScale([1, 5, 1, 5], 2)).toBe(4); // repeats exactly: lag 1
		expect(maseScale([3, 4], 12)).toBe(1); // shorter than a season: lag 1
		expect(maseScale([7, 7, 7], 1)).toBe(7); // constant: its level
		expect(maseScale([0, 0, 0], 1)).toBe(1);
		expect(maseScale([], 1)).toBe(1);
	});
	it('RMSE and bias', () => {
		expect(rmse(actual, forecast)).toBeCloseTo(Math.sqrt(500 / 3), 12);
		expect(bias(actual, forecast)).toBeCloseTo(-10 / 350, 12);
		expect(bias([0], [0])).toBe(0);
	});
	it('MSIS is the width plus 2/(1−level) times the miss', () => {
		// widths 10 and 10, one miss of 5 above at 95 %: (20 + 40 · 5) / 2 / scale 2
		expect(msis([5, 15], [0, 0], [10, 10], 2, 0.95)).toBeCloseTo(55, 9);
	});
	it('counts what is inside, limits included', () => {
		expect(coverage([0, 10, 11, NaN], [0, 0, 0, 0], [10, 10, 10, 10])).toEqual({ inside: 2, n: 3 });
	});
	it('leaves missing actuals out of everything', () => {
		expect(smape([NaN, 100], [3, 100])).toBe(0);
		expect(mase([NaN, 3], [9, 1], 1)).toBe(2);
		expect(mase([NaN], [9], 1)).toBeNaN();
	});
	it('OWA is the mean of both figures relative to Naive2', () => {
		expect(owa({ smape: 11.374, mase: 1.536 }, { smape: 13.564, mase: 1.912 })).toBeCloseTo(0.821, 3); // Smyl, M4 total
	});
});
