/**
 * A tree (or forest) of nodes whose values add up: every parent is the sum of its children.
 * Nodes are numbered so that a parent comes before its children; leaves are the bottom series.
 */
export interface Summing {
	/** [m] number of each node's parent; -1 for a root. */
	readonly parent: readonly number[];
	/** [n] numbers of the leaves, ascending. */
	readonly leaves: readonly number[];
	/** [m - n] numbers of the nodes with children, ascending. */
	readonly parents: readonly number[];
}

/**
 * The summing structure of a list of parents ([m], -1 for a root).
 * @throws RangeError where a parent is no earlier node: parents come before children, so circles cannot be written.
 */
export function summing(parent: readonly number[]): Summing {
	const inner = new Set<number>();
	parent.forEach((above, node) => {
		if (!Number.isInteger(above) || above < -1 || above >= node) {
			throw new RangeError(`node ${String(node)} has no earlier parent`);
		}
		if (above >= 0) inner.add(above);
	});
	const all = parent.map((_, node) => node);
	return {
		parent,
		leaves: all.filter((node) => !inner.has(node)),
		parents: all.filter((node) => inner.has(node))
	};
}

/** [m] `values` with every parent replaced by the sum of its children, so that sums hold; leaves as given. */
export function addUp({ parent, parents }: Summing, values: Float64Array): Float64Array {
	const sums = values.slice();
	for (const node of parents) sums[node] = 0;
	for (let node = parent.length - 1; node >= 0; node--) {
		const above = parent[node] ?? -1;
		if (above >= 0) sums[above] = (sums[above] ?? 0) + (sums[node] ?? 0);
	}
	return sums;
}

/** Each parent's value less the sum of its children ([parents]): what a forecast of all levels is incoherent by. */
export function gaps({ parent, parents }: Summing, values: Float64Array): Float64Array {
	const rest = values.slice();
	parent.forEach((above, node) => {
		if (above >= 0) rest[above] = (rest[above] ?? 0) - (values[node] ?? 0);
	});
	return Float64Array.from(parents, (node) => rest[node] ?? 0);
}
