import type { Band } from './result';

/**
 * Split conformal prediction intervals: the errors made in the backtest, each divided by the MASE scale of its series,
 * are pooled over series and origins for every step ahead, and their quantiles become the half-widths. No distribution is
 * assumed (Vovk et al. 2005; finite-sample rank of Lei et al. 2018).
 */

/** [h] lists of scaled errors (actual − forecast) / scale, one list per step ahead; lists may be empty. */
export type ErrorPool = readonly (readonly number[])[];

/** Distances from the point forecast to the limits of one level, in MASE scales. [h], ≥ 0. */
export interface Offsets {
	readonly level: number;
	readonly lower: Float64Array;
	readonly upper: Float64Array;
}

/** From this many errors on, the two sides of an interval get quantiles of their own (skewed errors). */
const TWO_SIDED_FROM = 400;

/** Errors wanted for a quantile at `level`: a hundred, and twice what its finite-sample rank needs. */
function wanted(level: number): number {
	return Math.max(100, Math.ceil(2 / (1 - level)));
}

/**
 * Offsets for every level, in the order of `levels` (0–1). A step with too few errors borrows those of the nearest steps,
 * brought to its own size by the growth of the error; with too few in all, the widest error is widened further. Wider for
 * higher levels always. Throws RangeError when the pool is empty.
 */
export function offsets(pool: ErrorPool, levels: readonly number[]): Offsets[] {
	const growth = errorGrowth(pool);
	const relative = pool.map((errors, k) => errors.map((error) => (growth[k]! > 0 ? error / growth[k]! : 0)));
	const result = levels.map((level) => offsetsAt(relative, growth, level));
	const order = [...result].sort((a, b) => a.level - b.level);
	for (let i = 1; i < order.length; i++) {
		widen(order[i]!.lower, order[i - 1]!.lower);
		widen(order[i]!.upper, order[i - 1]!.upper);
	}
	return result;
}

function widen(outer: Float64Array, inner: Float64Array): void {
	for (let k = 0; k < outer.length; k++) outer[k] = Math.max(outer[k]!, inner[k]!);
}

/** `relative`: errors divided by the growth of their step. */
function offsetsAt(relative: ErrorPool, growth: Float64Array, level: number): Offsets {
	const enough = wanted(level);
	const total = relative.reduce((sum, { length }) => sum + length, 0);
	const common = total <= enough ? tails(relative.flat(), level) : null;
	const lower = new Float64Array(growth.length);
	const upper = new Float64Array(growth.length);
	for (let k = 0; k < growth.length; k++) {
		const tail = common ?? tails(gather(relative, k, enough), level);
		lower[k] = growth[k]! * tail.lower;
		upper[k] = growth[k]! * tail.upper;
	}
	return { level, lower, upper };
}

function tails(errors: readonly number[], level: number): { lower: number; upper: number } {
	if (errors.length < TWO_SIDED_FROM) {
		const width = upperQuantile(errors.map(Math.abs), level);
		return { lower: width, upper: width };
	}
	const share = (1 + level) / 2;
	return {
		lower: Math.max(
			0,
			upperQuantile(
				errors.map((error) => -error),
				share
			)
		),
		upper: Math.max(0, upperQuantile(errors, share))
	};
}

/** Errors of step k and, while fewer than `enough`, of its neighbours. */
function gather(relative: ErrorPool, k: number, enough: number): number[] {
	const errors = [...relative[k]!];
	for (let reach = 1; errors.length < enough && reach < relative.length; reach++) {
		errors.push(...(relative[k - reach] ?? []), ...(relative[k + reach] ?? []));
	}
	return errors;
}

/**
 * Finite-sample quantile: the ⌈(n+1)·level⌉-th smallest of n values. Where that rank is beyond n, the largest is stretched
 * by the square root of how many times more values the level needs: an extrapolation, not a guarantee.
 */
export function upperQuantile(values: readonly number[], level: number): number {
	const n = values.length;
	const sorted = Float64Array.from(values).sort();
	const rank = Math.ceil((n + 1) * level - 1e-9);
	if (rank <= n) return sorted[rank - 1]!;
	return sorted[n - 1]! * Math.sqrt(level / (1 - level) / n);
}

/** Errors a step needs before its own mean size is trusted. */
const SIZED_FROM = 30;

/**
 * Mean absolute error per step, made non-decreasing; steps without errors grow from the last by √(k/j). With few errors a
 * step, chance would make steps of its own: then a power of the step, c·kᵖ with 0 ≤ p ≤ ½, is fitted to all. [h]
 */
function errorGrowth(pool: ErrorPool): Float64Array {
	const sizes = pool.map((errors) => errors.reduce((sum, e) => sum + Math.abs(e), 0) / errors.length);
	const measured = sizes.map((size, k) => ({ k, size, weight: pool[k]!.length })).filter(({ weight }) => weight > 0);
	const last = measured.at(-1);
	if (!last) throw new RangeError('no backtest errors to make intervals from');
	if (measured.every(({ weight }) => weight < SIZED_FROM)) return powerGrowth(measured, pool.length);
	const growth = new Float64Array(pool.length).fill(NaN);
	for (const block of nonDecreasing(measured)) for (const k of block.at) growth[k] = block.size;
	for (let k = 0; k < growth.length; k++) {
		if (!Number.isNaN(growth[k]!)) continue;
		growth[k] = k > last.k ? growth[last.k]! * Math.sqrt((k + 1) / (last.k + 1)) : (growth[k - 1] ?? measured[0]!.size);
	}
	return growth;
}

/** Powers tried: from errors that do not grow to those of a random walk. */
const POWERS = [0, 0.1, 0.2, 0.3, 0.4, 0.5];

/** Weighted least squares of c·(k+1)ᵖ; the smallest power wins a tie. [h] */
function powerGrowth(points: readonly { k: number; size: number; weight: number }[], h: number): Float64Array {
	let best = { loss: Infinity, c: 0, power: 0 };
	for (const power of POWERS) {
		const shape = points.map(({ k }) => (k + 1) ** power);
		const top = points.reduce((sum, { size, weight }, i) => sum + weight * size * shape[i]!, 0);
		const bottom = points.reduce((sum, { weight }, i) => sum + weight * shape[i]! ** 2, 0);
		const c = top / bottom;
		const loss = points.reduce((sum, { size, weight }, i) => sum + weight * (size - c * shape[i]!) ** 2, 0);
		if (loss < best.loss) best = { loss, c, power };
	}
	return Float64Array.from({ length: h }, (_, k) => best.c * (k + 1) ** best.power);
}

/** Isotonic regression by pooling adjacent violators. */
function nonDecreasing(points: readonly { k: number; size: number; weight: number }[]) {
	const blocks: { at: number[]; size: number; weight: number }[] = [];
	for (const { k, size, weight } of points) {
		let block = { at: [k], size, weight };
		for (let previous = blocks.at(-1); previous && previous.size > block.size; previous = blocks.at(-1)) {
			blocks.pop();
			const total = previous.weight + block.weight;
			block = {
				at: [...previous.at, ...block.at],
				size: (previous.size * previous.weight + block.size * block.weight) / total,
				weight: total
			};
		}
		blocks.push(block);
	}
	return blocks;
}

/** Intervals around `point` [h] from offsets in scales. With `floor` 0 no limit goes below 0 (sales that never do). */
export function bands(point: Float64Array, scale: number, offset: readonly Offsets[], floor = -Infinity): Band[] {
	return offset.map(({ level, lower, upper }) => ({
		level,
		lower: point.map((f, k) => Math.min(f, Math.max(floor, f - scale * lower[k]!))),
		upper: point.map((f, k) => f + scale * upper[k]!)
	}));
}

/** One backtest forecast as intervals see it: its origin, and scaled errors [h], NaN where the actual is missing. */
export interface ScaledErrors {
	readonly key: string;
	readonly fold: number;
	readonly errors: Float64Array;
}

/** Pools scaled errors by step. */
export function poolByStep(forecasts: readonly ScaledErrors[], h: number): ErrorPool {
	return Array.from({ length: h }, (_, k) =>
		forecasts.map(({ errors }) => errors[k]!).filter((error) => Number.isFinite(error))
	);
}
