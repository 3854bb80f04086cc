import type { ReadPlan } from '$lib/core/table';
import { afterLineEnd } from './csv-scan';

/** The part of a file that holds its records, without byte order mark, preamble, header and footer. */
export interface DataRange {
	readonly data: Blob;
	/** Offset of its first byte in the file. */
	readonly from: number;
	/** Physical lines of the file before it. */
	readonly linesBefore: number;
}

/** Finds the records of a file by the lines its plan names. The header may span several lines inside quotes. */
export async function dataRange(
	file: Blob,
	head: Uint8Array,
	dialect: NonNullable<ReadPlan['dialect']>
): Promise<DataRange> {
	const from = start(head, dialect);
	const end = dialect.footerLines > 0 ? await footerStart(file, dialect.footerLines) : file.size;
	return { data: file.slice(from.at, Math.max(from.at, end)), from: from.at, linesBefore: from.lines };
}

function start(head: Uint8Array, dialect: NonNullable<ReadPlan['dialect']>): { at: number; lines: number } {
	let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
	let lines = 0;
	const skip = dialect.headerLine > 0 ? dialect.headerLine - 1 : dialect.preambleLines;
	while (lines < skip && at < head.length) {
		at = nextLine(head, at);
		lines++;
	}
	if (dialect.headerLine === 0) return { at, lines };
	const quote = dialect.quote.charCodeAt(0);
	let open = false;
	for (; at < head.length; at++) {
		const byte = head[at];
		if (byte === quote) open = !open;
		if (byte !== 10 && byte !== 13) continue;
		const next = afterLineEnd(head, at);
		lines++;
		if (!open) return { at: next, lines };
		at = next - 1;
	}
	return { at, lines };
}

function nextLine(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
	return afterLineEnd(bytes, at);
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
