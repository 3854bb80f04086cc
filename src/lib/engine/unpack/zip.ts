import { Inflate } from 'fflate';
import { AppError } from '$lib/core/errors';
import { crc32 } from './crc32';
import type { Pace } from './pace';
import { refusal } from './refusal';

/** A member of a zip archive. `name` is a label: nothing is ever written to where it leads. */
export interface ZipEntry {
	readonly name: string;
	readonly encrypted: boolean;
	/** Packed and unpacked bytes as the archive says; the latter may be a lie. */
	readonly packed: number;
	readonly declared: number;
	readonly method: number;
	readonly header: number;
	readonly crc: number;
}

/** Most members that are looked at. */
const MOST_ENTRIES = 20_000;
/** The directory ends with a comment of at most 64 KiB. */
const TAIL_BYTES = 22 + 65_535;
const READ_BYTES = 1 << 20;
/** Fed to the decompressor at once: it gives at most about a thousand times as much before it can be stopped. */
const FEED_BYTES = 8 << 10;

/** A zip archive read from its directory; members are decompressed piece by piece and counted. */
export class ZipArchive {
	private constructor(
		private readonly file: Blob,
		private readonly pace: Pace,
		readonly entries: readonly ZipEntry[]
	) {}

	/** Reads the directory. Throws the refusal 'archive-broken'. */
	static async open(file: Blob, pace: Pace): Promise<ZipArchive> {
		try {
			return new ZipArchive(file, pace, await readDirectory(file));
		} catch (error) {
			throw broken(error, pace);
		}
	}

	/** The pieces of a member, decompressed and counted by `pace`; at most `limit` packed bytes are read. A whole one must match its checksum. */
	async *pieces(entry: ZipEntry, pace = this.pace, limit = Infinity): AsyncGenerator<Uint8Array> {
		if (entry.encrypted) throw refusal('archive-protected', pace.fileName, { member: entry.name });
		if (entry.method !== 0 && entry.method !== 8)
			throw broken(`compression method ${entry.method} of ${entry.name}`, pace);
		const start = await this.#dataStart(entry);
		const end = Math.min(start + entry.packed, this.file.size);
		const stop = Math.min(end, start + limit);
		const inflater = entry.method === 8 ? new Inflater(entry, pace) : null;
		let crc = 0;
		for (let at = start; at < stop; at += READ_BYTES) {
			const packed = await bytesOf(this.file, at, Math.min(stop, at + READ_BYTES));
			for (let from = 0; from < packed.length; from += FEED_BYTES) {
				const piece = packed.subarray(from, from + FEED_BYTES);
				pace.took(piece.length);
				const last = at + from + piece.length >= end;
				if (!inflater) pace.gave(piece.length);
				for (const bytes of inflater ? inflater.push(piece, last) : [piece]) {
					crc = crc32(bytes, crc);
					yield bytes;
				}
			}
		}
		if (stop < end) return;
		if (end < start + entry.packed || (inflater && !inflater.ended)) throw broken(`${entry.name} is cut off`, pace);
		if (crc !== entry.crc) throw broken(`${entry.name} does not match its checksum`, pace);
	}

	/** A member as a whole, in memory the browser may move to disk. */
	async blob(entry: ZipEntry): Promise<Blob> {
		return collect(this.pieces(entry));
	}

	/** The first bytes of a member. */
	async head(entry: ZipEntry): Promise<Uint8Array> {
		return collectHead(this.pieces(entry, this.pace.apart(), HEAD_BYTES));
	}

	async #dataStart(entry: ZipEntry): Promise<number> {
		const header = view(await bytesOf(this.file, entry.header, entry.header + 30));
		if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) {
			throw broken(`${entry.name} is not where the directory says`, this.pace);
		}
		return entry.header + 30 + header.getUint16(26, true) + header.getUint16(28, true);
	}
}

/** Enough of a member to know its kind. */
const HEAD_BYTES = 64 << 10;

/** All pieces as one Blob, made of large parts. */
export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Blob> {
	const blobs: Blob[] = [];
	let waiting: Uint8Array<ArrayBuffer>[] = [];
	let bytes = 0;
	const settle = (): void => {
		blobs.push(new Blob(waiting));
		waiting = [];
		bytes = 0;
	};
	for await (const piece of pieces) {
		waiting.push(new Uint8Array(piece));
		bytes += piece.length;
		if (bytes > 4 << 20) settle();
	}
	settle();
	return new Blob(blobs);
}

/** The first 64 KiB or a bit more of the pieces. */
export async function collectHead(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of pieces) {
		parts.push(piece.slice());
		bytes += piece.length;
		if (bytes >= HEAD_BYTES) break;
	}
	const head = new Uint8Array(bytes);
	let at = 0;
	for (const part of parts) {
		head.set(part, at);
		at += part.length;
	}
	return head;
}

/** Deflated data of one member: counts and gives what comes out. */
class Inflater {
	ended = false;
	#out: Uint8Array[] = [];
	readonly #inflate: Inflate;

	constructor(
		private readonly entry: ZipEntry,
		private readonly pace: Pace
	) {
		this.#inflate = new Inflate((bytes, final) => {
			this.pace.gave(bytes.length);
			if (bytes.length > 0) this.#out.push(bytes);
			if (final) this.ended = true;
		});
	}

	push(piece: Uint8Array, last: boolean): Uint8Array[] {
		try {
			this.#inflate.push(piece, last);
		} catch (error) {
			throw broken(error, this.pace, this.entry.name);
		}
		const out = this.#out;
		this.#out = [];
		return out;
	}
}

async function readDirectory(file: Blob): Promise<ZipEntry[]> {
	const tailAt = Math.max(0, file.size - TAIL_BYTES);
	const tail = await bytesOf(file, tailAt, file.size);
	const end = findEnd(tail);
	if (end < 0) throw new Error('the archive has no directory');
	const at = view(tail.subarray(end));
	let count = at.getUint16(10, true);
	let size = at.getUint32(12, true);
	let offset = at.getUint32(16, true);
	if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
		({ count, size, offset } = await readZip64(file, tailAt + end));
	}
	// Programs that put something before the archive do not always correct its offsets.
	const shift = Math.max(0, tailAt + end - size - offset);
	const directory = await bytesOf(file, offset, offset + size);
	const shifted = shift > 0 && !startsEntry(directory);
	const found = shifted ? await bytesOf(file, offset + shift, offset + shift + size) : directory;
	return entriesOf(found, Math.min(count, MOST_ENTRIES), shifted ? shift : 0);
}

function findEnd(tail: Uint8Array): number {
	for (let at = tail.length - 22; at >= 0; at--) {
		if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 0x05 && tail[at + 3] === 0x06) return at;
	}
	return -1;
}

async function readZip64(file: Blob, end: number): Promise<{ count: number; size: number; offset: number }> {
	const locator = view(await bytesOf(file, Math.max(0, end - 20), end));
	if (locator.byteLength < 20 || locator.getUint32(0, true) !== 0x07064b50) throw new Error('the directory is damaged');
	const at = Number(locator.getBigUint64(8, true));
	const record = view(await bytesOf(file, at, at + 56));
	if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) throw new Error('the directory is damaged');
	return {
		count: Number(record.getBigUint64(32, true)),
		size: Number(record.getBigUint64(40, true)),
		offset: Number(record.getBigUint64(48, true))
	};
}

function startsEntry(directory: Uint8Array): boolean {
	return directory.length >= 46 && view(directory).getUint32(0, true) === 0x02014b50;
}

function entriesOf(directory: Uint8Array, count: number, shift: number): ZipEntry[] {
	const entries: ZipEntry[] = [];
	const data = view(directory);
	for (let at = 0; entries.length < count && at + 46 <= directory.length;) {
		if (data.getUint32(at, true) !== 0x02014b50) throw new Error('the directory is damaged');
		const flags = data.getUint16(at + 8, true);
		const nameEnd = at + 46 + data.getUint16(at + 28, true);
		const extraEnd = nameEnd + data.getUint16(at + 30, true);
		const extra = directory.subarray(nameEnd, extraEnd);
		const sizes = { declared: data.getUint32(at + 24, true), packed: data.getUint32(at + 20, true) };
		const wide = wideSizes(extra, sizes, data.getUint32(at + 42, true));
		entries.push({
			name: unicodeName(extra) ?? nameOf(directory.subarray(at + 46, nameEnd), (flags & 0x800) !== 0),
			encrypted: (flags & 1) !== 0,
			method: data.getUint16(at + 10, true),
			crc: data.getUint32(at + 16, true),
			packed: wide.packed,
			declared: wide.declared,
			header: wide.header + shift
		});
		at = extraEnd + data.getUint16(at + 32, true);
	}
	if (entries.length < count) throw new Error('the directory is cut off');
	return entries;
}

/** Sizes and offset beyond 4 GiB stand in an extra field, in a fixed order, only those that do not fit. */
function wideSizes(
	extra: Uint8Array,
	{ declared, packed }: { declared: number; packed: number },
	header: number
): { declared: number; packed: number; header: number } {
	const field = extraField(extra, 0x0001);
	let at = 0;
	const wide = (narrow: number): number => {
		if (narrow !== 0xffffffff || !field || at + 8 > field.byteLength) return narrow;
		at += 8;
		return Number(field.getBigUint64(at - 8, true));
	};
	return { declared: wide(declared), packed: wide(packed), header: wide(header) };
}

function extraField(extra: Uint8Array, id: number): DataView | null {
	const data = view(extra);
	for (let at = 0; at + 4 <= extra.length;) {
		const size = data.getUint16(at + 2, true);
		if (data.getUint16(at, true) === id && at + 4 + size <= extra.length)
			return view(extra.subarray(at + 4, at + 4 + size));
		at += 4 + size;
	}
	return null;
}

/** Info-ZIP's field for the name in UTF-8. */
function unicodeName(extra: Uint8Array): string | null {
	const field = extraField(extra, 0x7075);
	if (!field || field.byteLength < 6) return null;
	return new TextDecoder().decode(new Uint8Array(field.buffer, field.byteOffset + 5, field.byteLength - 5));
}

/** Names that say they are UTF-8, or are; else as Chinese Windows writes them, else as Western ones do. */
function nameOf(bytes: Uint8Array, utf8: boolean): string {
	if (utf8) return new TextDecoder().decode(bytes);
	for (const encoding of ['utf-8', 'gb18030']) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			continue;
		}
	}
	return new TextDecoder('windows-1252').decode(bytes);
}

/** Bytes of a file; what cannot be read any more is said by the caller's refusal. */
export async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array> {
	return new Uint8Array(await file.slice(from, to).arrayBuffer());
}

function view(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function broken(cause: unknown, pace: Pace, member = ''): AppError {
	if (cause instanceof AppError) return cause;
	const reason = cause instanceof Error ? cause.message : String(cause);
	return refusal('archive-broken', pace.fileName, { message: member === '' ? reason : `${member}: ${reason}` });
}
