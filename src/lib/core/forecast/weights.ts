/**
 * Weights of a combination, learned from the backtest errors of its members across all series.
 */

/** Errors of all members at one point in time: (actual − forecast) ÷ MASE scale, [m]. */
export type MemberErrors = Float64Array;

/** Rows at most that weights are learned from; more are thinned evenly. */
const MOST_ROWS = 20_000;
const ROUNDS = 300;
/** Fewer series teach nothing that holds. */
const LEAST_SERIES = 8;
/** Series at which learned weights count as much as the given ones. */
const HALF_AT_SERIES = 100;

/**
 * Weights [m] on the simplex with the least mean absolute error of the weighted mean, by exponentiated gradient descent
 * (Kivinen & Warmuth 1997), averaged over the second half of its rounds; mixed with `prior` [m] as far as `series`, the
 * number of series behind the rows, are few: prior weight 100 / (100 + series). Below 8 series or without rows: the prior.
 */
export function learnWeights(rows: readonly MemberErrors[], prior: readonly number[], series: number): Float64Array {
	const own = Float64Array.from(prior);
	if (rows.length === 0 || prior.length < 2 || series < LEAST_SERIES) return own;
	const learned = descend(thinned(rows), prior.length);
	const trust = series / (series + HALF_AT_SERIES);
	return own.map((weight, m) => trust * learned[m]! + (1 - trust) * weight);
}

/** Σ w·f of several point forecasts, step by step. `points` [m][h], `weights` [m] summing to 1. */
export function weightedForecast(points: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
	return points[0]!.map((_, k) => points.reduce((sum, point, m) => sum + weights[m]! * point[k]!, 0));
}

function descend(rows: readonly MemberErrors[], members: number): Float64Array {
	const weights = new Float64Array(members).fill(1 / members);
	const average = new Float64Array(members);
	for (let round = 0; round < ROUNDS; round++) {
		const slope = gradient(rows, weights);
		const centre = slope.reduce((sum, value) => sum + value, 0) / members;
		const steepest = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
		if (steepest === 0) return weights;
		const rate = 2 / steepest / Math.sqrt(1 + round);
		let total = 0;
		for (let m = 0; m < members; m++) total += weights[m] = weights[m]! * Math.exp(-rate * (slope[m]! - centre));
		for (let m = 0; m < members; m++) {
			weights[m] = weights[m]! / total;
			if (round >= ROUNDS / 2) average[m] = average[m]! + weights[m]! / (ROUNDS / 2);
		}
	}
	return average;
}

/** Of the mean absolute error by the weights [m]. */
function gradient(rows: readonly MemberErrors[], weights: Float64Array): Float64Array {
	const slope = new Float64Array(weights.length);
	for (const errors of rows) {
		let error = 0;
		for (let m = 0; m < weights.length; m++) error += weights[m]! * errors[m]!;
		const sign = Math.sign(error);
		for (let m = 0; m < weights.length; m++) slope[m] = slope[m]! + sign * errors[m]!;
	}
	return slope.map((value) => value / rows.length);
}

function thinned(rows: readonly MemberErrors[]): readonly MemberErrors[] {
	const every = Math.ceil(rows.length / MOST_ROWS);
	return every > 1 ? rows.filter((_, at) => at % every === 0) : rows;
}
