import { utf16Order } from './file-kind';

/** Encodings a file may look like. `damaged-utf-8`: UTF-8 in which some bytes are broken. `unknown`: none fits. */
export type Encoding =
	'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'shift-jis' | 'windows-1252' | 'damaged-utf-8' | 'unknown';

/** What bytes look like, and where they stop being UTF-8. */
export interface EncodingFinding {
	readonly encoding: Encoding;
	/** 1-based line of the first byte that is not UTF-8; 0 when all are. */
	readonly line: number;
	/** Bytes of a UTF-8 byte order mark at the start: 0 or 3. */
	readonly bom: 0 | 3;
}

/** Looks at the head of a text file. `complete` = `bytes` are the whole file, so a character cut off at the end is an error. */
export function detectEncoding(bytes: Uint8Array, complete: boolean): EncodingFinding {
	const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	const order = bom ? null : utf16Order(bytes);
	if (order) return { encoding: order === 'le' ? 'utf-16le' : 'utf-16be', line: 1, bom: 0 };
	const { firstBad, bad, good } = walkUtf8(bytes, complete);
	if (firstBad < 0) return { encoding: 'utf-8', line: 0, bom };
	const line = lineOf(bytes, firstBad);
	if (bom || good > bad) return { encoding: 'damaged-utf-8', line, bom };
	return { encoding: legacyEncoding(bytes), line, bom };
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

function legacyEncoding(bytes: Uint8Array): Encoding {
	const gb = doubleByteShares(bytes, gbTrail);
	const sjis = doubleByteShares(bytes, sjisTrail);
	if (sjis.broken <= 0.02 && sjis.kana > 0.1 && sjis.kana > gb.common * 0.5 && gb.common < 0.6) return 'shift-jis';
	if (gb.broken <= 0.02 && gb.common >= 0.6) return 'gb18030';
	if (sjis.broken <= 0.02 && sjis.pairs > 0 && sjis.kana > 0) return 'shift-jis';
	return looksWestern(bytes) ? 'windows-1252' : 'unknown';
}

interface PairShares {
	readonly pairs: number;
	/** Share of lead bytes without a fitting trail byte. */
	readonly broken: number;
	/** Share of pairs in the GB 2312 hanzi and symbol rows. */
	readonly common: number;
	/** Share of pairs that are Shift-JIS kana. */
	readonly kana: number;
}

function gbTrail(lead: number, trail: number): boolean {
	return lead >= 0x81 && lead <= 0xfe && ((trail >= 0x40 && trail !== 0x7f && trail <= 0xfe) || isDigitByte(trail));
}

function isDigitByte(byte: number): boolean {
	return byte >= 0x30 && byte <= 0x39;
}

function sjisTrail(lead: number, trail: number): boolean {
	const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
	return isLead && trail >= 0x40 && trail !== 0x7f && trail <= 0xfc;
}

function doubleByteShares(bytes: Uint8Array, fits: (lead: number, trail: number) => boolean): PairShares {
	let pairs = 0;
	let broken = 0;
	let common = 0;
	let kana = 0;
	for (let at = 0; at + 1 < bytes.length; at++) {
		const lead = bytes[at] ?? 0;
		const trail = bytes[at + 1] ?? 0;
		if (lead < 0x80 || (fits === sjisTrail && lead >= 0xa1 && lead <= 0xdf)) continue;
		if (!fits(lead, trail)) {
			broken++;
			continue;
		}
		pairs++;
		if (((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1) common++;
		if ((lead === 0x82 && trail >= 0x9f && trail <= 0xf1) || (lead === 0x83 && trail <= 0x96)) kana++;
		at += fits === gbTrail && isDigitByte(trail) ? 3 : 1;
	}
	const all = Math.max(1, pairs + broken);
	return { pairs, broken: broken / all, common: common / Math.max(1, pairs), kana: kana / Math.max(1, pairs) };
}

/** Western text: single letters beyond ASCII stand among ASCII letters, and the five unused codes of the page are absent. */
function looksWestern(bytes: Uint8Array): boolean {
	let high = 0;
	let plausible = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at] ?? 0;
		if (byte < 0x80) continue;
		high++;
		const unused = byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d;
		const run = (bytes[at - 1] ?? 0) >= 0x80 && (bytes[at + 1] ?? 0) >= 0x80;
		if (!unused && !run) plausible++;
	}
	return plausible >= high * 0.8;
}
