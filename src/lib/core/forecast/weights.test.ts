import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnWeights, weightedForecast } from './weights';

const rows = (count: number, errors: (i: number) => number[]) =>
	Array.from({ length: count }, (_, i) => Float64Array.from(errors(i)));
const wave = (i: number) => Math.sin(12.9 * i) + Math.sin(7.7 * i + 1);

describe('learned weights', () => {
	it('go to a member that is always right, as far as the series are many', () => {
		const data = rows(2000, (i) => [0, wave(i), wave(i + 5)]);
		const prior = [1 / 3, 1 / 3, 1 / 3];
		expect(learnWeights(data, prior, 10_000)[0]!).toBeGreaterThan(0.95);
		// With 100 series the prior counts half: (1/3 + 1) / 2.
		expect(learnWeights(data, prior, 100)[0]!).toBeCloseTo(2 / 3, 1);
		expect([...learnWeights(data, prior, 7)]).toEqual(prior);
	});
	it('balance two members that err to opposite sides', () => {
		// Errors +1 and −3 cancel at weights 3/4 and 1/4.
		const [first] = learnWeights(
			rows(500, (i) => [Math.sign(wave(i)), -3 * Math.sign(wave(i))]),
			[0.5, 0.5],
			1e9
		);
		expect(first!).toBeCloseTo(0.75, 1);
	});
	it('are near the best of all weights on a grid', () => {
		const data = rows(400, (i) => [wave(i) + 0.3, 0.8 * wave(i + 3) - 0.2, 1.1 * wave(2 * i)]);
		const loss = (w: ArrayLike<number>) =>
			data.reduce((sum, e) => sum + Math.abs(w[0]! * e[0]! + w[1]! * e[1]! + w[2]! * e[2]!), 0);
		let best = Infinity;
		for (let a = 0; a <= 50; a++)
			for (let b = 0; a + b <= 50; b++) best = Math.min(best, loss([a / 50, b / 50, (50 - a - b) / 50]));
		expect(loss(learnWeights(data, [1 / 3, 1 / 3, 1 / 3], 1e9))).toBeLessThan(1.02 * best);
	});
	it('are a share each, whatever the errors; without any, the given ones', () => {
		const error = fc.double({ min: -1e6, max: 1e6, noNaN: true });
		fc.assert(
			fc.property(fc.array(fc.tuple(error, error, error), { maxLength: 40 }), fc.nat(1000), (data, series) => {
				const weights = learnWeights(
					data.map((one) => Float64Array.from(one)),
					[0.5, 0.5, 0],
					series
				);
				expect(weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
				expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
			})
		);
		expect([...learnWeights([], [0.5, 0.5, 0], 9)]).toEqual([0.5, 0.5, 0]);
	});
	it('weigh forecasts step by step', () => {
		const points = [Float64Array.of(1, 10), Float64Array.of(5, 30)];
		expect([...weightedForecast(points, [0.75, 0.25])]).toEqual([2, 15]);
	});
});
