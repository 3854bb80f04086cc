import { readRecords, type CsvRecord, type Punctuation } from '$lib/core/intake/csv-records';
import type { ColumnFormat } from '$lib/core/table';

/**
 * Bytes a cell takes in a compressed table, a little above what was measured on numbers, amounts, codes, sentences, repeated words
 * and wide rows: so much for itself, and so much for each of its bytes.
 */
const TYPED = { cell: 1, byte: 0.45 };
const DATE = 4;
/** Of a text only what stands nowhere else counts. */
const TEXT = { cell: 2, byte: 0.6 };
/** The most a table takes of the bytes of its text, whatever it holds. */
const MOST_SHARE = 1.3;
/**
 * Most bytes of a table: with 0.2 GB for the page and 0.5 GB for the part on its way, the renderer stays below 2.5 GB, and queries have
 * room below the engine's limit of 3.1 GiB.
 */
export const MOST_TABLE_BYTES = 1.8e9;

/** Bytes the table of a text will take in memory, compressed, judged by its first records where it could be too large. */
export function tableBytes(
	dataBytes: number,
	head: Uint8Array,
	marks: Punctuation,
	columns: readonly ColumnFormat[]
): number {
	const most = dataBytes * MOST_SHARE;
	if (most <= MOST_TABLE_BYTES) return most;
	const text = new TextDecoder().decode(head);
	const records = readRecords(text, marks, { cut: head.length < dataBytes });
	if (records.length === 0) return most;
	const wide = head.length / Math.max(1, text.length);
	const row = columns.reduce((sum, column, index) => sum + cellBytes(column, records, index, wide), 0);
	return Math.round(Math.min(most, (dataBytes * row * records.length) / head.length));
}

/** Mean bytes of the cells of a column. `wide`: bytes of a character. */
function cellBytes(column: ColumnFormat, records: readonly CsvRecord[], index: number, wide: number): number {
	const cells = records.map((record) => record.cells[index] ?? '');
	const bytes = (texts: Iterable<string>): number => [...texts].reduce((sum, text) => sum + text.length, 0) * wide;
	if (column.type === 'date') return DATE;
	if (column.type !== 'text') return TYPED.cell + (TYPED.byte * bytes(cells)) / cells.length;
	return TEXT.cell + (TEXT.byte * bytes(new Set(cells))) / cells.length;
}
