import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import duckdbScript from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import duckdbWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?gzip-url';
import { AppError } from '$lib/core/errors';
import { ENGINE_SETTINGS } from '$lib/core/sql/load';
import type { Query } from '$lib/core/sql/sql';
import { spawnWorker } from '$lib/workers/spawn';
import { engineError, isFatal, NO_ANSWER } from './failure';
import guardScript from './guard.worker?worker&url';
import { wasmModule } from './wasm-module';

const START_MS = 60_000;
/** A cancelled statement that has not let go after this long costs the worker its life. */
const CANCEL_MS = 500;

/** One life of the DuckDB worker: a single locked-down connection on which statements run one after another. */
export class EngineHost {
	/** Settles once, with what ended this worker. */
	readonly gone: Promise<AppError>;
	#worker: Worker;
	#db!: AsyncDuckDB;
	#connection = 0;
	#files = 0;
	#end: AppError | null = null;
	#reportEnd!: (error: AppError) => void;
	readonly #waiting = new Set<(error: AppError) => void>();

	private constructor() {
		this.gone = new Promise((resolve) => (this.#reportEnd = resolve));
		this.#worker = spawnWorker('duckdb', guardScript, duckdbScript);
		this.#worker.addEventListener('error', (event) =>
			this.#fail(new AppError('engine-crashed', { message: event.message }))
		);
	}

	/** Starts a worker, opens an in-memory database and locks it down. Throws AppError 'engine-start'. */
	static async start(): Promise<EngineHost> {
		const [{ AsyncDuckDB, VoidLogger }, module] = await Promise.all([
			import('@duckdb/duckdb-wasm'),
			wasmModule(duckdbWasm)
		]);
		const host = new EngineHost();
		const late = setTimeout(() => host.#fail(new AppError('engine-start', { message: NO_ANSWER })), START_MS);
		try {
			host.#worker.postMessage(module);
			host.#db = new AsyncDuckDB(new VoidLogger(), host.#worker);
			await host.#alive(host.#db.instantiate(duckdbWasm));
			await host.#alive(host.#db.open({ path: ':memory:', query: { queryPollingInterval: 50 } }));
			host.#connection = await host.#alive(host.#db.connectInternal());
			for (const setting of ENGINE_SETTINGS) await host.run(setting);
			return host;
		} catch (cause) {
			const message = cause instanceof AppError ? (cause.details['message'] ?? cause.code) : String(cause);
			host.end();
			throw new AppError('engine-start', { message }, { cause });
		} finally {
			clearTimeout(late);
		}
	}

	/** The DuckDB worker, for tests that kill it. */
	get worker(): Worker {
		return this.#worker;
	}

	/**
	 * Runs one statement to its end and gives its result as the messages of an Arrow IPC stream. An aborted statement is
	 * answered at once with 'cancelled'; if DuckDB does not let go of it within `patience` ms, the worker ends. (DuckDB looks up
	 * every 100,000 rows: milliseconds in a table, up to a second in a file.)
	 */
	async run(query: Query, signal?: AbortSignal, patience = CANCEL_MS): Promise<Uint8Array[]> {
		if (!signal) return this.#drain(query, null);
		if (signal.aborted) throw new AppError('cancelled');
		const stop = new Promise<never>((_, reject) => {
			signal.addEventListener('abort', () => reject(new AppError('cancelled')), { once: true });
		});
		const work = this.#drain(query, signal);
		try {
			return await Promise.race([work, stop]);
		} catch (error) {
			if (signal.aborted) await this.#released(work, patience);
			throw error;
		}
	}

	/** Puts a file under a new name in the folder that statements may read, without copying it. */
	async register(file: Blob): Promise<string> {
		const { DuckDBDataProtocol } = await import('@duckdb/duckdb-wasm');
		const path = `in/${++this.#files}`;
		await this.#alive(this.#db.registerFileHandle(path, file, DuckDBDataProtocol.BROWSER_FILEREADER, true));
		return path;
	}

	async unregister(path: string): Promise<void> {
		await this.#alive(this.#db.dropFile(path));
	}

	/** Makes table `memory.main.name` from a whole Arrow IPC stream. The caller checks that it is there. */
	async insertArrow(name: string, stream: Uint8Array): Promise<void> {
		try {
			await this.#alive(
				this.#db.insertArrowFromIPCStream(this.#connection, stream, { name, schema: 'main', create: true })
			);
		} catch (error) {
			throw this.#judged(error, null);
		}
	}

	/** Ends the worker; everything still waiting is rejected. */
	end(reason: AppError = new AppError('cancelled')): void {
		this.#fail(reason);
	}

	async #drain(query: Query, signal: AbortSignal | null): Promise<Uint8Array[]> {
		try {
			let header = await this.#alive(this.#db.startPendingQuery(this.#connection, query.text, true));
			while (header === null) {
				if (signal?.aborted) return await this.#cancel();
				header = await this.#alive(this.#db.pollPendingQuery(this.#connection));
			}
			const parts = [header];
			for (;;) {
				if (signal?.aborted) return await this.#cancel();
				const part = await this.#alive(this.#db.fetchQueryResults(this.#connection));
				if (part === null) continue;
				if (part.length === 0) return parts;
				parts.push(part);
			}
		} catch (error) {
			throw this.#judged(error, query);
		}
	}

	async #cancel(): Promise<never> {
		await this.#alive(this.#db.cancelPendingQuery(this.#connection));
		throw new AppError('cancelled');
	}

	/** Waits until an aborted statement has ended, or ends the worker. */
	async #released(work: Promise<unknown>, patience: number): Promise<void> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, patience, 'late')));
		const ended = work.then(
			() => 'ended',
			() => 'ended'
		);
		if ((await Promise.race([ended, late])) === 'late')
			this.#fail(new AppError('engine-crashed', { message: 'no answer to cancel' }));
		clearTimeout(timer);
	}

	#judged(error: unknown, query: Query | null): AppError {
		const judged = engineError(error, query);
		if (isFatal(error)) this.#fail(judged);
		return judged;
	}

	#fail(error: AppError): void {
		if (this.#end) return;
		this.#end = error;
		this.#worker.terminate();
		for (const reject of this.#waiting) reject(error);
		this.#waiting.clear();
		this.#reportEnd(error);
	}

	/** A call to the worker that is rejected when the worker ends: DuckDB's own calls would wait for ever. */
	#alive<T>(call: Promise<T>): Promise<T> {
		if (this.#end) return Promise.reject(this.#end);
		return new Promise<T>((resolve, reject) => {
			this.#waiting.add(reject);
			call.then(resolve, reject).finally(() => this.#waiting.delete(reject));
		});
	}
}
