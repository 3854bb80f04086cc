import { AppError } from '$lib/core/errors';
import type { Query } from '$lib/core/sql/sql';

/** What an 'engine-start' says of an engine that did not answer in time. */
export const NO_ANSWER = 'no answer';

/** Errors after which the WebAssembly instance cannot be trusted: traps, a blown stack, an invalidated database. */
export function isFatal(error: unknown): boolean {
	if (!(error instanceof Error) || error instanceof AppError) return false;
	if (error.name === 'RuntimeError' || error.name === 'RangeError') return true;
	return /^(FATAL|INTERNAL) Error|database has been invalidated|memory access out of bounds|function signature mismatch/.test(
		error.message
	);
}

/** What an error of DuckDB means to the page. */
export function engineError(error: unknown, query: Query | null): AppError {
	if (error instanceof AppError) return error;
	const message = error instanceof Error ? error.message : String(error);
	const sql = query ? { sql: query.text } : {};
	if (isFatal(error)) return new AppError('engine-crashed', { message, ...sql }, { cause: error });
	if (/^Out of Memory Error|bad_alloc|failed to (allocate|pin)/i.test(message))
		return new AppError('engine-memory', { message, ...sql }, { cause: error });
	return new AppError(query ? 'query-failed' : 'load-failed', { message, ...sql }, { cause: error });
}
