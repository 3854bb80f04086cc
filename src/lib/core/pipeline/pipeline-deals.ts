import { facts, supplies } from '../model/facts';
import type { SalesModel } from '../model/model';
import { cells } from '../model/rows';
import { chain } from '../sql/chain';
import { sql, type Query } from '../sql/sql';
import type { Cell, Rows } from '../table';
import type { PipelineDeal } from './close-hazards';

/**
 * The deals of a model as the pipeline forecast needs them, days as numbers since 1970-01-01. Left out: deals without the day of
 * creation, closed ones without the day of closing, and excluded words. Null: the model holds no deals, or lacks the outcome, the
 * amount or one of the two days. Rows are read by {@link readPipelineDeals}.
 */
export function pipelineDealsQuery(model: SalesModel): Query | null {
	if (model.kind !== 'deals') return null;
	if (!(['outcome', 'amount', 'created_on', 'closed_on'] as const).every((column) => supplies(model, column)))
		return null;
	return chain(
		[facts(model, ['outcome', 'amount', 'created_on', 'closed_on'])],
		'Deals with the days between which they were open',
		sql`
			SELECT
				date_diff('day', DATE '1970-01-01', created_on) AS created,
				date_diff('day', DATE '1970-01-01', closed_on) AS closed,
				outcome = 'won' AS won,
				CAST(amount AS DOUBLE) AS amount
			FROM deals
			WHERE created_on IS NOT NULL
				AND (outcome = 'open' OR (outcome IN ('won', 'lost') AND closed_on IS NOT NULL))
			ORDER BY created, closed, won, amount`
	);
}

/** Deals out of the rows of {@link pipelineDealsQuery}. */
export function readPipelineDeals(rows: Rows): PipelineDeal[] {
	const [closed, won, amount] = [cells(rows, 'closed'), cells(rows, 'won'), cells(rows, 'amount')];
	return cells(rows, 'created').map((created, at) => ({
		created: Number(created),
		closed: number(closed[at]),
		won: won[at] === true,
		amount: number(amount[at])
	}));
}

function number(cell: Cell | undefined): number | null {
	return cell === null || cell === undefined ? null : Number(cell);
}
