import { readRecords } from '$lib/core/intake/csv-records';
import type { Dialect } from '$lib/core/table';

/** A header that is longer than this is none. */
const MOST_HEAD = 64 << 20;

/** The part of a text that holds its records, without byte order mark, preamble, header and footer. */
export interface DataRange {
	readonly data: Blob;
	/** Offset of its first byte in the text. */
	readonly from: number;
	/** Physical lines of the text before it, and those among them that are before the header. */
	readonly linesBefore: number;
	/** Records of the text before it: rows of a sheet. */
	readonly rowsBefore: number;
	/** Records of the footer. */
	readonly footerRows: number;
}

/** Finds the records of a text (UTF-8) by the lines its plan names. The header may span several lines inside quotes. */
export async function dataRange(file: Blob, head: Uint8Array, dialect: Dialect): Promise<DataRange> {
	let known = head;
	let from = start(known, dialect);
	// A header longer than the head: look further until its end is seen.
	while (from.at >= known.length && known.length < Math.min(file.size, MOST_HEAD)) {
		known = new Uint8Array(await file.slice(0, known.length * 4).arrayBuffer());
		from = start(known, dialect);
	}
	const footer = dialect.footerLines > 0 ? await footerStart(file, dialect.footerLines) : file.size;
	const end = Math.max(from.at, footer);
	return {
		data: file.slice(from.at, end),
		from: from.at,
		linesBefore: from.lines,
		rowsBefore: from.rows,
		footerRows: end < file.size ? readRecords(await file.slice(end).text(), dialect).length : 0
	};
}

function start(head: Uint8Array, dialect: Dialect): { at: number; lines: number; rows: number } {
	const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
	const skip = dialect.headerLine > 0 ? dialect.headerLine - 1 : dialect.preambleLines;
	const top = passLines(head, bom, skip);
	if (dialect.headerLine === 0) return { ...top, rows: rowsOf(head.subarray(bom, top.at), dialect) };
	const [header] = readRecords(new TextDecoder().decode(head.subarray(top.at)), dialect, { limit: 1 });
	const below = passLines(head, top.at, header?.lines ?? 1);
	const rows = rowsOf(head.subarray(bom, below.at), dialect);
	return { at: below.at, lines: top.lines + below.lines, rows };
}

function rowsOf(bytes: Uint8Array, dialect: Dialect): number {
	return bytes.length === 0 ? 0 : readRecords(new TextDecoder().decode(bytes), dialect).length;
}

/** Passes over so many line ends, or to the end of the bytes. */
function passLines(bytes: Uint8Array, from: number, count: number): { at: number; lines: number } {
	let at = from;
	let lines = 0;
	while (lines < count && at < bytes.length) {
		while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
		at = afterLineEnd(bytes, at);
		lines++;
	}
	return { at, lines };
}

/** The offset after the line end at `at`; `at` itself at the end of the bytes. */
function afterLineEnd(bytes: Uint8Array, at: number): number {
	if (at >= bytes.length) return at;
	return bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1;
}

/** Where the last `lines` physical lines begin. A line end at the very end of the file ends the last line. */
async function footerStart(file: Blob, lines: number): Promise<number> {
	for (let size = 64 << 10; ; size *= 4) {
		const from = Math.max(0, file.size - size);
		const tail = new Uint8Array(await file.slice(from).arrayBuffer());
		const at = lastLines(tail, lines);
		if (at > 0 || from === 0) return from + Math.max(at, 0);
	}
}

/** Offset of the last `lines` lines, or 0 when there are fewer. */
function lastLines(tail: Uint8Array, lines: number): number {
	let left = lines;
	let at = tail.length;
	if (tail[at - 1] === 10) at--;
	if (tail[at - 1] === 13) at--;
	for (; at > 0; at--) {
		const byte = tail[at - 1];
		if ((byte === 10 || (byte === 13 && tail[at] !== 10)) && --left === 0) return at;
	}
	return 0;
}
