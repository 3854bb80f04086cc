import type { FactColumn } from '../model/facts';
import type { SalesModel } from '../model/model';
import type { Day } from '../period';
import { offeredChoices, recipesFor } from '../reports/registry';
import type { Recipe, ReportParams } from '../reports/recipe';
import type { Base } from './probe';

/** What a statement says when it counts rows of a base. */
const COUNTED: Readonly<Record<Base, RegExp>> = {
	won: /'won'/,
	lost: /'lost'/,
	closed: /'won'|'lost'|closed_on/,
	open: /'open'/,
	all: /(?:)/
};

/**
 * The reports (recipe ids) whose statements read any of `columns` and count rows of `base`, under their defaults or any choice they offer:
 * found in the statements themselves, so that a new report needs no entry here.
 */
export function reportsUsing(
	model: SalesModel,
	columns: readonly FactColumn[],
	asOf: Day,
	base: Base = 'all'
): string[] {
	const reads = new RegExp(`\\bAS (${columns.join('|')})\\b`);
	const counts = model.kind === 'deals' ? COUNTED[base] : COUNTED.all;
	return recipesFor(model)
		.filter((recipe) => recipe.missing(model).length === 0)
		.filter((recipe) => statements(recipe, model, asOf).some(([facts, rest]) => reads.test(facts) && counts.test(rest)))
		.map((recipe) => recipe.id);
}

/** A statement: its first step, the only one that reads the user's tables, and what it does with the rows. */
type Statement = readonly [facts: string, rest: string];

/** The statements of a report under its defaults, and under each option of each choice. */
function statements(recipe: Recipe, model: SalesModel, asOf: Day): Statement[] {
	const options = offeredChoices(recipe, model).flatMap(({ param, options }) =>
		options.map(({ value }): Record<string, string> => ({ [param]: value }))
	);
	return [{}, ...options].flatMap((chosen) => {
		const params = recipe.parse({ ...recipe.defaults(model), ...chosen });
		return params.ok ? statementsOf(recipe, params.value, model, asOf) : [];
	});
}

function statementsOf(recipe: Recipe, params: ReportParams, model: SalesModel, asOf: Day): Statement[] {
	const { main, totals, extra } = recipe.build(params, model, asOf);
	return [main, totals, ...(extra ? [extra] : [])].map(({ text }) => {
		const end = /\n\),?\n/.exec(text)?.index ?? text.length;
		return [text.slice(0, end), text.slice(end)];
	});
}
