import type { Forecaster } from '$lib/core/forecast/forecaster';
import {
	allPositive,
	classicalSeason,
	deseasonalise,
	isSeasonal,
	reseasonalise,
	type Season
} from '$lib/core/forecast/seasonality';
import { smooth } from './exponential-smoothing';
import { localForecaster } from './local-forecaster';

/** A fitted Theta model of one series. */
interface State {
	/** Smoothed level of the theta-2 line after the last observation. */
	readonly level: number;
	/** Intercept and slope of the regression on time 0…n−1. */
	readonly intercept: number;
	readonly slope: number;
	readonly n: number;
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
}

/**
 * Theta method (Assimakopoulos & Nikolopoulos 2000) as in the M4 benchmarks: seasonally adjusted, the mean of the
 * regression line and of the simple exponential smoothing of the line with doubled curvature.
 */
export function createTheta(): Forecaster {
	return localForecaster<State, null>({
		kind: 'theta',
		format: 1,
		minLength: () => 5,
		plan: async () => null,
		fit: (history, { season }) => fit(history, season),
		predict
	});
}

function fit(history: Float64Array, m: number): State {
	const season = isSeasonal(history, m)
		? classicalSeason(history, m, allPositive(history) ? 'multiplicative' : 'additive')
		: null;
	const adjusted = deseasonalise(history, season);
	const { intercept, slope } = line(adjusted);
	const bent = adjusted.map((y, t) => 2 * y - intercept - slope * t);
	const { level } = smooth(bent);
	const plain = season && { kind: season.kind, indices: Array.from(season.indices) };
	return { level, intercept, slope, n: history.length, season: plain };
}

function predict({ level, intercept, slope, n, season }: State, h: number): Float64Array {
	const flat = Float64Array.from({ length: h }, (_, k) => (level + intercept + slope * (n + k)) / 2);
	return reseasonalise(flat, season && { kind: season.kind, indices: Float64Array.from(season.indices) }, n);
}

/** Least squares line through `values` at 0…n−1. */
export function line(values: Float64Array): { intercept: number; slope: number } {
	const n = values.length;
	const middle = (n - 1) / 2;
	let mean = 0;
	for (let t = 0; t < n; t++) mean += values[t]! / n;
	let [xy, xx] = [0, 0];
	for (let t = 0; t < n; t++) {
		xy += (t - middle) * (values[t]! - mean);
		xx += (t - middle) ** 2;
	}
	const slope = xx > 0 ? xy / xx : 0;
	return { intercept: mean - slope * middle, slope };
}
