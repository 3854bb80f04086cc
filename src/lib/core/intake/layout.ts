import { isBlank, isEmptyRecord, type CsvRecord } from './csv-records';
import { cellKind, type CellKind } from './cell-kind';
import { isNullToken } from './value-format';

/** Where the table stands in its file. */
export interface Layout {
	/** Index of the (last) header record, or -1: the file has none. */
	readonly header: number;
	/** Records the header takes. */
	readonly headerRows: 1 | 2;
	/** Index of the first record of data. */
	readonly first: number;
	/** Cells a regular row has. */
	readonly width: number;
	/** Rows have any number of cells, as baskets have. */
	readonly ragged: boolean;
	/** Why there is a header or none. */
	readonly because:
		'given' | 'types-below' | 'types-above' | 'words' | 'years' | 'two-rows' | 'group-row' | 'only-row' | 'ragged';
	readonly confidence: 'sure' | 'likely' | 'asked';
}

const LOOK = 500;
const PREAMBLE_LIMIT = 50;

/** What the user says about the header: its 1-based physical line (0 = none) and how many rows it takes. */
export interface GivenHeader {
	readonly headerLine?: number;
	readonly headerRows?: 1 | 2;
}

/** Finds preamble, header and first row among the records of the head of a file. Never fails. */
export function findLayout(records: readonly CsvRecord[], given: GivenHeader = {}): Layout {
	const { width, ragged } = usualWidth(records);
	if (given.headerLine !== undefined)
		return givenLayout(records, given.headerLine, given.headerRows ?? 1, width, ragged);
	const start = ragged
		? records.findIndex((record) => !isEmptyRecord(record))
		: groupsAbove(records, tableStart(records, width), width);
	if (start < 0) {
		return { header: -1, headerRows: 1, first: records.length, width, ragged, because: 'only-row', confidence: 'sure' };
	}
	const second = nextRow(records, start + 1);
	const rows = twoHeaderRows(records, start, second);
	if (rows) {
		const two = { header: second, first: second + 1, width, ragged, confidence: 'likely' } as const;
		const headerRows = given.headerRows ?? (rows === 'join' ? 2 : 1);
		return { ...two, headerRows, because: rows === 'join' ? 'two-rows' : 'group-row' };
	}
	const verdict = headerVerdict(records, start, width, ragged);
	const header = verdict.header ? start : -1;
	return { ...verdict, header, headerRows: 1, first: header < 0 ? start : header + 1, width, ragged };
}

function givenLayout(
	records: readonly CsvRecord[],
	line: number,
	headerRows: 1 | 2,
	width: number,
	ragged: boolean
): Layout {
	const rest = { width, ragged, because: 'given', confidence: 'sure' } as const;
	if (line === 0) {
		const start = tableStart(records, width);
		return { header: -1, headerRows: 1, first: start < 0 ? records.length : start, ...rest };
	}
	const found = records.findIndex((record) => record.line <= line && line < record.line + record.lines);
	const header = found < 0 ? Math.max(0, records.length - 1) : found;
	const below = usualWidth(records.slice(header));
	return { header, headerRows: header > 0 ? headerRows : 1, first: header + 1, ...rest, ...below };
}

/**
 * The most frequent number of cells among rows that are not blank, the larger one in a tie. Where no number is usual the rows
 * are ragged, and the longest of them says how many columns there are.
 */
export function usualWidth(records: readonly CsvRecord[]): { width: number; ragged: boolean } {
	const counts = new Map<number, number>();
	let rows = 0;
	let longest = 1;
	for (const record of records) {
		if (isBlank(record)) continue;
		longest = Math.max(longest, record.cells.length);
		if (rows++ < LOOK) counts.set(record.cells.length, (counts.get(record.cells.length) ?? 0) + 1);
	}
	let width = 1;
	let most = 0;
	for (const [cells, count] of counts) {
		if (count > most || (count === most && cells > width)) [width, most] = [cells, count];
	}
	const looked = Math.min(rows, LOOK);
	const near = [...counts].filter(([cells]) => Math.abs(cells - width) <= 1).reduce((sum, [, count]) => sum + count, 0);
	const ragged = looked >= 8 && counts.size >= 4 && near < looked * 0.6;
	return ragged ? { width: longest, ragged } : { width, ragged: false };
}

/** Index of the first record that can be the header or a row: wide enough, and as full as rows are. */
function tableStart(records: readonly CsvRecord[], width: number): number {
	const near = records.slice(0, PREAMBLE_LIMIT);
	const usual = usualFilled(records, width);
	const fits = (record: CsvRecord): boolean => {
		const filled = filledCells(record);
		if (record.cells.length < width - 1) return false;
		return filled > width / 2 || (record.cells.length >= width && filled >= 2 && filled >= usual);
	};
	const wide = near.findIndex(fits);
	if (wide < 0 || width === 1) return records.findIndex((record) => !isEmptyRecord(record));
	const cells = records[wide]?.cells.length ?? 0;
	if (cells === width) return wide;
	const next = records[nextRow(records, wide + 1)];
	if (cells > width) {
		// a title with delimiters in it stands over the real header
		return next?.cells.length === width && allWords(next) && next.cells.every(isFilled) ? records.indexOf(next) : wide;
	}
	// one cell short: a header without its last name, unless a full row of words follows closely
	const full = near.slice(wide, wide + 6).findIndex((record) => record.cells.length >= width && allWords(record));
	return full < 0 ? wide : wide + full;
}

/** The row of group names above the first full row, where there is one that its names need; else `start`. */
function groupsAbove(records: readonly CsvRecord[], start: number, width: number): number {
	let above = start - 1;
	while (above >= 0 && isEmptyRecord(records[above]!)) above--;
	const groups = records[above];
	if (!groups || groups.cells.length !== width || filledCells(groups) < 2) return start;
	return twoHeaderRows(records, above, start) === 'join' ? above : start;
}

/** Filled cells of the middle row. */
function usualFilled(records: readonly CsvRecord[], width: number): number {
	const rows = records.slice(0, LOOK).filter((record) => record.cells.length >= width && !isEmptyRecord(record));
	return rows.map(filledCells).sort((a, b) => a - b)[rows.length >> 1] ?? width;
}

function filledCells(record: CsvRecord): number {
	return record.cells.filter(isFilled).length;
}

function isFilled(cell: string): boolean {
	return cell.trim() !== '';
}

function nextRow(records: readonly CsvRecord[], from: number): number {
	for (let at = from; at < records.length; at++) {
		const record = records[at];
		if (record && !isEmptyRecord(record)) return at;
	}
	return records.length;
}

/**
 * Whether the first two rows are both header. 'join': names need both (names of groups above names that come back or are empty,
 * or two full rows of names); 'names-below': group names above names that suffice by themselves.
 */
function twoHeaderRows(records: readonly CsvRecord[], start: number, second: number): 'join' | 'names-below' | null {
	const top = records[start];
	const below = records[second];
	if (!top || !below || top.cells.length !== below.cells.length || top.cells.length < 2) return null;
	if (!top.cells.every(isGroupName) || !allWords(below)) return null;
	const kinds = kindsBelow(records, second + 1, below.cells.length);
	const typed = kinds.flatMap((kind, column) => (kind !== 'word' && kind !== 'empty' ? [column] : []));
	if (typed.length === 0) return null;
	const names = below.cells.map((cell) => cell.trim());
	const groups = top.cells.map((cell) => cell.trim());
	const groupsRepeat = new Set(groups.filter(Boolean)).size < groups.length;
	const namesSuffice = names.every(Boolean) && new Set(names).size === names.length;
	if (groupsRepeat && namesSuffice) return 'names-below';
	const joined = joinedNames(groups, names);
	if (groupsRepeat) {
		const extended = names.some((name, at) => name !== '' && groups[at] === '');
		const whole = joined.every(Boolean) && new Set(joined).size === joined.length;
		const sub = names.filter(Boolean).length >= 2;
		return sub && whole && (extended || names.every(Boolean)) ? 'join' : null;
	}
	const named = typed.every((column) => names[column] !== '' && !isNullToken(names[column] ?? ''));
	const same = names.every((name, at) => name === groups[at]);
	return named && (same || typed.length >= 2) && names.every(Boolean) ? 'join' : null;
}

/** Words, nothing, or a year: what may stand over a group of names. */
function isGroupName(cell: string): boolean {
	return /^(19|20)\d\d$/.test(cell.trim()) || ['word', 'empty'].includes(cellKind(cell));
}

/** Names of two header rows put together: "Group Name". A group stands over the empty cells to its right that have a name below. */
export function joinedNames(groups: readonly string[], names: readonly string[]): string[] {
	let group = '';
	return Array.from({ length: Math.max(groups.length, names.length) }, (_, at) => {
		const own = (groups[at] ?? '').trim();
		const name = (names[at] ?? '').trim();
		if (own !== '') group = own;
		else if (name === '') group = '';
		if (own === name) return name;
		return name === '' ? own : `${own !== '' ? own : group} ${name}`.trim();
	});
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

type Verdict = Pick<Layout, 'because' | 'confidence'> & { readonly header: boolean };

function headerVerdict(records: readonly CsvRecord[], at: number, width: number, ragged: boolean): Verdict {
	const top = records[at]?.cells ?? [];
	const kinds = kindsBelow(records, at + 1, width);
	if (kinds.every((kind) => kind === 'empty')) {
		const header = top.every((cell) => ['word', 'empty'].includes(cellKind(cell)));
		return { header, because: 'only-row', confidence: header ? 'likely' : 'asked' };
	}
	if (ragged) return { header: false, because: 'ragged', confidence: 'likely' };
	let above = 0;
	let like = 0;
	kinds.forEach((kind, column) => {
		const own = cellKind(top[column] ?? '');
		if (kind === 'word' || kind === 'empty' || own === 'empty') return;
		if (own === kind) like++;
		else above++;
	});
	if (like > above && isYearRow(top)) return { header: true, because: 'years', confidence: 'likely' };
	if (above > like) return { header: true, because: 'types-below', confidence: above > 2 * like ? 'sure' : 'likely' };
	if (like > above) return { header: false, because: 'types-above', confidence: like > 2 * above ? 'sure' : 'likely' };
	const header = wordsMakeHeader(records, at, width);
	return { header, because: 'words', confidence: header && records.length > 5 ? 'likely' : 'asked' };
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
