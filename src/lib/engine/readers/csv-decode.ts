import { DECODER_LABELS } from '$lib/core/intake/encoding-score';
import type { TextEncoding } from '$lib/core/table';
import type { ReadStep } from './reader';

const CHUNK = 4 << 20;

/** A text to be written anew in UTF-8; crosses the worker boundary as it is. */
export interface DecodeOrder {
	readonly data: Blob;
	readonly encoding: TextEncoding;
}

/** The text in UTF-8, without byte order mark. Bytes that stand for nothing become U+FFFD. Piece by piece, kept outside the heap. */
export async function decodeBlob({ data, encoding }: DecodeOrder, progress: (step: ReadStep) => void): Promise<Blob> {
	const decoder = new TextDecoder(DECODER_LABELS[encoding]);
	const encoder = new TextEncoder();
	const parts: Blob[] = [];
	for (let at = 0; at < data.size; at += CHUNK) {
		const bytes = await data.slice(at, at + CHUNK).arrayBuffer();
		const text = decoder.decode(bytes, { stream: at + CHUNK < data.size });
		parts.push(new Blob([encoder.encode(text)]));
		progress({ share: Math.min(1, (at + CHUNK) / data.size), rows: 0 });
	}
	return new Blob(parts);
}
