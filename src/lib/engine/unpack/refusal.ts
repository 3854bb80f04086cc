import { inputRejected, type AppError } from '$lib/core/errors';
import type { Json } from '$lib/core/json';
import type { IssueCode } from '$lib/core/result';

/** The error that refuses a file with one issue about it. */
export function refusal(code: IssueCode, at: string, details: Readonly<Record<string, Json>> = {}): AppError {
	return inputRejected([{ code, at, details }]);
}
