import { chain } from '../sql/chain';
import { id, literal, sql, word, type Query } from '../sql/sql';
import type { Table } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { appliedStep, loadedStep, planSteps } from './plan';

/**
 * The values of a column after `steps`, as text, most frequent first; null when the column is not there then. Read by `readValueCounts` of
 * core/model/value-counts.
 */
export function valuesQuery(table: Table, steps: readonly CleaningStep[], column: string, limit = 2_001): Query | null {
	const plan = planSteps(table, steps);
	if (plan.columns.every(({ name }) => name !== column)) return null;
	const numbered = plan.applied.some(({ effect }) => effect.ordered === true);
	return chain(
		[loadedStep(plan, numbered), ...plan.applied.map(appliedStep)],
		`The values of ${column}`,
		sql`
			SELECT CAST(${id(column)} AS VARCHAR) AS value, count(*) AS n
			FROM ${word(plan.applied.at(-1)?.name ?? plan.loaded)}
			GROUP BY ALL
			ORDER BY n DESC, value NULLS LAST
			LIMIT ${literal(limit)}`
	);
}

/** The first rows of a table as reports see it. */
export function firstRowsQuery(table: Table, limit: number): Query {
	return chain(
		[],
		`The first rows of ${table.id}`,
		sql`
			SELECT *
			FROM ${id(table.id)}
			LIMIT ${literal(limit)}`
	);
}
