import { isIdHeader } from '../../intake/column-type';
import { cells, count } from '../../model/rows';
import { chain, step } from '../../sql/chain';
import { id, lines, literal, sql, word, type Query, type Sql } from '../../sql/sql';
import type { Column, Rows, Table } from '../../table';

/** What a look over a whole table finds about one column. */
export interface ColumnCensus {
	readonly column: string;
	/** Cells with a value. */
	readonly filled: number;
	/** Different values; approximate, exact for columns of codes. */
	readonly distinct: number;
	/** Texts with blanks at an end, or several in a row. */
	readonly blanks: number;
	/** Texts with full-width letters, digits or signs. */
	readonly wide: number;
}

/** What a look over a whole table finds. */
export interface TableCensus {
	readonly rows: number;
	/** Rows that are the same as an earlier one in every column. */
	readonly repeated: number;
	readonly columns: readonly ColumnCensus[];
}

/** Columns looked at. */
const MOST_COLUMNS = 120;

function looked(table: Table): readonly Column[] {
	return table.columns.slice(0, MOST_COLUMNS);
}

/** One pass over a table as it stands now (after its steps). Read by {@link readCensus}. */
export function censusQuery(table: Table): Query {
	const columns = looked(table);
	const counted = columns.flatMap(({ name, type }, at): Sql[] => {
		const value = id(name);
		const text = type === 'text';
		return [
			sql`count(${value}) AS ${word(`filled_${at}`)}`,
			sql`${isIdHeader(name) ? sql`count(DISTINCT ${value})` : sql`approx_count_distinct(${value})`} AS ${word(`distinct_${at}`)}`,
			sql`${text ? matching(value, '^[\\s\\p{Z}]|[\\s\\p{Z}]$|[\\s\\p{Z}]{2}') : sql`0`} AS ${word(`blanks_${at}`)}`,
			sql`${text ? matching(value, '[０-９Ａ-Ｚａ-ｚ]') : sql`0`} AS ${word(`wide_${at}`)}`
		];
	});
	return chain(
		[
			step('distinct_rows', 'Each different row once', sql`SELECT DISTINCT * FROM ${id(table.id)}`),
			step('different', 'How many', sql`SELECT count(*) AS n FROM distinct_rows`)
		],
		'Counts over the whole table',
		sql`
			SELECT
				${lines([sql`count(*) AS n_rows`, sql`(SELECT n FROM different) AS n_different`, ...counted])}
			FROM ${id(table.id)}`
	);
}

/** How many texts match. Full-width punctuation is at home in Chinese text and is not looked for. */
function matching(value: Sql, pattern: string): Sql {
	return sql`count(*) FILTER (WHERE regexp_matches(${value}, ${literal(pattern)}))`;
}

/** The census, out of the row of {@link censusQuery} for the same table. */
export function readCensus(table: Table, rows: Rows): TableCensus {
	const one = (name: string): number => count(cells(rows, name)[0]);
	const total = one('n_rows');
	return {
		rows: total,
		repeated: total - one('n_different'),
		columns: looked(table).map(({ name }, at) => ({
			column: name,
			filled: one(`filled_${at}`),
			distinct: one(`distinct_${at}`),
			blanks: one(`blanks_${at}`),
			wide: one(`wide_${at}`)
		}))
	};
}
