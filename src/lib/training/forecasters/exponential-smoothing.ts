import { minimiseOne } from './minimise';

/** Simple exponential smoothing of a series: flat forecasts at `level`. */
export interface Smoothed {
	readonly alpha: number;
	/** Level before the first observation. */
	readonly initial: number;
	/** Level after the last observation = every forecast. */
	readonly level: number;
	/** Sum of squared one-step errors. */
	readonly sse: number;
}

const [LOWEST, HIGHEST] = [1e-4, 0.9999];

/**
 * Simple exponential smoothing with α and the initial level by least squares. For a given α the errors are linear in the
 * initial level, so its best value is known in closed form and only α is searched; `rounds` 18 finds it to 0.00003, each
 * round less makes that 1.6 times wider.
 */
export function smooth(values: Float64Array, rounds = 18): Smoothed {
	const state = new Float64Array(3);
	const alpha = minimiseOne((a) => filter(values, a, state), LOWEST, HIGHEST, 12, rounds);
	const sse = filter(values, alpha, state);
	return { alpha, initial: state[0]!, level: state[1]!, sse };
}

/** SSE at `alpha` with the best initial level; writes initial and last level into `state`. */
function filter(values: Float64Array, alpha: number, state: Float64Array): number {
	const keep = 1 - alpha;
	let level = 0; // level as if the initial one were 0
	let share = 1; // weight of the initial level in the current one
	let [ee, es, ss] = [0, 0, 0];
	for (let t = 0; t < values.length; t++) {
		const error = values[t]! - level;
		ee += error * error;
		es += error * share;
		ss += share * share;
		level += alpha * error;
		share *= keep;
	}
	const initial = es / ss;
	state[0] = initial;
	state[1] = level + share * initial;
	return Math.max(0, ee - es * initial);
}
