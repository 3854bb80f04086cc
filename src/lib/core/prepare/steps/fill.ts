import * as z from 'zod/mini';
import { ok, type Result } from '../../result';
import { day, decimal, id, list, literal, sql, type Sql } from '../../sql/sql';
import type { Column } from '../../table';
import {
	anyColumnNames,
	badParam,
	columnName,
	columnOf,
	isDated,
	isNumeric,
	typedText,
	typeIssues,
	type Effect,
	type StepKind
} from '../step';

const params = z.object({
	column: columnName,
	by: z.enum(['value', 'previous', 'next', 'column', 'median', 'mean']),
	/** by value: what to write. */
	value: z.exactOptional(typedText),
	/** by column: where from. */
	source: z.exactOptional(columnName),
	/** by previous, next, median, mean: within rows that agree in these columns; none: over all rows. */
	within: z.exactOptional(anyColumnNames)
});
type FillParams = z.infer<typeof params>;

/** Fills empty cells of a column; cells with a value stay. */
export const fill: StepKind<FillParams> = {
	kind: 'fill',
	purpose: 'values',
	params,
	needs: ({ column, by, source, within }) => [
		column,
		...(by === 'column' && source !== undefined ? [source] : []),
		...(within ?? [])
	],
	effect: (chosen, context) => {
		const column = columnOf(context, chosen.column);
		if (!column) return badParam('column');
		if (chosen.by === 'median' || chosen.by === 'mean') {
			const issues = typeIssues(context, [column.name], 'number', isNumeric);
			if (issues.length > 0) return { ok: false, issues };
		}
		const other = chosen.source === undefined ? undefined : columnOf(context, chosen.source);
		const filler = fillerOf(chosen, column, other, context.row);
		if (!filler) return badParam(chosen.by === 'column' ? 'source' : 'value');
		const windowed = chosen.by !== 'value' && chosen.by !== 'column';
		return filled(column, filler, windowed);
	}
};

function filled(column: Column, filler: Sql, ordered: boolean): Result<Effect> {
	return ok({
		assign: [{ name: column.name, value: sql`coalesce(${id(column.name)}, ${filler})`, type: column.type }],
		...(ordered ? { ordered } : {})
	});
}

function fillerOf({ by, value, within }: FillParams, column: Column, other: Column | undefined, row: Sql): Sql | null {
	const name = id(column.name);
	const groups = (within ?? []).map((group) => id(group));
	const parts = groups.length === 0 ? sql`` : sql`PARTITION BY ${list(groups)}`;
	switch (by) {
		case 'value':
			return constant(value ?? '', column);
		case 'column':
			return other ? converted(other, column) : null;
		case 'previous':
			return sql`last_value(${name} IGNORE NULLS) OVER (${parts} ORDER BY ${row})`;
		case 'next':
			return sql`first_value(${name} IGNORE NULLS) OVER (${parts} ORDER BY ${row} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`;
		case 'median':
			return rounded(sql`median(${name}) OVER (${parts})`, column);
		case 'mean':
			return rounded(sql`avg(${name}) OVER (${parts})`, column);
	}
}

/** A typical value in the column's own kind of number: whole for integers, four decimals for money. */
function rounded(value: Sql, column: Column): Sql {
	if (column.type === 'integer') return sql`CAST(round(${value}) AS BIGINT)`;
	return column.type === 'decimal' ? sql`CAST(${value} AS DECIMAL(38, 4))` : value;
}

function constant(value: string, column: Column): Sql | null {
	if (value === '') return null;
	if (column.type === 'text') return literal(value);
	if (isNumeric(column.type)) {
		const shape = column.type === 'integer' ? /^-?\d{1,18}$/ : /^-?\d{1,18}(\.\d{1,10})?$/;
		return shape.test(value) ? decimal(value) : null;
	}
	if (isDated(column.type)) return asDay(value);
	return value === 'true' || value === 'false' ? literal(value === 'true') : null;
}

function asDay(value: string): Sql | null {
	try {
		return day(value);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** The other column's value when the kinds agree; into text everything goes, into anything else what can be read as it. */
function converted(from: Column, to: Column): Sql | null {
	const value = id(from.name);
	if (from.type === to.type || (isNumeric(from.type) && isNumeric(to.type)) || (isDated(from.type) && isDated(to.type)))
		return value;
	return to.type === 'text' ? sql`CAST(${value} AS VARCHAR)` : null;
}
