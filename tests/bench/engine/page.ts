import { AppError } from '$lib/core/errors';
import type { Engine, LoadReport } from '$lib/core/ports';
import { query, sql, type Query } from '$lib/core/sql/sql';
import type { Rows } from '$lib/core/table';
import { createEngine } from '$lib/engine/client';
import { EngineHost } from '$lib/engine/host';

/** What the bench script calls in the page. */
export interface BenchPage {
	readonly engine: Engine;
	readonly workers: Worker[];
	load(index: number, table: string): Promise<{ ms: number; report: LoadReport }>;
	/** Loads a file with nothing but the engine's reader, told everything about it. */
	told(index: number, columns: string): Promise<{ ms: number }>;
	run(text: string): Promise<{ ms: number; rows: Rows }>;
	statement(text: string): Query;
	describe(error: unknown): unknown;
}

declare global {
	interface Window {
		bench: BenchPage;
	}
}

/** An engine of its own for the comparison. */
let host: EngineHost | null = null;
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
		const report = await engine.load({ table, files: [{ fileName: file.name, file }] });
		return { ms: performance.now() - start, report };
	},
	async told(index, columns) {
		const file = chosen(index);
		host ??= await EngineHost.start();
		const path = await host.register(file);
		const start = performance.now();
		await host.run(
			statement(`CREATE OR REPLACE TABLE told AS SELECT * FROM read_csv('${path}', auto_detect = false, header = true,
			delim = ',', quote = '"', escape = '"', columns = ${columns})`)
		);
		const ms = performance.now() - start;
		await host.run(statement('DROP TABLE told'));
		await host.unregister(path);
		return { ms };
	},
	async run(text) {
		const start = performance.now();
		const rows = await engine.query(statement(text));
		return { ms: performance.now() - start, rows };
	},
	describe: (error) => (error instanceof AppError ? { code: error.code, details: error.details } : String(error))
};
