/** What a file is by its bytes. `csv` stands for any readable text with delimited lines, whatever its encoding. */
export type FileKind =
	| 'csv'
	| 'parquet'
	| 'excel'
	| 'json'
	| 'arrow'
	| 'html'
	| 'xml'
	| 'zip'
	| 'gzip'
	| 'tar'
	| 'zstd'
	| 'rar'
	| '7z'
	| 'binary'
	| 'empty';

const MAGIC: readonly { readonly kind: FileKind; readonly bytes: readonly number[] }[] = [
	{ kind: 'parquet', bytes: [0x50, 0x41, 0x52, 0x31] }, // PAR1
	{ kind: 'parquet', bytes: [0x50, 0x41, 0x52, 0x45] }, // PARE: encrypted footer
	{ kind: 'arrow', bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] }, // ARROW1
	{ kind: 'gzip', bytes: [0x1f, 0x8b] },
	{ kind: 'excel', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] }, // OLE2: xls, protected xlsx
	{ kind: 'binary', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] }, // %PDF-
	{ kind: 'binary', bytes: [0x89, 0x50, 0x4e, 0x47] }, // PNG
	{ kind: 'binary', bytes: [0xff, 0xd8, 0xff] }, // JPEG
	{ kind: 'binary', bytes: [0x47, 0x49, 0x46, 0x38] }, // GIF8
	{ kind: '7z', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
	{ kind: 'zstd', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
	{ kind: 'rar', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] }, // Rar!
	{ kind: 'binary', bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66] }, // SQLite f
	{ kind: 'binary', bytes: [0x00, 0x61, 0x73, 0x6d] } // wasm
];

/**
 * The kind of a file from its first bytes (a few KiB are enough, 64 KiB are better). The name decides only between a plain
 * zip archive and a workbook whose parts the head does not show. Never throws.
 */
export function fileKind(head: Uint8Array, fileName: string): FileKind {
	if (head.length === 0) return 'empty';
	for (const { kind, bytes } of MAGIC) if (startsWith(head, bytes)) return kind;
	if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06]))
		return zipKind(head, fileName);
	if (isArrowStream(head)) return 'arrow';
	if (isTar(head)) return 'tar';
	if (looksBinary(head)) return 'binary';
	return looksJson(head) || /\.(json|ndjson|jsonl)$/i.test(fileName) ? 'json' : (markup(head) ?? 'csv');
}

/** A tar archive says so behind the name and numbers of its first member. */
function isTar(head: Uint8Array): boolean {
	return startsWith(head.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72]);
}

/** A page of HTML, whatever it is called, or other XML: many programs export tables so, under the name .xls. */
function markup(head: Uint8Array): 'html' | 'xml' | null {
	const order = utf16Order(head);
	const text = order
		? new TextDecoder(`utf-16${order}`).decode(head.subarray(0, 8192))
		: latin1(head.subarray(0, 4096));
	const start =
		/^(?:\u00ef\u00bb\u00bf|\ufeff)?\s*(?:<!--[^>]*-->\s*)*(<\?xml|<!doctype html|<(?:html|head|meta|style|body|table)[\s>])/i;
	const found = start.exec(text)?.[1]?.toLowerCase();
	if (found === undefined) return null;
	return found === '<?xml' && !/<html[\s>]/i.test(text) ? 'xml' : 'html';
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
	return bytes.every((byte, at) => head[at] === byte);
}

function zipKind(head: Uint8Array, fileName: string): FileKind {
	const names = latin1(head.subarray(0, 4096));
	if (/xl\/|\[Content_Types\]\.xml|spreadsheet/.test(names)) return 'excel';
	return /\.(xlsx|xlsm|xlsb|ods)$/i.test(fileName) ? 'excel' : 'zip';
}

/** An Arrow IPC stream starts with the continuation mark and a metadata length that fits. */
function isArrowStream(head: Uint8Array): boolean {
	if (head.length < 12 || !startsWith(head, [0xff, 0xff, 0xff, 0xff])) return false;
	return (head[6] ?? 1) === 0 && (head[7] ?? 1) === 0;
}

/** UTF-16 text is rich in zero bytes, but only on one side of its pairs, and free of other control bytes. */
export function utf16Order(bytes: Uint8Array): 'le' | 'be' | null {
	if (startsWith(bytes, [0xff, 0xfe]) && !startsWith(bytes, [0xff, 0xfe, 0x00, 0x00])) return 'le';
	if (startsWith(bytes, [0xfe, 0xff])) return 'be';
	const length = Math.min(bytes.length, 65_536) & ~1;
	let even = 0;
	let odd = 0;
	for (let at = 0; at < length; at += 2) {
		if (bytes[at] === 0) even++;
		if (bytes[at + 1] === 0) odd++;
	}
	const pairs = length / 2;
	if (pairs < 4) return null;
	if (odd > pairs * 0.3 && even < pairs * 0.02) return 'le';
	return even > pairs * 0.3 && odd < pairs * 0.02 ? 'be' : null;
}

function looksBinary(head: Uint8Array): boolean {
	if (utf16Order(head)) return false;
	const length = Math.min(head.length, 65_536);
	let control = 0;
	for (let at = 0; at < length; at++) {
		const byte = head[at] ?? 0;
		if (byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c)) control++;
	}
	return control > Math.max(2, length * 0.01);
}

function looksJson(head: Uint8Array): boolean {
	const text = latin1(head.subarray(0, 4096)).replace(/^\u00ef\u00bb\u00bf/, '');
	return /^\s*(\{\s*("[^"\n]*"\s*:|\}|$)|\[\s*(\{|\[|\]|"[^"\n]*"\s*[,\]]\s*|-?\d[\d.eE+-]*\s*[,\]]))/.test(text);
}

function latin1(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}
