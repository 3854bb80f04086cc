import type { ForecastRequest, ForecastResult, Progress } from './forecast/result';
import type { Day } from './period';
import type { Query } from './sql/sql';
import type { ReadPlan, Rows, SetAside, Table, TableId } from './table';
import type { Issue } from './result';
import type { BlobKey, Workspace, WorkspaceId, WorkspaceInfo } from './workspace/workspace';

/** What the engine is doing, for the status line. */
export type EngineStatus = 'asleep' | 'starting' | 'ready' | 'restarting' | 'failed';

/** A file to load. With `plan` the bytes are read exactly as recorded; without, they are looked at first. */
export interface LoadRequest {
	readonly table: TableId;
	readonly fileName: string;
	readonly file: Blob;
	readonly plan?: ReadPlan;
	readonly progress?: (share: number) => void;
}

/** What came of loading a file. `rows` in `table` + whole rows in `setAside` = records in the file. */
export interface LoadReport {
	readonly table: Table;
	readonly plan: ReadPlan;
	readonly issues: readonly Issue[];
	/** At most 1,000; `setAsideTotal` counts all. */
	readonly setAside: readonly SetAside[];
	readonly setAsideTotal: number;
}

/**
 * The SQL engine. Starts on first use. After a crash it restarts and rebuilds every loaded table by itself.
 * Errors: AppError 'engine-start', 'engine-crashed', 'engine-memory', 'query-failed' (details.sql, details.message),
 * 'load-failed', 'input-rejected' (details.issues) and 'cancelled'.
 */
export interface Engine {
	/** A failed load leaves the engine as it was. */
	load(request: LoadRequest, signal?: AbortSignal): Promise<LoadReport>;
	query(query: Query, signal?: AbortSignal): Promise<Rows>;
	drop(table: TableId): Promise<void>;
	/** Calls `listener` now and on every change; returns how to stop. */
	onStatus(listener: (status: EngineStatus) => void): () => void;
	dispose(): Promise<void>;
}

/**
 * Trains and backtests in a worker of its own. Errors: 'training-start', 'training-crashed', 'training-failed', 'cancelled',
 * 'input-rejected' (series too short …).
 */
export interface Trainer {
	forecast(
		request: ForecastRequest,
		on?: { readonly progress?: (progress: Progress) => void; readonly signal?: AbortSignal }
	): Promise<ForecastResult>;
	dispose(): void;
}

/** Blobs kept beside the documents: files and forecast results. */
export interface Blobs {
	put(workspace: WorkspaceId, key: BlobKey, blob: Blob): Promise<void>;
	/** Throws AppError 'store-lost' when the Blob is gone or unreadable. */
	get(workspace: WorkspaceId, key: BlobKey): Promise<Blob>;
	/** Removes the Blobs of a workspace that are not in `keep`. */
	prune(workspace: WorkspaceId, keep: readonly BlobKey[]): Promise<void>;
}

/**
 * Keeps workspaces. A save is acknowledged only once it is on disk (strict durability). Errors: 'store-full',
 * 'store-blocked', 'store-lost', 'store-failed', 'workspace-missing', 'input-rejected' (document of a newer format).
 */
export interface Store {
	list(): Promise<WorkspaceInfo[]>;
	open(id: WorkspaceId): Promise<Workspace>;
	save(workspace: Workspace): Promise<void>;
	/** A full copy, Blobs included, under a new id and name. */
	duplicate(id: WorkspaceId, name: string): Promise<Workspace>;
	/** Hides the workspace; `restore` brings it back until `purge`. */
	remove(id: WorkspaceId): Promise<void>;
	restore(id: WorkspaceId): Promise<void>;
	/** Deletes removed workspaces for good. */
	purge(): Promise<void>;
	readonly blobs: Blobs;
	/** True when the browser lost data since last time (an emptied or damaged database). */
	readonly dataLost: Promise<boolean>;
	/** Asks the browser to keep the data; true when it promises to. */
	persist(): Promise<boolean>;
	estimate(): Promise<{ used: number; quota: number } | null>;
}

/** The only source of time and of identities. */
export interface Clock {
	today(): Day;
	/** ISO instant. */
	now(): string;
	/** A new random UUID. */
	id(): string;
}
