import type { TablePlace } from './load';
import { id, lines, literal, query, sql, type Query, type Sql } from './sql';

/** A column of a table that was made from Arrow, with the name DuckDB gives its type. */
export interface ArrowColumn {
	readonly name: string;
	readonly type: string;
}

/** Name and type of the columns of a table just made from Arrow, in order; no rows when there is no such table. */
export function arrowColumns(table: string): Query {
	return query(sql`
		SELECT column_name, data_type
		FROM duckdb_columns()
		WHERE table_name = ${literal(table)}
		ORDER BY column_index`);
}

/** Makes `table` from an Arrow table, or adds to it: as far as possible in the types of a loaded file. */
export function fillFromArrow(
	table: TablePlace,
	arrow: string,
	columns: readonly ArrowColumn[],
	create: boolean
): Query {
	const name = id(table.store, 'main', table.name);
	const body = sql`
		SELECT
			${lines(columns.map((column) => sql`${value(column)} AS ${id(column.name)}`))}
		FROM ${id(arrow)}`;
	return query(
		create
			? sql`
				CREATE TABLE ${name} AS
				${body}`
			: sql`
				INSERT INTO ${name}
				${body}`
	);
}

export function dropArrow(table: string): Query {
	return query(sql`DROP TABLE IF EXISTS ${id(table)}`);
}

const KEPT =
	/^(BOOLEAN|U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|FLOAT|DOUBLE|DECIMAL\(.*\)|DATE|TIMESTAMP|VARCHAR)$/;

/** Instants lose their time zone and keep UTC wall time; text in bytes becomes text; nested values become text. */
function value({ name, type }: ArrowColumn): Sql {
	if (KEPT.test(type)) return id(name);
	if (type.startsWith('TIMESTAMP')) return sql`CAST(${id(name)} AS TIMESTAMP)`;
	if (type === 'BLOB') return sql`coalesce(TRY(decode(${id(name)})), CAST(${id(name)} AS VARCHAR))`;
	return sql`CAST(${id(name)} AS VARCHAR)`;
}
