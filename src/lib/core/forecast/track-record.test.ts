import { describe, expect, it } from 'vitest';
import type { ForecastResult } from './result';
import type { Series } from './series';
import { scoreRun, wape } from './track-record';

const series = (values: number[]): Series => ({
	key: '',
	grain: 'month',
	start: 600,
	values: Float64Array.from(values)
});

/** Made after four periods: 12, 14, 16 for the next three. */
const result = {
	forecasts: [
		{
			key: '',
			kind: 'theta',
			start: 604,
			point: Float64Array.of(12, 14, 16),
			bands: [
				{ level: 0.8, lower: Float64Array.of(11, 12, 13), upper: Float64Array.of(13, 16, 19) },
				{ level: 0.95, lower: Float64Array.of(9, 9, 9), upper: Float64Array.of(15, 19, 23) }
			]
		},
		{ key: '', kind: 'seasonal-naive', start: 604, point: Float64Array.of(10, 10, 10), bands: [] }
	]
} as unknown as ForecastResult;

describe('the score of an earlier forecast', () => {
	it('is that of the periods that have come', () => {
		// History 10 8 10 8: mean difference 2. Then 12 and 18 came: errors 0 and 4, naive 2 and 8.
		const score = scoreRun(result, 'theta', series([10, 8, 10, 8, 12, 18]), 1)!;
		expect(score.n).toBe(2);
		expect([...score.actual]).toEqual([12, 18, NaN]);
		expect(score.wape).toBeCloseTo(4 / 30, 12);
		expect(score.bias).toBeCloseTo(-4 / 30, 12);
		expect(score.mase).toBeCloseTo(2 / 2, 12);
		expect(score.naiveMase).toBeCloseTo(5 / 2, 12);
		expect(score.coverage).toEqual([
			{ level: 0.8, inside: 0.5 },
			{ level: 0.95, inside: 1 }
		]);
	});

	it('has no figure before anything came', () => {
		const score = scoreRun(result, 'theta', series([10, 8, 10, 8]), 1)!;
		expect(score.n).toBe(0);
		expect([score.wape, score.bias, score.mase, score.naiveMase, score.coverage[0]!.inside]).toEqual([
			NaN,
			NaN,
			NaN,
			NaN,
			NaN
		]);
	});

	it('is null where the run did not forecast that', () => {
		expect(scoreRun(result, 'arima', series([1, 2]), 1)).toBeNull();
		expect(scoreRun(result, 'theta', { ...series([1, 2]), key: 'North' }, 1)).toBeNull();
	});
});

describe('WAPE', () => {
	it('leaves missing actuals out, and knows zeros', () => {
		expect(wape([10, NaN, 30], [12, 99, 30])).toBeCloseTo(0.05, 12);
		expect(wape([0, 0], [0, 0])).toBe(0);
		expect(wape([0, 0], [1, 0])).toBeNaN();
		expect(wape([NaN], [1])).toBeNaN();
	});
});
