import * as z from 'zod/mini';
import { fail, ok, type Result } from '../../result';
import { day, decimal, id, join, list, literal, sql, type Sql } from '../../sql/sql';
import type { Column } from '../../table';
import { columnName, columnOf, isDated, isNumeric, typedText, type StepContext, type StepKind } from '../step';

/** What a condition can say about a column. */
export const CONDITION_OPS = [
	'is',
	'is-not',
	'contains',
	'not-contains',
	'starts',
	'ends',
	'less',
	'at-most',
	'more',
	'at-least',
	'between',
	'empty',
	'not-empty'
] as const;

/** One of {@link CONDITION_OPS}. */
export type ConditionOp = (typeof CONDITION_OPS)[number];

const condition = z.object({
	column: columnName,
	op: z.enum(CONDITION_OPS),
	/** Numbers as decimal text, days as ISO text, "true"/"false"; several for is and is-not, two for between. */
	values: z.readonly(z.array(typedText).check(z.maxLength(1_000)))
});

const params = z.object({
	conditions: z.readonly(z.array(condition).check(z.minLength(1), z.maxLength(50))),
	match: z.enum(['all', 'any']),
	action: z.enum(['keep', 'remove'])
});

/** Keeps or removes the rows a list of conditions describes. An empty cell meets no condition but `empty` and `is-not`. */
export const filter: StepKind<z.infer<typeof params>> = {
	kind: 'filter',
	purpose: 'rows',
	params,
	needs: ({ conditions }) => conditions.map(({ column }) => column),
	effect: ({ conditions, match, action }, context) => {
		const parts: Sql[] = [];
		for (const [at, one] of conditions.entries()) {
			const part = conditionSql(one, context, `conditions.${at}`);
			if (!part.ok) return part;
			parts.push(part.value);
		}
		const met = join(parts, match === 'all' ? sql` AND ` : sql` OR `);
		return ok({ keep: { condition: action === 'keep' ? met : sql`NOT (${met})`, windowed: false } });
	}
};

/** TRUE or FALSE, never NULL. */
function conditionSql(
	{ column: name, op, values }: z.infer<typeof condition>,
	context: StepContext,
	at: string
): Result<Sql> {
	const column = columnOf(context, name);
	const wrong = fail({ code: 'step-params-invalid', at, details: { column: name } });
	if (!column) return wrong;
	if (op === 'empty') return ok(sql`${id(name)} IS NULL`);
	if (op === 'not-empty') return ok(sql`${id(name)} IS NOT NULL`);
	const textual = op === 'contains' || op === 'not-contains' || op === 'starts' || op === 'ends';
	const operands = values.map((value) => (textual ? literal(value) : operand(value, column)));
	const given = operands.filter((value) => value !== null);
	const needed = op === 'between' ? 2 : 1;
	if (given.length < operands.length || given.length < needed) return wrong;
	const text = column.type === 'text' ? id(name) : sql`CAST(${id(name)} AS VARCHAR)`;
	return ok(comparison(op, textual ? text : id(name), given));
}

function comparison(op: Exclude<ConditionOp, 'empty' | 'not-empty'>, value: Sql, operands: readonly Sql[]): Sql {
	const [first = sql`NULL`, second = sql`NULL`] = operands;
	switch (op) {
		case 'is':
			return sql`coalesce(${value} IN (${list(operands)}), FALSE)`;
		case 'is-not':
			return sql`coalesce(${value} NOT IN (${list(operands)}), TRUE)`;
		case 'contains':
			return sql`coalesce(contains(lower(${value}), lower(${first})), FALSE)`;
		case 'not-contains':
			return sql`NOT coalesce(contains(lower(${value}), lower(${first})), FALSE)`;
		case 'starts':
			return sql`coalesce(starts_with(lower(${value}), lower(${first})), FALSE)`;
		case 'ends':
			return sql`coalesce(ends_with(lower(${value}), lower(${first})), FALSE)`;
		case 'less':
			return sql`coalesce(${value} < ${first}, FALSE)`;
		case 'at-most':
			return sql`coalesce(${value} <= ${first}, FALSE)`;
		case 'more':
			return sql`coalesce(${value} > ${first}, FALSE)`;
		case 'at-least':
			return sql`coalesce(${value} >= ${first}, FALSE)`;
		case 'between':
			return sql`coalesce(${value} BETWEEN ${first} AND ${second}, FALSE)`;
	}
}

/** A typed value as a literal of the column's type, or null when it is none. */
function operand(value: string, column: Column): Sql | null {
	if (column.type === 'text') return literal(value);
	if (isNumeric(column.type)) return /^-?\d{1,20}(\.\d{1,15})?$/.test(value.trim()) ? decimal(value.trim()) : null;
	if (column.type === 'boolean') return value === 'true' || value === 'false' ? literal(value === 'true') : null;
	if (!isDated(column.type)) return null;
	try {
		return day(value.trim());
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
