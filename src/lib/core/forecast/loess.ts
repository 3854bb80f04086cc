/** How a curve is smoothed: `window` neighbours weigh, a constant (0) or a line (1) is fitted to them. */
export interface Loess {
	readonly window: number;
	readonly degree: 0 | 1;
	/** Fitted at every `jump`-th place only, straight lines in between. 1 = everywhere. */
	readonly jump: number;
}

/**
 * Locally weighted regression (Cleveland 1979) of evenly spaced values: `out[i]` for the `n` values of `y` from `from` on,
 * tricube weights times `robust` (by the same index as `y`; null = 1). A window longer than the data widens the weights as
 * in Cleveland et al. 1990.
 */
export function loess(
	y: Float64Array,
	from: number,
	n: number,
	{ window, degree, jump }: Loess,
	robust: Float64Array | null,
	out: Float64Array,
	outFrom: number
): void {
	if (n < 2) {
		out[outFrom] = y[from]!;
		return;
	}
	const step = Math.min(jump, n - 1);
	const reach = Math.min(window, n);
	const half = (reach + 1) >> 1;
	let before = 0;
	for (let i = 0; ; i = Math.min(i + step, n - 1)) {
		const left = Math.max(0, Math.min(i - half + 1, n - reach));
		const value = loessAt(y, from, n, i, left, left + reach - 1, window, degree, robust);
		out[outFrom + i] = Number.isNaN(value) ? y[from + i]! : value;
		bridge(out, outFrom, before, i);
		if (i === n - 1) return;
		before = i;
	}
}

/** Straight line between two fitted places. */
function bridge(out: Float64Array, from: number, a: number, b: number): void {
	const slope = (out[from + b]! - out[from + a]!) / (b - a);
	for (let j = a + 1; j < b; j++) out[from + j] = out[from + a]! + slope * (j - a);
}

const scratch = { weights: new Float64Array(64) };

/**
 * The local fit at place `x` (may lie outside 0…n−1) from the values at `left`…`right`. NaN when no value has weight.
 */
export function loessAt(
	y: Float64Array,
	from: number,
	n: number,
	x: number,
	left: number,
	right: number,
	window: number,
	degree: 0 | 1,
	robust: Float64Array | null
): number {
	const width = Math.max(x - left, right - x) + (window > n ? (window - n) >> 1 : 0);
	if (scratch.weights.length <= right - left) scratch.weights = new Float64Array(2 * (right - left + 1));
	const { weights } = scratch;
	let total = 0;
	let centre = 0;
	for (let j = left; j <= right; j++) {
		const w = tricube(Math.abs(j - x), width) * (robust ? robust[from + j]! : 1);
		weights[j - left] = w;
		total += w;
		centre += w * j;
	}
	if (!(total > 0)) return NaN;
	centre /= total;
	let [sum, xy, xx] = [0, 0, 0];
	for (let j = left; j <= right; j++) {
		const w = weights[j - left]! / total;
		const off = j - centre;
		sum += w * y[from + j]!;
		xy += w * off * y[from + j]!;
		xx += w * off * off;
	}
	return degree === 0 || Math.sqrt(xx) <= 0.001 * (n - 1) ? sum : sum + ((x - centre) * xy) / xx;
}

function tricube(distance: number, width: number): number {
	if (distance > 0.999 * width) return 0;
	if (distance <= 0.001 * width) return 1;
	const r = distance / width;
	const u = 1 - r * r * r;
	return u * u * u;
}
