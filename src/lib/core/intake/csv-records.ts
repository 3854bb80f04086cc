/** The punctuation of a delimited text file. `quote` may be "" (none); `escape` is the quote itself or "\\". */
export interface Punctuation {
	/** One character or several. */
	readonly delimiter: string;
	readonly quote: string;
	readonly escape: string;
}

/** One record of the file. */
export interface CsvRecord {
	/** Physical line it starts on, 1-based. */
	readonly line: number;
	/** Physical lines it spans; more than 1 with newlines inside quotes. */
	readonly lines: number;
	readonly cells: readonly string[];
	/** Text stands after a closing quote, or a quoted cell never ends. */
	readonly badQuotes: boolean;
	/** A quote stands inside a cell that does not begin with one: not wrong, but where a delimiter is missing it looks so. */
	readonly innerQuotes: boolean;
	/** Where it stands in the text that was read, without its line end. */
	readonly start: number;
	readonly end: number;
}

/** A physical line with nothing on it. */
export function isBlank(record: Pick<CsvRecord, 'cells'>): boolean {
	return record.cells.length === 1 && (record.cells[0] ?? '').trim() === '';
}

/** A record without a value: a blank line, or delimiters with nothing between them. */
export function isEmptyRecord(record: Pick<CsvRecord, 'cells'>): boolean {
	return record.cells.every((cell) => cell.trim() === '');
}

/** The text with a byte order mark at its start removed. */
export function withoutBom(text: string): string {
	return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** A record inside quotes that is longer than this (characters) has a stray quote; the byte scan of the loader has the same limit. */
const MAX_RECORD = 16 << 20;

/** How much of a text to read, and what is known about its end. */
export interface ReadRange {
	/** Most records to read. */
	readonly limit?: number;
	/** Number of the first physical line; 1 when absent. */
	readonly firstLine?: number;
	/** The text is cut off: a quote still open at its end ends the reading instead of being taken for a stray one. */
	readonly cut?: boolean;
}

/**
 * Splits text into records. Lines end with LF, CR LF or CR, also mixed. A cell is quoted when a quote is the first thing in it
 * but blanks; its quotes are doubled or escaped. Never throws. Text after a closing quote belongs to its cell, and the record is
 * marked `badQuotes`; when that happens after line breaks inside quotes, or a quote never closes, its opening quote was a stray
 * one: the line is then cut as if it had no quotes, and reading goes on with the next line. So a stray quote costs one line.
 */
export function readRecords(
	text: string,
	marks: Punctuation,
	{ limit = Number.POSITIVE_INFINITY, firstLine = 1, cut = false }: ReadRange = {}
): CsvRecord[] {
	const records: CsvRecord[] = [];
	let at = 0;
	let line = firstLine;
	while (at < text.length && records.length < limit) {
		const record = readRecord(text, at, line, marks, cut);
		if (!record) break;
		records.push(record);
		line = record.line + record.lines;
		at = afterLineEnd(text, record.end);
	}
	return records;
}

/** A cell and where it stands: `from` to `to` with its quotes, without the delimiter. */
export interface CellSpan {
	readonly value: string;
	readonly from: number;
	readonly to: number;
	readonly quoted: boolean;
}

/** One record cut into cells, with its quotes respected as far as they can be. `text` is one record without its line end. */
export function cutRecord(
	text: string,
	marks: Punctuation
): { readonly cells: readonly CellSpan[]; readonly bad: boolean } {
	const cells: CellSpan[] = [];
	const found = scanRecord(text, 0, marks, (value, from, to, quoted) => cells.push({ value, from, to, quoted }));
	if (found.stray || found.end < text.length)
		return { cells: literalCells(text, 0, text.length, marks.delimiter), bad: true };
	return { cells, bad: found.bad };
}

/** The cells of a line whose quotes are ordinary characters. */
export function literalCells(text: string, start: number, end: number, delimiter: string): CellSpan[] {
	const cells: CellSpan[] = [];
	const line = text.slice(start, end);
	for (let from = 0; ;) {
		const next = line.indexOf(delimiter, from);
		const to = next < 0 ? line.length : next;
		cells.push({ value: line.slice(from, to), from: start + from, to: start + to, quoted: false });
		if (next < 0) return cells;
		from = to + delimiter.length;
	}
}

function readRecord(text: string, start: number, line: number, marks: Punctuation, cut: boolean): CsvRecord | null {
	const { quote } = marks;
	const cells: string[] = [];
	let innerQuotes = false;
	const found = scanRecord(text, start, marks, (value, _from, _to, quoted) => {
		cells.push(value);
		if (!quoted && quote !== '' && value.includes(quote)) innerQuotes = true;
	});
	if (found.stray) {
		if (cut && found.open) return null;
		const end = lineEnd(text, start);
		const literal = literalCells(text, start, end, marks.delimiter).map(({ value }) => value);
		return { line, lines: 1, cells: literal, badQuotes: true, innerQuotes: false, start, end };
	}
	return { line, lines: 1 + found.newlines, cells, badQuotes: found.bad, innerQuotes, start, end: found.end };
}

interface ScannedRecord {
	readonly end: number;
	readonly newlines: number;
	readonly bad: boolean;
	/** A quote that should not be one. */
	readonly stray: boolean;
	/** … because it never closes. */
	readonly open: boolean;
}

/** Takes the next cell of a record; its arguments as in {@link CellSpan}. */
type TakeCell = (value: string, from: number, to: number, quoted: boolean) => void;

function scanRecord(text: string, start: number, marks: Punctuation, take: TakeCell): ScannedRecord {
	const { delimiter } = marks;
	let bad = false;
	let newlines = 0;
	let at = start;
	for (;;) {
		const from = at;
		const opening = openingQuote(text, from, marks);
		if (opening < 0) {
			at = plainEnd(text, from, delimiter);
			take(text.slice(from, at), from, at, false);
		} else {
			const close = closingQuote(text, opening, marks);
			if (close < 0) return { end: at, newlines, bad: true, stray: true, open: true };
			newlines += countLineEnds(text, opening, close);
			at = close + 1;
			while (text[at] === ' ' && !startsDelimiter(text, at, delimiter)) at++;
			let value = unescaped(text.slice(opening + 1, close), marks);
			if (!endsCell(text, at, delimiter)) {
				if (newlines > 0) return { end: at, newlines, bad: true, stray: true, open: false };
				bad = true;
				const rest = plainEnd(text, close + 1, delimiter);
				value += text.slice(close + 1, rest);
				at = rest;
			}
			take(value, from, at, true);
		}
		if (!startsDelimiter(text, at, delimiter)) return { end: at, newlines, bad, stray: false, open: false };
		at += delimiter.length;
	}
}

function startsDelimiter(text: string, at: number, delimiter: string): boolean {
	return at < text.length && text.startsWith(delimiter, at);
}

function endsCell(text: string, at: number, delimiter: string): boolean {
	const code = text.charCodeAt(at);
	return at >= text.length || code === 10 || code === 13 || text.startsWith(delimiter, at);
}

/** Offset of the quote a cell begins with, or -1. Blanks before it are passed over. */
function openingQuote(text: string, from: number, { quote, delimiter }: Punctuation): number {
	if (quote === '') return -1;
	let at = from;
	while (text[at] === ' ' && !text.startsWith(delimiter, at)) at++;
	return text.startsWith(quote, at) ? at : -1;
}

/** Offset of the quote that closes the one at `opening`, or -1. */
function closingQuote(text: string, opening: number, { quote, escape }: Punctuation): number {
	const doubled = escape === quote || escape === '';
	for (let at = text.indexOf(quote, opening + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
		if (at - opening > MAX_RECORD) return -1;
		if (doubled) {
			if (text[at + 1] !== quote) return at;
			at++;
		} else {
			let escapes = 0;
			while (at - 1 - escapes > opening && text[at - 1 - escapes] === escape) escapes++;
			if (escapes % 2 === 0) return at;
		}
	}
	return -1;
}

function unescaped(text: string, { quote, escape }: Punctuation): string {
	if (escape === quote || escape === '') return text.includes(quote) ? text.replaceAll(quote + quote, quote) : text;
	if (!text.includes(escape)) return text;
	let value = '';
	for (let at = 0; at < text.length; at++) {
		const next = text[at + 1];
		if (text[at] === escape && (next === quote || next === escape)) at++;
		value += text[at] ?? '';
	}
	return value;
}

/** Where a cell without quotes ends: at the next delimiter, line end, or the end of the text. */
function plainEnd(text: string, start: number, delimiter: string): number {
	const mark = delimiter.charCodeAt(0);
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13 || (code === mark && (delimiter.length === 1 || text.startsWith(delimiter, at)))) {
			return at;
		}
	}
	return text.length;
}

function lineEnd(text: string, start: number): number {
	let at = start;
	while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
	return at;
}

function afterLineEnd(text: string, at: number): number {
	return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

function countLineEnds(text: string, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++;
	}
	return count;
}
