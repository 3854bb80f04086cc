import type { SalesModel } from '$lib/core/model/model';
import type { Day } from '$lib/core/period';
import type { Recipe, ReportParams, ReportQueries, View } from '$lib/core/reports/recipe';
import type { Rows } from '$lib/core/table';
import type { Workspace } from '$lib/core/workspace/workspace';
import { Live } from './live.svelte';
import type { Session } from './session.svelte';

/** A report as it came out: its statements, its rows, and how to show them. */
export interface ReportOutcome {
	readonly params: ReportParams;
	readonly queries: ReportQueries;
	readonly view: View;
	readonly main: Rows;
	readonly totals: Rows;
	readonly extra: Rows | null;
}

/**
 * Parameters of a report in a workspace: the recipe's defaults, the user's saved choices, then the filters and grain that
 * all reports share. Choices that no longer fit the data fall back to the defaults.
 */
export function paramsOf(recipe: Recipe, workspace: Workspace, model: SalesModel): ReportParams {
	const shared = { filters: workspace.filters, grain: workspace.grain };
	const saved = workspace.reports.find((report) => report.recipe === recipe.id)?.params;
	const defaults = { ...recipe.defaults(model), ...shared };
	const chosen = saved && typeof saved === 'object' ? { ...defaults, ...saved, ...shared } : defaults;
	const parsed = recipe.parse(chosen);
	return parsed.ok ? parsed.value : defaults;
}

/** Runs one report; a newer run cancels the older. */
export class ReportRun extends Live<ReportOutcome> {
	async show(session: Session, recipe: Recipe, params: ReportParams, model: SalesModel, asOf: Day): Promise<void> {
		// Read here, so that an effect that shows a report runs again when rows have changed.
		void session.version;
		await this.run((signal) =>
			session.together(async () => {
				const queries = recipe.build(params, model, asOf);
				const main = await session.query(queries.main, signal);
				const totals = await session.query(queries.totals, signal);
				const extra = queries.extra ? await session.query(queries.extra, signal) : null;
				return { params, queries, view: recipe.view(params, model), main, totals, extra };
			})
		);
	}
}
