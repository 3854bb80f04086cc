import type { Json } from './json';
import type { Issue } from './result';

/** Every way an operation can fail. `i18n/errors.ts` holds one sentence per code and language. */
export type ErrorCode =
	| 'cancelled'
	| 'input-rejected' // details.issues: the Issue list
	| 'engine-start'
	| 'engine-crashed'
	| 'engine-memory'
	| 'query-failed' // details.sql: the statement that ran
	| 'load-failed'
	| 'training-start'
	| 'training-crashed'
	| 'training-failed'
	| 'store-blocked'
	| 'store-full'
	| 'store-lost'
	| 'store-failed'
	| 'workspace-missing'
	| 'worker-silent';

/**
 * An operation failed. Carries a code, never a sentence; `details` is what the sentence needs.
 * Comlink drops an error's own fields, so worker methods send {@link ErrorShape} and clients rebuild this class.
 */
export class AppError extends Error {
	override readonly name = 'AppError';
	constructor(
		readonly code: ErrorCode,
		readonly details: Readonly<Record<string, Json>> = {},
		options?: { cause?: unknown }
	) {
		super(code, options);
	}
}

/** An {@link AppError} as plain data, for crossing a worker boundary. */
export interface ErrorShape {
	readonly code: ErrorCode;
	readonly details: Readonly<Record<string, Json>>;
}

/** True when the operation was stopped on request: cancelled is not failed. */
export function isCancelled(error: unknown): boolean {
	return error instanceof AppError
		? error.code === 'cancelled'
		: error instanceof DOMException && error.name === 'AbortError';
}

/** The failure of an input, carrying every issue found in it. */
export function inputRejected(issues: readonly Issue[]): AppError {
	return new AppError('input-rejected', { issues: issues as unknown as Json });
}

/** A condition that only our own mistake can break. Throws a plain Error: it is a bug, not a message for users. */
export function assert(condition: unknown, what: string): asserts condition {
	if (!condition) throw new Error(`Assertion failed: ${what}`);
}
