import { AppError } from '../errors';

/**
 * What a long computation needs from its host to stay interruptible and to report its cost. Neither changes a number:
 * the only place where `core` meets time, and it is passed in.
 */
export interface Pace {
	/** Milliseconds from any fixed moment. */
	now(): number;
	/** Resolves in a later macrotask, so that messages (cancel) are delivered meanwhile. */
	rest(): Promise<void>;
}

/** Longest stretch of computation without a rest, in ms. */
const STRETCH_MS = 25;

/**
 * Returns a function to `await` often inside loops: it rests when 25 ms have passed since the last rest and throws
 * AppError 'cancelled' once `signal` is aborted.
 */
export function pacer({
	signal,
	pace
}: {
	readonly signal: AbortSignal;
	readonly pace: Pace;
}): () => Promise<void> | void {
	let last = pace.now();
	const turn = async () => {
		await pace.rest();
		last = pace.now();
		if (signal.aborted) throw new AppError('cancelled');
	};
	return () => {
		if (signal.aborted) throw new AppError('cancelled');
		if (pace.now() - last >= STRETCH_MS) return turn();
	};
}
