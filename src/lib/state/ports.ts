import type { Engine, Clock, Store, Trainer } from '$lib/core/ports';
import type { AppError } from '$lib/core/errors';
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
	/** The files of the built-in sample. */
	sample(): Promise<File[]>;
}
