import type { AppError, ErrorCode } from '$lib/core/errors';
import { m } from '$lib/paraglide/messages';

/** What the user is told when an operation failed. */
export interface ErrorText {
	/** What happened, a few words. */
	readonly title: string;
	/** What is safe and what to do, one or two sentences. */
	readonly advice: string;
}

/** A title and advice per code. What went wrong technically is in the error's own details: message, sql, issues, workspace. */
const TEXTS: Record<ErrorCode, readonly [title: () => string, advice: () => string]> = {
	cancelled: [m.error_cancelled, m.error_cancelled_advice],
	'input-rejected': [m.error_input_rejected, m.error_input_rejected_advice],
	'engine-start': [m.error_engine_start, m.error_engine_start_advice],
	'engine-crashed': [m.error_engine_crashed, m.error_engine_crashed_advice],
	'engine-memory': [m.error_engine_memory, m.error_engine_memory_advice],
	'query-failed': [m.error_query_failed, m.error_query_failed_advice],
	'load-failed': [m.error_load_failed, m.error_load_failed_advice],
	'training-start': [m.error_training_start, m.error_training_start_advice],
	'training-crashed': [m.error_training_crashed, m.error_training_crashed_advice],
	'training-failed': [m.error_training_failed, m.error_training_failed_advice],
	'store-blocked': [m.error_store_blocked, m.error_store_blocked_advice],
	'store-full': [m.error_store_full, m.error_store_full_advice],
	'store-lost': [m.error_store_lost, m.error_store_lost_advice],
	'store-failed': [m.error_store_failed, m.error_store_failed_advice],
	'workspace-missing': [m.error_workspace_missing, m.error_workspace_missing_advice],
	'worker-silent': [m.error_worker_silent, m.error_worker_silent_advice]
};

/** What to tell the user about a failed operation, in the current language. */
export function errorText(error: AppError): ErrorText {
	const [title, advice] = TEXTS[error.code];
	return { title: title(), advice: advice() };
}

/** All error codes that have a text. */
export const ERROR_CODES = Object.keys(TEXTS) as readonly ErrorCode[];
