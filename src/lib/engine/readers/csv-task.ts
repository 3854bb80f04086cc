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

/**
 * A worker that has done a task that leaves nothing behind, kept for the next one: its code is loaded and compiled, which takes longer than
 * looking at the head of a file. One at most; a worker whose task failed or was given up is never kept.
 */
let idle: Worker | null = null;
const KEPT: ReadonlySet<CsvTaskName> = new Set(['sniff', 'census']);

function takeWorker(task: CsvTaskName): Worker {
	const worker = idle ?? spawnWorker(`csv ${task}`, taskScript);
	idle = null;
	return worker;
}

function release(worker: Worker, task: CsvTaskName, sound: boolean): void {
	if (sound && KEPT.has(task) && idle === null) idle = worker;
	else worker.terminate();
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
	const worker = takeWorker(task);
	let sound = false;
	const over = new AbortController();
	const listen = { signal: over.signal };
	return new Promise<Reply<CsvTasks[K]['answer']>>((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(new AppError('cancelled')), listen);
		const failed = ({ message }: ErrorEvent): void => reject(new AppError('load-failed', { message }));
		worker.addEventListener('error', failed, listen);
		const receive = ({ data }: MessageEvent<CsvTaskMessage<K>>): void => {
			if ('step' in data) progress(data.step);
			else {
				sound = true;
				resolve(data.reply);
			}
		};
		worker.addEventListener('message', receive, listen);
		worker.postMessage({ task, order } satisfies CsvTaskOrder<K>);
	})
		.then(unwrap)
		.finally(() => {
			over.abort();
			release(worker, task, sound);
		});
}
