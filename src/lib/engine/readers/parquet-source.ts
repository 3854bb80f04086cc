import wasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?gzip-url';
import { AppError } from '$lib/core/errors';
import { unwrap, type Reply } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import { Patience } from '../patience';
import { wasmModule } from '../wasm-module';
import parquetScript from './parquet.worker?worker&url';

/** What the file says about itself. */
export interface ParquetShape {
	readonly rows: number;
	readonly rowGroups: number;
}

export type ParquetOrder =
	{ readonly open: Blob; readonly module: WebAssembly.Module; readonly limit: number | null } | { readonly next: true };
export type ParquetAnswer = Reply<ParquetShape | Uint8Array | null>;
/** The worker's script runs: from now on it must answer soon. */
export type ParquetMessage = { readonly ready: true } | ParquetAnswer;

/** The message of a reader that was ended because it did not answer. */
export const SILENT = 'no answer from the Parquet reader';

/** A Parquet file being decoded in a worker of its own: whatever the file does to it, the engine is not touched. */
export class ParquetSource {
	readonly #worker = spawnWorker('parquet', parquetScript);
	readonly #patience = new Patience();

	/** Throws AppError 'load-failed' with details.message when the file cannot be read. */
	static async open(
		file: Blob,
		signal: AbortSignal | null,
		limit: number | null = null
	): Promise<{ source: ParquetSource; shape: ParquetShape }> {
		const module = await wasmModule(wasm);
		const source = new ParquetSource();
		try {
			const shape = (await source.#ask({ open: file, module, limit }, signal)) as ParquetShape;
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

	#ask(order: ParquetOrder, signal: AbortSignal | null): Promise<ParquetShape | Uint8Array | null> {
		const worker = this.#worker;
		const over = new AbortController();
		return new Promise<ParquetAnswer>((resolve, reject) => {
			const failed = (message: string): void => reject(new AppError('load-failed', { message }));
			const listen = { signal: over.signal };
			const watch = this.#patience.watch(() => failed(SILENT));
			over.signal.addEventListener('abort', () => watch.end());
			signal?.addEventListener('abort', () => reject(new AppError('cancelled')), listen);
			worker.addEventListener('error', (event) => failed(event.message), listen);
			const receive = ({ data }: MessageEvent<ParquetMessage>): void => {
				if (!('ready' in data)) return resolve(data);
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
export async function parquetHead(
	file: Blob,
	limit: number,
	signal: AbortSignal | null
): Promise<{ stream: Uint8Array; rows: number }> {
	const { source, shape } = await ParquetSource.open(file, signal, limit);
	try {
		return { stream: (await source.next(signal)) ?? new Uint8Array(0), rows: shape.rows };
	} finally {
		source.close();
	}
}
