import * as z from 'zod/mini';
import { ok } from '../../result';
import { id, list, literal, sql, type Sql } from '../../sql/sql';
import type { ColumnType } from '../../table';
import { anyColumnNames, badParam, columnName, columnOf, isNumeric, typeIssues, type StepKind } from '../step';

const params = z.object({
	column: columnName,
	method: z.enum(['iqr', 'z-score', 'mad']),
	/** How many spreads from the middle are too far: usually 1.5 (iqr), 3 (z-score), 3.5 (mad). */
	factor: z.number().check(z.positive(), z.maximum(1000)),
	/** Add a yes-or-no column, write the limit instead, or empty the cell. */
	action: z.enum(['mark', 'cap', 'empty']),
	/** mark: the name of the new column. */
	into: z.exactOptional(columnName),
	/** Compare only rows that agree in these columns. */
	within: z.exactOptional(anyColumnNames)
});
type OutlierParams = z.infer<typeof params>;

/**
 * Finds values far from the others. iqr: beyond the quartiles by factor × (Q3 − Q1), quartiles by linear interpolation (Tukey 1977);
 * z-score: beyond the mean by factor × sample standard deviation; mad: beyond the median by factor × MAD ÷ 0.6745 (Iglewicz and Hoaglin
 * 1993). Where the spread is 0 nothing is an outlier.
 */
export const markOutliers: StepKind<OutlierParams> = {
	kind: 'mark-outliers',
	purpose: 'numbers',
	params,
	needs: ({ column, within }) => [column, ...(within ?? [])],
	effect: (chosen, context) => {
		const { column, action, into } = chosen;
		const issues = typeIssues(context, [column], 'number', isNumeric);
		if (issues.length > 0) return { ok: false, issues };
		const type = columnOf(context, column)?.type ?? 'float';
		const { low, high } = limits(chosen);
		const value = id(column);
		if (action === 'mark') {
			if (into === undefined) return badParam('into');
			if (columnOf(context, into))
				return { ok: false, issues: [{ code: 'step-column-taken', at: into, details: { column: into } }] };
			const far = sql`coalesce(${value} < ${low} OR ${value} > ${high}, FALSE)`;
			return ok({ assign: [{ name: into, value: far, type: 'boolean' }], ordered: true });
		}
		const [below, above] = action === 'cap' ? [stored(low, type), stored(high, type)] : [sql`NULL`, sql`NULL`];
		const far = sql`
			CASE
				WHEN ${value} < ${low} THEN ${below}
				WHEN ${value} > ${high} THEN ${above}
				ELSE ${value}
			END`;
		return ok({ assign: [{ name: column, value: far, type }], ordered: true });
	}
};

/** Both limits as DOUBLE; NULL where the spread is 0, so that no comparison with them holds. */
function limits({ column, method, factor, within }: OutlierParams): { low: Sql; high: Sql } {
	const groups = (within ?? []).map((group) => id(group));
	const over = groups.length === 0 ? sql`OVER ()` : sql`OVER (PARTITION BY ${list(groups)})`;
	const value = sql`CAST(${id(column)} AS DOUBLE)`;
	const k = literal(factor);
	if (method === 'iqr') {
		const q1 = sql`quantile_cont(${value}, 0.25) ${over}`;
		const q3 = sql`quantile_cont(${value}, 0.75) ${over}`;
		const spread = sql`${k} * nullif(${q3} - ${q1}, 0)`;
		return { low: sql`${q1} - ${spread}`, high: sql`${q3} + ${spread}` };
	}
	const middle = method === 'mad' ? sql`median(${value}) ${over}` : sql`avg(${value}) ${over}`;
	const spread =
		method === 'mad'
			? sql`${k} * nullif(mad(${value}) ${over}, 0) / 0.6745e0`
			: sql`${k} * nullif(stddev_samp(${value}) ${over}, 0)`;
	return { low: sql`${middle} - ${spread}`, high: sql`${middle} + ${spread}` };
}

/** A limit in the column's own kind of number, drawn towards the middle by at most half a unit. */
function stored(limit: Sql, type: ColumnType): Sql {
	if (type === 'integer') return sql`CAST(round(${limit}) AS BIGINT)`;
	return type === 'decimal' ? sql`CAST(${limit} AS DECIMAL(38, 4))` : limit;
}
