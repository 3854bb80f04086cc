import type { Forecaster } from '$lib/core/forecast/forecaster';
import { adjustedForecaster } from './adjusted-forecaster';

/** Longest window: a cycle, or this many values where cycles are shorter. */
const LONGEST = 12;

/** Mean of the last values of the seasonally adjusted series; the window is the one that forecast one step ahead best. */
export function createMovingAverage(): Forecaster {
	return adjustedForecaster('moving-average', 2, (adjusted, m) => {
		const window = bestWindow(adjusted, Math.max(LONGEST, m));
		return { level: meanBefore(adjusted, adjusted.length, window), trend: 0, phi: 1 };
	});
}

/**
 * Window of 1 … `longest` with the least mean absolute one-step error. All are judged on the same steps: those that the
 * longest one tried can forecast, at least half of the series.
 */
export function bestWindow(values: Float64Array, longest: number): number {
	const n = values.length;
	const most = Math.max(1, Math.min(longest, Math.floor(n / 2)));
	let [best, least] = [1, Infinity];
	for (let window = 1; window <= most; window++) {
		let error = 0;
		for (let t = most; t < n; t++) error += Math.abs(values[t]! - meanBefore(values, t, window));
		if (error < least) [best, least] = [window, error];
	}
	return best;
}

function meanBefore(values: Float64Array, t: number, window: number): number {
	let sum = 0;
	for (let k = t - window; k < t; k++) sum += values[k]!;
	return sum / window;
}
