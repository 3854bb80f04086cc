import type { Forecaster, ForecasterKind } from '$lib/core/forecast/forecaster';
import { localForecaster } from './local-forecaster';
import { minimise } from './minimise';

/** A way to turn a history with many zeros into a rate per period. `size` and `rate` are its smoothing constants. */
type Filter = (values: Float64Array, size: number, rate: number, expected: Float64Array) => number;

/** Smoothing constants stay low: with few sales anything else follows noise (Syntetos & Boylan 2005 advise ≤ .2). */
const [LOWEST, HIGHEST] = [0.01, 0.4];

/** A forecaster of flat rates whose two smoothing constants minimise the squared one-step errors of each series. */
export function intermittentForecaster(kind: ForecasterKind, filter: Filter): Forecaster {
	return localForecaster<{ readonly rate: number }, null>({
		kind,
		format: 1,
		minLength: () => 4,
		plan: async () => null,
		fit: (history) => ({ rate: fitRate(history, filter) }),
		predict: ({ rate }, h) => new Float64Array(h).fill(rate)
	});
}

/** The rate after the last value, at the best smoothing constants. */
export function fitRate(values: Float64Array, filter: Filter): number {
	const expected = new Float64Array(values.length);
	const cost = (x: Float64Array) => {
		filter(values, x[0]!, x[1]!, expected);
		let sum = 0;
		for (let t = 1; t < values.length; t++) sum += (values[t]! - expected[t]!) ** 2;
		return sum;
	};
	const { at } = minimise(cost, [0.1, 0.1], [LOWEST, LOWEST], [HIGHEST, HIGHEST], { evaluations: 60 });
	return filter(values, at[0]!, at[1]!, expected);
}

/** Mean size of the sales and mean interval between them at the start: the first states. */
function beginnings(values: Float64Array): { size: number; interval: number } {
	let [sum, count] = [0, 0];
	for (const y of values) {
		if (y === 0) continue;
		sum += y;
		count++;
	}
	return count === 0 ? { size: 0, interval: 1 } : { size: sum / count, interval: values.length / count };
}

/**
 * Croston's method (1972): sizes and intervals smoothed apart, updated at sales only; the rate is their ratio times
 * 1 − `correction` · β/2. Writes the one-step forecasts into `expected`.
 */
export function crostonFilter(
	values: Float64Array,
	alpha: number,
	beta: number,
	expected: Float64Array,
	correction: 0 | 1 = 0
): number {
	let { size, interval } = beginnings(values);
	const factor = 1 - (correction * beta) / 2;
	let since = 1;
	for (let t = 0; t < values.length; t++, since++) {
		expected[t] = (factor * size) / interval;
		if (values[t] === 0) continue;
		size += alpha * (values[t]! - size);
		interval += beta * (since - interval);
		since = 0;
	}
	return (factor * size) / interval;
}

/**
 * Teunter, Syntetos & Babai (2011): the probability of a sale is smoothed in every period, so the rate of something that
 * no longer sells fades.
 */
export function tsbFilter(values: Float64Array, alpha: number, beta: number, expected: Float64Array): number {
	const start = beginnings(values);
	let { size } = start;
	let probability = 1 / start.interval;
	for (let t = 0; t < values.length; t++) {
		expected[t] = probability * size;
		const sold = values[t] !== 0;
		probability += beta * ((sold ? 1 : 0) - probability);
		if (sold) size += alpha * (values[t]! - size);
	}
	return probability * size;
}
