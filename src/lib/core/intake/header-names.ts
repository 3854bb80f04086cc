/** A header that could not be kept as it stands. `column` is 1-based. */
export interface RenamedHeader {
	readonly column: number;
	readonly from: string;
	readonly to: string;
}

/** Column names of a table: as written where that is possible, made unique (ignoring case) where it is not. */
export interface HeaderNames {
	readonly names: readonly string[];
	readonly renamed: readonly RenamedHeader[];
}

/**
 * Names `width` columns after the header cells. Blanks before a name and line breaks inside it are cleaned without a
 * word; blanks behind it are cut, empty names become `column_N`, repeated ones get `_2`, `_3` …, and all these are listed in
 * `renamed`.
 */
export function headerNames(cells: readonly string[], width: number): HeaderNames {
	const taken = new Set<string>();
	const clean = Array.from({ length: width }, (_, at) => (cells[at] ?? '').replace(/[\s\u00a0\ufeff]+/g, ' ').trim());
	const firsts = new Set(clean.map(sameName));
	const renamed: RenamedHeader[] = [];
	const names = clean.map((name, at) => {
		const wanted = name || `column_${at + 1}`;
		let unique = wanted;
		for (let k = 2; taken.has(sameName(unique)) || (unique !== name && firsts.has(sameName(unique))); k++) {
			unique = `${wanted}_${k}`;
		}
		taken.add(sameName(unique));
		const cut = name !== '' && /\s$/.test(cells[at] ?? '');
		if (unique !== name || cut) renamed.push({ column: at + 1, from: cut ? `${name} ` : name, to: unique });
		return unique;
	});
	return { names, renamed };
}

/** Two headers with the same key cannot stand in one table: SQL names ignore case. */
function sameName(name: string): string {
	return name.normalize('NFC').toLowerCase();
}
