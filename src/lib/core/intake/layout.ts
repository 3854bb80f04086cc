import { isBlank, type CsvRecord } from './csv-records';
import { cellKind, type CellKind } from './cell-kind';

/** Where the table stands in its file. */
export interface Layout {
	/** Index of the header record, or -1: the file has none. */
	readonly header: number;
	/** Index of the first record of data. */
	readonly first: number;
	/** Cells a regular row has. */
	readonly width: number;
}

const LOOK = 500;
const PREAMBLE_LIMIT = 50;

/** Finds preamble, header and first row among the records of the head of a file. Never fails. */
export function findLayout(records: readonly CsvRecord[]): Layout {
	const width = usualWidth(records);
	const start = tableStart(records, width);
	if (start < 0) return { header: -1, first: records.length, width };
	const second = nextRow(records, start + 1);
	const top = records[start];
	const below = records[second];
	if (top && below && isBandRow(top, below, records, second + 1)) return { header: second, first: second + 1, width };
	const header = hasHeader(records, start, width) ? start : -1;
	return { header, first: header < 0 ? start : header + 1, width };
}

/** The most frequent number of cells among rows that are not blank; the larger one in a tie. */
function usualWidth(records: readonly CsvRecord[]): number {
	const counts = new Map<number, number>();
	for (const record of records.slice(0, LOOK)) {
		if (!isBlank(record)) counts.set(record.cells.length, (counts.get(record.cells.length) ?? 0) + 1);
	}
	let width = 1;
	let most = 0;
	for (const [cells, count] of counts) {
		if (count > most || (count === most && cells > width)) [width, most] = [cells, count];
	}
	return width;
}

/** Index of the first record that can be the header or a row: not blank, wide enough, filled by more than half. */
function tableStart(records: readonly CsvRecord[], width: number): number {
	const filled = (record: CsvRecord): number => record.cells.filter((cell) => cell.trim() !== '').length;
	const fits = (record: CsvRecord): boolean => record.cells.length >= width - 1 && filled(record) > width / 2;
	const near = records.slice(0, PREAMBLE_LIMIT);
	const wide = near.findIndex((record) => !isBlank(record) && fits(record));
	if (wide < 0 || width === 1) return records.findIndex((record) => !isBlank(record));
	if ((records[wide]?.cells.length ?? 0) >= width) return wide;
	// one cell short: a header without its last name, unless a full row of words follows closely
	const full = near.slice(wide, wide + 6).findIndex((record) => record.cells.length >= width && allWords(record));
	return full < 0 ? wide : wide + full;
}

function nextRow(records: readonly CsvRecord[], from: number): number {
	for (let at = from; at < records.length; at++) {
		const record = records[at];
		if (record && !isBlank(record)) return at;
	}
	return records.length;
}

/** A row of group names above the header: repeated words over unique words over data of another kind. */
function isBandRow(top: CsvRecord, below: CsvRecord, records: readonly CsvRecord[], first: number): boolean {
	if (top.cells.length !== below.cells.length || !allWords(top) || !allWords(below)) return false;
	const names = top.cells.filter((cell) => cell.trim() !== '');
	if (new Set(names).size === names.length || new Set(below.cells).size < below.cells.length) return false;
	return kindsBelow(records, first, below.cells.length).some((kind) => kind !== 'word' && kind !== 'empty');
}

function allWords(record: CsvRecord): boolean {
	return record.cells.every((cell) => ['word', 'empty'].includes(cellKind(cell)));
}

/** The kind most cells of each column have, from row `first` on. */
function kindsBelow(records: readonly CsvRecord[], first: number, width: number): CellKind[] {
	const rows = records.slice(first, first + LOOK).filter((record) => !isBlank(record));
	return Array.from({ length: width }, (_, column) => {
		const counts = new Map<CellKind, number>();
		for (const row of rows) {
			const kind = cellKind(row.cells[column] ?? '');
			if (kind !== 'empty') counts.set(kind, (counts.get(kind) ?? 0) + 1);
		}
		const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
		const top = [...counts].sort((a, b) => b[1] - a[1])[0];
		return top && top[1] >= total * 0.7 ? top[0] : total > 0 ? 'word' : 'empty';
	});
}

function hasHeader(records: readonly CsvRecord[], at: number, width: number): boolean {
	const top = records[at]?.cells ?? [];
	const kinds = kindsBelow(records, at + 1, width);
	if (kinds.every((kind) => kind === 'empty')) return top.every((cell) => ['word', 'empty'].includes(cellKind(cell)));
	let votes = 0;
	kinds.forEach((kind, column) => {
		const own = cellKind(top[column] ?? '');
		if (kind !== 'word' && kind !== 'empty') votes += own === kind ? -1 : own === 'empty' ? 0 : 1;
	});
	if (votes < 0 && isYearRow(top)) return true;
	return votes !== 0 ? votes > 0 : wordsMakeHeader(records, at, width);
}

/** Years as column names, e.g. Region,2022,2023,2024. */
function isYearRow(cells: readonly string[]): boolean {
	const years = cells.filter((cell) => /^(19|20)\d\d$/.test(cell.trim())).map(Number);
	const words = cells.filter((cell) => cellKind(cell) === 'word').length;
	return years.length >= 2 && words >= 1 && years.every((year, k) => k === 0 || year === (years[k - 1] ?? 0) + 1);
}

/** All columns are words: names are unique, and (nearly) none of them comes back as a value below. */
function wordsMakeHeader(records: readonly CsvRecord[], at: number, width: number): boolean {
	const top = (records[at]?.cells ?? []).map((cell) => cell.trim().toLowerCase());
	const filled = top.filter((cell) => cell !== '');
	if (filled.length < width * 0.5 || new Set(filled).size < filled.length * 0.8) return false;
	const rows = records.slice(at + 1, at + LOOK);
	const values = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.trim().toLowerCase())));
	const again = filled.filter((cell) => values.has(cell)).length;
	const longest = Math.max(...filled.map((cell) => cell.length));
	return again <= filled.length * 0.2 && longest <= 80;
}
