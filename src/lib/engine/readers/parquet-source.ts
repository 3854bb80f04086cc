import wasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?gzip-url';
import { AppError } from '$lib/core/errors';
import { unwrap, type Reply } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import { wasmModule } from '../wasm-module';
import parquetScript from './parquet.worker?worker&url';

/** What the file says about itself. */
export interface ParquetShape {
	readonly rows: number;
	readonly rowGroups: number;
}

export type ParquetOrder = { readonly open: Blob; readonly module: WebAssembly.Module } | { readonly next: true };
export type ParquetAnswer = Reply<ParquetShape | Uint8Array | null>;

/** A row group that takes longer than this belongs to a file made to hang its reader. */
const PATIENCE_MS = 60_000;

/** A Parquet file being decoded in a worker of its own: whatever the file does to it, the engine is not touched. */
export class ParquetSource {
	readonly #worker = spawnWorker('parquet', parquetScript);

	/** Throws AppError 'load-failed' with details.message when the file cannot be read. */
	static async open(file: Blob, signal: AbortSignal | null): Promise<{ source: ParquetSource; shape: ParquetShape }> {
		const module = await wasmModule(wasm);
		const source = new ParquetSource();
		try {
			const shape = (await source.#ask({ open: file, module }, signal)) as ParquetShape;
			return { source, shape };
		} catch (error) {
			source.close();
			throw error;
		}
	}

	/** The next row group as an Arrow IPC stream, or null after the last. */
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
			const late = setTimeout(failed, PATIENCE_MS, 'no answer from the Parquet reader');
			over.signal.addEventListener('abort', () => clearTimeout(late));
			signal?.addEventListener('abort', () => reject(new AppError('cancelled')), listen);
			worker.addEventListener('error', (event) => failed(event.message), listen);
			worker.addEventListener('message', ({ data }: MessageEvent<ParquetAnswer>) => resolve(data), listen);
			worker.postMessage(order);
		})
			.then(unwrap)
			.finally(() => over.abort());
	}
}
