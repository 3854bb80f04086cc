import type { TextEncoding } from '../table';
import { DECODER_LABELS, encodingScore, type LegacyEncoding } from './encoding-score';
import { utf16Order } from './file-kind';

/** Which encoding a text is in, and why. */
export interface EncodingFinding {
	readonly encoding: TextEncoding;
	/** Bytes of a byte order mark at the start. */
	readonly bom: 0 | 2 | 3;
	/** 1-based line of the first byte that is not UTF-8; 0 when all are, and for UTF-16. */
	readonly line: number;
	/** UTF-8 in which some bytes are broken: they become U+FFFD, and their rows are told. */
	readonly damaged: boolean;
	readonly because: 'bom' | 'ascii' | 'utf8-valid' | 'zero-bytes' | 'bytes-fit' | 'damaged' | 'nothing-fits' | 'given';
	/** No other encoding comes near. */
	readonly sure: boolean;
}

const LEGACY: readonly LegacyEncoding[] = ['gb18030', 'big5', 'shift-jis', 'windows-1252'];
/** Bytes that are judged, from the line of the first one beyond ASCII on. */
const SAMPLE = 32_768;

/**
 * Finds the encoding of the head of a text: byte order mark, zero bytes (UTF-16), validity as UTF-8, and last how plausible its
 * characters are in GB18030, Big5, Shift-JIS and Windows-1252 (which also reads Latin-1). Never fails: what fits nowhere is read
 * as Windows-1252, unsure. `complete` = `bytes` are the whole file, so a character cut off at the end is an error.
 */
export function detectEncoding(bytes: Uint8Array, complete: boolean): EncodingFinding {
	const plain = { bom: 0, line: 0, damaged: false, sure: true } as const;
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return { ...plain, encoding: 'utf-16le', bom: 2, because: 'bom' };
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return { ...plain, encoding: 'utf-16be', bom: 2, because: 'bom' };
	const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	const order = bom ? null : utf16Order(bytes);
	if (order) return { ...plain, encoding: order === 'le' ? 'utf-16le' : 'utf-16be', because: 'zero-bytes' };
	const { firstBad, bad, good } = walkUtf8(bytes, complete);
	if (firstBad < 0) {
		return { ...plain, encoding: 'utf-8', bom, because: bom ? 'bom' : good > 0 ? 'utf8-valid' : 'ascii' };
	}
	const line = lineOf(bytes, firstBad);
	const damaged = { encoding: 'utf-8', bom, line, damaged: true, because: 'damaged', sure: true } as const;
	if (bom || good > bad * 3) return damaged;
	const legacy = legacyEncoding(sampleOf(bytes, firstBad, complete));
	if (legacy.score < (good > bad ? 0.5 : -0.2)) return { ...damaged, sure: false };
	return { ...plain, ...legacy, line };
}

/** Text of bytes in an encoding, without byte order mark. Bytes that do not fit become U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
	return new TextDecoder(DECODER_LABELS[encoding]).decode(bytes);
}

/** Length of the UTF-8 sequence at `at`: 0 = broken, -1 = cut off by the end of the bytes. */
function sequenceLength(bytes: Uint8Array, at: number): number {
	const lead = bytes[at] ?? 0;
	const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : 4;
	if (lead >= 0x80 && (lead < 0xc2 || lead > 0xf4)) return 0;
	for (let k = 1; k < length; k++) {
		const byte = bytes[at + k];
		if (byte === undefined) return -1;
		if ((byte & 0xc0) !== 0x80) return 0;
		if (k === 1 && ((lead === 0xe0 && byte < 0xa0) || (lead === 0xed && byte > 0x9f))) return 0;
		if (k === 1 && ((lead === 0xf0 && byte < 0x90) || (lead === 0xf4 && byte > 0x8f))) return 0;
	}
	return length;
}

/** Counts multi-byte characters that are UTF-8 (`good`) and bytes that are not (`bad`). */
function walkUtf8(bytes: Uint8Array, complete: boolean): { firstBad: number; bad: number; good: number } {
	let firstBad = -1;
	let bad = 0;
	let good = 0;
	for (let at = 0; at < bytes.length;) {
		if ((bytes[at] ?? 0) < 0x80) {
			at++;
			continue;
		}
		const length = sequenceLength(bytes, at);
		if (length === -1 && !complete) break;
		if (length <= 0) {
			if (firstBad < 0) firstBad = at;
			bad++;
			at++;
		} else {
			good++;
			at += length;
		}
	}
	return { firstBad, bad, good };
}

function lineOf(bytes: Uint8Array, at: number): number {
	let line = 1;
	for (let k = 0; k < at; k++) {
		if (bytes[k] === 0x0a || (bytes[k] === 0x0d && bytes[k + 1] !== 0x0a)) line++;
	}
	return line;
}

/** The lines from the first byte beyond ASCII on, as many as are judged. */
function sampleOf(bytes: Uint8Array, first: number, complete: boolean): Uint8Array {
	let from = first;
	while (from > 0 && first - from < 1000 && bytes[from - 1] !== 0x0a && bytes[from - 1] !== 0x0d) from--;
	let to = Math.min(bytes.length, from + SAMPLE);
	if (to < bytes.length || !complete) {
		const end = bytes.lastIndexOf(0x0a, to - 1);
		if (end > first) to = end;
		else while (to > first + 1 && (bytes[to - 1] ?? 0) >= 0x80) to--;
	}
	return bytes.subarray(from, to);
}

interface LegacyFinding extends Pick<EncodingFinding, 'because' | 'sure'> {
	readonly encoding: LegacyEncoding;
	readonly score: number;
}

/** One or two different East Asian characters may as well be an accent of another encoding. */
function enough(bytes: Uint8Array, encoding: LegacyEncoding): boolean {
	if (encoding === 'windows-1252') return true;
	return new Set(decodeText(bytes, encoding).match(/[^\p{ASCII}]/gu)).size > 2;
}

function legacyEncoding(bytes: Uint8Array): LegacyFinding {
	const ranked = LEGACY.map((encoding) => ({ encoding, score: encodingScore(bytes, encoding) })).sort(
		(a, b) => b.score - a.score
	);
	const [first, second] = ranked;
	if (!first || first.score < -0.5) {
		return { encoding: 'windows-1252', because: 'nothing-fits', sure: false, score: first?.score ?? -1 };
	}
	const lead = first.score - Math.max(second?.score ?? -1, -1);
	const sure =
		enough(bytes, first.encoding) && ((first.score >= 0.4 && lead > 0.25) || (first.score >= 0.2 && lead > 0.8));
	return { encoding: first.encoding, because: 'bytes-fit', sure, score: first.score };
}
