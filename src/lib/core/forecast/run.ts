import { AppError } from '../errors';
import type { Issue } from '../result';
import { admit, candidates } from './admit';
import { maseScale } from './accuracy';
import { known } from './backtest';
import { calibrate } from './calibrate';
import { choose, type FoldScore } from './choose';
import { withCombination } from './combine';
import { bands, offsets, type Offsets, poolByStep } from './conformal';
import { affordableFolds, contest, drawOrigins, type Entry } from './contest';
import { largest } from './extremes';
import type { Forecaster, ForecasterKind, Job } from './forecaster';
import { pacer } from './pace';
import type { Accuracy, ForecastRequest, ForecastResult, SeriesForecast } from './result';
import { accuracyOf, bySeries, foldScores, scaledErrors } from './score';
import type { Series } from './series';

/**
 * Forecasts with proof: backtests every kind asked for (and seasonal naive) at the same origins, chooses, refits on all
 * data and puts conformal bands around every forecast. Progress notes read "phase:kind", phase = backtest or fit.
 * Errors: AppError 'input-rejected' (no series long enough; details.issues), 'cancelled', 'training-failed' (not even
 * seasonal naive could run).
 */
export async function runForecast(
	request: ForecastRequest,
	forecasters: readonly Forecaster[],
	job: Job
): Promise<ForecastResult> {
	const { pace } = job;
	const started = pace.now();
	const { season, horizon, levels } = request;
	const field = candidates(request, forecasters);
	const wanted = affordableFolds(request.folds, request.budgetSeconds, field);
	const settings = { season, horizon, budgetSeconds: request.budgetSeconds / (wanted + 1) };
	const { series, least, issues } = admit(request, field, settings);
	const origins = drawOrigins(series, settings, wanted, least);
	const seeded: Job = { ...job, seed: request.seed };
	const terms = { series, origins, settings, job: seeded };
	const ran = await contest(field, terms);
	if (!ran.entries.some(({ kind }) => kind === 'seasonal-naive')) {
		throw new AppError('training-failed', { message: JSON.stringify(ran.issues) });
	}
	const entries = request.kinds.includes('combination') ? withCombination(ran.entries, series) : ran.entries;
	const turn = pacer(job);
	const chosen = choose(eligible(entries, series));
	const naiveWins: Issue[] =
		chosen === 'seasonal-naive' && entries.length > 1 ? [{ code: 'forecast-naive-wins', at: '' }] : [];
	return {
		chosen,
		accuracy: table(entries, horizon, levels),
		accuracyBySeries: await tables(entries, series, request, turn),
		forecasts: entries.flatMap((entry) => forecastsOf(entry, series, request)),
		backtest: entries.flatMap(({ backtest }) => backtest.map(({ scale: _, known: __, ...rest }) => rest)),
		folds: largest([0, ...origins.map(({ length }) => length)]),
		models: entries.map(({ model }) => model),
		issues: [...issues, ...ran.issues, ...naiveWins],
		seconds: (pace.now() - started) / 1000,
		seed: request.seed
	};
}

/** Kinds that can forecast every series, with their MASE per origin. */
function eligible(entries: readonly Entry[], series: readonly Series[]): Map<ForecasterKind, FoldScore[]> {
	const able = entries.filter(({ points }) => points.size === series.length);
	return new Map(able.map(({ kind, backtest }) => [kind, foldScores(backtest)]));
}

/** One accuracy table per series, resting in between. */
async function tables(
	entries: readonly Entry[],
	series: readonly Series[],
	{ horizon, levels }: ForecastRequest,
	turn: () => Promise<void> | void
): Promise<ForecastResult['accuracyBySeries']> {
	const byKey = entries.map(({ backtest }) => bySeries(backtest));
	const result: { key: string; accuracy: Accuracy[] }[] = [];
	for (const { key } of series) {
		await turn();
		const own = entries.map((entry, i) => ({ ...entry, backtest: byKey[i]!.get(key) ?? [] }));
		result.push({ key, accuracy: table(own, horizon, levels) });
	}
	return result;
}

/** Accuracy rows, best first; kinds without any backtest last. */
function table(entries: readonly Entry[], horizon: number, levels: readonly number[]): Accuracy[] {
	return entries
		.map(({ kind, backtest, seconds }) => accuracyOf(kind, backtest, horizon, levels, seconds))
		.sort((a, b) => (Number.isNaN(a.mase) ? 1 : Number.isNaN(b.mase) ? -1 : a.mase - b.mase));
}

function forecastsOf(entry: Entry, series: readonly Series[], request: ForecastRequest): SeriesForecast[] {
	const { season, horizon, levels } = request;
	const knownNow = new Map(series.map(({ key, values }) => [key, values.length]));
	const calibrated = calibrate(scaledErrors(entry.backtest), knownNow);
	const pool = poolByStep(calibrated.errors, horizon);
	const offset: Offsets[] = pool.some((errors) => errors.length > 0) ? offsets(pool, levels) : [];
	return series.flatMap((one) => {
		const point = entry.points.get(one.key);
		if (!point) return [];
		const past = known(one, one.values.length, season).values;
		const floor = past.every((y) => y >= 0) ? 0 : -Infinity;
		return [
			{
				key: one.key,
				kind: entry.kind,
				start: one.start + one.values.length,
				point,
				bands: bands(point, maseScale(past, season) * calibrated.factorOf(one.key), offset, floor)
			}
		];
	});
}
