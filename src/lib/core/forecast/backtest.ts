import type { Series } from './series';
import { fillGaps, firstKnown } from './gaps';

/** Where the past ends in one backtest of one series. `fold` 0 is the newest origin. */
export interface Origin {
	readonly fold: number;
	/** Number of observations before the origin. */
	readonly at: number;
}

/**
 * Rolling origins of a history of `n` values, newest first: up to `folds`, at most `h` apart, closer where history is
 * short, so that the oldest still keeps two seasons (one and a half if need be) and never less than `least` values.
 * Where even one origin with `h` known actuals does not fit, one with fewer; none when n ≤ `least`.
 */
export function origins(n: number, h: number, folds: number, least: number, season: number): Origin[] {
	if (n <= least || folds < 1) return [];
	const newest = Math.max(least, n - h);
	const kept = (seasons: number) => Math.min(newest, Math.max(least, Math.ceil(seasons * season)));
	const room = Math.max(newest - kept(2), Math.min(newest - kept(1.5), (folds - 1) * Math.ceil(h / 4)));
	const count = Math.min(folds, room + 1);
	const step = count > 1 ? Math.min(h, Math.floor(room / (count - 1))) : 0;
	return Array.from({ length: count }, (_, fold) => ({ fold, at: newest - fold * step }));
}

/**
 * What was known of a series at an origin: the first `at` values with gaps filled from themselves only. Forecasters are
 * given nothing else, so no backtest can see its future.
 */
export function known(series: Series, at: number, season: number): Series {
	const values = series.values.slice(0, at);
	const first = Math.min(firstKnown(values), Math.max(0, at - 1));
	return { ...series, start: series.start + first, values: fillGaps(values.subarray(first), season) };
}

/** The `h` values after an origin; NaN where they are missing or not yet known. [h] */
export function actuals(series: Series, at: number, h: number): Float64Array {
	return Float64Array.from({ length: h }, (_, k) => {
		const y = series.values[at + k];
		return y === undefined || !Number.isFinite(y) ? NaN : y;
	});
}
