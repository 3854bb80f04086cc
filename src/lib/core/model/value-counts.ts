import { chain } from '../sql/chain';
import { id, literal, sql, word, type Query } from '../sql/sql';
import type { FieldRef, Rows } from '../table';
import { cells, count, text } from './rows';
import { facts, factStep } from './facts';
import type { Dimension } from './dimensions';
import type { SalesModel } from './model';

/** A value of a column and how many rows hold it; null = rows without a value. */
export interface ValueCount {
	readonly value: string | null;
	readonly count: number;
}

/** The values of a column as text, most frequent first, ties by value: for mapping outcome words and stages. */
export function valueCountsQuery(field: FieldRef, limit = 1000): Query {
	return chain(
		[],
		`The values of ${field.column}`,
		sql`
			SELECT CAST(${id(field.column)} AS VARCHAR) AS value, count(*) AS n
			FROM ${id(field.table)}
			GROUP BY ALL
			ORDER BY n DESC, value NULLS LAST
			LIMIT ${literal(limit)}`
	);
}

/** The values of a dimension over the fact rows, joined tables included, exactly as filters compare them. */
export function factValuesQuery(model: SalesModel, dimension: Dimension | 'stage', limit = 1000): Query {
	const column = word(dimension);
	return chain(
		[facts(model, [dimension])],
		`The values of ${dimension}`,
		sql`
			SELECT ${column} AS value, count(*) AS n
			FROM ${factStep(model)}
			GROUP BY ALL
			ORDER BY n DESC, value NULLS LAST
			LIMIT ${literal(limit)}`
	);
}

/** The values out of the rows of {@link valueCountsQuery} or {@link factValuesQuery}. */
export function readValueCounts(rows: Rows): ValueCount[] {
	const values = cells(rows, 'value');
	const counts = cells(rows, 'n');
	return [...values.keys()].map((r) => ({ value: text(values[r]), count: count(counts[r]) }));
}
