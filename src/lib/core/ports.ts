import type { ForecastRequest, ForecastResult, Progress } from './forecast/result';
import type { Day } from './period';
import type { Query } from './sql/sql';
import type {
	FilePart,
	Fix,
	Ledger,
	PartPath,
	Preview,
	ReadOverrides,
	ReadPlan,
	Rows,
	SetAside,
	Table,
	TableId
} from './table';
import type { Issue } from './result';
import type { BlobKey, ImportMemory, Workspace, WorkspaceId, WorkspaceInfo } from './workspace/workspace';

/** What the engine is doing, for the status line. */
export type EngineStatus = 'asleep' | 'starting' | 'ready' | 'restarting' | 'failed';

/** One file, or one table in it, to be read. With `plan` exactly as recorded; without, it is looked at first. */
export interface LoadFile {
	readonly fileName: string;
	readonly file: Blob;
	/** The table in the file; absent or empty: the file itself, or the only part of its container. */
	readonly part?: PartPath;
	readonly plan?: ReadPlan;
	/** What the user says against detection; not with `plan`. */
	readonly overrides?: ReadOverrides;
	/** Records and cells put right by the user. */
	readonly fixes?: readonly Fix[];
}

/** How far a load is. */
export interface LoadProgress {
	/** 0–1 over all files of the request. */
	readonly share: number;
	/** Rows counted so far, and how many a second (0 until known). */
	readonly rows: number;
	readonly rowsPerSecond: number;
}

/** One table to load from one file, or from several of the same shape put one below the other. */
export interface LoadRequest {
	readonly table: TableId;
	readonly files: readonly LoadFile[];
	/** Name of a text column that says which file each row came from; absent with a single file. */
	readonly fileColumn?: string;
	readonly progress?: (progress: LoadProgress) => void;
}

/** What came of one file of a load. */
export interface FileReport {
	readonly plan: ReadPlan;
	readonly rows: number;
	readonly issues: readonly Issue[];
	/** At most 1,000; `setAsideTotal` counts all. */
	readonly setAside: readonly SetAside[];
	readonly setAsideTotal: number;
	readonly ledger: Ledger;
}

/** What came of a load, file by file. Columns missing in a file are empty there; types widen until they hold every file. */
export interface LoadReport {
	readonly table: Table;
	readonly files: readonly FileReport[];
}

/**
 * The SQL engine. Starts on first use. After a crash it restarts and rebuilds every loaded table by itself.
 * A loaded table is `raw."name"`; `"name"` alone is the prepared one where there is one, else the loaded one.
 * Errors: AppError 'engine-start', 'engine-crashed', 'engine-memory', 'query-failed' (details.sql, details.message),
 * 'load-failed', 'input-rejected' (details.issues) and 'cancelled'.
 */
export interface Engine {
	/** The tables a file holds. A plain table is one part with an empty path. Refused files: 'input-rejected'. */
	parts(fileName: string, file: Blob, signal?: AbortSignal): Promise<FilePart[]>;
	/** How a file would be read. Reads its head only (containers: the part's first rows), in a worker that can be thrown away. */
	preview(file: LoadFile, signal?: AbortSignal): Promise<Preview>;
	/** A failed load leaves the engine as it was. Loading a table that is there replaces it and forgets its preparation. */
	load(request: LoadRequest, signal?: AbortSignal): Promise<LoadReport>;
	/**
	 * Makes `"table"` the rows of `select`, which reads `raw."table"`; null: as it was loaded. Answers the table as it is then.
	 * A failed preparation leaves what was there.
	 */
	prepare(table: TableId, select: Query | null, signal?: AbortSignal): Promise<Table>;
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
	/** Holds what is in training or starts until `resume` lets it go on where it was. A paused training still obeys its signal. */
	pause(): void;
	resume(): void;
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

/** What was decided about files of a kind of header, kept for the next file like them, across workspaces. */
export interface Memories {
	get(signature: string): Promise<ImportMemory | null>;
	put(memory: ImportMemory): Promise<void>;
	list(): Promise<ImportMemory[]>;
	remove(signature: string): Promise<void>;
}

/**
 * Keeps workspaces. A save is acknowledged only once it is on disk (strict durability). Errors: 'store-full',
 * 'store-blocked', 'store-lost', 'store-failed', 'workspace-missing', 'input-rejected' (document of a newer format).
 */
export interface Store {
	list(): Promise<WorkspaceInfo[]>;
	/** The saved document; where it turns out damaged, the state before the last visit, and {@link recovered} says so. */
	open(id: WorkspaceId): Promise<Workspace>;
	/** The document {@link open} gave was damaged and an earlier state of it was taken. */
	recovered(id: WorkspaceId): boolean;
	save(workspace: Workspace): Promise<void>;
	/** A full copy, Blobs included, under a new id and name. */
	duplicate(id: WorkspaceId, name: string): Promise<Workspace>;
	/** Hides the workspace; `restore` brings it back until `purge`. */
	remove(id: WorkspaceId): Promise<void>;
	restore(id: WorkspaceId): Promise<void>;
	/** Deletes removed workspaces for good. */
	purge(): Promise<void>;
	readonly blobs: Blobs;
	readonly memories: Memories;
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
