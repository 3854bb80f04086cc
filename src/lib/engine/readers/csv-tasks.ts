import { decodeBlob, type DecodeOrder } from './csv-decode';
import { rewriteCsv, type Rewritten, type RewriteOrder } from './csv-rewrite';
import { scanBlob, type ScanOrder } from './csv-scan-blob';
import type { Census } from './csv-scan';
import { sniffHead, type SniffedPlan, type SniffOrder } from './csv-sniff';
import type { ReadStep } from './reader';

/** Work on the bytes of a text that may take long: done in a disposable worker, or on the spot when it is short. */
export interface CsvTasks {
	readonly sniff: { readonly order: SniffOrder; readonly answer: SniffedPlan };
	readonly census: { readonly order: ScanOrder; readonly answer: Census };
	readonly decode: { readonly order: DecodeOrder; readonly answer: Blob };
	readonly rewrite: { readonly order: RewriteOrder; readonly answer: Rewritten };
}

export type CsvTaskName = keyof CsvTasks;

/** How each task is done, wherever it runs. */
export const CSV_TASKS: {
	readonly [K in CsvTaskName]: (
		order: CsvTasks[K]['order'],
		progress: (step: ReadStep) => void
	) => Promise<CsvTasks[K]['answer']>;
} = { sniff: sniffHead, census: scanBlob, decode: decodeBlob, rewrite: rewriteCsv };
