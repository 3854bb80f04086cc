import { existsSync } from 'node:fs';
import { hostPace } from '../host-pace';
import { describe, expect, it } from 'vitest';
import { mean } from '$lib/core/forecast/accuracy';
import type { Forecaster } from '$lib/core/forecast/forecaster';
import { naive2 } from '$lib/core/forecast/naive2';
import { type ForecastSet, readMeta, readSet } from '../../../../tests/bench/forecast/sets';
import { pointScores } from '../../../../tests/bench/forecast/score-set';
import { forecasterBattery } from './battery';
import { createDamped } from './damped';
import { createDrift } from './drift';
import { createDynamicTheta } from './dynamic-theta';
import { createEtsDamped } from './ets-damped';
import { createFourTheta } from './four-theta';
import { createHolt } from './holt';
import { createMovingAverage } from './moving-average';
import { createNaive } from './naive';
import { createSes } from './ses';
import { smooth } from './exponential-smoothing';
import { minimise, minimiseOne } from './minimise';
import { createSeasonalNaive } from './seasonal-naive';
import { classicalSeason, isSeasonal } from '$lib/core/forecast/seasonality';
import { createTheta, thetaForecast } from './theta';

forecasterBattery('seasonal naive', createSeasonalNaive);
forecasterBattery('theta', createTheta);
forecasterBattery('ets-damped', createEtsDamped);
forecasterBattery('naive', createNaive);
forecasterBattery('drift', createDrift);
forecasterBattery('moving average', createMovingAverage);
forecasterBattery('ses', createSes);
forecasterBattery('holt', createHolt);
forecasterBattery('damped', createDamped);
forecasterBattery('dynamic theta', createDynamicTheta);
forecasterBattery('4Theta', createFourTheta);

describe('numbers known from elsewhere', () => {
	it('simple exponential smoothing of Saudi oil 1996–2013 (Hyndman & Athanasopoulos, section 8.1)', () => {
		const oil = Float64Array.of(
			...[445.3641, 453.195, 454.4096, 422.3789, 456.0371, 440.3866, 425.1944, 486.2052, 500.4291, 521.2759],
			...[508.9476, 488.8889, 509.8706, 456.7229, 473.8166, 525.9509, 549.8338, 542.3405]
		);
		const { alpha, initial, level } = smooth(oil);
		expect(alpha).toBeCloseTo(0.83384, 3);
		expect(Math.abs(initial - 446.5755)).toBeLessThan(0.05);
		expect(Math.abs(level - 542.6804)).toBeLessThan(0.02);
	});

	it('finds the minimum of a valley, inside and on the wall of its box', () => {
		const rosenbrock = (x: Float64Array) => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2;
		const options = { evaluations: 2000, tolerance: 1e-14 };
		const free = minimise(rosenbrock, [-1, 1], [-2, -2], [2, 2], options).at;
		expect(free[0]).toBeCloseTo(1, 3);
		expect(minimise(rosenbrock, [0, 0], [-2, -2], [0.5, 2], options).at[0]).toBeCloseTo(0.5, 3);
		expect(minimiseOne((x) => (x - 0.3) ** 2, 0, 1)).toBeCloseTo(0.3, 4);
	});
});

const FOLDER = '../shared/data/forecast';
const there = existsSync(FOLDER);
if (!there) console.warn(`skipped: ${FOLDER} is not here, published reference scores are not checked`);

const metas = there ? readMeta(FOLDER) : [];
const load = (name: string): ForecastSet => readSet(FOLDER, name, metas);

describe.skipIf(!there)('reference scores of the development sets', () => {
	it.each([
		['m4_yearly', 16.42, 3.973],
		['m4_quarterly', 11.25, 1.244],
		['m4_monthly_short', 25.34, 1.149],
		['m3_monthly', 17.11, 1.027],
		['tourism_monthly', 21.5, 1.711]
	])('Naive2 on %s', (name, smape, mase) => {
		const set = load(name);
		const points = set.series.map(({ values }) => naive2(values, set.season, set.horizon));
		const scores = pointScores(set, points);
		expect(Math.abs(scores.smape - smape)).toBeLessThan(0.011);
		expect(Math.abs(scores.mase - mase)).toBeLessThan(0.0011);
	});

	it.each([
		['m4_yearly', 14.82, 3.425],
		['m4_monthly_short', 22.91, 1.029],
		['m3_monthly', 14.0, 0.859],
		['m3_quarterly', 9.81, 1.186]
	])('the M4 benchmark Theta on %s', (name, smape, mase) => {
		const set = load(name);
		const points = set.series.map(({ values }) => {
			const seasonal = isSeasonal(values, set.season);
			const season = seasonal ? classicalSeason(values, set.season, 'multiplicative') : null;
			return thetaForecast(values, season, set.horizon);
		});
		const scores = pointScores(set, points);
		expect(Math.abs(scores.smape - smape)).toBeLessThan(0.05);
		expect(Math.abs(scores.mase - mase)).toBeLessThan(0.005);
	});

	it('AirPassengers, last 12 months: seasonal naive MAPE 9.988, theta below 8, damped ETS below 6', async () => {
		const set = load('classics_monthly');
		const i = set.series.findIndex(({ values }) => values[0] === 112 && values[1] === 118 && values[2] === 132);
		const mape = async (forecaster: Forecaster) => {
			const settings = { season: 12, horizon: 12, budgetSeconds: 1 };
			const job = { seed: 1, signal: new AbortController().signal, pace: hostPace, progress: () => undefined };
			const [point] = await (await forecaster.fit([set.series[i]!], settings, job)).predict(12);
			return 100 * mean(Array.from(set.tests[i]!, (y, k) => Math.abs(y - point![k]!) / y));
		};
		expect(await mape(createSeasonalNaive())).toBeCloseTo(9.988, 3);
		expect(await mape(createTheta())).toBeLessThan(8);
		expect(await mape(createEtsDamped())).toBeLessThan(6);
	});
});
