import { AppError, type ErrorCode, type ErrorShape } from '$lib/core/errors';

/** What a worker method answers: a value, or an error as plain data (Comlink drops an error's own fields). */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorShape };

/** An error as plain data. Anything that is no AppError becomes `fallback` with details.message. */
export function errorShape(error: unknown, fallback: ErrorCode): ErrorShape {
	if (error instanceof AppError) return { code: error.code, details: error.details };
	return { code: fallback, details: { message: error instanceof Error ? error.message : String(error) } };
}

/** Worker side: runs `work` and answers its value or its error; never rejects. */
export async function reply<T>(work: () => T | Promise<T>, fallback: ErrorCode): Promise<Reply<T>> {
	try {
		return { ok: true, value: await work() };
	} catch (error) {
		return { ok: false, error: errorShape(error, fallback) };
	}
}

/** Client side: the value of a reply, or its error thrown as the AppError it was. */
export function unwrap<T>(answer: Reply<T>): T {
	if (answer.ok) return answer.value;
	throw new AppError(answer.error.code, answer.error.details);
}
