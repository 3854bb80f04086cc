import { AppError } from '$lib/core/errors';

/** Work that must not overlap: each piece begins once those asked for before it are over, well or badly. */
export class Turns {
	#last: Promise<unknown> = Promise.resolve();
	readonly #controllers = new Set<AbortController>();

	/** Does `work` in its turn. Rejects with 'cancelled' when {@link cancel} came before its turn. */
	async take<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		const controller = new AbortController();
		this.#controllers.add(controller);
		const turn = this.#last.then(() => {
			controller.signal.throwIfAborted();
			return work(controller.signal);
		});
		const over = (): void => void this.#controllers.delete(controller);
		this.#last = turn.then(over, over);
		return turn;
	}

	/** Stops what is under way and everything that waits. */
	cancel(): void {
		for (const controller of [...this.#controllers]) controller.abort(new AppError('cancelled'));
	}
}
