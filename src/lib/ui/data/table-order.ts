import type { Cell } from '$lib/core/table';

/** How a table is sorted: by which column (index) and which way. */
export interface Sorting {
	readonly column: number;
	readonly descending: boolean;
}

/** Beyond this many different texts they are compared by code point: collation would take seconds. */
const MOST_COLLATED = 200_000;

/**
 * [n] row numbers in sorted order. Rows without a value come last whichever way; equal ones keep their order.
 * Numbers (and decimals given as text) compare by value, other text by the rules of the language.
 */
export function sortedOrder(
	cells: readonly Cell[],
	numeric: boolean,
	descending: boolean,
	locale: string
): Uint32Array {
	const keys = numeric ? numberKeys(cells) : textKeys(cells, locale);
	const order = Uint32Array.from(cells, (_, row) => row);
	const way = descending ? -1 : 1;
	return order.sort((a, b) => {
		const x = keys[a] ?? NaN;
		const y = keys[b] ?? NaN;
		if (x === y) return a - b;
		if (Number.isNaN(x)) return Number.isNaN(y) ? a - b : 1;
		if (Number.isNaN(y)) return -1;
		return x < y ? -way : way;
	});
}

function numberKeys(cells: readonly Cell[]): Float64Array {
	return Float64Array.from(cells, (cell) => (cell === null || cell === '' ? NaN : Number(cell)));
}

/** Each text's rank among the different texts. */
function textKeys(cells: readonly Cell[], locale: string): Float64Array {
	const different = [...new Set(cells)].filter((cell) => cell !== null).map(String);
	if (different.length > MOST_COLLATED) different.sort();
	else different.sort(new Intl.Collator(locale, { numeric: true }).compare);
	const ranks = new Map(different.map((text, rank) => [text, rank]));
	return Float64Array.from(cells, (cell) => (cell === null ? NaN : (ranks.get(String(cell)) ?? NaN)));
}
