import { AppError, assert, isCancelled } from '$lib/core/errors';
import type { Engine, LoadFile, Store } from '$lib/core/ports';
import type { Saver } from './ports';
import type { Differences } from '$lib/core/compare/differences';
import type { Day } from '$lib/core/period';
import { compareWithPresent, prepareAlike } from './comparing';
import type { Query } from '$lib/core/sql/sql';
import type { SkippedStep } from '$lib/core/prepare/plan';
import type { Rows, Table, TableId } from '$lib/core/table';
import { blobKeys, rename } from '$lib/core/workspace/edits';
import {
	amend,
	extend,
	historyBlobs,
	record,
	redo,
	redoLabel,
	startHistory,
	undo,
	undoLabel,
	type EditLabel,
	type History
} from '$lib/core/workspace/history';
import { stepsOf } from '$lib/core/workspace/step-edits';
import type { CleaningStep, Source, Workspace } from '$lib/core/workspace/workspace';
import { Tables, type PreparedTable, type TableStatus } from './tables.svelte';

/** Milliseconds of quiet after which changed steps are run although nobody has asked for rows. */
const QUIET = 200;

/** Times a reading that needs several statements is begun again because the tables changed under it. */
const AGAIN = 5;

/** The open workspace: its document with undo, and its tables in the engine, cleaned. */
export class Session {
	#history: History = $state.raw() as History;
	#readOnly = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#closed = false;
	readonly #listeners = new Set<() => void>();
	readonly #engine: Engine;
	readonly #store: Store;
	readonly #saver: Saver;
	readonly #tables: Tables;
	/** Names of the tables of snapshots that are loaded, by snapshot. */
	readonly #snapshots = new Map<string, TableId>();

	constructor(workspace: Workspace, ports: { engine: Engine; store: Store; saver: Saver }) {
		this.#history = startHistory(workspace);
		this.#engine = ports.engine;
		this.#store = ports.store;
		this.#saver = ports.saver;
		this.#tables = new Tables(ports.engine, (key) => ports.store.blobs.get(workspace.id, key));
	}

	get workspace(): Workspace {
		return this.#history.present;
	}
	get tables(): readonly TableStatus[] {
		return this.#tables.statuses;
	}
	get undoLabel(): EditLabel | null {
		return undoLabel(this.#history);
	}
	get redoLabel(): EditLabel | null {
		return redoLabel(this.#history);
	}
	/** Another tab edits this workspace: nothing is saved from here. */
	get readOnly(): boolean {
		return this.#readOnly;
	}
	/** Every source is in the engine and can be queried. */
	get ready(): boolean {
		return this.tables.every((table) => table.state === 'ready');
	}
	/** Goes up whenever rows have changed: a table was loaded or its steps were run. What was read before is out of date. */
	get version(): number {
		return this.#tables.version;
	}
	/** The same for one table. */
	versionOf(table: TableId): number {
		return this.#tables.versionOf(table);
	}

	/** A table as reports see it, after its steps; before it is in the engine, as it was loaded last. */
	tableOf(id: TableId): Table {
		const table = this.#tables.prepared.get(id)?.table ?? this.sourceOf(id)?.table;
		assert(table, `the workspace has a table ${id}`);
		return table;
	}
	/** The table as it was loaded, with its files; null when the workspace has none of that name. */
	sourceOf(id: TableId): Source | null {
		return this.workspace.sources.find(({ table }) => table.id === id) ?? null;
	}
	/** Every table as reports see it. */
	get preparedTables(): Table[] {
		return this.workspace.sources.map(({ table }) => this.tableOf(table.id));
	}
	/** The steps of all tables. */
	get steps(): readonly CleaningStep[] {
		return this.workspace.steps;
	}
	stepsOf(table: TableId): CleaningStep[] {
		return stepsOf(this.workspace, table);
	}
	/** Steps that are switched on and do not fit the table, with why. */
	skipped(id: TableId): readonly SkippedStep[] {
		return this.#prepared(id)?.skipped ?? [];
	}
	/** Why the steps of a table could not be run; it is then as it last was. */
	preparationError(id: TableId): AppError | null {
		return this.#prepared(id)?.error ?? null;
	}

	/** Applies an edit: it can be undone and is saved. */
	edit(label: EditLabel, next: Workspace, group: string | null = null): void {
		this.#set(record(this.#history, label, next, group));
	}

	/** Applies what followed from the last edit by itself: saved, and undone together with that edit. */
	follow(next: Workspace): void {
		this.#set(extend(this.#history, next));
	}

	/** Applies a fact (a training result has arrived): saved, and kept by undo and redo. */
	amend(change: (workspace: Workspace) => Workspace): void {
		this.#set(amend(this.#history, change));
	}

	rename(name: string): void {
		this.edit('rename', rename(this.workspace, name));
	}
	undo(): void {
		this.#set(undo(this.#history));
	}
	redo(): void {
		this.#set(redo(this.#history));
	}

	/** This tab may edit, or only look. A document that another tab has saved since takes the place of this one. */
	setReadOnly(readOnly: boolean, newer?: Workspace): void {
		this.#readOnly = readOnly;
		if (newer && JSON.stringify(newer) !== JSON.stringify(this.workspace)) this.#history = startHistory(newer);
	}

	/** Calls `listener` after every edit, undo and redo, and whenever rows have changed; returns how to stop. */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	/** Runs a statement once every table is loaded and cleaned. */
	async query(query: Query, signal?: AbortSignal): Promise<Rows> {
		await this.load();
		signal?.throwIfAborted();
		return this.#engine.query(query, signal);
	}

	/** Reads with several statements over one state of the tables: begun again when they change in between. */
	async together<T>(read: () => Promise<T>): Promise<T> {
		for (let turn = 1; ; turn++) {
			await this.load();
			const { version } = this;
			const value = await read();
			if (this.version === version || turn === AGAIN) return value;
		}
	}

	/** Brings the engine in line with the document: loads what is missing, drops what is gone, runs changed steps. */
	async load(): Promise<void> {
		clearTimeout(this.#timer);
		const { version } = this;
		await this.#tables.follow(this.workspace);
		if (this.version !== version) this.#tell();
	}

	/** A table just imported: it is in the engine already. */
	adopt(source: Source): void {
		this.#tables.adopt(source);
	}

	/** Something else than the document says may stand in the engine under this name: it goes, and what the document says is loaded anew. */
	async takeBack(table: TableId): Promise<void> {
		this.#tables.distrust(table);
		await this.#engine.drop(table);
		if (this.sourceOf(table)) this.#soon();
	}

	/** The files of a source as a load reads them, exactly as recorded. */
	recorded(files: Source['files']): Promise<LoadFile[]> {
		return this.#tables.recorded(files);
	}

	/**
	 * Loads a snapshot as a table of its own beside the present one, after the same steps: `deals @ 2026-10-31`. Loading it again gives the same
	 * table. {@link freeSnapshot} lets it go; closing does so too.
	 */
	async loadSnapshot(table: TableId, snapshotId: string, signal?: AbortSignal): Promise<Table> {
		const snapshot = this.sourceOf(table)?.snapshots.find((one) => one.id === snapshotId);
		if (!snapshot) throw new AppError('store-lost', { table, snapshot: snapshotId });
		const name = this.#snapshots.get(snapshotId) ?? this.#snapshotName(table, snapshot.taken);
		const loaded = await this.#tables.loadSnapshot(name, snapshot, signal);
		this.#snapshots.set(snapshotId, name);
		return prepareAlike(this.#engine, this, table, loaded, signal);
	}

	/** Lets the table of a snapshot go. */
	async freeSnapshot(snapshotId: string): Promise<void> {
		const name = this.#snapshots.get(snapshotId);
		this.#snapshots.delete(snapshotId);
		if (name !== undefined) await this.#engine.drop(name);
	}

	/** What has changed from a snapshot to the present state of its table. */
	async differencesSince(table: TableId, snapshotId: string, signal?: AbortSignal): Promise<Differences> {
		const held = this.#snapshots.has(snapshotId);
		const loaded = await this.loadSnapshot(table, snapshotId, signal);
		try {
			return await compareWithPresent(this, table, loaded, 'before', signal);
		} finally {
			if (!held) await this.freeSnapshot(snapshotId);
		}
	}

	/** Deletes Blobs that neither the document nor any undo needs. */
	async pruneBlobs(): Promise<void> {
		if (!this.#readOnly) await this.#store.blobs.prune(this.workspace.id, historyBlobs(this.#history));
	}

	/** Saves now; undo ends here, so Blobs that only undone steps needed go. */
	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#listeners.clear();
		await this.#saver.flush();
		if (!this.#readOnly) await this.#store.blobs.prune(this.workspace.id, blobKeys(this.workspace));
		for (const id of [...this.#snapshots.keys()]) await this.freeSnapshot(id);
		await this.#tables.forgetAll();
	}

	/** Free among tables and snapshots in the engine. */
	#snapshotName(table: TableId, day: Day): TableId {
		const taken = new Set([...this.#snapshots.values(), ...this.workspace.sources.map((source) => source.table.id)]);
		const wanted = `${table} @ ${day}`;
		let name = wanted;
		for (let k = 2; taken.has(name); k++) name = `${wanted} (${k})`;
		return name;
	}

	#prepared(id: TableId): PreparedTable | undefined {
		return this.#tables.prepared.get(id);
	}

	#set(history: History): void {
		if (history === this.#history) return;
		const before = this.#history.present;
		const after = history.present;
		this.#history = history;
		if (after === before) return;
		if (!this.#readOnly) this.#saver.edited(after);
		if (after.sources !== before.sources || after.steps !== before.steps) this.#soon();
		this.#tell();
	}

	/** Follows the document after a moment of quiet. A failure is shown with its table, and met again by whoever reads. */
	#soon(): void {
		clearTimeout(this.#timer);
		if (this.#closed) return;
		this.#timer = setTimeout(() => {
			this.load().catch((error: unknown) => {
				if (!(error instanceof AppError) && !isCancelled(error)) throw error;
			});
		}, QUIET);
	}

	#tell(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}
