import { AppError } from '$lib/core/errors';
import type { ReadPlan } from '$lib/core/table';
import { unwrap, type Reply } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import censusScript from './csv-census.worker?worker&url';
import type { DataRange } from './csv-range';
import type { Census, ScanDialect, ScanKind } from './csv-scan';
import { scanBlob, type ScanOrder } from './csv-scan-blob';

/** Files up to this size are scanned on the spot: sooner done than a worker starts. */
const SMALL = 2 << 20;

/** What the census worker answers: how far it is, and at the end what it found. */
export type CensusMessage = { readonly share: number } | { readonly reply: Reply<Census> };

/** Takes the census of a file's records, in a disposable worker beside DuckDB's own reading when the file is large. */
export class CensusTaker {
	readonly dialect: ScanDialect;
	/** The scan is quick enough to be waited for before DuckDB begins. */
	readonly small: boolean;

	constructor(
		readonly range: DataRange,
		dialect: NonNullable<ReadPlan['dialect']>
	) {
		this.dialect = {
			delimiter: dialect.delimiter.charCodeAt(0),
			quote: byteOf(dialect.quote),
			escape: byteOf(dialect.escape || dialect.quote)
		};
		this.small = range.data.size <= SMALL;
	}

	take({
		kinds,
		wanted = [],
		validate = true,
		progress = () => undefined,
		signal = null
	}: CensusOrder): Promise<Census> {
		const order: ScanOrder = { data: this.range.data, dialect: this.dialect, kinds, wanted, validate };
		return this.small ? scanBlob(order, progress) : inWorker(order, progress, signal);
	}
}

/** What a census shall look for. */
export interface CensusOrder {
	readonly kinds: readonly ScanKind[];
	/** Ordinals of records whose physical lines are asked for. */
	readonly wanted?: readonly number[];
	/** Look for bytes that are no UTF-8. */
	readonly validate?: boolean;
	readonly progress?: (share: number) => void;
	readonly signal?: AbortSignal | null;
}

function byteOf(mark: string): number {
	return mark === '' ? -1 : mark.charCodeAt(0);
}

function inWorker(order: ScanOrder, progress: (share: number) => void, signal: AbortSignal | null): Promise<Census> {
	const worker = spawnWorker('census', censusScript);
	return new Promise<Reply<Census>>((resolve, reject) => {
		const stop = (): void => reject(new AppError('cancelled'));
		if (signal?.aborted) stop();
		signal?.addEventListener('abort', stop, { once: true });
		worker.addEventListener('error', (event) => reject(new AppError('load-failed', { message: event.message })));
		worker.addEventListener('message', ({ data }: MessageEvent<CensusMessage>) => {
			if ('share' in data) return progress(data.share);
			resolve(data.reply);
		});
		worker.postMessage(order);
	})
		.then(unwrap)
		.finally(() => worker.terminate());
}
