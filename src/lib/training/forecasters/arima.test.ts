import { describe, expect, it } from 'vitest';
import { accidentalDeaths, airPassengers } from '../../../../tests/oracles/textbook';
import { autoArima, createArima, fitArima } from './arima';
import { CssFitter } from './arima-css';
import { fromPartials, partials } from './arima-model';
import { chooseDifferences, difference, kpss, seasonalStrength } from './arima-order';
import { forecasterBattery } from './battery';
import { descend } from './descend';
import { hostPace } from '../host-pace';

forecasterBattery('arima', createArima);

const airline = { p: 0, q: 1, P: 0, Q: 1, mean: false };
const logs = airPassengers.map(Math.log);

describe('numbers known from elsewhere', () => {
	it('the airline model: −.4018, −.5569, σ² .001348, log likelihood 244.70, AIC −483.4', () => {
		const { coefficients, sigma2, logLikelihood } = fitArima(logs, 12, airline, { d: 1, D: 1 })!;
		expect(coefficients[0]).toBeCloseTo(-0.4018, 4);
		expect(coefficients[1]).toBeCloseTo(-0.5569, 4);
		expect(Math.abs(sigma2 - 0.001348)).toBeLessThan(5e-7);
		expect(Math.abs(logLikelihood - 244.7)).toBeLessThan(0.01);
		expect(Math.abs(-2 * logLikelihood + 6 + 483.4)).toBeLessThan(0.05);
	});

	it('accidental deaths (0,1,1)(0,1,1): −.4303, −.5528, log likelihood −425.44 (R documentation)', () => {
		const { coefficients, logLikelihood, aicc } = fitArima(accidentalDeaths, 12, airline, { d: 1, D: 1 })!;
		// Printed where R's search stopped; the maximum itself differs in the last digit.
		expect(Math.abs(coefficients[0]! + 0.4303)).toBeLessThan(1e-4);
		expect(Math.abs(coefficients[1]! + 0.5528)).toBeLessThan(1e-4);
		expect(Math.abs(logLikelihood + 425.44)).toBeLessThan(0.01);
		expect(Math.abs(aicc - 857.316)).toBeLessThan(0.01);
	});

	it('last 12 months of the airline passengers: MAPE 2.904 by the same model fitted before', async () => {
		const model = fitArima(logs.slice(0, 132), 12, airline, { d: 1, D: 1 })!;
		const past = [...logs.slice(0, 132)];
		let sum = 0;
		for (let k = 0; k < 12; k++) {
			const n = past.length;
			past.push(past[n - 1]! + past[n - 12]! - past[n - 13]! + (model.ahead[k] ?? 0));
			sum += Math.abs(Math.exp(past[n]!) / airPassengers[n]! - 1);
		}
		expect((100 * sum) / 12).toBeCloseTo(2.904, 2);
	});

	it('the automatic order of the airline passengers is differenced at both lags', () => {
		const { d, D, aicc } = autoArima(logs, 12);
		expect({ d, D }).toEqual({ d: 1, D: 1 });
		expect(aicc).toBeLessThan(-483.2);
	});
});

describe('parts of the search', () => {
	const wave = (t: number) => Math.sin(t * t * 0.7 + t);

	it('tests: white noise is level, a walk is not; a season is strong or not', () => {
		const noise = Float64Array.from({ length: 120 }, (_, t) => wave(t));
		let level = 0;
		const walk = noise.map((e) => (level += e + 0.2));
		expect(kpss(noise)).toBeLessThan(0.463);
		expect(kpss(walk)).toBeGreaterThan(0.463);
		expect(chooseDifferences(noise, 12)).toEqual({ d: 0, D: 0 });
		expect(seasonalStrength(noise, 12)).toBeLessThan(0.64);
		expect(seasonalStrength(logs, 12)).toBeGreaterThan(0.9);
	});

	it('partial autocorrelations there and back, and refusal outside the region', () => {
		const out = new Float64Array(3);
		fromPartials(Float64Array.of(0.5, -0.3, 0.8), out);
		expect([...partials(out)!]).toEqual([0.5, -0.3, 0.8].map((r) => expect.closeTo(r, 12)));
		expect(partials(Float64Array.of(1.1))).toBeNull();
		expect(partials(Float64Array.of(0.5, 0.6))).toBeNull();
	});

	it('conditional least squares stands at a minimum', () => {
		const w = difference(difference(logs, 12), 1);
		const { coefficients, sigma2 } = new CssFitter(w, 12).fit(airline)!;
		const sse = (theta: number, seasonal: number) => {
			const e = new Float64Array(w.length);
			for (let t = 0; t < w.length; t++) {
				const at = (lag: number) => (t >= lag ? e[t - lag]! : 0);
				e[t] = w[t]! - theta * at(1) - seasonal * at(12) - theta * seasonal * at(13);
			}
			return e.reduce((sum, v) => sum + v * v, 0);
		};
		const [theta, seasonal] = [coefficients[0]!, coefficients[1]!];
		expect(sse(theta, seasonal)).toBeCloseTo(sigma2 * w.length, 10);
		for (const [a, b] of [
			[0.03, 0],
			[-0.03, 0],
			[0, 0.03],
			[0, -0.03]
		] as const)
			expect(sse(theta + a, seasonal + b)).toBeGreaterThan(sse(theta, seasonal));
	});

	it('descends into a curved valley', () => {
		const rosenbrock = (x: Float64Array) => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2;
		const { at } = descend(rosenbrock, Float64Array.of(-1, 1), { iterations: 200 });
		expect(at[0]).toBeCloseTo(1, 3);
		expect(at[1]).toBeCloseTo(1, 3);
	});
});

it('a weekly series with a yearly season is forecast with its harmonics', async () => {
	const value = (t: number) => 200 + 50 * Math.sin((2 * Math.PI * t) / 52);
	const values = Float64Array.from({ length: 130 }, (_, t) => value(t) + 3 * Math.sin(t * t));
	const job = { seed: 1, signal: new AbortController().signal, pace: hostPace, progress: () => undefined };
	const series = { key: '', grain: 'week' as const, start: 0, values };
	const fitted = await createArima().fit([series], { season: 52, horizon: 13, budgetSeconds: 1 }, job);
	const [point] = await fitted.predict(13);
	point!.forEach((f, k) => expect(Math.abs(f - value(130 + k))).toBeLessThan(8));
});
