/**
 * What a header is known again by: its column names, whatever their order, case, width of characters and blanks. Readable, one name per line,
 * sorted by code point; equal names count once per occurrence. Empty when there is no column.
 */
export function signature(columns: readonly string[]): string {
	return columns.map(plainName).sort(byCodePoint).join('\n');
}

/**
 * Share of columns two headers have in common, 0–1: names in both over names in either (Jaccard), names compared as in {@link signature}.
 * Two empty headers have nothing in common.
 */
export function likeness(a: readonly string[], b: readonly string[]): number {
	const left = new Set(a.map(plainName));
	const right = new Set(b.map(plainName));
	const both = [...left].filter((name) => right.has(name)).length;
	const either = left.size + right.size - both;
	return either === 0 ? 0 : both / either;
}

/** A column name as signatures compare it: NFKC, lower case, no blanks around it and one between words. */
export function plainName(name: string): string {
	return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The column of `columns` that `name` means: the same name, else the only one that compares equal; null when there is none. */
export function columnLike(columns: readonly string[], name: string): string | null {
	if (columns.includes(name)) return name;
	const plain = plainName(name);
	const alike = columns.filter((column) => plainName(column) === plain);
	return alike.length === 1 ? (alike[0] ?? null) : null;
}

function byCodePoint(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
