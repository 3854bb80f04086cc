import { AppError } from '$lib/core/errors';
import type { Engine, LoadReport } from '$lib/core/ports';
import { query, sql, type Query } from '$lib/core/sql/sql';
import type { Rows } from '$lib/core/table';
import { createEngine } from '$lib/engine/client';

/** What the bench script calls in the page. */
export interface BenchPage {
	readonly engine: Engine;
	readonly workers: Worker[];
	load(index: number, table: string): Promise<{ ms: number; report: LoadReport }>;
	run(text: string): Promise<{ ms: number; rows: Rows }>;
	statement(text: string): Query;
	describe(error: unknown): unknown;
}

declare global {
	interface Window {
		bench: BenchPage;
	}
}

const workers: Worker[] = [];
const engine = createEngine({ onWorker: (worker) => workers.push(worker) });

/** Statements come from the bench script, which gives the same text to native DuckDB. */
function statement(text: string): Query {
	return query(sql(Object.assign([text], { raw: [text] })));
}

function chosen(index: number): File {
	const file = (document.getElementById('file') as HTMLInputElement).files?.[index];
	if (!file) throw new Error('no file chosen');
	return file;
}

window.bench = {
	engine,
	workers,
	statement,
	async load(index, table) {
		const file = chosen(index);
		const start = performance.now();
		const report = await engine.load({ table, fileName: file.name, file });
		return { ms: performance.now() - start, report };
	},
	async run(text) {
		const start = performance.now();
		const rows = await engine.query(statement(text));
		return { ms: performance.now() - start, rows };
	},
	describe: (error) => (error instanceof AppError ? { code: error.code, details: error.details } : String(error))
};
