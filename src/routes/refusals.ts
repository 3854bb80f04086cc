import type { AppError } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import { errorText } from '$lib/i18n/errors';
import { issueText } from '$lib/i18n/issues';

/** Why something was refused, a sentence each: its issues, or else what went wrong and what to do. */
export function refusalLines(error: AppError): string[] {
	const issues = error.code === 'input-rejected' ? error.details['issues'] : undefined;
	if (Array.isArray(issues)) return (issues as unknown as Issue[]).map(issueText);
	const { title, advice } = errorText(error);
	return [title, advice].filter(Boolean);
}
