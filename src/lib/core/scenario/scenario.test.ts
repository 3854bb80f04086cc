import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesForecast } from '../forecast/result';
import type { ScenarioEffect } from '../workspace/workspace';
import { applyScenario, effectFactor } from './scenario';

const START = 2026 * 12; // January 2026
const base: SeriesForecast = {
	key: '',
	kind: 'theta',
	start: START,
	point: Float64Array.of(100, 110, -20, 120),
	bands: [{ level: 0.8, lower: Float64Array.of(80, 90, -40, 90), upper: Float64Array.of(130, 140, 10, 160) }]
};
const money = { unit: 'money' } as const;
const effect = (
	lever: ScenarioEffect['lever'],
	change: number,
	more: Partial<ScenarioEffect> = {}
): ScenarioEffect => ({
	lever,
	change,
	from: null,
	to: null,
	elasticity: null,
	rampMonths: null,
	...more
});
const scenario = (...effects: ScenarioEffect[]) => ({ id: 's', name: 'S', effects });
const factor = (one: ScenarioEffect, step = 0, unit: 'money' | 'number' = 'money') =>
	effectFactor(one, START, step, 'month', { unit });

const anyEffect = fc.record({
	lever: fc.constantFrom<ScenarioEffect['lever']>('growth', 'price', 'win-rate', 'headcount', 'event'),
	change: fc.double({ min: -0.9, max: 3, noNaN: true }),
	from: fc.constantFrom(null, '2025-11-03', '2026-01-10', '2026-03-01'),
	to: fc.constantFrom(null, '2026-02-14', '2026-04-30'),
	elasticity: fc.constantFrom(null, -2, -1, 0.5),
	rampMonths: fc.constantFrom(null, 0, 3, 12)
});

describe('effectFactor, by hand', () => {
	it('win rate and event: the share of the days counts', () => {
		expect(factor(effect('win-rate', 0.1))).toBeCloseTo(1.1);
		expect(factor(effect('event', 0.5, { from: '2026-01-01', to: '2026-01-10' }))).toBeCloseTo(1 + (0.5 * 10) / 31);
		expect(factor(effect('event', 0.5, { from: '2026-01-01', to: '2026-01-10' }), 1)).toBe(1);
		expect(factor(effect('win-rate', -0.2, { from: '2026-02-15' }), 1)).toBeCloseTo(1 - 0.2 / 2);
	});
	it('price with elasticity, for money and for quantities', () => {
		expect(factor(effect('price', 0.1))).toBeCloseTo(1.1);
		expect(factor(effect('price', 0.1, { elasticity: -1 }))).toBeCloseTo(1);
		expect(factor(effect('price', 0.1, { elasticity: -2 }))).toBeCloseTo(1.1 ** -1);
		expect(factor(effect('price', 0.1), 0, 'number')).toBeCloseTo(1);
		expect(factor(effect('price', 0.1, { elasticity: -2 }), 0, 'number')).toBeCloseTo(1.1 ** -2);
	});
	it('growth compounds by the year', () => {
		expect(factor(effect('growth', 0.12))).toBeCloseTo(1.12 ** (15.5 / 365.25), 5);
		expect(factor(effect('growth', 0.12), 12)).toBeCloseTo(1.12 ** ((365 + 15.5) / 365.25), 5);
		const stopped = effect('growth', 0.12, { to: '2026-01-31' });
		expect(factor(stopped, 8)).toBeCloseTo(1.12 ** (31 / 365.25), 5);
	});
	it('new sellers ramp up, fewer sellers count at once', () => {
		const none = effect('headcount', 0.2, { rampMonths: 0 });
		expect(factor(none)).toBeCloseTo(1.2);
		const half = factor(effect('headcount', 0.2, { rampMonths: 12 * (31 / 365.25) }));
		expect(half).toBeCloseTo(1.1); // ramped up evenly over the first month: half on average
		expect(factor(effect('headcount', 0.2), 8)).toBeCloseTo(1.2);
		expect(factor(effect('headcount', -0.2))).toBeCloseTo(0.8);
		const before = effect('headcount', 0.2, { from: '2025-01-01' });
		expect(factor(before)).toBeCloseTo(1.2);
	});
});

describe('applyScenario', () => {
	it('no change is the base itself', () => {
		fc.assert(
			fc.property(fc.array(anyEffect, { maxLength: 4 }), (effects) => {
				const still = effects.map((one) => ({ ...one, change: 0 }));
				const { forecast, difference, factor: factors } = applyScenario(base, scenario(...still), 'month', money);
				expect(forecast.point).toEqual(base.point);
				expect(forecast.bands).toEqual(base.bands);
				expect([...difference]).toEqual([0, 0, 0, 0]);
				expect([...factors]).toEqual([1, 1, 1, 1]);
			})
		);
	});

	it('effects multiply in any order; intervals hold the point and keep their relative width', () => {
		fc.assert(
			fc.property(fc.array(anyEffect, { maxLength: 4 }), (effects) => {
				const one = applyScenario(base, scenario(...effects), 'month', money);
				const turned = applyScenario(base, scenario(...effects.toReversed()), 'month', money);
				for (let k = 0; k < 4; k++) {
					const product = effects.reduce((all, own) => all * effectFactor(own, START, k, 'month', money), 1);
					expect(one.factor[k]).toBeCloseTo(product, 9);
					expect(turned.forecast.point[k]).toBeCloseTo(one.forecast.point[k]!, 6);
					expect(one.factor[k]).toBeGreaterThanOrEqual(0);
					const { lower, upper } = one.forecast.bands[0]!;
					const point = one.forecast.point[k]!;
					expect(lower[k]).toBeLessThanOrEqual(point + 1e-9);
					expect(upper[k]).toBeGreaterThanOrEqual(point - 1e-9);
					const width = base.bands[0]!.upper[k]! - base.bands[0]!.lower[k]!;
					expect(upper[k]! - lower[k]!).toBeCloseTo(width * product, 6);
				}
			})
		);
	});

	it('a loss becomes smaller when more is sold', () => {
		const { forecast } = applyScenario(base, scenario(effect('win-rate', 0.5)), 'month', money);
		expect(forecast.point[2]).toBeCloseTo(-10);
		expect(forecast.point[0]).toBeCloseTo(150);
	});
});
