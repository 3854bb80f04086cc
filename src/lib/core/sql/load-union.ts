import type { ColumnType } from '../table';
import { placeSql, typeSql, type StoredType, type TablePlace } from './load';
import { id, lines, literal, query, sql, type Query, type Sql } from './sql';

/** A column of one of several tables that shall become one: its name, and its type as DuckDB names it. */
export interface StagedColumn {
	readonly name: string;
	readonly type: ColumnType;
	/** e.g. `DECIMAL(18,2)` */
	readonly stored: string;
	/** Cells that are not NULL; a column without any says nothing about its type. */
	readonly values: number;
}

/** A column of the table made of several. `stored` null: as it is in all of them. */
export interface UnitedColumn {
	readonly name: string;
	readonly stored: StoredType | null;
}

/** Columns of a table with the names DuckDB gives their types, in order. */
export function storedTypes(place: TablePlace): Query {
	return query(sql`
		SELECT column_name, data_type
		FROM duckdb_columns()
		WHERE database_name = ${literal(place.store)}
		AND schema_name = ${literal(place.schema ?? 'main')}
		AND table_name = ${literal(place.name)}
		ORDER BY column_index`);
}

/**
 * The columns that hold those of all tables: by name, case aside, in the order they first appear. Types widen until they hold
 * every value: integer → decimal → float, date → timestamp; any other mixture is text. Columns without values fit any type.
 */
export function unitedColumns(tables: readonly (readonly StagedColumn[])[]): UnitedColumn[] {
	const found = new Map<string, StagedColumn[]>();
	for (const columns of tables) {
		for (const column of columns) {
			const key = column.name.toLowerCase();
			found.set(key, [...(found.get(key) ?? []), column]);
		}
	}
	return [...found.values()].map((same) => {
		const stored = widened(same);
		const missing = same.length < tables.length;
		return { name: same[0]?.name ?? '', stored: missing ? (stored ?? storedLike(same[0]?.stored ?? '')) : stored };
	});
}

function widened(columns: readonly StagedColumn[]): StoredType | null {
	const telling = columns.filter((column) => column.values > 0);
	const judged = telling.length > 0 ? telling : columns;
	if (new Set(columns.map((column) => column.stored)).size === 1) return null;
	const types = new Set(judged.map((column) => column.type));
	const only = (...allowed: ColumnType[]): boolean => [...types].every((type) => allowed.includes(type));
	if (only('boolean')) return 'BOOLEAN';
	if (only('date')) return 'DATE';
	if (only('date', 'timestamp')) return 'TIMESTAMP';
	if (only('integer', 'decimal')) return exact(judged);
	return only('integer', 'decimal', 'float') ? 'DOUBLE' : 'VARCHAR';
}

/** The type to give a column where a table has none. */
function storedLike(stored: string): StoredType {
	const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(stored);
	if (decimal) return { whole: Number(decimal[1]) - Number(decimal[2]), scale: Number(decimal[2]) };
	if (/HUGEINT|UBIGINT/.test(stored)) return { whole: 38, scale: 0 };
	if (/INT$|INTEGER$/.test(stored)) return 'BIGINT';
	if (stored === 'FLOAT' || stored === 'DOUBLE') return 'DOUBLE';
	return stored === 'BOOLEAN' || stored === 'DATE' || stored === 'TIMESTAMP' ? stored : 'VARCHAR';
}

/** The exact type with room for all digits of the types given; DOUBLE when there is none. */
function exact(columns: readonly StagedColumn[]): StoredType {
	const digits = columns.map(({ stored }) => {
		const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(stored);
		if (decimal) return { whole: Number(decimal[1]) - Number(decimal[2]), scale: Number(decimal[2]) };
		return { whole: /HUGEINT/.test(stored) ? 38 : /UBIGINT/.test(stored) ? 20 : 19, scale: 0 };
	});
	const whole = Math.max(...digits.map((digit) => digit.whole));
	const scale = Math.max(...digits.map((digit) => digit.scale));
	if (scale === 0 && columns.every(({ stored }) => /^(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(stored))) return 'BIGINT';
	return { whole: Math.min(whole, Math.max(19, 38 - scale)), scale };
}

/** Which file a table came from, written into a column of its own. */
export interface FileMark {
	readonly column: string;
	readonly text: string;
}

/**
 * Puts the rows of `from` below those of `into`, or makes `into` of them: columns by name, NULL where there is none. Values that
 * do not fit are an error, never lost.
 */
export function appendTable(
	into: TablePlace,
	from: TablePlace,
	columns: readonly UnitedColumn[],
	present: ReadonlyMap<string, string>,
	file: FileMark | null,
	create: boolean
): Query {
	const parts = columns.map(({ name, stored }): Sql => {
		const own = present.get(name.toLowerCase());
		const value = own === undefined ? sql`NULL` : id(own);
		if (stored === null) return sql`${value} AS ${id(name)}`;
		return sql`CAST(${value} AS ${typeSql(stored)}) AS ${id(name)}`;
	});
	if (file) parts.push(sql`${literal(file.text)} AS ${id(file.column)}`);
	const body = sql`
		SELECT
			${lines(parts)}
		FROM ${placeSql(from)}`;
	return query(
		create
			? sql`
				CREATE TABLE ${placeSql(into)} AS
				${body}`
			: sql`
				INSERT INTO ${placeSql(into)}
				${body}`
	);
}
