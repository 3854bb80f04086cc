import { AppError } from '$lib/core/errors';
import { unwrap, type Reply } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import taskScript from './csv-task.worker?worker&url';
import { CSV_TASKS, type CsvTaskName, type CsvTasks } from './csv-tasks';
import type { ReadStep } from './reader';

/** Texts up to this size are worked on at once: sooner done than a worker starts. */
export const SMALL = 512 << 10;

export interface CsvTaskOrder<K extends CsvTaskName = CsvTaskName> {
	readonly task: K;
	readonly order: CsvTasks[K]['order'];
}

/** What the worker answers: how far it is, and at the end what came of it. */
export type CsvTaskMessage<K extends CsvTaskName = CsvTaskName> =
	{ readonly step: ReadStep } | { readonly reply: Reply<CsvTasks[K]['answer']> };

/** What whoever asks wants to know on the way. */
export interface TaskOptions {
	readonly progress?: (step: ReadStep) => void;
	readonly signal: AbortSignal | null;
}

/** Does one task on `bytes` bytes of text. Throws 'cancelled' at once when aborted. */
export async function csvTask<K extends CsvTaskName>(
	task: K,
	order: CsvTasks[K]['order'],
	bytes: number,
	{ progress = () => undefined, signal }: TaskOptions
): Promise<CsvTasks[K]['answer']> {
	if (signal?.aborted) throw new AppError('cancelled');
	// Outside a browser (unit tests) there is no such worker.
	if (bytes <= SMALL || typeof Worker === 'undefined') return CSV_TASKS[task](order, progress);
	const worker = spawnWorker(`csv ${task}`, taskScript);
	const over = new AbortController();
	const listen = { signal: over.signal };
	return new Promise<Reply<CsvTasks[K]['answer']>>((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(new AppError('cancelled')), listen);
		const failed = ({ message }: ErrorEvent): void => reject(new AppError('load-failed', { message }));
		worker.addEventListener('error', failed, listen);
		const receive = ({ data }: MessageEvent<CsvTaskMessage<K>>): void => {
			if ('step' in data) progress(data.step);
			else resolve(data.reply);
		};
		worker.addEventListener('message', receive, listen);
		worker.postMessage({ task, order } satisfies CsvTaskOrder<K>);
	})
		.then(unwrap)
		.finally(() => {
			over.abort();
			worker.terminate();
		});
}
