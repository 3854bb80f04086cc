import { describe, expect, it } from 'vitest';
import { airPassengers, nile } from '../../../../tests/oracles/textbook';
import { classicalSeason, deseasonalise } from '$lib/core/forecast/seasonality';
import { extendDynamicTheta, fitDynamicTheta } from './dynamic-theta';
import { fourThetaForecast } from './four-theta';
import { bestWindow } from './moving-average';

describe('dynamic optimised Theta, against a general search (R optim) over the equations of the paper', () => {
	it('AirPassengers without season', () => {
		const season = classicalSeason(airPassengers, 12, 'multiplicative');
		const model = fitDynamicTheta(deseasonalise(airPassengers, season));
		expect(model.alpha).toBeCloseTo(0.72253, 3);
		const expected = [486.6842247, 489.3361512, 491.9920263, 494.6516906];
		extendDynamicTheta(model, 4).forEach((y, k) => expect(Math.abs(y - expected[k]!)).toBeLessThan(0.01));
	});
	it('Nile: no share of the line', () => {
		const model = fitDynamicTheta(nile);
		expect(model.alpha).toBeCloseTo(0.24656, 3);
		expect(model.theta).toBe(1);
		extendDynamicTheta(model, 3).forEach((y) => expect(y).toBeCloseTo(805.038, 1));
	});
});

describe('4Theta, against R (decompose, lm, ses, optimize)', () => {
	it('AirPassengers: multiplicative season and model, exponential line', () => {
		const expected = [443.45019, 433.38133, 497.39106, 485.09531];
		fourThetaForecast(airPassengers, 12, 4).forEach((y, k) => expect(Math.abs(y - expected[k]!)).toBeLessThan(0.05));
	});
	it('Nile: additive model, exponential line', () => {
		const expected = [810.22223, 808.80715, 807.39598];
		fourThetaForecast(nile, 1, 3).forEach((y, k) => expect(Math.abs(y - expected[k]!)).toBeLessThan(0.5));
	});
});

describe('moving average', () => {
	it('takes the last value of a random walk and many values of a noisy level', () => {
		const walk = Float64Array.from({ length: 60 }, (_, t) => Math.floor(t / 7) * 10 + 100);
		const noisy = Float64Array.from({ length: 60 }, (_, t) => 100 + ((t * 7919) % 13) - 6);
		expect(bestWindow(walk, 12)).toBe(1);
		expect(bestWindow(noisy, 12)).toBeGreaterThan(5);
	});
});
