import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import type { Fitted, Forecaster, ForecasterKind, Job } from './forecaster';
import { seasonalNaive } from './naive2';
import type { ForecastRequest } from './result';
import { runForecast } from './run';
import type { Series } from './series';

/** A forecaster from a function of the history; what it is given is kept in `seen`. */
function forecaster(
	kind: ForecasterKind,
	point: (series: Series, h: number, season: number) => Float64Array,
	{ least = 2, global = false, seen = [] as Series[][] } = {}
): Forecaster {
	const fitted = (series: readonly Series[], h: number, season: number): Fitted => ({
		predict: async () => series.map((one) => point(one, h, season)),
		save: async () => ({ kind, format: 1, params: null, weights: [] }),
		dispose: () => undefined
	});
	return {
		kind,
		global,
		minLength: () => least,
		fit: async (series, { horizon, season }) => {
			seen.push([...series]);
			return fitted(series, horizon, season);
		},
		load: async () => fitted([], 1, 1)
	};
}

const naive = forecaster('seasonal-naive', ({ values }, h, season) => seasonalNaive(values, season, h));
/** Knows that the planted series grow by 1 per period. */
const drift = forecaster('theta', ({ values }, h) =>
	Float64Array.from({ length: h }, (_, k) => values.at(-1)! + k + 1)
);

const planted = (key: string, n: number, noise = 0): Series => ({
	key,
	grain: 'month',
	start: 24_000,
	values: Float64Array.from({ length: n }, (_, t) => 50 + t + noise * Math.sin(t * t))
});

const request = (series: Series[], rest: Partial<ForecastRequest> = {}): ForecastRequest => ({
	series,
	grain: 'month',
	season: 4,
	horizon: 4,
	kinds: ['theta'],
	levels: [0.8, 0.95],
	folds: 3,
	seed: 1,
	budgetSeconds: 10,
	...rest
});

const job = (signal = new AbortController().signal, progress: Job['progress'] = () => undefined): Job => ({
	pace: { now: () => performance.now(), rest: () => new Promise((resolve) => setTimeout(resolve)) },
	seed: 1,
	signal,
	progress
});

const issuesOf = async (run: Promise<unknown>): Promise<unknown> => {
	const error = await run.then(
		() => null,
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(AppError);
	expect((error as AppError).code).toBe('input-rejected');
	return (error as AppError).details['issues'];
};

describe('runForecast', () => {
	it('backtests, chooses and forecasts with proof', async () => {
		const result = await runForecast(request([planted('a', 40, 0.3), planted('b', 40, 0.3)]), [naive, drift], job());
		expect(result.chosen).toBe('theta');
		expect(result.folds).toBe(3);
		expect(result.accuracy.map(({ kind }) => kind)).toEqual(['theta', 'seasonal-naive']);
		expect(result.accuracy[0]).toMatchObject({ n: 2 * 3 * 4 });
		expect(result.accuracy[1]!.bias).toBeLessThan(0);
		expect(result.accuracyBySeries.map(({ key }) => key)).toEqual(['a', 'b']);
		expect(result.backtest).toHaveLength(2 * 2 * 3);
		expect(result.forecasts).toHaveLength(4);
		const own = result.forecasts.find(({ key, kind }) => key === 'a' && kind === 'theta')!;
		expect(own.start).toBe(24_040);
		expect(own.bands.map(({ level }) => level)).toEqual([0.8, 0.95]);
		own.point.forEach((f, k) => {
			expect(own.bands[0]!.lower[k]!).toBeLessThanOrEqual(f);
			expect(own.bands[1]!.upper[k]!).toBeGreaterThanOrEqual(own.bands[0]!.upper[k]!);
		});
	});

	it('gives every fit nothing but the past, and the last one everything', async () => {
		const seen: Series[][] = [];
		const spy = forecaster('theta', ({ values }, h) => new Float64Array(h).fill(values.at(-1)!), { seen });
		const one = planted('a', 40);
		const result = await runForecast(request([one]), [naive, spy], job());
		expect(seen.map(([series]) => series!.values.length)).toEqual([36, 32, 28, 40]);
		for (const [past] of seen) expect(past!.values).toEqual(one.values.slice(0, past!.values.length));
		for (const { start, actual } of result.backtest) {
			expect(Array.from(actual)).toEqual(Array.from(one.values.slice(start - 24_000, start - 24_000 + 4)));
		}
	});

	it('names a short series and goes on with the others', async () => {
		const result = await runForecast(request([planted('long', 40), planted('young', 2)]), [naive, drift], job());
		expect(result.issues).toContainEqual({ code: 'series-too-short', at: 'young', details: { have: 2, need: 3 } });
		expect(result.accuracyBySeries.map(({ key }) => key)).toEqual(['long']);
	});

	it('rejects a request without a series long enough, or with nonsense', async () => {
		expect(await issuesOf(runForecast(request([planted('', 2)]), [naive, drift], job()))).toMatchObject([
			{ code: 'series-too-short', details: { have: 2, need: 3 } }
		]);
		const wrong = request([planted('a', 40), planted('a', 40)], { horizon: 0, levels: [95] });
		expect(await issuesOf(runForecast(wrong, [naive], job()))).toMatchObject([
			{ code: 'param-invalid', at: 'horizon' },
			{ code: 'param-invalid', at: 'levels' },
			{ code: 'param-invalid', at: 'series' }
		]);
	});

	it('lets one that fails or talks nonsense leave the table', async () => {
		const broken = forecaster('ets-damped', () => {
			throw new Error('no');
		});
		const wild = forecaster('residual-network', (_, h) => new Float64Array(h).fill(NaN));
		const kinds: ForecasterKind[] = ['theta', 'ets-damped', 'residual-network', 'combination'];
		const result = await runForecast(request([planted('a', 40)], { kinds }), [naive, drift, broken, wild], job());
		expect(result.issues.filter(({ code }) => code === 'forecaster-failed').map(({ at }) => at)).toEqual([
			'ets-damped',
			'residual-network'
		]);
		expect(result.accuracy.map(({ kind }) => kind).sort()).toEqual(['seasonal-naive', 'theta']);
	});

	it('combines the members, per series those that can', async () => {
		const high = forecaster('ets-damped', ({ values }, h) => new Float64Array(h).fill(values.at(-1)! + 4), {
			least: 30
		});
		const network = forecaster('residual-network', (_, h) => new Float64Array(h).fill(9), { global: true, least: 30 });
		const kinds: ForecasterKind[] = ['theta', 'residual-network', 'combination'];
		const series = [planted('old', 60), planted('young', 24)];
		const result = await runForecast(request(series, { kinds, folds: 2 }), [naive, drift, high, network], job());
		const point = (key: string, kind: ForecasterKind) =>
			result.forecasts.find((forecast) => forecast.key === key && forecast.kind === kind)?.point[0];
		expect(point('old', 'combination')).toBe((110 + 9) / 2);
		expect(point('young', 'combination')).toBe(74);
		expect(point('young', 'residual-network')).toBeUndefined();
		expect(result.issues).toContainEqual(
			expect.objectContaining({ code: 'forecaster-too-short', at: 'residual-network' })
		);
	});

	it('starts the combination from one of each family', async () => {
		const flat = (kind: ForecasterKind, value: number) => forecaster(kind, (_, h) => new Float64Array(h).fill(value));
		const field = [naive, flat('theta', 900), flat('four-theta', 50), flat('pretrained', 70)];
		const kinds: ForecasterKind[] = ['theta', 'four-theta', 'pretrained', 'combination'];
		const { forecasts, models } = await runForecast(request([planted('a', 40)], { kinds }), field, job());
		expect(forecasts.find(({ kind }) => kind === 'combination')?.point[0]).toBe(60);
		expect(models.find(({ kind }) => kind === 'combination')?.params).toEqual({
			members: ['theta', 'four-theta', 'pretrained'],
			weights: [0, 0.5, 0.5]
		});
	});

	it('picks naive when naive wins and says so', async () => {
		const bad = forecaster('theta', (_, h) => new Float64Array(h).fill(1));
		const result = await runForecast(request([planted('a', 40)]), [naive, bad], job());
		expect(result.chosen).toBe('seasonal-naive');
		expect(result.issues).toContainEqual({ code: 'forecast-naive-wins', at: '' });
	});

	it('does not forecast below 0 what never was, and may where it was', async () => {
		const falling = forecaster('theta', (_, h) => new Float64Array(h).fill(-5));
		const result = await runForecast(request([planted('a', 40)]), [naive, falling], job());
		for (const { point, bands } of result.forecasts) {
			for (const f of [...point, ...bands.flatMap(({ lower }) => [...lower])]) expect(f).toBeGreaterThanOrEqual(0);
		}
		const loss = { ...planted('b', 40), values: planted('b', 40).values.map((y) => y - 60) };
		const below = await runForecast(request([loss]), [naive, falling], job());
		expect(below.forecasts.find(({ kind }) => kind === 'theta')!.point[0]).toBe(-5);
	});

	it('fills gaps for the models, but never judges by them', async () => {
		const gappy = planted('a', 40);
		gappy.values[0] = gappy.values[20] = gappy.values[38] = NaN;
		const seen: Series[][] = [];
		const spy = forecaster('theta', ({ values }, h) => new Float64Array(h).fill(values.at(-1)!), { seen });
		const result = await runForecast(request([gappy]), [naive, spy], job());
		for (const [past] of seen) expect(past!.values.every(Number.isFinite)).toBe(true);
		expect(result.accuracy[0]!.n).toBe(3 * 4 - 1);
		expect(result.issues).toContainEqual({ code: 'series-gaps', at: 'a', details: { gaps: 2, length: 39 } });
		expect(result.forecasts[0]!.start).toBe(24_040);
	});

	it('reports progress that only grows and ends at the total, with phase and kind', async () => {
		const shares: number[] = [];
		const notes = new Set<string>();
		await runForecast(
			request([planted('a', 40)]),
			[naive, drift],
			job(undefined, (done, total, note) => {
				shares.push(done / total);
				notes.add(note ?? '');
			})
		);
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(shares.at(-1)).toBeCloseTo(1, 9);
		expect([...notes]).toEqual(expect.arrayContaining(['backtest:theta', 'fit:theta']));
	});

	it('stops when told to', async () => {
		const controller = new AbortController();
		const slow = forecaster('theta', (_, h) => {
			controller.abort();
			return new Float64Array(h);
		});
		const run = runForecast(request([planted('a', 40)]), [naive, slow], job(controller.signal));
		await expect(run).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('changes no backtest forecast when the future changes', async () => {
		const one = planted('a', 60, 2);
		const other = { ...one, values: one.values.map((y, t) => (t >= 52 ? 1000 : y)) };
		const run = async (series: Series) => (await runForecast(request([series]), [naive, drift], job())).backtest;
		const [before, after] = [await run(one), await run(other)];
		for (const [i, past] of before.entries()) {
			if (past.start <= 24_052) expect(after[i]!.point).toEqual(past.point);
		}
	});
});
