import { usedJoins, type Rule } from './rule';

/** The key that is joined to must be unique; else only the first row of each key is used. */
export const joinsUnique: Rule = (model, { joins }) =>
	usedJoins(model, joins)
		.filter((join) => !join.unique)
		.map((join) => ({
			code: 'model-join-not-unique',
			at: `${join.to.table}.${join.to.column}`,
			details: { table: join.to.table, column: join.to.column }
		}));
