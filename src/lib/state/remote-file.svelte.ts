import { AppError, isCancelled } from '$lib/core/errors';
import type { RemoteFiles, RemoteProgress } from './ports';

/** A file from the web, fetched only when the user asks. */
export class RemoteFile {
	#progress = $state.raw<RemoteProgress | null>(null);
	#error = $state.raw<AppError | null>(null);
	#controller: AbortController | undefined;
	readonly #remote: RemoteFiles;

	constructor(remote: RemoteFiles) {
		this.#remote = remote;
	}

	/** While a file is being fetched; else null. */
	get progress(): RemoteProgress | null {
		return this.#progress;
	}
	/** Why the last one could not be fetched. */
	get error(): AppError | null {
		return this.#error;
	}

	/** The file at an address; null when it could not be fetched ({@link error} says why) or was cancelled. */
	async load(url: string): Promise<File | null> {
		this.cancel();
		const { signal } = (this.#controller = new AbortController());
		this.#error = null;
		this.#progress = { bytes: 0, total: null };
		try {
			const progress = (now: RemoteProgress): void => {
				if (!signal.aborted) this.#progress = now;
			};
			return await this.#remote.fetch(url, { signal, progress });
		} catch (error) {
			if (isCancelled(error)) return null;
			if (!(error instanceof AppError)) throw error;
			this.#error = error;
			return null;
		} finally {
			if (this.#controller.signal === signal) this.#progress = null;
		}
	}

	cancel(): void {
		this.#controller?.abort();
	}

	dismiss(): void {
		this.#error = null;
	}
}
