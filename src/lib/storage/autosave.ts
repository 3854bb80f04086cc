import type { AppError } from '$lib/core/errors';
import type { Store } from '$lib/core/ports';
import type { Workspace, WorkspaceId } from '$lib/core/workspace/workspace';
import { storeFailure } from './failure';
import type { DurableStore } from './store';

/** Where the newest edit is: on disk, on its way, only in memory, or refused by the disk (it is tried again). */
export type SaveState =
	| { readonly kind: 'saved' }
	| { readonly kind: 'saving' }
	| { readonly kind: 'unsaved' }
	| { readonly kind: 'failed'; readonly error: AppError };

/** Milliseconds: quiet time after the last edit, longest wait after the first, first and longest pause after a failure. */
export interface Timing {
	readonly quiet: number;
	readonly longest: number;
	readonly retry: number;
	readonly longestRetry: number;
}

const TIMING: Timing = { quiet: 400, longest: 2_000, retry: 1_000, longestRetry: 30_000 };

/**
 * Saves the newest document soon after an edit: one save at a time, the newest wins, a failed one is tried again
 * until it succeeds or a newer one does. Nothing newer is ever overwritten by something older.
 */
export class Autosave {
	/** Newest unsaved document of each workspace; usually there is one. */
	readonly #pending = new Map<WorkspaceId, Workspace>();
	#running: Promise<void> | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#firstEdit: number | null = null;
	#failures = 0;
	#error: AppError | null = null;
	#state: SaveState = { kind: 'saved' };

	constructor(
		private readonly store: Pick<Store, 'save'> & Partial<Pick<DurableStore, 'leave'>>,
		private readonly onState: (state: SaveState) => void,
		private readonly timing: Timing = TIMING
	) {}

	get state(): SaveState {
		return this.#state;
	}

	/** Call with every new document. */
	edited(workspace: Workspace): void {
		this.#pending.set(workspace.id, workspace);
		if (this.#running || this.#error) return this.#show();
		const now = Date.now();
		this.#firstEdit ??= now;
		this.#schedule(Math.min(this.timing.quiet, this.#firstEdit + this.timing.longest - now));
		this.#show();
	}

	/** Saves what is unsaved now. Resolves when the newest edit is on disk; rejects with the AppError when it is not. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#running) await this.#running;
		if (this.#pending.size > 0) await this.#start();
		if (this.#pending.size > 0 && this.#error) throw this.#error;
	}

	/** Forgets unsaved edits of a workspace, e.g. because it was deleted or another tab has taken it over. */
	discard(id: WorkspaceId): void {
		this.#pending.delete(id);
		if (this.#pending.size > 0) return;
		clearTimeout(this.#timer);
		this.#settle();
		if (!this.#running) this.#show();
	}

	/** Saves at once whenever the page may be about to go. Returns how to stop listening. */
	listen(page: Document): () => void {
		const leave = () => {
			for (const workspace of this.#pending.values()) this.store.leave?.(workspace);
			// A failure shows in the state, and the next edit or retry meets it again.
			if (this.#pending.size > 0) this.flush().catch(() => undefined);
		};
		const hide = () => page.visibilityState === 'hidden' && leave();
		page.addEventListener('visibilitychange', hide);
		page.defaultView?.addEventListener('pagehide', leave);
		return () => {
			page.removeEventListener('visibilitychange', hide);
			page.defaultView?.removeEventListener('pagehide', leave);
		};
	}

	#schedule(delay: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#start(), Math.max(0, delay));
	}

	/** One run at a time: until nothing is unsaved or a save fails. Never rejects; the error is kept. */
	#start(): Promise<void> {
		clearTimeout(this.#timer);
		this.#running ??= this.#run().finally(() => {
			this.#running = null;
			if (this.#error) this.#schedule(this.#pause());
			this.#show();
		});
		this.#show();
		return this.#running;
	}

	async #run(): Promise<void> {
		for (let next = this.#next(); next; next = this.#next()) {
			const sent = next;
			try {
				await this.store.save(sent);
			} catch (error) {
				if (!this.#pending.has(sent.id)) continue;
				this.#error = storeFailure(error);
				this.#failures++;
				return;
			}
			if (this.#pending.get(sent.id) === sent) this.#pending.delete(sent.id);
			this.#settle();
		}
	}

	#next(): Workspace | undefined {
		return this.#pending.values().next().value;
	}

	#settle(): void {
		this.#error = null;
		this.#failures = 0;
		this.#firstEdit = null;
	}

	#pause(): number {
		return Math.min(this.timing.longestRetry, this.timing.retry * 2 ** (this.#failures - 1));
	}

	#show(): void {
		const state = this.#now();
		const same = state.kind === this.#state.kind && (state.kind !== 'failed' || state === this.#state);
		this.#state = state;
		if (!same) this.onState(state);
	}

	#now(): SaveState {
		if (this.#error) {
			const shown = this.#state;
			return shown.kind === 'failed' && shown.error === this.#error ? shown : { kind: 'failed', error: this.#error };
		}
		if (this.#running) return { kind: 'saving' };
		return { kind: this.#pending.size > 0 ? 'unsaved' : 'saved' };
	}
}
