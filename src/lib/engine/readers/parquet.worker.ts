import init, { ParquetFile, type RecordBatch } from 'parquet-wasm/esm';
import { reply } from '$lib/workers/reply';
import type { ParquetAnswer, ParquetMessage, ParquetOrder, ParquetShape } from './parquet-source';

/** Rows handed over at a time: each batch is a sign of life. */
const BATCH_ROWS = 65_536;

let file: ParquetFile | null = null;
let batches: ReadableStreamDefaultReader<RecordBatch> | null = null;
let given = 0;
let limit: number | null = null;

async function open(order: Extract<ParquetOrder, { open: unknown }>): Promise<ParquetShape> {
	await init({ module_or_path: order.module });
	postMessage({ ready: true } satisfies ParquetMessage);
	limit = order.limit;
	file = await ParquetFile.fromFile(order.open);
	const metadata = file.metadata();
	return { rows: metadata.fileMetadata().numRows(), rowGroups: metadata.numRowGroups() };
}

/** The next rows as a whole Arrow IPC stream; a file without rows gives one stream without any. */
async function next(): Promise<Uint8Array | null> {
	if (!file) throw new Error('no file is open');
	const rows = file.metadata().fileMetadata().numRows();
	if (limit !== null || rows === 0) return given++ > 0 ? null : head(file, limit ?? 0);
	batches ??= (await file.stream({ batchSize: BATCH_ROWS })).getReader() as ReadableStreamDefaultReader<RecordBatch>;
	const { done, value } = await batches.read();
	return done ? null : value.intoIPCStream();
}

async function head(from: ParquetFile, rows: number): Promise<Uint8Array> {
	const groups = from.metadata().numRowGroups();
	const options = rows > 0 && groups > 0 ? { limit: rows } : { rowGroups: [] };
	return (await from.read({ ...options, batchSize: BATCH_ROWS })).intoIPCStream();
}

function post(answer: ParquetAnswer): void {
	const bytes = answer.ok && answer.value instanceof Uint8Array ? [answer.value.buffer] : [];
	postMessage(answer, { transfer: bytes });
}

addEventListener('message', ({ data }: MessageEvent<ParquetOrder>) => {
	const work = (): Promise<ParquetShape | Uint8Array | null> => ('open' in data ? open(data) : next());
	void reply(work, 'load-failed').then(post);
});
