/** Most bytes one frame may give. */
const MOST_BYTES = 1 << 30;
const MAGIC = 0x184d2204;

/**
 * Decodes one LZ4 frame, as Arrow files hold them for every buffer. Checksums are passed over: Arrow's own lengths are checked.
 * Format: LZ4 Frame Format 1.6.4. Throws when the frame is damaged or gives more than `MOST_BYTES`.
 */
export function decodeLz4(frame: Uint8Array): Uint8Array {
	const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
	if (frame.length < 7 || view.getUint32(0, true) !== MAGIC) throw new Error('not an LZ4 frame');
	const flags = view.getUint8(4);
	let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
	const out = new Output();
	while (at + 4 <= frame.length) {
		const size = view.getUint32(at, true);
		at += 4;
		if (size === 0) return out.take();
		const length = size & 0x7fff_ffff;
		if (at + length > frame.length) throw new Error('an LZ4 block is cut off');
		const block = frame.subarray(at, at + length);
		if (size >>> 31) out.copy(block, 0, length);
		else decodeBlock(block, out);
		at += length + (flags & 0x10 ? 4 : 0);
	}
	throw new Error('an LZ4 frame is cut off');
}

/** Sequences of literal bytes and of copies of what came before. */
function decodeBlock(block: Uint8Array, out: Output): void {
	let at = 0;
	const length = (first: number): number => {
		let total = first;
		if (first < 15) return total;
		for (let more = 255; more === 255; total += more) {
			if (at >= block.length) throw new Error('an LZ4 block is cut off');
			more = block[at++] ?? 0;
		}
		return total;
	};
	while (at < block.length) {
		const token = block[at++] ?? 0;
		const literals = length(token >> 4);
		if (at + literals > block.length) throw new Error('an LZ4 block is cut off');
		out.copy(block, at, literals);
		at += literals;
		if (at >= block.length) return;
		const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
		at += 2;
		out.repeat(distance, length(token & 15) + 4);
	}
}

class Output {
	#bytes = new Uint8Array(1 << 16);
	#length = 0;

	copy(from: Uint8Array, at: number, length: number): void {
		this.#grow(length);
		this.#bytes.set(from.subarray(at, at + length), this.#length);
		this.#length += length;
	}

	/** Copies may overlap what they write: then bytes repeat. */
	repeat(distance: number, length: number): void {
		if (distance === 0 || distance > this.#length) throw new Error('an LZ4 block points before its start');
		this.#grow(length);
		const bytes = this.#bytes;
		for (let from = this.#length - distance, to = this.#length, left = length; left > 0; left--) {
			bytes[to++] = bytes[from++] ?? 0;
		}
		this.#length += length;
	}

	take(): Uint8Array {
		return this.#bytes.subarray(0, this.#length);
	}

	#grow(more: number): void {
		const needed = this.#length + more;
		if (needed > MOST_BYTES) throw new Error('an LZ4 frame gives too much');
		if (needed <= this.#bytes.length) return;
		const bytes = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
		bytes.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = bytes;
	}
}
