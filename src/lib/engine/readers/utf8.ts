const strict = new TextDecoder('utf-8', { fatal: true });

/** Whether bytes are UTF-8; unless `whole`, a character cut off at their end does not matter. */
export function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
	try {
		strict.decode(whole ? bytes : bytes.subarray(0, wholeCharacters(bytes)));
		return true;
	} catch {
		return false;
	}
}

/** The length of `bytes` without a character cut off at its end. */
function wholeCharacters(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back]!;
		if (byte >= 0xc0) return bytes.length - back;
		if (byte < 0x80) return bytes.length;
	}
	return bytes.length;
}

/** Offset of the bytes of U+FFFD from `from` and before `to`, or -1. */
export function indexOfReplacement(bytes: Uint8Array, from: number, to: number): number {
	for (let at = bytes.indexOf(0xef, from); at >= 0 && at + 2 < to; at = bytes.indexOf(0xef, at + 1)) {
		if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) return at;
	}
	return -1;
}
