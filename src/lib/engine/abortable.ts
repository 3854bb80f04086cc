import { AppError } from '$lib/core/errors';

/** The answer of `work`, or 'cancelled' as soon as the signal says so; the work is left to notice by itself. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return work;
	return new Promise<T>((resolve, reject) => {
		const stop = (): void => reject(new AppError('cancelled'));
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
