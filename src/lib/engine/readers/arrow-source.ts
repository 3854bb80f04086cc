import { AppError, inputRejected } from '$lib/core/errors';
import { unwrap, type Reply } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import { Patience } from '../patience';
import type { ArrowShape } from './arrow-file';
import arrowScript from './arrow.worker?worker&url';

export type ArrowOrder =
	{ readonly open: Blob; readonly fileName: string; readonly limit: number | null } | { readonly next: true };
type ArrowAnswer = Reply<ArrowShape | Uint8Array | null>;
/** The worker's script runs and has the bytes, or works on: from now on it must answer or say so again soon. */
export type ArrowMessage = { readonly ready: true } | ArrowAnswer;

/** An Arrow file being checked in a worker of its own: whatever the file does to it, the engine is not touched. */
export class ArrowSource {
	readonly #worker = spawnWorker('arrow', arrowScript);
	readonly #patience = new Patience();

	private constructor(private readonly fileName: string) {}

	/** Throws AppError 'input-rejected' when the file cannot be read, 'cancelled', 'load-failed'. With `limit` rows: its head. */
	static async open(
		fileName: string,
		file: Blob,
		signal: AbortSignal | null,
		limit: number | null = null
	): Promise<{ source: ArrowSource; shape: ArrowShape }> {
		const source = new ArrowSource(fileName);
		try {
			const shape = (await source.#ask({ open: file, fileName, limit }, signal)) as ArrowShape;
			return { source, shape };
		} catch (error) {
			source.close();
			throw error;
		}
	}

	/** The next rows as an Arrow IPC stream, or null after the last. */
	async next(signal: AbortSignal | null): Promise<Uint8Array | null> {
		return (await this.#ask({ next: true }, signal)) as Uint8Array | null;
	}

	close(): void {
		this.#worker.terminate();
	}

	/** A worker that ends while it reads, ends because of the file. */
	#ended(begun: boolean, message: string): AppError {
		if (!begun) return new AppError('load-failed', { message });
		return inputRejected([{ code: 'file-arrow-broken', at: this.fileName, details: { message } }]);
	}

	#ask(order: ArrowOrder, signal: AbortSignal | null): Promise<ArrowShape | Uint8Array | null> {
		const worker = this.#worker;
		const over = new AbortController();
		return new Promise<ArrowAnswer>((resolve, reject) => {
			const listen = { signal: over.signal };
			const silent = (): void => reject(inputRejected([{ code: 'file-stalled', at: this.fileName }]));
			const watch = this.#patience.watch(silent);
			over.signal.addEventListener('abort', () => watch.end());
			if (signal?.aborted) reject(new AppError('cancelled'));
			signal?.addEventListener('abort', () => reject(new AppError('cancelled')), listen);
			let begun = !('open' in order);
			const failed = ({ message }: ErrorEvent): void => reject(this.#ended(begun, message));
			worker.addEventListener('error', failed, listen);
			const receive = ({ data }: MessageEvent<ArrowMessage>): void => {
				if (!('ready' in data)) return resolve(data);
				begun = true;
				watch.heard();
			};
			worker.addEventListener('message', receive, listen);
			worker.postMessage(order);
		})
			.then(unwrap)
			.finally(() => over.abort());
	}
}

/** The first rows of a file as an Arrow IPC stream, and how many it has. */
export async function arrowHead(
	fileName: string,
	file: Blob,
	limit: number,
	signal: AbortSignal | null
): Promise<{ stream: Uint8Array; rows: number }> {
	const { source, shape } = await ArrowSource.open(fileName, file, signal, limit);
	try {
		return { stream: (await source.next(signal)) ?? new Uint8Array(0), rows: shape.rows };
	} finally {
		source.close();
	}
}
