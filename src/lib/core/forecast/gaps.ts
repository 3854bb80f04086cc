/** Number of missing values (NaN or infinite) in `values`. */
export function countGaps(values: Float64Array): number {
	let gaps = 0;
	for (let t = 0; t < values.length; t++) if (!Number.isFinite(values[t]!)) gaps++;
	return gaps;
}

/** Position of the first finite value; n when there is none. */
export function firstKnown(values: Float64Array): number {
	const at = values.findIndex((y) => Number.isFinite(y));
	return at < 0 ? values.length : at;
}

/**
 * A copy of `values` [n] with every gap filled: the mean of the same phase one season before and after where known, else
 * a straight line between the neighbours, else the nearest known value. All zeros when nothing is known. Looks at nothing
 * but the values given, so filling a truncated history never uses its future.
 */
export function fillGaps(values: Float64Array, season: number): Float64Array {
	const filled = values.slice();
	if (countGaps(values) === 0) return filled;
	for (let t = 0; t < values.length; t++) {
		if (!Number.isFinite(values[t]!)) filled[t] = sameSeason(values, t, season) ?? between(values, t);
	}
	return filled;
}

function sameSeason(values: Float64Array, t: number, season: number): number | null {
	if (season < 2) return null;
	const around = [values[t - season], values[t + season]].filter((y): y is number => Number.isFinite(y));
	return around.length === 0 ? null : around.reduce((sum, y) => sum + y, 0) / around.length;
}

function between(values: Float64Array, t: number): number {
	let left = t;
	while (left >= 0 && !Number.isFinite(values[left]!)) left--;
	let right = t;
	while (right < values.length && !Number.isFinite(values[right]!)) right++;
	if (left < 0 && right >= values.length) return 0;
	if (left < 0) return values[right]!;
	if (right >= values.length) return values[left]!;
	return values[left]! + ((values[right]! - values[left]!) * (t - left)) / (right - left);
}
