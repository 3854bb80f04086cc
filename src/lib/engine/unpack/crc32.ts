/** Tables for one byte and for the bytes up to seven before it, one after the other. */
const TABLES = tables();

function tables(): Uint32Array {
	const all = new Uint32Array(8 * 256);
	for (let byte = 0; byte < 256; byte++) {
		let value = byte;
		for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
		all[byte] = value;
	}
	for (let at = 256; at < all.length; at++) {
		const before = all[at - 256] ?? 0;
		all[at] = (all[before & 0xff] ?? 0) ^ (before >>> 8);
	}
	return all;
}

/** CRC-32 as ZIP and gzip use it (ISO 3309), of bytes that come in pieces: begin with 0 and pass on what the last piece gave. */
export function crc32(bytes: Uint8Array, before = 0): number {
	const eights = bytes.length - (bytes.length % 8);
	const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const value = (table: number, byte: number): number => TABLES[(table << 8) | (byte & 0xff)] ?? 0;
	let crc = ~before;
	for (let at = 0; at < eights; at += 8) {
		const low = crc ^ data.getInt32(at, true);
		const high = data.getInt32(at + 4, true);
		crc =
			value(7, low) ^
			value(6, low >>> 8) ^
			value(5, low >>> 16) ^
			value(4, low >>> 24) ^
			value(3, high) ^
			value(2, high >>> 8) ^
			value(1, high >>> 16) ^
			value(0, high >>> 24);
	}
	for (let at = eights; at < bytes.length; at++) crc = value(0, crc ^ (bytes[at] ?? 0)) ^ (crc >>> 8);
	return ~crc >>> 0;
}
