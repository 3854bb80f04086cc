import { isCancelled } from '$lib/core/errors';
import type { Engine, Store } from '$lib/core/ports';
import type { Saver } from './ports';
import type { Query } from '$lib/core/sql/sql';
import type { Rows, TableId } from '$lib/core/table';
import { blobKeys, rename } from '$lib/core/workspace/edits';
import {
	amend,
	record,
	redo,
	redoLabel,
	startHistory,
	undo,
	undoLabel,
	type EditLabel,
	type History
} from '$lib/core/workspace/history';
import type { BlobKey, Source, Workspace } from '$lib/core/workspace/workspace';

/** What one table of the open workspace is doing. */
export interface TableStatus {
	readonly table: TableId;
	readonly fileName: string;
	/** 0–1 */
	readonly share: number;
	readonly state: 'loading' | 'ready' | 'failed';
	readonly error?: unknown;
}

/** The open workspace: its document with undo, and its tables in the engine. */
export class Session {
	#history: History = $state.raw() as History;
	#tables = $state.raw<readonly TableStatus[]>([]);
	#readOnly = $state(false);
	readonly #loaded = new Map<TableId, { blob: BlobKey; done: Promise<void> }>();
	readonly #engine: Engine;
	readonly #store: Store;
	readonly #saver: Saver;

	constructor(workspace: Workspace, ports: { engine: Engine; store: Store; saver: Saver }) {
		this.#history = startHistory(workspace);
		this.#engine = ports.engine;
		this.#store = ports.store;
		this.#saver = ports.saver;
	}

	get workspace(): Workspace {
		return this.#history.present;
	}
	get tables(): readonly TableStatus[] {
		return this.#tables;
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
		return this.#tables.every((table) => table.state === 'ready');
	}

	/** Applies an edit: it can be undone and is saved. */
	edit(label: EditLabel, next: Workspace, group: string | null = null): void {
		this.#set(record(this.#history, label, next, group));
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
		if (newer) this.#history = startHistory(newer);
	}

	/** Runs a statement once every table is loaded. */
	async query(query: Query, signal?: AbortSignal): Promise<Rows> {
		await this.load();
		signal?.throwIfAborted();
		return this.#engine.query(query, signal);
	}

	/** Brings the engine in line with the document: loads what is missing, drops what is gone. Settles when all are done. */
	async load(): Promise<void> {
		const wanted = new Map(this.workspace.sources.map((source) => [source.table.id, source]));
		for (const [table, { blob }] of this.#loaded) {
			if (wanted.get(table)?.blob !== blob) await this.#forget(table);
		}
		const loading = [...wanted.values()].map((source) => this.#loadOnce(source));
		await Promise.all(loading);
	}

	/** A table just imported: it is in the engine already. */
	adopt(source: Source): void {
		this.#loaded.set(source.table.id, { blob: source.blob, done: Promise.resolve() });
		this.#show({ table: source.table.id, fileName: source.fileName, share: 1, state: 'ready' });
	}

	/** Saves now; undo ends here, so Blobs that only undone steps needed go. */
	async close(): Promise<void> {
		await this.#saver.flush();
		if (!this.#readOnly) await this.#store.blobs.prune(this.workspace.id, blobKeys(this.workspace));
		for (const table of [...this.#loaded.keys()]) await this.#forget(table);
	}

	#set(history: History): void {
		if (history === this.#history) return;
		const changed = history.present !== this.#history.present;
		this.#history = history;
		if (changed && !this.#readOnly) this.#saver.edited(history.present);
	}

	#loadOnce(source: Source): Promise<void> {
		const known = this.#loaded.get(source.table.id);
		if (known) return known.done;
		const done = this.#loadFromStore(source);
		this.#loaded.set(source.table.id, { blob: source.blob, done });
		return done;
	}

	async #loadFromStore(source: Source): Promise<void> {
		const base = { table: source.table.id, fileName: source.fileName };
		const progress = (share: number): void => this.#show({ ...base, share, state: 'loading' });
		progress(0);
		try {
			const file = await this.#store.blobs.get(this.workspace.id, source.blob);
			await this.#engine.load({ ...base, file, plan: source.plan, progress });
			this.#show({ ...base, share: 1, state: 'ready' });
		} catch (error) {
			this.#loaded.delete(source.table.id);
			if (!isCancelled(error)) this.#show({ ...base, share: 0, state: 'failed', error });
			throw error;
		}
	}

	async #forget(table: TableId): Promise<void> {
		this.#loaded.delete(table);
		this.#tables = this.#tables.filter((status) => status.table !== table);
		await this.#engine.drop(table);
	}

	#show(status: TableStatus): void {
		const at = this.#tables.findIndex((other) => other.table === status.table);
		this.#tables = at < 0 ? [...this.#tables, status] : this.#tables.with(at, status);
	}
}
