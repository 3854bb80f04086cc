import { addUp, type Summing } from './structure';

/** Bottom-up: the leaves as forecast, everything above them their sum. `point` and the answer are [m]. */
export function bottomUp(tree: Summing, point: Float64Array): Float64Array {
	return addUp(tree, point);
}

/**
 * Top-down by forecast proportions (Athanasopoulos, Ahmed and Hyndman 2009): the roots as forecast, each node's value
 * shared among its children as their own forecasts stand to each other; evenly where those add up to zero.
 * `point` and the answer are [m]. Not an unbiased projection, as no top-down method is.
 */
export function topDown(tree: Summing, point: Float64Array): Float64Array {
	const count = new Float64Array(point.length);
	const total = new Float64Array(point.length);
	tree.parent.forEach((above, node) => {
		if (above < 0) return;
		count[above] = (count[above] ?? 0) + 1;
		total[above] = (total[above] ?? 0) + (point[node] ?? 0);
	});
	const shared = point.slice();
	tree.parent.forEach((above, node) => {
		if (above < 0) return;
		const sum = total[above] ?? 0;
		const part = sum === 0 ? 1 / (count[above] ?? 1) : (point[node] ?? 0) / sum;
		shared[node] = (shared[above] ?? 0) * part;
	});
	return addUp(tree, shared);
}
