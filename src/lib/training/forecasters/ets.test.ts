import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airPassengers, generatedQuarters, nile } from '../../../../tests/oracles/textbook';
import { createEts, createEtsAverage } from './ets';
import { fitEts } from './ets-choice';
import { type EtsForm, etsForms, extendEts, nameOf } from './ets-model';
import { EtsRecursion } from './ets-recursion';
import { forecasterBattery } from './battery';
import { isStable } from './stability';

forecasterBattery('ets', createEts);
forecasterBattery('ets-average', createEtsAverage);

const form = (letters: string): EtsForm => {
	const [error, trend, season] = letters.split(' ') as [EtsForm['error'], EtsForm['trend'], EtsForm['season']];
	return { error, trend, season };
};

/** Unknowns of the recursion at parameters as R prints them; its seasonal states run backwards and leave out the first. */
function unknowns(
	r: Record<'alpha' | 'beta' | 'gamma' | 'phi' | 'level' | 'trend', number>,
	states: readonly number[],
	total: number
) {
	const first = total - states.reduce((sum, s) => sum + s, 0);
	return {
		...r,
		beta: (r.beta - 1e-4) / (r.alpha - 1e-4),
		gamma: (r.gamma - 1e-4) / (1 - r.alpha - 1e-4),
		effects: Float64Array.of(first, ...states.toReversed())
	};
}

// Figures of R 4.2.2 with forecast 8.20, computed by us.
describe('ETS against R', () => {
	it.each([
		[
			'M Ad M',
			unknowns(
				{
					alpha: 0.709551916208791,
					beta: 0.0204089193322359,
					gamma: 0.000100468309718653,
					phi: 0.979999926683986,
					level: 120.993935507203,
					trend: 1.77054019711165
				},
				[
					...[0.894447475688874, 0.799322028291066, 0.921659598397272, 1.05920192983827, 1.22030069724042],
					...[1.23179850716711, 1.11050018094692, 0.978612760760472, 0.980382073471814, 1.01103008804154],
					0.886892287222608
				],
				12
			),
			2 * 679.583216236956
		],
		[
			'A N A',
			unknowns(
				{ alpha: 0.999899619706658, beta: 1e-4, gamma: 1.00251318452054e-4, phi: 1, level: 145.083933643626, trend: 0 },
				[
					...[-27.5186689013655, -54.0748852160522, -22.2641673927058, 15.2236784398659, 63.4573511850154],
					...[64.4077613089562, 33.0625040121633, -2.51960633142259, -8.19979764061126, -1.80599503178572],
					-35.8384036230587
				],
				0
			),
			2 * 767.429538964823
		],
		[
			'M Ad A',
			unknowns(
				{
					alpha: 0.980466632280952,
					beta: 0.000261964957073329,
					gamma: 0.0185018785050926,
					phi: 0.979836843633367,
					level: 122.520503563485,
					trend: 3.60551405820773
				},
				[
					...[-28.8216642458035, -47.3814312559171, -19.632685505152, 19.1994364316305, 62.2961676217149],
					...[60.3479973121578, 36.3336715249008, -3.30961616646527, -8.62836148414407, -1.11091782061509],
					-36.1858647961644
				],
				0
			),
			2 * 773.604971793606
		]
	])('has the likelihood of %s at R’s own parameters', (letters, start, expected) => {
		const recursion = new EtsRecursion(airPassengers, 12);
		recursion.take(form(letters));
		const x = new Float64Array(recursion.size);
		recursion.pack(x, start);
		expect(recursion.value(x)).toBeCloseTo(expected, 6);
	});

	it.each([
		['A N N', 1733.958184, 0.01],
		['M N N', 1674.07169, 0.01],
		['A A N', 1737.729388, Infinity],
		['M A M', 1403.664381, Infinity],
		['M Ad M', 1400.638432, Infinity],
		['A N A', 1568.609078, Infinity],
		['A A A', 1570.728838, Infinity],
		['M N M', 1465.064394, Infinity],
		['M A A', 1575.323963, Infinity]
	])('AirPassengers %s: a criterion no higher', (letters, aicc, closer) => {
		const fit = fitEts(airPassengers, 12, [form(letters)]);
		expect(fit.aicc).toBeLessThan(aicc + 0.01);
		expect(fit.aicc).toBeGreaterThan(aicc - closer);
	});

	it.each([
		['A N N', 489.624396643077],
		['A A N', 483.043929949295],
		['A N A', 396.650742715368],
		['A A A', 373.783941167931],
		['M A M', 393.322996440693],
		['M Ad A', 393.424763493217]
	])('generated quarters %s: a criterion no higher', (letters, aicc) => {
		expect(fitEts(generatedQuarters(48), 4, [form(letters)]).aicc).toBeLessThan(aicc + 0.01);
	});

	it('chooses trend and multiplicative season for AirPassengers, and forecasts within 3 % of R', () => {
		const fit = fitEts(airPassengers, 12);
		expect(fit.name).toMatch(/^ETS\(M,Ad?,M\)$/);
		expect(fit.aicc).toBeLessThan(1400.64);
		const r = [441.8018473, 434.1186201, 496.6300468, 483.2374794, 483.9913534, 551.0244, 613.1796792, 609.3648308];
		extendEts(fit, 8).forEach((y, k) => expect(Math.abs(y / r[k]! - 1)).toBeLessThan(0.03));
	});

	it('chooses trend and additive season for the generated quarters, and forecasts within 2 % of R', () => {
		const fit = fitEts(generatedQuarters(48), 4);
		expect(fit.name).toBe('ETS(A,A,A)');
		const r = [195.4317907, 228.0330662, 193.5516583, 182.8332773];
		extendEts(fit, 4).forEach((y, k) => expect(Math.abs(y / r[k]! - 1)).toBeLessThan(0.02));
	});
});

describe('the recursion', () => {
	it.each(etsForms(true, true).map((one) => [nameOf(one), one] as const))('has the right slopes: %s', (_, one) => {
		const values = generatedQuarters(50).map((y) => y / 150);
		const recursion = new EtsRecursion(values, 4);
		recursion.take(one);
		const effects = one.season === 'M' ? Float64Array.of(1, 1.2, 0.95, 0.85) : Float64Array.of(0, 0.2, -0.05, -0.15);
		const x = new Float64Array(recursion.size);
		recursion.pack(x, { alpha: 0.3, beta: 0.2, gamma: 0.3, phi: 0.9, level: 0.7, trend: 0.01, effects });
		recursion.value(x);
		const squares = recursion.squares;
		recursion.slopes(x);
		const slopes = Array.from(recursion.gradient.subarray(0, recursion.size), (g) => (2 * values.length * g) / squares);
		slopes.forEach((slope, i) => {
			const [up, down] = [x.slice(), x.slice()];
			up[i]! += 1e-6;
			down[i]! -= 1e-6;
			const difference = (recursion.value(up) - recursion.value(down)) / 2e-6;
			expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
		});
	});

	it('calls stable what forgets its start, and only that', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.05, max: 1.2, noNaN: true }),
				fc.double({ min: 0.01, max: 0.8, noNaN: true }),
				fc.double({ min: 0.01, max: 0.8, noNaN: true }),
				fc.constantFrom(0.9, 1),
				fc.integer({ min: 2, max: 6 }),
				(alpha, beta, gamma, phi, m) => {
					const after = memory(alpha, beta, gamma, phi, m, 4000);
					// The sum of all effects may stay: moving it and the level together changes no forecast.
					if (after < 1e-6) expect(isStable(alpha, beta, gamma, phi, m)).toBe(true);
					if (after > 1e6) expect(isStable(alpha, beta, gamma, phi, m)).toBe(false);
				}
			)
		);
	});
});

/** Size of the forecasts of all-zero data after so many steps, from an arbitrary start. */
function memory(alpha: number, beta: number, gamma: number, phi: number, m: number, steps: number): number {
	let [level, trend, size] = [1, -0.3, 0];
	const effects = Array.from({ length: m }, (_, j) => Math.cos(1 + 3 * j));
	for (let t = 0; t < steps; t++) {
		const ahead = level + phi * trend;
		const fitted = ahead + effects[t % m]!;
		level = ahead - alpha * fitted;
		trend = phi * trend - beta * fitted;
		effects[t % m]! -= gamma * fitted;
		if (t >= steps - m) size = Math.max(size, Math.abs(fitted));
		if (Math.abs(fitted) > 1e12) return Infinity;
	}
	return size;
}

describe('ETS in general', () => {
	it('does not care about the unit', () => {
		const [one, thousand] = [
			fitEts(nile, 1),
			fitEts(
				nile.map((y) => 1000 * y),
				1
			)
		];
		expect(thousand.name).toBe(one.name);
		expect(thousand.aicc - one.aicc).toBeCloseTo(2 * nile.length * Math.log(1000), 4);
		extendEts(thousand, 3).forEach((y, k) => expect(y / 1000).toBeCloseTo(extendEts(one, 3)[k]!, 3));
	});

	it('keeps a constant constant and repeats an exact season', () => {
		extendEts(fitEts(new Float64Array(30).fill(42), 12), 14).forEach((y) => expect(y).toBeCloseTo(42, 6));
		const exact = Float64Array.from({ length: 40 }, (_, t) => [5, 9, 2, 4][t % 4]!);
		extendEts(fitEts(exact, 4), 8).forEach((y, k) => expect(y).toBeCloseTo(exact[k]!, 3));
	});

	it('offers multiplicative parts only where every value is above 0', () => {
		const forms = etsForms(false, true).map(nameOf);
		expect(forms).toHaveLength(6);
		expect(forms.every((name) => !name.includes('M'))).toBe(true);
		expect(etsForms(true, true)).toHaveLength(15);
		expect(etsForms(true, false)).toHaveLength(6);
	});
});
