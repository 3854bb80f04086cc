import type { Issue } from '../../result';
import type { Table } from '../../table';
import type { Join, JoinProposal, SalesModel } from '../model';

/** What is known about the data a model speaks of. */
export interface Evidence {
	readonly tables: readonly Table[];
	/** Checked joins; joins of the model that were not checked are not judged. */
	readonly joins: readonly JoinProposal[];
	/** Distinct values of the currency column, without NULL; empty when there is no such column. */
	readonly currencies: readonly string[];
}

/** One thing that must hold for a model to give right figures. Returns everything that does not. */
export type Rule = (model: SalesModel, evidence: Evidence) => readonly Issue[];

/** The checked joins a model uses; what is wrong with one that is switched off touches no figure. */
export function usedJoins(model: SalesModel, joins: readonly JoinProposal[]): readonly JoinProposal[] {
	const key = ({ from, to }: Join): string => JSON.stringify([from.table, from.column, to.table, to.column]);
	const used = new Set(model.joins.map(key));
	return joins.filter((join) => used.has(key(join)));
}
