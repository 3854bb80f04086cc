/** Smallest of `values`; Infinity without any. Unlike `Math.min(...values)` it takes any number of them. */
export function smallest(values: Iterable<number>): number {
	let least = Infinity;
	for (const value of values) least = Math.min(least, value);
	return least;
}

/** Largest of `values`; −Infinity without any. */
export function largest(values: Iterable<number>): number {
	let most = -Infinity;
	for (const value of values) most = Math.max(most, value);
	return most;
}
