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

/** All doors out, as the composition root hands them over. */
export interface Ports {
	readonly engine: Engine;
	readonly trainer: Trainer;
	readonly store: Store;
	readonly clock: Clock;
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
