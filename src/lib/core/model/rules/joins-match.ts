import { usedJoins, type Rule } from './rule';

/** Every used key finds its partner; rows that do not keep their figures but have no value from the joined table. */
export const joinsMatch: Rule = (model, { joins }) =>
	usedJoins(model, joins)
		.filter((join) => join.matched < join.keyed)
		.map((join) => ({
			code: 'model-join-no-match',
			at: `${join.from.table}.${join.from.column}`,
			details: {
				table: join.to.table,
				column: join.to.column,
				rows: join.keyed - join.matched,
				keyed: join.keyed,
				matched: join.matched,
				values: join.unmatched.slice(0, 5).map((entry) => entry.value)
			}
		}));
