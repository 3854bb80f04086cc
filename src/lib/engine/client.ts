import { AppError, inputRejected } from '$lib/core/errors';
import { fileKind, type FileKind } from '$lib/core/intake/file-kind';
import type { Engine, EngineStatus, LoadReport, LoadRequest } from '$lib/core/ports';
import type { Issue } from '$lib/core/result';
import { dropTable, replaceTable, type TablePlace, type TableStore } from '$lib/core/sql/load';
import type { Query } from '$lib/core/sql/sql';
import type { Rows, TableId } from '$lib/core/table';
import { engineError } from './failure';
import type { EngineHost } from './host';
import type { ReadOutcome, Session } from './readers/reader';
import { READERS } from './readers/registry';
import { Turns } from './turns';

const HEAD_BYTES = 1 << 20;
/** Restarts without a success in between before the engine counts as failed. */
const MAX_RESTARTS = 3;
/** Files of this size take about a third of DuckDB's memory uncompressed. */
const PLAIN_BYTES = 384 << 20;
/** A cancelled load is answered at once; waiting for DuckDB to let go is cheaper than loading every table again. */
const LOAD_PATIENCE_MS = 10_000;

/** What tests may do to the engine. */
export interface EngineOptions {
	/** Gets every DuckDB worker that is started, so that a test can kill it. */
	readonly onWorker?: (worker: Worker) => void;
}

/** The SQL engine in its own worker. Nothing is loaded or started before the first call. */
export function createEngine(options: EngineOptions = {}): Engine {
	return new DuckDbEngine(options);
}

type Loaded = Pick<LoadRequest, 'table' | 'fileName' | 'file'> & { readonly plan: LoadReport['plan'] };

class DuckDbEngine implements Engine {
	readonly #turns = new Turns();
	readonly #listeners = new Set<(status: EngineStatus) => void>();
	readonly #loaded = new Map<TableId, Loaded>();
	#status: EngineStatus = 'asleep';
	#host: Promise<EngineHost> | null = null;
	#staged = 0;
	#restarts = 0;
	#disposed = false;

	constructor(private readonly options: EngineOptions) {}

	onStatus(listener: (status: EngineStatus) => void): () => void {
		this.#listeners.add(listener);
		listener(this.#status);
		return () => this.#listeners.delete(listener);
	}

	async query(query: Query, signal?: AbortSignal): Promise<Rows> {
		return this.#turns.take(async () => {
			const host = await this.#ready();
			const { decodeRows } = await import('./decode');
			const messages = await host.run(query, signal);
			try {
				return decodeRows(messages);
			} catch (error) {
				throw engineError(error, query);
			}
		}, signal);
	}

	async load(request: LoadRequest, signal?: AbortSignal): Promise<LoadReport> {
		const read = await this.#prepare(request, signal ?? null);
		return this.#turns.take(async () => {
			const report = await this.#into(await this.#ready(), request.table, read);
			const { table, fileName, file } = request;
			this.#loaded.set(table, { table, fileName, file, plan: report.plan });
			request.progress?.(1);
			return report;
		}, signal);
	}

	async drop(table: TableId): Promise<void> {
		await this.#turns.take(async () => {
			if (this.#host) for (const statement of dropTable(table)) await (await this.#ready()).run(statement);
			this.#loaded.delete(table);
		});
	}

	async dispose(): Promise<void> {
		this.#disposed = true;
		const host = await this.#host?.catch(() => null);
		this.#host = null;
		host?.end();
		this.#become('asleep');
	}

	#become(status: EngineStatus): void {
		if (status === this.#status) return;
		this.#status = status;
		for (const listener of [...this.#listeners]) listener(status);
	}

	/** The running engine with all tables; starts or waits for a restart where needed. */
	#ready(): Promise<EngineHost> {
		if (this.#disposed) return Promise.reject(new AppError('engine-start', { message: 'disposed' }));
		this.#host ??= this.#start(this.#loaded.size > 0 ? 'restarting' : 'starting');
		return this.#host;
	}

	async #start(status: EngineStatus): Promise<EngineHost> {
		this.#become(status);
		try {
			const { EngineHost } = await import('./host');
			const host = await EngineHost.start();
			this.options.onWorker?.(host.worker);
			void host.gone.then((reason) => this.#lost(host, reason));
			for (const source of this.#loaded.values()) {
				await this.#into(host, source.table, await this.#prepare(source, null));
			}
			this.#restarts = 0;
			this.#become('ready');
			return host;
		} catch (error) {
			this.#host = null;
			this.#become('failed');
			throw error instanceof AppError
				? error
				: new AppError('engine-start', { message: String(error) }, { cause: error });
		}
	}

	/** A worker ended: start the next one at once, so that it is ready before the user asks. */
	#lost(host: EngineHost, reason: AppError): void {
		if (this.#disposed || reason.code === 'cancelled') return;
		void this.#host?.then(
			(current) => {
				if (current !== host) return;
				this.#host = null;
				if (++this.#restarts > MAX_RESTARTS) this.#become('failed');
				else this.#ready().catch(() => this.#become('failed'));
			},
			() => this.#become('failed')
		);
	}

	/** What can be done before the engine is needed; several files are looked at while one is being read. */
	async #prepare(request: LoadRequest, signal: AbortSignal | null): Promise<Prepared> {
		const head = await firstBytes(request);
		if (signal?.aborted) throw new AppError('cancelled');
		const { fileName, file, plan = null } = request;
		const kind = plan?.format ?? fileKind(head, fileName);
		const reader = READERS[kind];
		if (!reader) throw inputRejected([unreadable(kind, fileName)]);
		const staged = { store: this.#store(request), name: `loading ${++this.#staged}` };
		const progress = request.progress ?? (() => undefined);
		const read = await (await reader()).prepare({ fileName, file, head, plan, staged, progress, signal });
		return { staged, read };
	}

	/** Tables are kept as they are while the files are small enough together, and compressed beyond that. */
	#store({ table, file }: LoadRequest): TableStore {
		const others = [...this.#loaded.values()].filter((source) => source.table !== table);
		const bytes = others.reduce((sum, source) => sum + source.file.size, file.size);
		return bytes <= PLAIN_BYTES ? 'memory' : 'z';
	}

	/** Reads into a table of its own first, so that a failure leaves everything as it was. */
	async #into(host: EngineHost, table: TableId, { staged, read }: Prepared): Promise<LoadReport> {
		try {
			const { columns, rows, ...report } = await read(sessionOf(host));
			for (const statement of replaceTable(staged, table)) await host.run(statement);
			return { table: { id: table, columns, rows }, ...report };
		} catch (error) {
			// The worker may be gone with the table, so this may fail too; what matters is the first error.
			for (const statement of dropTable(staged.name)) await host.run(statement).catch(() => undefined);
			throw error instanceof AppError ? error : engineError(error, null);
		}
	}
}

interface Prepared {
	readonly staged: TablePlace;
	readonly read: (session: Session) => Promise<ReadOutcome>;
}

function sessionOf(host: EngineHost): Session {
	return {
		async run(query, signal) {
			const messages = await host.run(query, signal, LOAD_PATIENCE_MS);
			const { decodeRows } = await import('./decode');
			return decodeRows(messages);
		},
		register: (file) => host.register(file),
		unregister: (path) => host.unregister(path),
		insertArrow: (name, stream) => host.insertArrow(name, stream)
	};
}

async function firstBytes(request: LoadRequest): Promise<Uint8Array> {
	try {
		return new Uint8Array(await request.file.slice(0, HEAD_BYTES).arrayBuffer());
	} catch (cause) {
		const details = { message: cause instanceof Error ? cause.message : String(cause) };
		throw inputRejected([{ code: 'file-unreadable', at: request.fileName, details }]);
	}
}

function unreadable(kind: FileKind, at: string): Issue {
	if (kind === 'empty') return { code: 'file-empty', at };
	if (kind === 'binary') return { code: 'file-binary', at };
	return { code: 'file-format-later', at, details: { format: kind } };
}
