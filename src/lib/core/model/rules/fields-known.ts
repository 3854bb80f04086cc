import type { Issue } from '../../result';
import type { FieldRef } from '../../table';
import type { Expr } from '../model';
import { reachable } from '../source';
import type { Rule } from './rule';

/** Every column the model names exists, in the fact table or in one that joins lead to. */
export const fieldsKnown: Rule = (model, { tables }) => {
	const unknown = ({ table, column }: FieldRef): boolean =>
		!reachable(model, table) || !tables.some((t) => t.id === table && t.columns.some((c) => c.name === column));
	const named: (readonly [string, FieldRef])[] = [
		...Object.entries(model.fields).map(([role, field]) => [`fields.${role}`, field] as const),
		...model.joins.flatMap((join, i) => [[`joins.${i}`, join.from] as const, [`joins.${i}`, join.to] as const]),
		...(model.outcome ? [['outcome', model.outcome.field] as const] : []),
		...(model.amount ? fieldsOf(model.amount).map((field) => ['amount', field] as const) : [])
	];
	return named
		.filter(([, field]) => unknown(field))
		.map(([at, field]): Issue => ({
			code: 'model-field-unknown',
			at,
			details: { table: field.table, column: field.column }
		}));
};

function fieldsOf(expr: Expr): FieldRef[] {
	if (expr.kind === 'field') return [expr.field];
	return expr.kind === 'value' ? [] : [...fieldsOf(expr.left), ...fieldsOf(expr.right)];
}
