import { describe, expect, it } from 'vitest';
import { naive2, seasonalNaive } from './naive2';
import { autocorrelation, classicalSeason, deseasonalise, isSeasonal, reseasonalise } from './seasonality';

const indices = [0.8, 0.9, 1.0, 1.3];
const seasonal = Float64Array.from({ length: 24 }, (_, t) => (100 + t) * indices[t % 4]!);

describe('seasonality', () => {
	it('autocorrelation as R: acf(1:5)$acf[2] = 0.4', () => {
		expect(autocorrelation(Float64Array.of(1, 2, 3, 4, 5), 1)).toBeCloseTo(0.4, 12);
	});
	it('finds a season, and none in noise-free trend, short or constant series', () => {
		expect(isSeasonal(seasonal, 4)).toBe(true);
		expect(isSeasonal(seasonal.subarray(0, 11), 4)).toBe(false);
		expect(isSeasonal(new Float64Array(40).fill(3), 4)).toBe(false);
		expect(isSeasonal(seasonal, 1)).toBe(false);
	});
	it('recovers planted multiplicative and additive effects', () => {
		const found = classicalSeason(seasonal, 4, 'multiplicative')!;
		indices.forEach((index, p) => expect(found.indices[p]).toBeCloseTo(index, 2));
		const additive = Float64Array.from({ length: 21 }, (_, t) => t + [5, -3, -2][t % 3]!);
		const effects = classicalSeason(additive, 3, 'additive')!;
		[5, -3, -2].forEach((effect, p) => expect(effects.indices[p]).toBeCloseTo(effect, 9));
	});
	it('takes out and puts back the same effects, in phase', () => {
		const season = classicalSeason(seasonal, 4, 'multiplicative')!;
		const back = reseasonalise(deseasonalise(seasonal, season).slice(2), season, 2);
		back.forEach((y, k) => expect(y).toBeCloseTo(seasonal[k + 2]!, 9));
	});
	it('has no multiplicative effects for a phase that is always 0', () => {
		const closed = Float64Array.from({ length: 28 }, (_, t) => (t % 7 === 0 ? 0 : 10));
		expect(classicalSeason(closed, 7, 'multiplicative')).toBeNull();
		expect(classicalSeason(closed, 7, 'additive')).not.toBeNull();
	});
});

describe('naive forecasts', () => {
	it('seasonal naive repeats the last season', () => {
		expect(Array.from(seasonalNaive(Float64Array.of(9, 1, 2, 3), 3, 5))).toEqual([1, 2, 3, 1, 2]);
		expect(Array.from(seasonalNaive(Float64Array.of(9, 1), 3, 2))).toEqual([1, 1]);
	});
	it('Naive2 carries the adjusted last value through the season', () => {
		const flat = Float64Array.from({ length: 24 }, (_, t) => 100 * indices[t % 4]!);
		naive2(flat, 4, 4).forEach((y, k) => expect(y).toBeCloseTo(100 * indices[k]!, 6));
		expect(Array.from(naive2(Float64Array.of(1, 2, 5), 4, 2))).toEqual([5, 5]);
	});
});
