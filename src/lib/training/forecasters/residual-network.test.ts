import { memory } from '@tensorflow/tfjs-core';
import { hostPace } from '../host-pace';
import { describe, expect, it } from 'vitest';
import type { FitSettings, Job } from '$lib/core/forecast/forecaster';
import type { Series } from '$lib/core/forecast/series';
import { forecasterBattery } from './battery';
import { normal, seededRandom } from './random';
import { createResidualNetwork } from './residual-network';
import { startTensorflow } from '../tensorflow/backend';
import { batchLoss, batchLossGradient, train } from './residual-network-training';
import { planMembers } from './residual-network-plan';
import { prepare } from './residual-network-windows';

/** The smallest plan: one member, few steps. */
const SETTINGS: FitSettings = { season: 12, horizon: 12, budgetSeconds: 0.1 };
const network = createResidualNetwork();

const job = (over: Partial<Job> = {}): Job => ({
	seed: 7,
	signal: new AbortController().signal,
	pace: hostPace,
	progress: () => undefined,
	...over
});
const series = (key: string, values: ArrayLike<number>): Series => ({
	key,
	grain: 'month',
	start: 24_000,
	values: Float64Array.from(values)
});

/** Level 100, growing by 1 a month, a year's wave of 30 % and a little noise. */
function sales(seed: number, n: number): Float64Array {
	const random = seededRandom(seed);
	return Float64Array.from(
		{ length: n },
		(_, t) => (100 + t) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)) + 2 * normal(random)
	);
}

const meanError = (forecast: Float64Array, actual: Float64Array) =>
	forecast.reduce((sum, value, i) => sum + Math.abs(value - actual[i]!), 0) / forecast.length;

forecasterBattery('residual network', createResidualNetwork, { settings: { budgetSeconds: 0.1 }, timeout: 240_000 });

describe('residual network', { timeout: 240_000 }, () => {
	it('gives the same numbers for the same seed, others for another, and leaves no tensor behind', async () => {
		const input = [series('a', sales(1, 60)), series('b', sales(2, 60))];
		const first = await network.fit(input, SETTINGS, job());
		const before = memory().numTensors;
		const again = await network.fit(input, SETTINGS, job());
		const other = await network.fit(input, SETTINGS, job({ seed: 8 }));
		expect(await again.predict(12)).toEqual(await first.predict(12));
		expect(await other.predict(12)).not.toEqual(await first.predict(12));
		for (const fitted of [first, again, other]) fitted.dispose();
		expect(memory().numTensors).toBe(before);
	});

	it('forecasts a single series of 48 months better than last year repeated', async () => {
		const all = sales(5, 60);
		const known = all.slice(0, 48);
		const fitted = await network.fit([series('total', known)], { ...SETTINGS, budgetSeconds: 2 }, job());
		const [forecast] = await fitted.predict(12);
		const future = all.slice(48);
		expect(meanError(forecast!, future)).toBeLessThan(meanError(known.slice(36), future));
	});

	it('says the same after saving, cloning and loading', async () => {
		const fitted = await network.fit([series('a', sales(1, 40)), series('b', sales(2, 20))], SETTINGS, job());
		const loaded = await network.load(structuredClone(await fitted.save()));
		expect(await loaded.predict(12)).toEqual(await fitted.predict(12));
	});

	it('refuses what is no saved residual network', async () => {
		const stranger = { kind: 'theta', format: 1, params: {}, weights: [] } as const;
		await expect(network.load(stranger)).rejects.toThrow(RangeError);
	});

	it('goes on beyond its horizon, and its first steps stay the same', async () => {
		const fitted = await network.fit([series('a', sales(1, 60))], SETTINGS, job());
		const [long] = await fitted.predict(30);
		const [short] = await fitted.predict(5);
		expect(long).toHaveLength(30);
		expect(long!.every(Number.isFinite)).toBe(true);
		expect(short).toEqual(long!.slice(0, 5));
	});

	it('is finite and in place for zeros, constants, gaps, negatives and huge numbers', async () => {
		const gappy = sales(3, 48).map((value, t) => (t % 5 === 2 || t < 3 ? NaN : value));
		const input = [
			series('zeros', new Float64Array(48)),
			series('constant', new Float64Array(48).fill(5e9)),
			series('gaps', gappy),
			series(
				'negative',
				sales(4, 48).map((value) => -value)
			),
			series(
				'rare',
				new Float64Array(48).map((_, t) => (t % 9 === 0 ? 3 : 0))
			),
			series(
				'tiny',
				sales(6, 48).map((value) => value * 1e-9)
			)
		];
		const forecasts = await (await network.fit(input, SETTINGS, job())).predict(12);
		expect(forecasts.flatMap((one) => [...one]).every(Number.isFinite)).toBe(true);
		expect([...forecasts[0]!]).toEqual(new Array(12).fill(0));
		const mean = (one: Float64Array) => one.reduce((a, b) => a + b, 0) / one.length;
		expect(mean(forecasts[1]!) / 5e9).toBeCloseTo(1, 0);
		expect(Math.min(...forecasts[2]!, ...forecasts[4]!)).toBeGreaterThanOrEqual(0);
		expect(mean(forecasts[3]!)).toBeLessThan(-50);
		expect(mean(forecasts[5]!)).toBeLessThan(1e-6);
	});

	it('scales with the data', async () => {
		const small = await (await network.fit([series('a', sales(1, 60))], SETTINGS, job())).predict(12);
		const large = await (
			await network.fit(
				[
					series(
						'a',
						sales(1, 60).map((v) => v * 1024)
					)
				],
				SETTINGS,
				job()
			)
		).predict(12);
		small[0]!.forEach((value, i) => expect(large[0]![i]! / value).toBeCloseTo(1024, 0));
	});

	it('stops when asked to', async () => {
		const control = new AbortController();
		const progress = () => control.abort();
		const run = network.fit([series('a', sales(1, 60))], SETTINGS, job({ signal: control.signal, progress }));
		await expect(run).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('plans by sizes and budget alone', () => {
		const many = Array.from({ length: 100 }, (_, i) => prepare(series(`${i}`, sales(i, 60)), 12));
		const plan = (budgetSeconds: number) => planMembers(many, { ...SETTINGS, budgetSeconds }, 1);
		const steps = (budgetSeconds: number) => plan(budgetSeconds).reduce((sum, member) => sum + member.steps, 0);
		expect(plan(10)).toEqual(plan(10));
		expect(steps(3)).toBeLessThan(steps(10));
		expect(steps(1000)).toBe(steps(100_000));
		expect(plan(30)).toHaveLength(3);
		expect(plan(30)[0]!.framing.lookBack).toBeGreaterThanOrEqual(24);
	});
});

describe('training', { timeout: 60_000 }, () => {
	const good = prepare(series('a', sales(1, 60)), 12);
	const [plan] = planMembers([good], SETTINGS, 1);
	const watch = {
		signal: new AbortController().signal,
		pace: hostPace,
		overdue: () => false,
		progress: () => undefined
	};
	const lessons = { season: 12, firstCut: () => 12 };

	it('stops at numbers that are not finite and keeps the last good weights', async () => {
		await startTensorflow();
		const poisoned = { ...good, filled: good.filled.map((value, t) => (t === 50 ? NaN : value)) };
		const trained = await train({ ...lessons, histories: [poisoned] }, { ...plan!, tutored: 0 }, watch);
		expect(trained.end).toBe('diverged');
		expect(trained.weights.every(({ values }) => values.every(Number.isFinite))).toBe(true);
	});

	it('ends when it takes far too long', async () => {
		await startTensorflow();
		const trained = await train({ ...lessons, histories: [good] }, plan!, { ...watch, overdue: () => true });
		expect([trained.end, trained.steps]).toEqual(['overdue', 1]);
	});
});

describe('loss', () => {
	const batch = {
		inputs: new Float32Array(),
		targets: Float32Array.of(1, 2, 3),
		weights: Float32Array.of(1, 0, 3)
	};
	it('is the weighted mean of absolute errors over what is known', () => {
		expect(batchLoss(Float32Array.of(2, 99, 1), batch)).toBe((1 + 3 * 2) / 4);
	});
	it('has its gradient', () => {
		expect([...batchLossGradient(Float32Array.of(2, 99, 1), batch)]).toEqual([0.25, 0, -0.75]);
	});
});
