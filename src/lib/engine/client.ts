import { AppError, inputRejected } from '$lib/core/errors';
import type { Engine, EngineStatus, LoadFile, LoadReport, LoadRequest } from '$lib/core/ports';
import {
	createFromQuery,
	dropPrepared,
	dropTable,
	replacePrepared,
	replaceTable,
	SEARCH_PATH,
	type TablePlace,
	type TableStore
} from '$lib/core/sql/load';
import type { Query } from '$lib/core/sql/sql';
import type { FilePart, Preview, Rows, Table, TableId } from '$lib/core/table';
import { abortable } from './abortable';
import { engineError, NO_ANSWER } from './failure';
import type { EngineHost } from './host';
import { LoadWatch } from './load-watch';
import { openFile } from './open-file';
import type { Session } from './readers/reader';
import { READERS } from './readers/registry';
import { stagedTable } from './readers/staged-table';
import { TableLoad, type StagedTable, type TablePart } from './table-load';
import { Turns } from './turns';

/** Restarts without a success in between before the engine counts as failed. */
const MAX_RESTARTS = 3;
/** Files of this size take about a third of DuckDB's memory uncompressed. */
const PLAIN_BYTES = 384 << 20;
/** Statements after which names might be looked for elsewhere. */
const CHANGES_SETTINGS = /\b(USE|SET|RESET|PRAGMA)\b/i;
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

/** What it takes to make a table again. */
interface Loaded {
	readonly request: Pick<LoadRequest, 'table' | 'files' | 'fileColumn'>;
	readonly table: Table;
	/** The statement its prepared table is made of; null: it has none. */
	readonly prepared: Query | null;
	readonly store: TableStore;
}

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

	async parts(fileName: string, file: Blob, signal?: AbortSignal): Promise<FilePart[]> {
		const { fileParts } = await import('./file-parts');
		return abortable(fileParts(fileName, file, signal ?? null), signal);
	}

	async preview(file: LoadFile, signal?: AbortSignal): Promise<Preview> {
		this.#wake();
		const { previewFile } = await import('./preview');
		return abortable(previewFile(file, signal ?? null), signal);
	}

	async query(query: Query, signal?: AbortSignal): Promise<Rows> {
		return this.#turns.take(async () => {
			const host = await this.#ready();
			const { decodeRows } = await import('./decode');
			const messages = await host.run(query, signal);
			if (CHANGES_SETTINGS.test(query.text)) await host.run(SEARCH_PATH);
			try {
				return decodeRows(messages);
			} catch (error) {
				throw engineError(error, query);
			}
		}, signal);
	}

	async load(request: LoadRequest, signal?: AbortSignal): Promise<LoadReport> {
		const watch = new LoadWatch(
			request.files.map(({ file }) => file.size),
			request.progress
		);
		this.#wake();
		const parts = await abortable(this.#open(request, watch, signal ?? null), signal);
		try {
			return await this.#turns.take(async () => {
				const host = await this.#ready();
				const store = this.#store(request);
				const staged = await this.#read(host, store, request, parts, signal);
				await this.#replace(host, staged, request.table);
				const { columns, rows, files } = staged;
				const table: Table = { id: request.table, columns, rows };
				this.#loaded.set(request.table, { request: withPlans(request, files), table, prepared: null, store });
				watch.done(rows);
				return { table, files };
			}, signal);
		} finally {
			for (const { prepared } of parts) prepared.close();
		}
	}

	async prepare(table: TableId, select: Query | null, signal?: AbortSignal): Promise<Table> {
		return this.#turns.take(async () => {
			const host = await this.#ready();
			const loaded = this.#loaded.get(table);
			if (!loaded) throw new AppError('query-failed', { message: `there is no table ${table}` });
			const made = select === null ? null : await this.#make(host, loaded, select, signal);
			if (!made) for (const statement of dropPrepared(table)) await host.run(statement);
			this.#loaded.set(table, { ...loaded, prepared: select });
			return made ?? loaded.table;
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

	/** Whoever looks at a file will load it: the engine starts meanwhile. Whether it could is said to whoever needs it. */
	#wake(): void {
		this.#ready().catch(() => undefined);
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
			const host = await EngineHost.start().catch((error: unknown) => {
				// A machine too busy to answer in a minute may have time the next.
				if (this.#disposed || !isLate(error)) throw error;
				return EngineHost.start();
			});
			this.options.onWorker?.(host.worker);
			void host.gone.then((reason) => this.#lost(host, reason));
			for (const loaded of this.#loaded.values()) await this.#again(host, loaded);
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

	/** A table and what was prepared of it, made again in a new engine. */
	async #again(host: EngineHost, loaded: Loaded): Promise<void> {
		const parts = await this.#open(loaded.request, null, null);
		try {
			const staged = await this.#read(host, loaded.store, loaded.request, parts, undefined);
			await this.#replace(host, staged, loaded.request.table);
		} finally {
			for (const { prepared } of parts) prepared.close();
		}
		if (loaded.prepared) await this.#make(host, loaded, loaded.prepared, undefined);
	}

	/** What can be done before the engine is needed; several tables are looked at while one is being read. */
	async #open(
		request: Pick<LoadRequest, 'files'>,
		watch: LoadWatch | null,
		signal: AbortSignal | null
	): Promise<TablePart[]> {
		const parts: TablePart[] = [];
		try {
			for (const [index, given] of request.files.entries()) {
				const opened = await openFile(given, { signal });
				const reader = READERS[opened.format];
				if (!reader) {
					const details = { format: opened.format };
					throw inputRejected([{ code: 'file-format-later', at: given.fileName, details }]);
				}
				const progress = watch?.of(index) ?? (() => undefined);
				const prepared = await (await reader()).prepare({ ...opened, progress, signal });
				parts.push({ prepared, label: freeLabel([given.fileName, ...(given.part ?? [])].join(' › '), parts) });
				if (signal?.aborted) throw new AppError('cancelled');
			}
			return parts;
		} catch (error) {
			for (const { prepared } of parts) prepared.close();
			throw error;
		}
	}

	/** Tables are kept as they are while the files are small enough together, and compressed beyond that. */
	#store({ table, files }: LoadRequest): TableStore {
		const others = [...this.#loaded.values()].filter(({ request }) => request.table !== table);
		const all = [...others.flatMap(({ request }) => request.files), ...files];
		return all.reduce((sum, { file }) => sum + file.size, 0) <= PLAIN_BYTES ? 'memory' : 'z';
	}

	/** Reads into a table of its own first, so that a failure leaves everything as it was. */
	async #read(
		host: EngineHost,
		store: TableStore,
		request: Pick<LoadRequest, 'fileColumn'>,
		parts: readonly TablePart[],
		signal: AbortSignal | undefined
	): Promise<StagedTable> {
		const load = new TableLoad(sessionOf(host), store, () => `loading ${++this.#staged}`, signal);
		try {
			return await load.run(parts, request.fileColumn ?? null);
		} catch (error) {
			throw engineError(error, null);
		}
	}

	async #replace(host: EngineHost, staged: StagedTable, table: TableId): Promise<void> {
		for (const statement of replaceTable(staged.place, table)) await host.run(statement);
	}

	/** The prepared table, made under another name first and then put in its place. */
	async #make(host: EngineHost, loaded: Loaded, select: Query, signal: AbortSignal | undefined): Promise<Table> {
		const { table: id } = loaded.request;
		const place: TablePlace = { store: loaded.store, schema: 'clean', name: `preparing ${++this.#staged}` };
		try {
			await host.run(createFromQuery(place, select), signal, LOAD_PATIENCE_MS);
			const { columns, rows } = await stagedTable(sessionOf(host), place);
			for (const statement of replacePrepared(place, id)) await host.run(statement);
			return { id, columns: columns.map(({ name, type, nullable }) => ({ name, type, nullable })), rows };
		} catch (error) {
			for (const statement of dropPrepared(place.name)) await host.run(statement).catch(() => undefined);
			throw error instanceof AppError ? error : engineError(error, select);
		}
	}
}

function isLate(error: unknown): boolean {
	return error instanceof AppError && error.details['message'] === NO_ANSWER;
}

/** The request with every file to be read as it was read now. */
function withPlans(request: LoadRequest, reports: LoadReport['files']): Loaded['request'] {
	const files = request.files.map(({ fileName, file, part, fixes }, i): LoadFile => ({
		fileName,
		file,
		...(part ? { part } : {}),
		...(fixes ? { fixes } : {}),
		...(reports[i] ? { plan: reports[i].plan } : {})
	}));
	return { table: request.table, files, ...(request.fileColumn ? { fileColumn: request.fileColumn } : {}) };
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

/** What a row is told to come from: two files of one name are told apart. */
function freeLabel(wanted: string, parts: readonly TablePart[]): string {
	const taken = new Set(parts.map(({ label }) => label));
	let label = wanted;
	for (let k = 2; taken.has(label); k++) label = `${wanted} (${k})`;
	return label;
}
