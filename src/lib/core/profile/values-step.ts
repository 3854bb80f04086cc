import { step, type Step } from '../sql/chain';
import { id, sql, type Sql } from '../sql/sql';
import type { Column, TableId } from '../table';

/** Squares of larger floats leave the range of a double: such columns get no variance. */
const SQUARABLE = sql`1e150`;

/**
 * The step `column_values`: `value`, and for numbers and dates `number`, a finite DOUBLE (days since 1970-01-01 for dates; NULL for
 * NaN, infinities and where there is no value).
 */
export function valuesStep(table: TableId, column: Column): Step {
	return step('column_values', `The values of ${column.name}`, numbered(table, column));
}

function numbered(table: TableId, column: Column): Sql {
	const value = id(column.name);
	const number = numberOf(column, value);
	return sql`
		SELECT ${value} AS value, ${number} AS number
		FROM ${id(table)}`;
}

/** A column as a finite DOUBLE: days since 1970-01-01 for dates and timestamps, NULL where there is none. */
export function numberOf(column: Column, value: Sql = id(column.name)): Sql {
	switch (column.type) {
		case 'float':
			return sql`CASE WHEN isfinite(${value}) THEN CAST(${value} AS DOUBLE) END`;
		case 'integer':
		case 'decimal':
			return sql`CAST(${value} AS DOUBLE)`;
		case 'date':
		case 'timestamp':
			return sql`CASE WHEN isfinite(${value}) THEN CAST(date_diff('day', DATE '1970-01-01', CAST(${value} AS DATE)) AS DOUBLE) END`;
		default:
			return sql`CAST(NULL AS DOUBLE)`;
	}
}

/** Numbers whose squares can be summed. */
export function squarable(number: Sql): Sql {
	return sql`abs(${number}) <= ${SQUARABLE}`;
}
