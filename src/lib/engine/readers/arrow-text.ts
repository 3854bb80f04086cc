import { DataType, makeData, Utf8, Vector, type Data } from 'apache-arrow';

/** Most bytes the texts of one column may give: a dictionary can repeat a long one without end. */
const MOST_BYTES = 1 << 30;

/** A text column of these texts; null is NULL. Throws when they are more than a column may hold. */
export function textData(length: number, textAt: (row: number) => string | null): Data<Utf8> {
	const offsets = new Int32Array(length + 1);
	const nullBitmap = new Uint8Array(Math.ceil(length / 8));
	const encoder = new TextEncoder();
	let bytes = new Uint8Array(1024 + length * 8);
	let nullCount = 0;
	let end = 0;
	for (let row = 0; row < length; row++) {
		const text = textAt(row);
		if (text === null) nullCount++;
		else {
			nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
			if (end + text.length > MOST_BYTES) throw new Error('a column gives too much text');
			if (end + text.length * 3 > bytes.length) {
				const larger = new Uint8Array(2 * bytes.length + text.length * 3);
				larger.set(bytes.subarray(0, end));
				bytes = larger;
			}
			end += encoder.encodeInto(text, bytes.subarray(end)).written;
		}
		offsets[row + 1] = end;
	}
	return makeData({
		type: new Utf8(),
		length,
		nullCount,
		nullBitmap,
		valueOffsets: offsets,
		data: bytes.subarray(0, end)
	});
}

/** Values of any type as text: bytes as UTF-8 where they are that, lists and objects as JSON. */
export function anyText(data: Data): Data<Utf8> {
	const vector = new Vector([data]);
	const { type } = data;
	return textData(data.length, (row) => {
		const value: unknown = vector.get(row);
		if (value === null || value === undefined) return null;
		if (DataType.isDecimal(type)) return decimalText(value as Uint32Array, type.scale);
		return valueText(value);
	});
}

function valueText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value instanceof Uint8Array) return bytesText(value);
	if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
	return JSON.stringify(value, plain);
}

/** JSON has no whole numbers of 64 bits and no bytes: both are written as texts. */
function plain(_key: string, value: unknown): unknown {
	if (typeof value === 'bigint') return value.toString();
	return value instanceof Uint8Array ? bytesText(value) : value;
}

function bytesText(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	}
}

/** A decimal of any width from its words, the lowest first. */
function decimalText(words: Uint32Array, scale: number): string {
	let value = 0n;
	for (let at = words.length - 1; at >= 0; at--) value = (value << 32n) | BigInt(words[at] ?? 0);
	value = BigInt.asIntN(words.length * 32, value);
	const digits = (value < 0n ? -value : value).toString().padStart(Math.max(0, scale) + 1, '0');
	const sign = value < 0n ? '-' : '';
	if (scale < 0) return value === 0n ? '0' : sign + digits + '0'.repeat(-scale);
	return scale > 0 ? `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}` : sign + digits;
}
