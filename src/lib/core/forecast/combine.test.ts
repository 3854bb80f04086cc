import { describe, expect, it } from 'vitest';
import { priorWeights, withCombination } from './combine';
import type { Entry } from './contest';
import type { ForecasterKind } from './forecaster';
import type { Series } from './series';

const series = (keys: readonly string[]): Series[] =>
	keys.map((key) => ({ key, grain: 'month', start: 0, values: new Float64Array(40) }));

/** A kind that is off by `bias(key)` at every origin and says `bias(key)` of the future. */
function entry(kind: ForecasterKind, keys: readonly string[], folds: number, bias: (key: string) => number): Entry {
	const flat = (value: number) => new Float64Array(3).fill(value);
	return {
		kind,
		backtest: keys.flatMap((key) =>
			Array.from({ length: folds }, (_, fold) => ({
				...{ key, kind, fold, start: 30 - fold, scale: 1, known: 30 - fold },
				point: flat(bias(key)),
				actual: flat(0)
			}))
		),
		points: new Map(keys.map((key) => [key, flat(bias(key))])),
		model: { kind, format: 1, params: null, weights: [] },
		seconds: 1
	};
}

describe('the prior', () => {
	it('takes one of each family, whatever else ran', () => {
		expect(priorWeights(['theta', 'four-theta', 'ets', 'stl-ets'])).toEqual([0, 0.5, 0, 0.5]);
		expect(priorWeights(['four-theta', 'stl-ets', 'pretrained', 'residual-network'])).toEqual([0.25, 0.25, 0.25, 0.25]);
	});
	it('takes all when the user left too few of them', () => {
		expect(priorWeights(['theta', 'ets-damped', 'pretrained'])).toEqual([1 / 3, 1 / 3, 1 / 3]);
	});
});

describe('the combination', () => {
	const keys = ['a', 'b'];
	const of = (entries: readonly Entry[], list = keys) => {
		const all = withCombination(entries, series(list));
		expect(all.length).toBe(entries.length + 1);
		return all.at(-1)!;
	};

	it('is the mean with hardly any series, the yardstick left out', () => {
		const made = of([
			entry('seasonal-naive', keys, 2, () => 99),
			entry('four-theta', keys, 2, () => 1),
			entry('stl-ets', keys, 2, () => 3)
		]);
		expect(made.points.get('a')![0]!).toBe(2);
		expect(made.backtest).toHaveLength(4);
		expect(made.backtest[0]!.point[0]!).toBe(2);
	});
	it('leans on the better member with many', () => {
		const many = Array.from({ length: 900 }, (_, i) => `s${i}`);
		const made = of([entry('four-theta', many, 3, () => 0.1), entry('stl-ets', many, 3, () => 5)], many);
		expect(made.points.get('s1')![0]!).toBeLessThan(0.5);
		const { weights } = made.model.params as { weights: number[] };
		expect(weights[0]!).toBeGreaterThan(0.9);
	});
	it('judges a past origin by weights learned without it', () => {
		const many = Array.from({ length: 900 }, (_, i) => `s${i}`);
		const good = entry('four-theta', many, 2, () => 0);
		// Right at origin 0 alone: weights learned there must not serve it.
		const lucky = entry('stl-ets', many, 2, () => 4);
		const backtest = lucky.backtest.map((one) =>
			one.fold === 0 ? { ...one, point: new Float64Array(3), actual: new Float64Array(3) } : one
		);
		const bad = {
			...good,
			backtest: good.backtest.map((one) => (one.fold === 0 ? { ...one, point: new Float64Array(3).fill(4) } : one))
		};
		const made = of([bad, { ...lucky, backtest }], many);
		// Learned at origin 1, four-theta is the good one; at origin 0 it is off by 4.
		expect(made.backtest.find(({ fold }) => fold === 0)!.point[0]!).toBeGreaterThan(3.5);
		expect(made.backtest.find(({ fold }) => fold === 1)!.point[0]!).toBeGreaterThan(3.5);
	});
	it('does without a member that cannot forecast a series', () => {
		const made = of([
			entry('four-theta', keys, 2, () => 1),
			entry('stl-ets', ['a'], 2, () => 3),
			entry('pretrained', keys, 2, () => 2)
		]);
		expect(made.points.get('b')![0]!).toBe(1.5);
		expect(made.points.get('a')![0]!).toBe(2);
	});
	it('is not made of a single model', () => {
		const entries = [entry('seasonal-naive', keys, 2, () => 1), entry('theta', keys, 2, () => 1)];
		expect(withCombination(entries, series(keys))).toBe(entries);
	});
});
