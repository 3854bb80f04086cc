import { chain } from '../sql/chain';
import { id, list, sql, word, type Query } from '../sql/sql';
import type { Table } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { appliedStep, loadedStep, planSteps, type SkippedStep, type StepPlan } from './plan';

/** The steps of a table as one statement. */
export interface Preparation {
	/** Reads `raw."table"`, one named CTE per step; null when no step that is switched on fits. */
	readonly select: Query | null;
	/** Steps that are switched on and do not fit the table, with the reasons. */
	readonly skipped: readonly SkippedStep[];
}

/**
 * The rows of `table` (as it was loaded) after its cleaning steps; steps of other tables are ignored. Rows keep the order of the file,
 * columns their names as the user wrote them. The same input gives the same text.
 */
export function preparation(table: Table, steps: readonly CleaningStep[]): Preparation {
	const plan = planSteps(table, steps);
	return { select: plan.applied.length === 0 ? null : prepared(plan), skipped: plan.skipped };
}

/** The statement of a plan; with no applied step, the rows as they were loaded. */
export function prepared(plan: StepPlan): Query {
	const last = word(plan.applied.at(-1)?.name ?? plan.loaded);
	const numbered = plan.applied.some(({ effect }) => effect.ordered === true);
	return chain(
		[loadedStep(plan, numbered), ...plan.applied.map(appliedStep)],
		numbered ? 'In the order of the file' : 'Every row',
		numbered
			? sql`
				SELECT * EXCLUDE (${list([id(plan.row)])})
				FROM ${last}
				ORDER BY ${id(plan.row)}`
			: sql`
				SELECT *
				FROM ${last}`
	);
}
