import * as z from 'zod/mini';
import { ok } from '../../result';
import { id, join, list, sql, type Sql } from '../../sql/sql';
import { asText } from '../text-columns';
import { anyColumnNames, badParam, columnName, columnOf, type StepContext, type StepKind } from '../step';

const params = z.object({
	/** Rows that agree in all of these are the same; none: in every column. */
	columns: anyColumnNames,
	keep: z.enum(['first', 'last', 'largest', 'smallest', 'most-complete']),
	/** largest, smallest: the column compared (latest = largest date). */
	by: z.exactOptional(columnName),
	/** Texts are compared without regard to case and outer blanks. */
	loose: z.boolean()
});
type DeduplicateParams = z.infer<typeof params>;

/**
 * Keeps one row of each group that agrees in the key columns. A row with an empty key column is nobody's duplicate and stays (not when
 * whole rows are compared). Equal candidates: the first of the file.
 */
export const deduplicate: StepKind<DeduplicateParams> = {
	kind: 'deduplicate',
	purpose: 'rows',
	params,
	needs: ({ columns, by }) => [...columns, ...(by === undefined ? [] : [by])],
	effect: (chosen, context) => {
		const compared = chosen.keep === 'largest' || chosen.keep === 'smallest';
		if (compared && (chosen.by === undefined || !columnOf(context, chosen.by))) return badParam('by');
		const names = chosen.columns.length > 0 ? [...new Set(chosen.columns)] : context.columns.map(({ name }) => name);
		const keys = names.map((name) => keyOf(name, chosen.loose, context));
		const parts = list(keys);
		const first = sql`row_number() OVER (PARTITION BY ${parts} ORDER BY ${list(order(chosen, context))}) = 1`;
		const alone = chosen.columns.length > 0 ? keys.map((key) => sql`${key} IS NULL`) : [];
		return ok({
			keep: { condition: join([...alone, first], sql` OR `), windowed: true },
			ordered: true,
			show: {
				condition: sql`count(*) OVER (PARTITION BY ${parts}) > 1${allNamed(keys, chosen.columns.length > 0)}`,
				by: keys
			}
		});
	}
};

/** ` AND key IS NOT NULL` for each key, when keys were chosen. */
function allNamed(keys: readonly Sql[], named: boolean): Sql {
	return named ? join([sql``, ...keys.map((key) => sql`${key} IS NOT NULL`)], sql` AND `) : sql``;
}

function keyOf(name: string, loose: boolean, context: StepContext): Sql {
	return loose && columnOf(context, name)?.type === 'text' ? sql`lower(trim(${id(name)}))` : id(name);
}

function order({ keep, by }: DeduplicateParams, context: StepContext): Sql[] {
	switch (keep) {
		case 'first':
			return [context.row];
		case 'last':
			return [sql`${context.row} DESC`];
		case 'largest':
			return [sql`${id(by ?? '')} DESC NULLS LAST`, context.row];
		case 'smallest':
			return [sql`${id(by ?? '')} ASC NULLS LAST`, context.row];
		case 'most-complete': {
			const filled = context.columns.map(
				({ name }) => sql`(nullif(${asText(context, name)}, '') IS NOT NULL)::INTEGER`
			);
			return [sql`${join(filled, sql` + `)} DESC`, context.row];
		}
	}
}
