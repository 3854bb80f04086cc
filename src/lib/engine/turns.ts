import { AppError } from '$lib/core/errors';

/**
 * One after another: statements on one connection must not overlap, or a streamed result is cut short. A call aborted before its
 * turn is rejected at once and its turn skipped.
 */
export class Turns {
	#last: Promise<unknown> = Promise.resolve();

	take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		if (signal?.aborted) return Promise.reject(new AppError('cancelled'));
		return new Promise<T>((resolve, reject) => {
			const abort = (): void => reject(new AppError('cancelled'));
			signal?.addEventListener('abort', abort, { once: true });
			this.#last = this.#last.then(async () => {
				try {
					if (!signal?.aborted) resolve(await work());
				} catch (error) {
					reject(error instanceof Error ? error : new Error(String(error)));
				} finally {
					signal?.removeEventListener('abort', abort);
				}
			});
		});
	}
}
