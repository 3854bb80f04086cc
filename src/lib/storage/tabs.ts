import type { WorkspaceId } from '$lib/core/workspace/workspace';

/** `waiting`: not known yet; `writer`: this tab may edit; `reader`: another tab edits, this one only shows. */
export type TabStatus = 'waiting' | 'writer' | 'reader';

export interface TabHooks {
	/**
	 * The status changed. On `writer` the document must be opened anew: the other tab may have saved it since.
	 * On `reader` unsaved edits are void (`Autosave.discard`).
	 */
	onStatus(status: TabStatus): void;
	/** Another tab wants to edit: save what is unsaved. The lock is given up when this settles, or taken after a while. */
	onYield(): Promise<void>;
}

/** What tabs use to agree; the browser's own unless a test brings others. */
export interface TabMeans {
	readonly locks: Pick<LockManager, 'request'> | null;
	channel(name: string): BroadcastChannel;
	/** Milliseconds the other tab has for saving before the lock is taken from it. */
	readonly courtesy: number;
}

/** One tab's place at one workspace. */
export interface TabClaim {
	readonly status: TabStatus;
	/** Becomes the writer: asks the other tab to save and let go, takes the lock when it does not answer. */
	takeOver(): void;
	/** Leaves the workspace; a waiting tab becomes the writer. */
	release(): void;
}

const COURTESY_MS = 1_500;

function browserMeans(): TabMeans {
	return {
		locks: globalThis.navigator?.locks ?? null,
		channel: (name) => new BroadcastChannel(name),
		courtesy: COURTESY_MS
	};
}

/** Claims a workspace for editing: the first tab writes, others read and follow when it leaves. */
export function claimWorkspace(id: WorkspaceId, hooks: TabHooks, means: TabMeans = browserMeans()): TabClaim {
	return new Claim(id, hooks, means);
}

class Claim implements TabClaim {
	#status: TabStatus = 'waiting';
	#released = false;
	/** Ends the lock this tab holds. */
	#letGo: (() => void) | null = null;
	/** Withdraws this tab's place in the queue. */
	#queue: AbortController | null = null;
	#takeTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #name: string;
	readonly #channel: BroadcastChannel;

	constructor(
		id: WorkspaceId,
		private readonly hooks: TabHooks,
		private readonly means: TabMeans
	) {
		this.#name = `dealscope-workspace-${id}`;
		this.#channel = means.channel(this.#name);
		this.#channel.onmessage = (event) => {
			if (event.data === 'take-over' && this.#status === 'writer') void this.#yield();
		};
		if (means.locks) this.#request({ ifAvailable: true });
		else this.#become('writer');
	}

	get status(): TabStatus {
		return this.#status;
	}

	takeOver(): void {
		if (this.#released || this.#status !== 'reader') return;
		this.#channel.postMessage('take-over');
		clearTimeout(this.#takeTimer);
		this.#takeTimer = setTimeout(() => {
			if (!this.#released && this.#status === 'reader') this.#request({ steal: true });
		}, this.means.courtesy);
	}

	release(): void {
		this.#released = true;
		clearTimeout(this.#takeTimer);
		this.#queue?.abort();
		this.#letGo?.();
		this.#channel.close();
	}

	/** Lets go once everything is saved, also when that fails: the other tab would take the lock all the same. */
	async #yield(): Promise<void> {
		await Promise.allSettled([this.hooks.onYield()]);
		if (this.#released || this.#status !== 'writer') return;
		this.#become('reader');
		this.#letGo?.();
	}

	/** Asks for the lock. Granted: held until let go. Not available, let go or stolen: reader, and in the queue again. */
	#request(options: LockOptions): void {
		let held = false;
		const grant = (lock: Lock | null): Promise<void> | undefined => {
			if (!lock || this.#released) return undefined;
			held = true;
			return this.#hold();
		};
		this.means.locks?.request(this.#name, options, grant).then(
			() => this.#wait(),
			(error: unknown) => {
				if (!isAbort(error)) throw error;
				// Stolen while held; otherwise our own place in the queue that we withdrew.
				if (held) this.#wait();
			}
		);
	}

	#hold(): Promise<void> {
		this.#queue?.abort();
		this.#queue = null;
		clearTimeout(this.#takeTimer);
		return new Promise((resolve) => {
			this.#letGo = resolve;
			this.#become('writer');
		});
	}

	#wait(): void {
		this.#letGo = null;
		if (this.#released) return;
		this.#become('reader');
		this.#queue = new AbortController();
		this.#request({ signal: this.#queue.signal });
	}

	#become(status: TabStatus): void {
		if (status === this.#status) return;
		this.#status = status;
		this.hooks.onStatus(status);
	}
}

function isAbort(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError';
}
