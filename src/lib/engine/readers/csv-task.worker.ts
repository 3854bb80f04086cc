import { reply } from '$lib/workers/reply';
import type { CsvTaskMessage, CsvTaskOrder } from './csv-task';
import { CSV_TASKS, type CsvTaskName } from './csv-tasks';

const post = (message: CsvTaskMessage): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<CsvTaskOrder>) => {
	const work = CSV_TASKS[data.task] as (order: unknown, progress: (step: object) => void) => Promise<unknown>;
	void reply(() => work(data.order, (step) => post({ step } as CsvTaskMessage)), 'load-failed').then((answer) =>
		post({ reply: answer } as CsvTaskMessage<CsvTaskName>)
	);
});
