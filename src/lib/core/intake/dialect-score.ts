import { isBlank, type CsvRecord } from './csv-records';

/**
 * Pattern score × type score of a cut; higher is better, 0 when no row has two cells. Rows in which quotes stand where they
 * should not count against it. After van den Burg, Nazábal & Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns" (2019): patterns are row lengths here, types are the kinds below.
 */
export function consistency(records: readonly CsvRecord[]): number {
	const rows = records.filter((record) => !isBlank(record));
	if (rows.length === 0) return 0;
	const lengths = new Map<number, number>();
	let known = 0;
	let cells = 0;
	let bad = 0;
	for (const row of rows) {
		lengths.set(row.cells.length, (lengths.get(row.cells.length) ?? 0) + 1);
		if (row.badQuotes) bad++;
		else if (row.innerQuotes) bad += 0.8;
		for (const cell of row.cells) {
			cells++;
			if (isKnownKind(cell)) known++;
		}
	}
	let pattern = 0;
	for (const [length, count] of lengths) pattern += (count / lengths.size) * ((length - 1) / length);
	const types = Math.max(0.001, known / cells);
	return (pattern / rows.length) * types * (1 - (0.7 * bad) / rows.length);
}

const NUMBER = /^[-+(]?[$€£¥￥]?\s?\d[\d.,' ]*%?\)?-?$/;
const DATE = /^\d{1,4}[-/.年]\d{1,2}([-/.月]\d{0,4}日?)?([ T].{3,20})?$/;
const WORDS = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_ .&'’()/:@+#%*-]{0,80}$/u;

function isKnownKind(cell: string): boolean {
	const text = cell.trim();
	if (text === '') return true;
	return text.length <= 200 && (NUMBER.test(text) || DATE.test(text) || WORDS.test(text));
}

/** The share of rows with the most frequent number of cells (at least two), that number, and whether the first row has it. */
export function regularity(records: readonly CsvRecord[]): { share: number; width: number; first: boolean } {
	const rows = records.filter((record) => !isBlank(record));
	const counts = new Map<number, number>();
	for (const { cells } of rows) if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
	const [width, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
	return { share: rows.length === 0 ? 0 : count / rows.length, width, first: rows[0]?.cells.length === width };
}
