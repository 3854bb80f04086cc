import type { Rule } from './rule';

/** Deals need words that say won; without a single one nothing was ever sold. */
export const hasOutcome: Rule = (model) =>
	model.kind === 'deals' && (model.outcome === null || model.outcome.won.length === 0)
		? [{ code: 'model-no-outcome', at: 'outcome' }]
		: [];
