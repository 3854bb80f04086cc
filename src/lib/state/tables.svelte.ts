import { AppError, isCancelled } from '$lib/core/errors';
import type { Engine, LoadFile, LoadProgress, LoadRequest } from '$lib/core/ports';
import type { SkippedStep } from '$lib/core/prepare/plan';
import type { Preparation } from '$lib/core/prepare/preparation';
import type { Query } from '$lib/core/sql/sql';
import type { Table, TableId } from '$lib/core/table';
import { sourceName } from '$lib/core/workspace/source-edits';
import type { BlobKey, Snapshot, Source, SourceFile, Workspace } from '$lib/core/workspace/workspace';

/** What one table of the open workspace is doing. */
export interface TableStatus {
	readonly table: TableId;
	readonly fileName: string;
	/** 0–1 */
	readonly share: number;
	readonly rowsPerSecond: number;
	readonly state: 'loading' | 'preparing' | 'ready' | 'failed';
	readonly error?: unknown;
}

/** A table as reports read it: after its steps, as far as they fit. */
export interface PreparedTable {
	readonly table: Table;
	readonly skipped: readonly SkippedStep[];
	/** Why the steps could not be run; the table is then the last one that could be made. */
	readonly error: AppError | null;
}

/** A table in the engine: what it was loaded from, and the text of the preparation it has. */
interface Held {
	readonly key: string;
	readonly loaded: Promise<void>;
	/** Text of the preparation in force, or the one that failed; null: none. */
	text: string | null;
}

/** Keeps the engine in line with a document: loads and drops tables, and runs the cleaning steps over them. */
export class Tables {
	#statuses = $state.raw<readonly TableStatus[]>([]);
	#prepared = $state.raw<ReadonlyMap<TableId, PreparedTable>>(new Map());
	#version = $state(0);
	#versions = $state.raw<ReadonlyMap<TableId, number>>(new Map());
	readonly #held = new Map<TableId, Held>();
	readonly #engine: Engine;
	readonly #blob: (key: BlobKey) => Promise<Blob>;
	/** The document the engine is being brought in line with, and when it is. */
	#current: { readonly workspace: Workspace; readonly done: Promise<void> } | null = null;
	#controller = new AbortController();

	constructor(engine: Engine, blob: (key: BlobKey) => Promise<Blob>) {
		this.#engine = engine;
		this.#blob = blob;
	}

	get statuses(): readonly TableStatus[] {
		return this.#statuses;
	}
	get prepared(): ReadonlyMap<TableId, PreparedTable> {
		return this.#prepared;
	}
	/** Goes up whenever the rows of any table have changed. */
	get version(): number {
		return this.#version;
	}
	/** The same for one table; 0 before it was loaded. */
	versionOf(table: TableId): number {
		return this.#versions.get(table) ?? 0;
	}

	/** Settles when the engine holds the tables of `workspace`, prepared. The newest document wins; steps of an older one are stopped. */
	async follow(workspace: Workspace): Promise<void> {
		const current = this.#current;
		if (current && sameData(current.workspace, workspace)) return current.done;
		this.#controller.abort();
		const { signal } = (this.#controller = new AbortController());
		const before = current?.done.catch(() => undefined) ?? Promise.resolve();
		const done = before.then(() => this.#bring(workspace, signal));
		this.#current = { workspace, done };
		try {
			await done;
		} catch (error) {
			// Stopped for a newer document: whoever waits, waits for that one.
			if (signal.aborted && this.#current.done !== done) return this.#current.done;
			if (this.#current.done === done) this.#current = null;
			throw error;
		}
	}

	/** A table just loaded by an import: it is in the engine already, not yet prepared. */
	adopt(source: Source): void {
		const { id } = source.table;
		this.#held.set(id, { key: loadKey(source), loaded: Promise.resolve(), text: null });
		this.#loaded(source);
	}

	/** What is in the engine under this name cannot be relied on any more: it is loaded anew when next needed. */
	distrust(table: TableId): void {
		this.#held.delete(table);
		this.#current = null;
	}

	async forgetAll(): Promise<void> {
		this.#controller.abort();
		await this.#current?.done.catch(() => undefined);
		for (const table of [...this.#held.keys()]) await this.#forget(table);
	}

	/** The files of a source as a load reads them, exactly as recorded. */
	async recorded(files: readonly SourceFile[]): Promise<LoadFile[]> {
		const loads = files.map(async ({ fileName, part, blob, plan, fixes }) => ({
			fileName,
			part,
			plan,
			fixes,
			file: await this.#blob(blob)
		}));
		return Promise.all(loads);
	}

	/** Loads what a snapshot holds as a table of its own. */
	async loadSnapshot(table: TableId, { files, fileColumn }: Snapshot, signal?: AbortSignal): Promise<Table> {
		const request = { table, files: await this.recorded(files), ...(fileColumn === null ? {} : { fileColumn }) };
		return (await this.#engine.load(request, signal)).table;
	}

	async #bring(workspace: Workspace, signal: AbortSignal): Promise<void> {
		const wanted = new Map(workspace.sources.map((source) => [source.table.id, source]));
		for (const [table, { key }] of [...this.#held]) {
			const source = wanted.get(table);
			if (!source || loadKey(source) !== key) await this.#forget(table);
		}
		const each = workspace.sources.map(async (source) => {
			await this.#loadOnce(source);
			await this.#prepare(source, workspace, signal);
		});
		const failed = (await Promise.allSettled(each)).find((result) => result.status === 'rejected');
		if (failed) throw failed.reason;
	}

	#loadOnce(source: Source): Promise<void> {
		const known = this.#held.get(source.table.id);
		if (known) return known.loaded;
		const loaded = this.#load(source);
		this.#held.set(source.table.id, { key: loadKey(source), loaded, text: null });
		return loaded;
	}

	async #load(source: Source): Promise<void> {
		const { id } = source.table;
		const base = { table: id, fileName: sourceName(source) };
		const progress = ({ share, rowsPerSecond }: LoadProgress): void =>
			this.#show({ ...base, share, rowsPerSecond, state: 'loading' });
		progress({ share: 0, rows: 0, rowsPerSecond: 0 });
		try {
			const request: LoadRequest = { table: id, files: await this.recorded(source.files), progress };
			await this.#engine.load(source.fileColumn === null ? request : { ...request, fileColumn: source.fileColumn });
			this.#loaded(source);
		} catch (error) {
			this.#held.delete(id);
			if (!isCancelled(error)) this.#show({ ...base, share: 0, rowsPerSecond: 0, state: 'failed', error });
			throw error;
		}
	}

	#loaded(source: Source): void {
		this.#set(source.table.id, { table: source.table, skipped: [], error: null });
		this.#ready(source);
	}

	/** Runs the steps that changed. A failure is kept beside the table, which stays as it was. */
	async #prepare(source: Source, workspace: Workspace, signal: AbortSignal): Promise<void> {
		const { id } = source.table;
		const { select, skipped } = await preparationOf(source, workspace);
		const held = this.#held.get(id);
		const before = this.#prepared.get(id);
		if (!held || !before) return;
		if ((select?.text ?? null) === held.text) {
			if (skipped.length > 0 || before.skipped.length > 0) this.#note(id, { ...before, skipped });
			return;
		}
		signal.throwIfAborted();
		this.#show({ table: id, fileName: sourceName(source), share: 1, rowsPerSecond: 0, state: 'preparing' });
		try {
			const made = await this.#run(id, select, signal);
			held.text = select?.text ?? null;
			if ('table' in made) this.#set(id, { table: made.table, skipped, error: null });
			else this.#note(id, { ...before, skipped, error: made.error });
		} finally {
			this.#ready(source);
		}
	}

	async #run(id: TableId, select: Query | null, signal: AbortSignal): Promise<{ table: Table } | { error: AppError }> {
		try {
			return { table: await this.#engine.prepare(id, select, signal) };
		} catch (error) {
			if (isCancelled(error) || !(error instanceof AppError)) throw error;
			return { error };
		}
	}

	async #forget(table: TableId): Promise<void> {
		this.#held.delete(table);
		this.#statuses = this.#statuses.filter((status) => status.table !== table);
		const prepared = new Map(this.#prepared);
		prepared.delete(table);
		this.#prepared = prepared;
		await this.#engine.drop(table);
	}

	/** The rows of a table have changed. */
	#set(id: TableId, prepared: PreparedTable): void {
		this.#note(id, prepared);
		this.#version++;
		this.#versions = new Map(this.#versions).set(id, this.#version);
	}

	#note(id: TableId, prepared: PreparedTable): void {
		this.#prepared = new Map(this.#prepared).set(id, prepared);
	}

	#ready(source: Source): void {
		this.#show({
			table: source.table.id,
			fileName: sourceName(source),
			share: 1,
			rowsPerSecond: 0,
			state: 'ready'
		});
	}

	#show(status: TableStatus): void {
		const at = this.#statuses.findIndex((other) => other.table === status.table);
		this.#statuses = at < 0 ? [...this.#statuses, status] : this.#statuses.with(at, status);
	}
}

function sameData(a: Workspace, b: Workspace): boolean {
	return a.sources === b.sources && a.steps === b.steps;
}

/** Two sources with the same key are loaded into the same rows. */
function loadKey({ files, fileColumn }: Source): string {
	return JSON.stringify([fileColumn, files.map(({ blob, part, plan, fixes }) => [blob, part, plan, fixes])]);
}

/** What the steps of a table come to; how steps become SQL is loaded with the first of them. */
async function preparationOf({ table }: Source, { steps }: Workspace): Promise<Preparation> {
	if (steps.every((step) => step.table !== table.id)) return { select: null, skipped: [] };
	const { preparation } = await import('$lib/core/prepare/preparation');
	return preparation(table, steps);
}
