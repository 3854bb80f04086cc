import type { Engine, Clock, Store, Trainer } from '$lib/core/ports';
import type { AppError } from '$lib/core/errors';
import type { TableId } from '$lib/core/table';
import type { Workspace, WorkspaceId } from '$lib/core/workspace/workspace';

/** Where the newest edit is. Made by `storage/autosave`. */
export type SaveState =
	| { readonly kind: 'saved' }
	| { readonly kind: 'saving' }
	| { readonly kind: 'unsaved' }
	| { readonly kind: 'failed'; readonly error: AppError };

/** Saves the newest document soon after each edit. */
export interface Saver {
	edited(workspace: Workspace): void;
	/** Resolves when the newest edit is on disk. */
	flush(): Promise<void>;
	/** Forgets unsaved edits of a workspace. */
	discard(id: WorkspaceId): void;
}

/** This tab's place at a workspace that may be open in several tabs: one writes, the others look. */
export interface Claim {
	takeOver(): void;
	release(): void;
}

/** What the app can say about working offline. */
export interface OfflineState {
	/** 'ready' only while every asset was found in the cache. */
	readonly offline: 'unsupported' | 'installing' | 'stalled' | 'ready';
	/** Share of the bytes that is in the cache, 0–1. */
	readonly share: number;
	readonly reason: 'network' | 'full' | null;
	/** A complete newer version waits. */
	readonly update: boolean;
}

/** The page side of the service worker. */
export interface Offline {
	onChange(listener: (state: OfflineState) => void): () => void;
	/** Starts the waiting version and reloads the page. */
	apply(): Promise<void>;
}

/** The way back to a file on disk that a table was read from. */
export interface KeptHandle {
	readonly table: TableId;
	readonly handle: FileSystemFileHandle;
	/** The table follows the file. */
	readonly watched: boolean;
}

/** Ways back to files on disk, kept by table. */
export interface FileHandles {
	list(workspace: WorkspaceId): Promise<KeptHandle[]>;
	put(workspace: WorkspaceId, kept: KeptHandle): Promise<void>;
	remove(workspace: WorkspaceId, table: TableId): Promise<void>;
}

/** How far a file from the web is: bytes so far, and of how many when the server says. */
export interface RemoteProgress {
	readonly bytes: number;
	readonly total: number | null;
}

/**
 * Fetches a file from an address the user gave: the only door to the network, opened for one GET without credentials. Errors: 'cancelled',
 * 'input-rejected' with an issue 'url-…' that says why.
 */
export interface RemoteFiles {
	fetch(url: string, on: { signal: AbortSignal; progress: (progress: RemoteProgress) => void }): Promise<File>;
}

/** All doors out, as the composition root hands them over. */
export interface Ports {
	readonly engine: Engine;
	readonly trainer: Trainer;
	readonly store: Store;
	readonly clock: Clock;
	readonly offline: Offline;
	saver(onState: (state: SaveState) => void): Saver;
	claim(
		id: WorkspaceId,
		hooks: { onStatus(status: 'waiting' | 'writer' | 'reader'): void; onYield(): Promise<void> }
	): Claim;
	/** Remembers the workspace this tab shows, for reload and for the next visit. */
	readonly lastOpen: { get(): WorkspaceId | null; set(id: WorkspaceId | null): void };
	readonly handles: FileHandles;
	readonly remote: RemoteFiles;
	/** Calls `listener` every other second while the page is in sight; returns how to stop. */
	everyMoment(listener: () => void): () => void;
	/** The files of the built-in sample. */
	sample(): Promise<File[]>;
}
