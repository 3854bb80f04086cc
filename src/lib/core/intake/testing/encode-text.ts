/** Byte sequences of a double-byte encoding, by character, made from its decoder. */
function encodings(label: string): Map<string, number[]> {
	const decoder = new TextDecoder(label, { fatal: true });
	const map = new Map<string, number[]>();
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			try {
				const character = decoder.decode(new Uint8Array([lead, trail]));
				if ([...character].length === 1 && !map.has(character)) map.set(character, [lead, trail]);
			} catch {
				continue;
			}
		}
	}
	return map;
}

const tables = new Map<string, Map<string, number[]>>();

/** For tests: the bytes of a text in an encoding; null when it has no bytes for one of the characters. */
export function encodeText(text: string, encoding: string): Uint8Array | null {
	switch (encoding) {
		case 'utf-8':
			return new TextEncoder().encode(text);
		case 'utf-8-bom':
			return new TextEncoder().encode('\ufeff' + text);
		case 'utf-16le':
			return new Uint8Array(Buffer.from(text, 'utf16le'));
		case 'utf-16be-bom':
			return new Uint8Array(Buffer.from('\ufeff' + text, 'utf16le').swap16());
		case 'windows-1252':
			// eslint-disable-next-line no-control-regex -- the characters Latin-1 has
			return /^[\u0000-\u007f\u00a0-\u00ff]*$/.test(text) ? new Uint8Array(Buffer.from(text, 'latin1')) : null;
		default:
			return doubleBytes(text, encoding);
	}
}

function doubleBytes(text: string, encoding: string): Uint8Array | null {
	const table = tables.get(encoding) ?? encodings(encoding);
	tables.set(encoding, table);
	const bytes: number[] = [];
	for (const character of text) {
		const code = character.charCodeAt(0);
		const found = code < 128 ? [code] : table.get(character);
		if (!found) return null;
		bytes.push(...found);
	}
	return new Uint8Array(bytes);
}
