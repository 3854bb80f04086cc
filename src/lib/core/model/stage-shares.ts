import { chain, step } from '../sql/chain';
import { id, sql, stack, type Query, type Sql } from '../sql/sql';
import type { Rows, Table } from '../table';
import type { SalesModel } from './model';
import { cells, text } from './rows';

/**
 * The mean probability of the rows of each stage and status word of a model's main table. null: the table has no column of
 * probabilities that are numbers, or none of words. Rows: (word, share 0–1), read by {@link readStageShares}; none when the numbers
 * are no probabilities.
 */
export function stageSharesQuery({ fact, fields }: SalesModel, table: Table): Query | null {
	const { probability } = fields;
	const type = table.columns.find(({ name }) => name === probability?.column)?.type;
	const words = [fields.stage, fields.status].flatMap((field) => (field?.table === fact ? [field.column] : []));
	if (!probability || probability.table !== fact || words.length === 0) return null;
	if (type !== 'integer' && type !== 'decimal' && type !== 'float') return null;
	const share = sql`CAST(${id(probability.column)} AS DOUBLE)`;
	const read = (column: string): Sql => sql`
		SELECT CAST(${id(column)} AS VARCHAR) AS word, ${share} AS share
		FROM ${id(fact)}
		WHERE ${id(column)} IS NOT NULL AND ${id(probability.column)} IS NOT NULL`;
	const both = words.slice(1).map((column) => sql`UNION ALL ${read(column)}`);
	return chain(
		[
			step('likely', 'Each word with the probability of its row', stack([read(words[0] ?? ''), ...both])),
			step(
				'span',
				'Whether probabilities stand as 0 to 1 or as 0 to 100',
				sql`SELECT min(share) AS least, max(share) AS most FROM likely`
			)
		],
		'The mean probability of each word',
		sql`
			SELECT word, avg(share) / CASE WHEN any_value(most) > 1 THEN 100 ELSE 1 END AS share
			FROM likely, span
			WHERE least >= 0 AND most <= 100
			GROUP BY word
			ORDER BY word`
	);
}

/** Mean probability (0–1) by word, out of the rows of {@link stageSharesQuery}. */
export function readStageShares(rows: Rows): ReadonlyMap<string, number> {
	const shares = cells(rows, 'share');
	return new Map(cells(rows, 'word').map((word, at) => [text(word) ?? '', Number(shares[at])]));
}
