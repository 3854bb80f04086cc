import { Gunzip } from 'fflate';
import { AppError } from '$lib/core/errors';
import type { Pace } from './pace';
import { refusal } from './refusal';
import { bytesOf } from './zip';

const READ_BYTES = 1 << 20;
const FEED_BYTES = 8 << 10;

/** The pieces of a gzip file, of one member or several, decompressed and counted; at most `limit` packed bytes are read. */
export async function* gunzip(file: Blob, pace: Pace, limit = Infinity): AsyncGenerator<Uint8Array> {
	let out: Uint8Array[] = [];
	let ended = false;
	const inflate = new Gunzip((bytes, final) => {
		pace.gave(bytes.length);
		if (bytes.length > 0) out.push(bytes);
		ended = final;
	});
	const stop = Math.min(file.size, limit);
	for (let at = 0; at < stop; at += READ_BYTES) {
		const packed = await bytesOf(file, at, Math.min(stop, at + READ_BYTES));
		for (let from = 0; from < packed.length; from += FEED_BYTES) {
			const piece = packed.subarray(from, from + FEED_BYTES);
			pace.took(piece.length);
			try {
				inflate.push(piece, at + from + piece.length >= file.size);
			} catch (error) {
				throw broken(error, pace);
			}
			yield* out;
			out = [];
		}
	}
	if (stop === file.size && !ended) throw broken('the file is cut off', pace);
}

/** "deals.csv" of "deals.csv.gz"; a name without the ending is kept. */
export function nameWithoutGz(fileName: string): string {
	return fileName.replace(/\.(gz|gzip)$/i, '').replace(/\.tgz$/i, '.tar');
}

function broken(cause: unknown, pace: Pace): AppError {
	if (cause instanceof AppError) return cause;
	const message = cause instanceof Error ? cause.message : String(cause);
	return refusal('archive-broken', pace.fileName, { message });
}
