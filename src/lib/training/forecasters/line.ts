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

/** Running least squares lines: the fit at t over the `width` values around it (fewer at the ends). [n] */
export function runningLine(values: Float64Array, width: number): Float64Array {
	const n = values.length;
	const half = Math.floor(width / 2);
	const sums = new Float64Array(n + 1);
	const moments = new Float64Array(n + 1);
	for (let t = 0; t < n; t++) {
		sums[t + 1] = sums[t]! + values[t]!;
		moments[t + 1] = moments[t]! + t * values[t]!;
	}
	return values.map((_, t) => {
		const [from, to] = [Math.max(0, t - half), Math.min(n, t + half + 1)];
		const count = to - from;
		const middle = (from + to - 1) / 2;
		const sum = sums[to]! - sums[from]!;
		const xx = (count * (count * count - 1)) / 12;
		const slope = xx > 0 ? (moments[to]! - moments[from]! - middle * sum) / xx : 0;
		return sum / count + slope * (t - middle);
	});
}
