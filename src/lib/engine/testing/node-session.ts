import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Query } from '$lib/core/sql/sql';
import type { Rows } from '$lib/core/table';
import { decodeRows } from '../decode';
import type { Session } from '../readers/reader';

/** As much of DuckDB-WASM's blocking bindings for Node as is used here. */
interface Bindings {
	instantiate(): Promise<unknown>;
	open(config: object): void;
	connect(): { useUnsafe<T>(work: (bindings: Bindings, connection: number) => T): T };
	startPendingQuery(connection: number, text: string, stream: boolean): Uint8Array | null;
	pollPendingQuery(connection: number): Uint8Array | null;
	fetchQueryResults(connection: number): Uint8Array | null;
	registerFileBuffer(name: string, bytes: Uint8Array): void;
	dropFile(name: string): void;
	insertArrowFromIPCStream(connection: number, stream: Uint8Array, options: object): void;
}

/** For tests: the product's own DuckDB-WASM in this process, answering through the product's decoder. */
export interface NodeSession extends Session {
	text(sql: string): Rows;
}

export async function nodeSession(settings: readonly Query[] = []): Promise<NodeSession> {
	const require = createRequire(import.meta.url);
	const dist = dirname(require.resolve('@duckdb/duckdb-wasm'));
	const duckdb = require(join(dist, 'duckdb-node-blocking.cjs')) as {
		createDuckDB(bundles: object, logger: unknown, runtime: unknown): Promise<Bindings>;
		VoidLogger: new () => unknown;
		NODE_RUNTIME: unknown;
	};
	const bundle = (name: string): object => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: '' });
	const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
	const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
	await db.instantiate();
	db.open({ path: ':memory:' });
	const connection = db.connect().useUnsafe((_, id) => id);
	const text = (sql: string): Rows => {
		let header = db.startPendingQuery(connection, sql, true);
		while (header === null) header = db.pollPendingQuery(connection);
		const messages = [header];
		for (;;) {
			const part = db.fetchQueryResults(connection);
			if (part && part.length === 0) return decodeRows(messages);
			if (part) messages.push(part);
		}
	};
	for (const setting of settings) text(setting.text);
	let files = 0;
	return {
		text,
		run: (query) => Promise.resolve(text(query.text)),
		async register(file) {
			const path = `in/${++files}`;
			db.registerFileBuffer(path, new Uint8Array(await file.arrayBuffer()));
			return path;
		},
		unregister: (path) => Promise.resolve(db.dropFile(path)),
		insertArrow: (name, stream) =>
			Promise.resolve(db.insertArrowFromIPCStream(connection, stream, { name, schema: 'main', create: true }))
	};
}
