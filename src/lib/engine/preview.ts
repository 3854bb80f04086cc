import { AppError, inputRejected } from '$lib/core/errors';
import type { LoadFile } from '$lib/core/ports';
import type { Preview } from '$lib/core/table';
import { unwrap, type Reply } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import { openFile } from './open-file';
import { Patience } from './patience';
import previewScript from './preview.worker?worker&url';
import { previewText, type PreviewMessage, type PreviewOrder } from './preview-text';
import { previewArrow } from './preview-arrow';

/** Rows asked for of a container: as many as detection looks at closely. */
const MOST_ROWS = 4000;
const TAIL_BYTES = 64 << 10;

/** How a file would be read, from its head, in a worker that is thrown away. */
export async function previewFile(request: LoadFile, signal: AbortSignal | null): Promise<Preview> {
	const opened = await openFile(request, { signal, rows: MOST_ROWS });
	const { fileName, file, head, format, unit, overrides, fixes, issues } = opened;
	if (format === 'parquet' || format === 'arrow') return previewArrow(opened, signal);
	const complete = file.size <= head.length;
	const tail = complete ? null : new Uint8Array(await file.slice(-TAIL_BYTES).arrayBuffer());
	const order = { fileName, size: file.size, head, complete, tail, written: unit !== 'line', overrides, fixes };
	const preview = await inWorker(order, signal);
	const cut = unit !== 'line' && preview.total.rows >= MOST_ROWS - 100;
	const item = unit === 'item' ? 1 : 0;
	return {
		...preview,
		plan: { ...preview.plan, format },
		issues: [...issues, ...preview.issues],
		rows: preview.rows.map((row) => ({ ...row, line: row.line - item })),
		total: cut ? { ...preview.total, exact: false } : preview.total
	};
}

function inWorker(order: PreviewOrder, signal: AbortSignal | null): Promise<Preview> {
	// Outside a browser (unit tests) there is no such worker.
	if (typeof Worker === 'undefined') return Promise.resolve(previewText(order));
	const worker = spawnWorker('preview', previewScript);
	const over = new AbortController();
	const listen = { signal: over.signal };
	const patience = new Patience();
	return new Promise<Reply<Preview>>((resolve, reject) => {
		const watch = patience.watch(() => reject(inputRejected([{ code: 'file-stalled', at: order.fileName }])));
		over.signal.addEventListener('abort', () => watch.end());
		signal?.addEventListener('abort', () => reject(new AppError('cancelled')), listen);
		const failed = ({ message }: ErrorEvent): void => reject(new AppError('load-failed', { message }));
		worker.addEventListener('error', failed, listen);
		const receive = ({ data }: MessageEvent<PreviewMessage>): void => ('ready' in data ? watch.heard() : resolve(data));
		worker.addEventListener('message', receive, listen);
		worker.postMessage(order);
	})
		.then(unwrap)
		.finally(() => {
			over.abort();
			worker.terminate();
		});
}
