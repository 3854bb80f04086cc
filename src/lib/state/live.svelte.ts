import { AppError, isCancelled } from '$lib/core/errors';

/** The result of asynchronous work, as state. The newest run wins; older ones are cancelled and their answers dropped. */
export class Live<T> {
	#value = $state.raw<T | undefined>();
	#error = $state.raw<AppError | undefined>();
	#busy = $state(false);
	#controller: AbortController | undefined;

	/** The last answer; kept while a newer run is under way, so that screens do not flicker. */
	get value(): T | undefined {
		return this.#value;
	}
	get error(): AppError | undefined {
		return this.#error;
	}
	get busy(): boolean {
		return this.#busy;
	}

	/** Starts `work`, cancelling what ran before. */
	async run(work: (signal: AbortSignal) => Promise<T>): Promise<void> {
		this.#controller?.abort();
		const controller = (this.#controller = new AbortController());
		this.#busy = true;
		try {
			const value = await work(controller.signal);
			if (this.#controller !== controller) return;
			this.#value = value;
			this.#error = undefined;
		} catch (error) {
			if (this.#controller !== controller || isCancelled(error)) return;
			if (!(error instanceof AppError)) throw error;
			this.#value = undefined;
			this.#error = error;
		} finally {
			if (this.#controller === controller) this.#busy = false;
		}
	}

	/** Stops the run under way; the last answer stays. */
	cancel(): void {
		this.#controller?.abort();
		this.#controller = undefined;
		this.#busy = false;
	}
}
