import { bias, mase, maseScale, rmse, smape } from './accuracy';
import { known } from './backtest';
import { type FoldScore, standardError } from './choose';
import type { OriginErrors } from './calibrate';
import { heldOutCoverage } from './held-out-coverage';
import type { ForecasterKind } from './forecaster';
import type { Accuracy, BacktestForecast } from './result';
import type { Series } from './series';

/** A backtest forecast with the MASE scale of the history before its origin, and how many values that had. */
export interface Scored extends BacktestForecast {
	readonly scale: number;
	readonly known: number;
}

/** MASE scale of what was known of a series at an origin. */
export function scaleAt(series: Series, at: number, season: number): number {
	return maseScale(known(series, at, season).values, season);
}

/** MASE per origin; origins without any known actual are left out. */
export function foldScores(backtest: readonly Scored[]): FoldScore[] {
	return backtest
		.map(({ key, fold, actual, point, scale }) => ({ key, fold, mase: mase(actual, point, scale) }))
		.filter((score) => Number.isFinite(score.mase));
}

/** Errors in MASE scales, actual − forecast; NaN where the actual is missing. */
export function scaledErrors(backtest: readonly Scored[]): OriginErrors[] {
	return backtest.map(({ key, fold, actual, point, scale, known }) => ({
		key,
		fold,
		known,
		errors: actual.map((y, k) => (y - point[k]!) / scale)
	}));
}

/** One row of the accuracy table, from all backtest forecasts of one kind (of one series or of all). */
export function accuracyOf(
	kind: ForecasterKind,
	backtest: readonly Scored[],
	horizon: number,
	levels: readonly number[],
	seconds: number
): Accuracy {
	const actual = Float64Array.from(backtest.flatMap((one) => [...one.actual]));
	const point = Float64Array.from(backtest.flatMap((one) => [...one.point]));
	const scores = foldScores(backtest).map((score) => score.mase);
	return {
		kind,
		mase: average(scores),
		smape: average(backtest.map((one) => smape(one.actual, one.point))),
		rmse: rmse(actual, point),
		bias: bias(actual, point),
		n: actual.reduce((count, y) => count + (Number.isNaN(y) ? 0 : 1), 0),
		maseSe: standardError(scores),
		maseByStep: maseByStep(backtest, horizon),
		coverage: heldOutCoverage(scaledErrors(backtest), horizon, levels),
		seconds
	};
}

function maseByStep(backtest: readonly Scored[], horizon: number): Float64Array {
	return Float64Array.from({ length: horizon }, (_, k) =>
		average(backtest.map(({ actual, point, scale }) => Math.abs(actual[k]! - point[k]!) / scale))
	);
}

/** Mean of the numbers in `values`; NaN when there are none. */
function average(values: readonly number[]): number {
	let sum = 0;
	let count = 0;
	for (const value of values) {
		if (Number.isNaN(value)) continue;
		sum += value;
		count++;
	}
	return sum / count;
}

/** Backtest forecasts by series key, in their order. */
export function bySeries(backtest: readonly Scored[]): Map<string, Scored[]> {
	const groups = new Map<string, Scored[]>();
	for (const one of backtest) {
		const group = groups.get(one.key);
		if (group) group.push(one);
		else groups.set(one.key, [one]);
	}
	return groups;
}
