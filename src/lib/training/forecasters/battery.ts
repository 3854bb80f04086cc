import { describe, expect, it } from 'vitest';
import { hostPace } from '../host-pace';
import { AppError } from '$lib/core/errors';
import type { Forecaster, FitSettings, Job, SavedModel } from '$lib/core/forecast/forecaster';
import { runForecast } from '$lib/core/forecast/run';
import type { Series } from '$lib/core/forecast/series';
import { createSeasonalNaive } from './seasonal-naive';

/** Settings of a battery; a network gets seconds, and series enough to train on. */
export interface BatteryOptions {
	readonly settings?: Partial<FitSettings>;
	/** Relative difference allowed after saving and loading: 0 for plain parameters, more for float32 weights. */
	readonly tolerance?: number;
	/** Time limit per test, ms. */
	readonly timeout?: number;
}

const job = (signal = new AbortController().signal, seed = 7): Job => ({
	seed,
	signal,
	pace: hostPace,
	progress: () => undefined
});

/** A series of `n` months from a function of time. */
function series(key: string, n: number, value: (t: number) => number): Series {
	return { key, grain: 'month', start: 24_000, values: Float64Array.from({ length: n }, (_, t) => value(t)) };
}

/** Repeatable noise in [−1, 1). */
const noise = (t: number) => 2 * ((Math.abs(Math.sin(t * 12.9898) * 43758.5453) % 1) - 0.5);

const ordinary = (n = 60) =>
	['a', 'b', 'c'].map((key, i) =>
		series(key, n, (t) => (100 + t) * (1 + 0.3 * Math.sin((2 * Math.PI * (t + i)) / 12)) + 5 * noise(t + 100 * i))
	);

const DIFFICULT: readonly (readonly [string, (t: number) => number])[] = [
	['constant', () => 42],
	['zero', () => 0],
	['negative', (t) => -50 - t + noise(t)],
	['both signs', (t) => 20 * noise(t)],
	['intermittent', (t) => (t % 5 === 0 ? 3 + noise(t) : 0)],
	['one sale', (t) => (t === 30 ? 1000 : 0)],
	['huge', (t) => 1e12 * (2 + noise(t))],
	['tiny', (t) => 1e-9 * (2 + noise(t))],
	['exact season', (t) => [5, 9, 0][t % 3]!],
	['exploding', (t) => 1.2 ** t],
	['level shift', (t) => (t < 40 ? 10 : 1000) + noise(t)],
	['gaps', (t) => (t % 7 === 3 ? NaN : 100 + t)]
];

/**
 * What every forecaster must hold to, whatever its kind. Called from a test file; `create` makes a fresh one.
 */
export function forecasterBattery(
	name: string,
	create: () => Promise<Forecaster> | Forecaster,
	{ settings: own = {}, tolerance = 0, timeout = 30_000 }: BatteryOptions = {}
): void {
	const settings: FitSettings = { season: 12, horizon: 8, budgetSeconds: 1, ...own };
	const forecast = async (input: readonly Series[], seed = 7, h = settings.horizon) => {
		const fitted = await (await create()).fit(input, settings, job(undefined, seed));
		const points = await fitted.predict(h);
		const saved = await fitted.save();
		fitted.dispose();
		return { points, saved };
	};
	const close = (a: Float64Array, b: Float64Array) =>
		a.forEach((value, k) => expect(Math.abs(value - b[k]!)).toBeLessThanOrEqual(tolerance * Math.abs(value)));

	describe(`${name}: forecaster contract`, { timeout }, () => {
		it('answers one array of h finite numbers per series, in order', async () => {
			const { points } = await forecast(ordinary());
			expect(points.map(({ length }) => length)).toEqual([8, 8, 8]);
			const again = await forecast(ordinary(), 7, 3);
			again.points.forEach((point, i) => close(point, points[i]!.slice(0, 3)));
		});

		it('is in the right region on ordinary sales', async () => {
			const input = ordinary();
			const { points } = await forecast(input);
			for (const [i, point] of points.entries()) {
				const { values } = input[i]!;
				for (const f of point) expect(f).toBeGreaterThan(0.4 * Math.min(...values.slice(-12)));
				for (const f of point) expect(f).toBeLessThan(1.6 * Math.max(...values.slice(-12)));
			}
		});

		it('same seed, same answer', async () => {
			const [one, two] = [await forecast(ordinary(), 3), await forecast(ordinary(), 3)];
			expect(two.points).toEqual(one.points);
		});

		it('a refit equals a fresh fit, and no input is changed', async () => {
			const input = ordinary();
			const fresh = (await forecast(input)).points;
			const forecaster = await create();
			const other = [series('x', 48, (t) => 1000 - 3 * t + 9 * noise(t))];
			(await forecaster.fit(other, settings, job())).dispose();
			const refit = await forecaster.fit(input, settings, job());
			expect(await refit.predict(settings.horizon)).toEqual(fresh);
			refit.dispose();
			expect(input).toEqual(ordinary());
		});

		it('comes back from a saved model, also through JSON and after a structured clone', async () => {
			const { points, saved } = await forecast(ordinary());
			const copy: SavedModel = {
				...structuredClone(saved),
				params: JSON.parse(JSON.stringify(saved.params)) as SavedModel['params']
			};
			const loaded = await (await create()).load(copy);
			const back = await loaded.predict(settings.horizon);
			expect(back).toHaveLength(points.length);
			points.forEach((point, i) => close(point, back[i]!));
			loaded.dispose();
		});

		it('refuses a saved model that is not its own', async () => {
			const { saved } = await forecast(ordinary());
			const forecaster = await create();
			await expect(forecaster.load({ ...saved, format: saved.format + 1 })).rejects.toThrow();
			await expect(forecaster.load({ ...saved, params: null, weights: [] })).rejects.toThrow();
		});

		it.each(DIFFICULT)('stays finite on: %s', async (_, value) => {
			const input = [series('odd', 60, value), ...ordinary().slice(0, 2)];
			for (const point of (await forecast(input)).points) expect(point.every(Number.isFinite)).toBe(true);
		});

		it.each([
			['no season', 1, 40],
			['quarters', 4, 30],
			['weekdays', 7, 70],
			['weeks of a year, barely two years', 52, 110],
			['weeks of a year, less than one', 52, 40]
		])('stays finite with: %s', async (_, season, n) => {
			const own = { ...settings, season };
			const input = ordinary(Math.max(n, (await create()).minLength(own)));
			const fitted = await (await create()).fit(input, own, job());
			for (const point of await fitted.predict(settings.horizon)) expect(point.every(Number.isFinite)).toBe(true);
			fitted.dispose();
		});

		it('keeps every band around its point, wider at a higher level', async () => {
			const request = {
				grain: 'month',
				kinds: [(await create()).kind],
				levels: [0.5, 0.8, 0.95],
				folds: 2,
				seed: 1
			} as const;
			const field = [createSeasonalNaive(), await create()].filter(
				({ kind }, i) => i === 1 || kind !== request.kinds[0]
			);
			const odd = DIFFICULT.slice(0, 5).map(([key, value]) => series(key, 60, value));
			const { forecasts } = await runForecast(
				{ ...request, ...settings, series: [...ordinary(), ...odd] },
				field,
				job()
			);
			const own = forecasts.filter(({ kind }) => kind === request.kinds[0]);
			expect(own).toHaveLength(8);
			for (const { point, bands } of own) {
				expect(bands).toHaveLength(3);
				for (const [i, { lower, upper }] of bands.entries()) {
					const inner = bands[i - 1] ?? { lower: point, upper: point };
					for (let k = 0; k < point.length; k++) {
						expect(lower[k]).toBeLessThanOrEqual(inner.lower[k]!);
						expect(upper[k]).toBeGreaterThanOrEqual(inner.upper[k]!);
						expect(Number.isFinite(lower[k]! + upper[k]!)).toBe(true);
					}
				}
			}
		});

		it('works at its shortest length and refuses less; the run makes an issue of it', async () => {
			const forecaster = await create();
			const least = forecaster.minLength(settings);
			const { points } = await forecast(ordinary(least));
			expect(points.every((point) => point.every(Number.isFinite))).toBe(true);
			await expect(forecaster.fit(ordinary(least - 1), settings, job())).rejects.toThrow();
			await expectShortIssue(forecaster, settings);
		});

		it('stops when cancelled: before it starts and at its first rest', async () => {
			const aborted = AbortSignal.abort();
			await expect((await create()).fit(ordinary(), settings, job(aborted))).rejects.toMatchObject({
				code: 'cancelled'
			});
			// Asked to stop at the first rest, however fast the machine is.
			const controller = new AbortController();
			let time = 0;
			const pace = { now: () => (time += 100), rest: () => Promise.resolve(controller.abort()) };
			const run = (await create()).fit(ordinary(), settings, { ...job(controller.signal), pace });
			await expect(run).rejects.toMatchObject({ code: 'cancelled' });
		});
	});
}

/** A short series beside a long one: dropped with its name where no model can do it, else left to the others. */
async function expectShortIssue(forecaster: Forecaster, settings: FitSettings): Promise<void> {
	const short = Math.max(1, forecaster.minLength(settings) - 1);
	const [long, young] = [ordinary(60)[0]!, ordinary(short)[1]!];
	const request = { grain: 'month', kinds: [forecaster.kind], levels: [0.8], folds: 1, seed: 1, ...settings } as const;
	const field = forecaster.kind === 'seasonal-naive' ? [forecaster] : [createSeasonalNaive(), forecaster];
	const { issues } = await runForecast({ ...request, series: [long, young] }, field, job());
	expect(issues.map(({ code }) => code)).toContain(forecaster.global ? 'forecaster-too-short' : 'series-too-short');
	if (forecaster.global) return;
	await expect(runForecast({ ...request, series: [young] }, field, job())).rejects.toBeInstanceOf(AppError);
}
