import { decimal, sql, type Sql } from '../sql/sql';
import { MONEY } from '../sql/dates';
import type { FieldRef } from '../table';
import type { Expr } from './model';

/** Decimals of one operand. A product keeps the decimals of all its factors, so it is exact. */
const SCALE = 4;
/** A DECIMAL has 38 digits; 16 decimals leave 22 digits before the point. */
const MAX_SCALE = 16;

interface Compiled {
	readonly sql: Sql;
	/** Digits after the point. */
	readonly scale: number;
	/** Wide = DECIMAL(38, …), so that arithmetic on it cannot overflow 18 digits. */
	readonly wide: boolean;
}

/**
 * An amount as exact DECIMAL arithmetic. Every column is first rounded to four decimals (a DOUBLE from a Parquet file
 * stands for a decimal that a person typed: 2.55, not 2.54999…), then multiplied and added without any rounding; sums of it
 * are rounded once, at the end. A division is done in DOUBLE and rounded to four decimals; division by zero is NULL.
 * NULL when an operand is NULL or has more than 14 digits before the point.
 * Throws RangeError when more than four factors are multiplied or a number is not finite.
 */
export function amountSql(expr: Expr, column: (field: FieldRef) => Sql): Sql {
	return compile(expr, column).sql;
}

function compile(expr: Expr, column: (field: FieldRef) => Sql): Compiled {
	if (expr.kind === 'field')
		return { sql: sql`TRY_CAST(${column(expr.field)} AS ${MONEY})`, scale: SCALE, wide: false };
	if (expr.kind === 'value') return { sql: sql`CAST(${number(expr.value)} AS ${MONEY})`, scale: SCALE, wide: false };
	const left = compile(expr.left, column);
	const right = compile(expr.right, column);
	if (expr.op === '/') {
		const quotient = sql`CAST(${left.sql} AS DOUBLE) / nullif(CAST(${right.sql} AS DOUBLE), 0)`;
		return { sql: sql`TRY_CAST(${quotient} AS ${MONEY})`, scale: SCALE, wide: false };
	}
	const scale = expr.op === '*' ? left.scale + right.scale : Math.max(left.scale, right.scale);
	if (scale > MAX_SCALE) throw new RangeError('an amount multiplies at most four factors');
	const sign = { '+': sql`+`, '-': sql`-`, '*': sql`*` }[expr.op];
	return { sql: sql`(${widened(left)} ${sign} ${right.sql})`, scale, wide: true };
}

function widened(part: Compiled): Sql {
	if (part.wide) return part.sql;
	return sql`CAST(${part.sql} AS DECIMAL(38, 4))`;
}

function number(value: number): Sql {
	if (!Number.isFinite(value) || Math.abs(value) >= 1e14) throw new RangeError(`not an amount: ${value}`);
	return decimal(value.toFixed(SCALE));
}
