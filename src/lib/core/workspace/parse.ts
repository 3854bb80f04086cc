import type { Json } from '../json';
import { fail, ok } from '../result';
import type { Issue, Result } from '../result';
import { tidyName } from './edits';
import { migrate } from './migrations/migrate';
import { plainCopy } from './plain';
import { memorySchema, workspaceSchema } from './schema';
import type { ImportMemory, Workspace } from './workspace';

/** Issues of one document that are named; the rest add nothing. */
const MAX_ISSUES = 20;

/**
 * Checks a document from outside: a workspace file, a link, the database. Old formats are brought up to date,
 * unknown members dropped, names cut to their length; nothing in it is run or trusted. The result is a fresh plain copy.
 * Issues: 'workspace-newer', or 'workspace-invalid' with `at` = the path of the member that is wrong.
 */
export function parseWorkspace(input: unknown): Result<Workspace> {
	const plain = plainJson(input);
	if (!plain.ok) return plain;
	const current = migrate(plain.value);
	if (!current.ok) return current;
	const parsed = workspaceSchema.safeParse(current.value);
	if (!parsed.success) return fail(...parsed.error.issues.slice(0, MAX_ISSUES).map(issueAt));
	const workspace: Workspace = parsed.data;
	const doubled = firstDouble(workspace);
	if (doubled) return fail({ code: 'workspace-invalid', at: doubled });
	return ok({
		...workspace,
		name: tidyName(workspace.name),
		forecasts: workspace.forecasts.map((forecast) => ({ ...forecast, name: tidyName(forecast.name) }))
	});
}

/** Checks a remembered import read from the database, as {@link parseWorkspace} checks documents. */
export function parseMemory(input: unknown): Result<ImportMemory> {
	const plain = plainJson(input);
	if (!plain.ok) return plain;
	const parsed = memorySchema.safeParse(plain.value);
	return parsed.success ? ok(parsed.data) : fail(...parsed.error.issues.slice(0, MAX_ISSUES).map(issueAt));
}

function plainJson(input: unknown): Result<Json> {
	try {
		return ok(plainCopy(input));
	} catch (error) {
		if (error instanceof RangeError) return fail({ code: 'workspace-invalid', at: '' });
		throw error;
	}
}

function issueAt(problem: { readonly path: readonly PropertyKey[]; readonly message: string }): Issue {
	return { code: 'workspace-invalid', at: problem.path.map(String).join('.'), details: { reason: problem.message } };
}

/** Path of the first table, step, report or forecast whose name is taken already, or null. */
function firstDouble(workspace: Workspace): string | null {
	const lists = {
		sources: workspace.sources.map((source) => source.table.id),
		steps: workspace.steps.map((step) => step.id),
		reports: workspace.reports.map((report) => report.recipe),
		forecasts: workspace.forecasts.map((forecast) => forecast.id)
	};
	for (const [name, ids] of Object.entries(lists)) {
		const at = ids.findIndex((id, index) => ids.indexOf(id) < index);
		if (at >= 0) return `${name}.${at}`;
	}
	return null;
}
