import { AppError } from '$lib/core/errors';

/** Names of DOMExceptions that mean the stored bytes are gone or damaged. */
const LOST = new Set(['NotReadableError', 'NotFoundError', 'DataError', 'EncodingError']);

/** Names of what is thrown when a connection or its transaction ended under an operation. */
const ENDED = new Set(['InvalidStateError', 'AbortError', 'TransactionInactiveError']);

/** Any failure of the database as the AppError its caller can act on. */
export function storeFailure(error: unknown): AppError {
	if (error instanceof AppError) return error;
	const name = nameOf(error);
	const details = { name, message: error instanceof Error ? error.message : String(error) };
	if (name === 'QuotaExceededError') return new AppError('store-full', details, { cause: error });
	if (LOST.has(name)) return new AppError('store-lost', details, { cause: error });
	return new AppError('store-failed', details, { cause: error });
}

/**
 * The connection went away under the operation: closing, closed by the browser, server process gone.
 * Everything this adapter does can be repeated, so one more try on a new connection is safe.
 */
export function isLostConnection(error: unknown): boolean {
	const name = nameOf(error);
	if (ENDED.has(name)) return true;
	return name === 'UnknownError' && error instanceof Error && /connection/i.test(error.message);
}

function nameOf(error: unknown): string {
	return error instanceof Error || error instanceof DOMException ? error.name : typeof error;
}
