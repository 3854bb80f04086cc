import { AppError, inputRejected } from '$lib/core/errors';
import type { FilePart, PartPath } from '$lib/core/table';
import { unwrap } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import { Patience } from '../patience';
import type { UnpackedPart, UnpackMessage, UnpackOptions, UnpackOrder } from './part';
import unpackScript from './unpack.worker?worker&url';

/**
 * The tables in a container (workbook, JSON, archive, HTML page), in its order but the longest JSON list first. Looked at in a
 * worker that is thrown away afterwards. Files that hold none, or must not be opened: AppError 'input-rejected'.
 */
export async function listParts(fileName: string, file: Blob, signal: AbortSignal | null): Promise<FilePart[]> {
	return (await inWorker({ task: 'list', fileName, file }, { signal })) as FilePart[];
}

/**
 * One table of a container as text or as a file of its own kind. An empty path means the only part, or the only one that is
 * not minor. Errors: AppError 'input-rejected' with issues, 'cancelled', 'load-failed'.
 */
export async function unpackPart(
	fileName: string,
	file: Blob,
	part: PartPath,
	options: UnpackOptions
): Promise<UnpackedPart> {
	const order: UnpackOrder = { task: 'unpack', fileName, file, part, rows: options.rows ?? null };
	return (await inWorker(order, options)) as UnpackedPart;
}

function inWorker(order: UnpackOrder, { signal, progress }: UnpackOptions): Promise<FilePart[] | UnpackedPart> {
	if (signal?.aborted) return Promise.reject(new AppError('cancelled'));
	const worker = spawnWorker('unpack', unpackScript);
	const patience = new Patience();
	const over = new AbortController();
	return new Promise<Extract<UnpackMessage, { reply: unknown }>['reply']>((resolve, reject) => {
		const stalled = (): void => reject(inputRejected([{ code: 'file-stalled', at: order.fileName }]));
		const listen = { signal: over.signal };
		const watch = patience.watch(stalled);
		over.signal.addEventListener('abort', () => watch.end());
		signal?.addEventListener('abort', () => reject(new AppError('cancelled')), listen);
		worker.addEventListener(
			'error',
			(event) => reject(new AppError('load-failed', { message: event.message })),
			listen
		);
		worker.addEventListener(
			'message',
			({ data }: MessageEvent<UnpackMessage>) => {
				if ('reply' in data) return resolve(data.reply);
				watch.heard();
				progress?.(data.share);
			},
			listen
		);
		worker.postMessage(order);
	})
		.then(unwrap)
		.finally(() => {
			over.abort();
			worker.terminate();
		});
}
