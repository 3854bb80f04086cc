import type { Cell, Rows } from '../table';

/** Marks a UTF-8 file for spreadsheet programs, which else read Chinese as another encoding. */
const BOM = '\uFEFF';

/** First characters that make a spreadsheet take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A sign before a plain number, or signs alone: no formula. */
const HARMLESS = /^[+-]+$|^[+-]\d[\d.,]*(?:e[+-]?\d+)?%?$/i;

/**
 * A result as CSV text: RFC 4180 (commas, CRLF, quotes doubled), UTF-8 with a byte order mark. NULL is an empty cell; numbers,
 * decimals and dates stand as they are. A text that a spreadsheet would run as a formula gets a leading apostrophe.
 * `header` has one name per column of `rows`; throws RangeError when it has not.
 */
export function rowsToCsv(rows: Rows, header: readonly string[]): string {
	if (header.length !== rows.columns.length) throw new RangeError('one header per column');
	return csvHeader(header) + csvLines(rows);
}

/** The first line of {@link rowsToCsv}, byte order mark included: for results that are written page by page. */
export function csvHeader(header: readonly string[]): string {
	return `${BOM}${header.map((name) => quoted(neutral(name))).join(',')}\r\n`;
}

/** The lines of {@link rowsToCsv} after the first. */
export function csvLines(rows: Rows): string {
	const isText = rows.columns.map((column) => column.type === 'text');
	const lines: string[] = [];
	for (let r = 0; r < rows.length; r++)
		lines.push(rows.values.map((column, c) => cellText(column[r] ?? null, isText[c] ?? true)).join(','));
	return lines.map((line) => `${line}\r\n`).join('');
}

function cellText(cell: Cell, isText: boolean): string {
	if (cell === null) return '';
	return quoted(isText && typeof cell === 'string' ? neutral(cell) : String(cell));
}

function neutral(text: string): string {
	return FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
