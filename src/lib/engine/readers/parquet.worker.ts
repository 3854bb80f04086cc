import init, { ParquetFile } from 'parquet-wasm/esm';
import { reply } from '$lib/workers/reply';
import type { ParquetAnswer, ParquetOrder, ParquetShape } from './parquet-source';

let file: ParquetFile | null = null;
let rowGroup = 0;

async function open(order: Extract<ParquetOrder, { open: unknown }>): Promise<ParquetShape> {
	await init({ module_or_path: order.module });
	file = await ParquetFile.fromFile(order.open);
	const metadata = file.metadata();
	return { rows: metadata.fileMetadata().numRows(), rowGroups: metadata.numRowGroups() };
}

/** The next row group as a whole Arrow IPC stream; a file without row groups gives one stream without rows. */
async function next(): Promise<Uint8Array | null> {
	if (!file) throw new Error('no file is open');
	const rowGroups = file.metadata().numRowGroups();
	if (rowGroup > 0 && rowGroup >= rowGroups) return null;
	const table = await file.read({ rowGroups: rowGroups === 0 ? [] : [rowGroup], batchSize: 65_536 });
	rowGroup++;
	return table.intoIPCStream();
}

function post(answer: ParquetAnswer): void {
	const bytes = answer.ok && answer.value instanceof Uint8Array ? [answer.value.buffer] : [];
	postMessage(answer, { transfer: bytes });
}

addEventListener('message', ({ data }: MessageEvent<ParquetOrder>) => {
	const work = (): Promise<ParquetShape | Uint8Array | null> => ('open' in data ? open(data) : next());
	void reply(work, 'load-failed').then(post);
});
