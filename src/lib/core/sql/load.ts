import type { Dialect, ReadPlan } from '../table';
import { bodyOf, id, lines, list, literal, query, sql, type Query, type Sql } from './sql';
import { parsedValue, reportable, saysSomething, tellsWhy } from './load-values';

/** A DuckDB type a loaded column can have. `whole` digits stand before the decimal point at most. */
export type StoredType =
	| 'VARCHAR'
	| 'BIGINT'
	| 'DOUBLE'
	| 'BOOLEAN'
	| 'DATE'
	| 'TIMESTAMP'
	| { readonly whole: number; readonly scale: number };

/** How one column of a CSV file comes into its table. */
export interface LoadColumn {
	readonly format: ReadPlan['columns'][number];
	readonly stored: StoredType;
	/**
	 * false: DuckDB's reader makes the value itself. true: the cell comes as text and an expression makes the value; numbers are
	 * staged as exact text until {@link alterNumber}, and cells without a value are kept beside it.
	 */
	readonly parsed: boolean;
}

/**
 * Where tables are kept, both in memory: `memory` as they are, `z` compressed, which takes a third to a tenth of the room and
 * twice the time to load. Statements name tables without either.
 */
export type TableStore = 'memory' | 'z';

/** A table by its place and name. `clean` holds the prepared tables; absent: the loaded ones. */
export interface TablePlace {
	readonly store: TableStore;
	readonly schema?: 'main' | 'clean';
	readonly name: string;
}

/** The full name of a table. */
export function placeSql({ store, schema = 'main', name }: TablePlace): Sql {
	return id(store, schema, name);
}

const at = placeSql;

/** Where `"t"` is looked for: the prepared table first, then the loaded one. `raw."t"` is a view of the loaded one. */
export const SEARCH_PATH: Query = query(sql`SET search_path = 'memory.clean,z.clean,memory.main,z.main'`);

/**
 * Statements that open the database and lock it down, in an order that matters: storage first, then no extensions, then no
 * files but those the page registers under `in/`, then no more settings.
 */
export const ENGINE_SETTINGS: readonly Query[] = [
	sql`ATTACH ':memory:' AS z (COMPRESS)`,
	sql`CREATE SCHEMA memory.clean`,
	sql`CREATE SCHEMA z.clean`,
	sql`CREATE SCHEMA memory.raw`,
	bodyOf(SEARCH_PATH),
	sql`SET autoinstall_known_extensions = false`,
	sql`SET autoload_known_extensions = false`,
	sql`SET allow_community_extensions = false`,
	sql`SET allowed_directories = ['in/']`,
	sql`SET enable_external_access = false`,
	sql`SET lock_configuration = true`
].map(query);

/** Records up to this many bytes are read without further ado. */
export const USUAL_LINE = 1 << 20;

/** The type as it stands in SQL. Decimals use 64-bit storage up to 18 digits; more than 38 do not fit and become DOUBLE. */
export function typeSql(type: StoredType): Sql {
	if (typeof type !== 'object') return TYPES[type];
	const { whole, scale } = type;
	if (whole + scale > 38) return TYPES.DOUBLE;
	return sql`DECIMAL(${literal(whole + scale > 18 ? 38 : 18)}, ${literal(scale)})`;
}

const TYPES = {
	VARCHAR: sql`VARCHAR`,
	BIGINT: sql`BIGINT`,
	DOUBLE: sql`DOUBLE`,
	BOOLEAN: sql`BOOLEAN`,
	DATE: sql`DATE`,
	TIMESTAMP: sql`TIMESTAMP`
};

/** Names of the columns that keep the raw texts of cells without a value, one per column; free of the table's own names. */
export function rawNames(columns: readonly LoadColumn[]): string[] {
	const taken = new Set(columns.map((column) => column.format.name.toLowerCase()));
	return columns.map((_, index) => {
		let name = `raw ${index}`;
		while (taken.has(name)) name = `raw ${name}`;
		return name;
	});
}

/**
 * Makes `table` from the registered file `path`, or adds to it, as `into` says. The file holds records only (no preamble, header or
 * footer). Problems with the reader's own casts go to the temporary tables `rejects` and `rejects_scans`.
 */
export function takeCsv(
	into: 'create' | 'insert',
	table: TablePlace,
	path: string,
	dialect: Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'newline'>,
	columns: readonly LoadColumn[],
	longest: number
): Query {
	const raw = rawNames(columns);
	const selected = columns.flatMap((column, index) => selectColumn(column, index, raw[index] ?? ''));
	const types = columns.map((c, i) => sql`${literal(`c${i}`)}: ${typeName(c.parsed ? 'VARCHAR' : c.stored)}`);
	return query(sql`
		${into === 'create' ? sql`CREATE TABLE ${at(table)} AS` : sql`INSERT INTO ${at(table)}`}
		SELECT
			${lines(selected)}
		FROM read_csv(
			${literal(path)},
			auto_detect = false,
			header = false,
			delim = ${literal(dialect.delimiter)},
			quote = ${literal(dialect.quote)},
			escape = ${literal(dialect.quote === '' ? '' : dialect.escape)},
			new_line = ${literal(dialect.newline === '\r\n' ? '\\r\\n' : dialect.newline === '\n' ? '\\n' : '\\r')},
			columns = {${list(types)}},
			strict_mode = false,
			null_padding = true,
			parallel = false,
			max_line_size = ${literal(Math.max(2 * USUAL_LINE, longest + 1024))},
			store_rejects = true,
			rejects_table = 'rejects',
			rejects_scan = 'rejects_scans',
			rejects_limit = 1000
		)`);
}

function typeName(type: StoredType): Sql {
	return literal(typeSql(type).text);
}

function selectColumn(column: LoadColumn, index: number, raw: string): Sql[] {
	const source = id(`c${index}`);
	if (!column.parsed) return [sql`${source} AS ${id(column.format.name)}`];
	const value = parsedValue(column.format, source);
	return [
		sql`${value} AS ${id(column.format.name)}`,
		sql`CASE WHEN (${value}) IS NULL AND ${saysSomething(source)} THEN ${source} END AS ${id(raw)}`
	];
}

/** Positions (from 0) of the columns whose cells DuckDB's reader could not cast, and how many cells. */
export const rejectedColumns: Query = query(sql`
	SELECT column_idx - 1 AS position, count(*) AS cells
	FROM rejects
	WHERE error_type = 'CAST'
	GROUP BY ALL
	ORDER BY position`);

/** Statements that remove what a load leaves behind. */
export const forgetRejects: readonly Query[] = [
	query(sql`DROP TABLE IF EXISTS rejects`),
	query(sql`DROP TABLE IF EXISTS rejects_scans`)
];

/** Most digits before and after the point of the staged exact texts of each column named: one row, two columns each. */
export function stagedDigits(table: TablePlace, names: readonly string[]): Query {
	const parts = names.flatMap((name) => {
		const shift = sql`coalesce(CAST(nullif(split_part(${id(name)}, 'e', 2), '') AS INTEGER), 0)`;
		const digits = sql`ltrim(split_part(${id(name)}, 'e', 1), '+-')`;
		return [
			sql`coalesce(max(length(ltrim(split_part(${digits}, '.', 1), '0')) + ${shift}), 0)`,
			sql`coalesce(max(length(split_part(${digits}, '.', 2)) - ${shift}), 0)`
		];
	});
	return query(sql`
		SELECT
			${lines(parts)}
		FROM ${at(table)}`);
}

/** Turns a staged exact text into its number. */
export function alterNumber(table: TablePlace, name: string, type: StoredType): Query {
	const stored = typeSql(type);
	return query(
		sql`ALTER TABLE ${at(table)} ALTER COLUMN ${id(name)} TYPE ${stored} USING CAST(${id(name)} AS ${stored})`
	);
}

/** How many cells of each raw column were kept, one row. */
export function countRaw(table: TablePlace, raw: readonly string[]): Query {
	return query(sql`
		SELECT
			${lines(raw.map((name) => sql`count(${id(name)})`))}
		FROM ${at(table)}`);
}

/** Of the cells kept in a raw column: how many are to be listed, and how many of these hold a word that tells why. One row. */
export function countListed(table: TablePlace, raw: string): Query {
	return query(sql`
		SELECT
			count(*) FILTER (WHERE ${reportable(id(raw))}),
			count(*) FILTER (WHERE ${tellsWhy(id(raw))})
		FROM ${at(table)}
		WHERE ${id(raw)} IS NOT NULL`);
}

/** The first raw texts of a column to be listed, with the 0-based position of their row. */
export function rawCells(table: TablePlace, raw: string, limit: number): Query {
	return query(sql`
		SELECT rowid AS position, ${id(raw)} AS text
		FROM ${at(table)}
		WHERE ${id(raw)} IS NOT NULL AND ${reportable(id(raw))}
		ORDER BY position
		LIMIT ${literal(limit)}`);
}

/** Some of the words in a raw column that only say that there is no value. */
export function silentWords(table: TablePlace, raw: string, limit: number): Query {
	return query(sql`
		SELECT DISTINCT trim(${id(raw)}) AS word
		FROM ${at(table)}
		WHERE ${id(raw)} IS NOT NULL AND NOT ${reportable(id(raw))}
		ORDER BY word
		LIMIT ${literal(limit)}`);
}

/** How many values each column holds, and how many rows there are: one row, the count of rows last. */
export function valuesAndRows(table: TablePlace, names: readonly string[]): Query {
	return query(sql`
		SELECT
			${lines([...names.map((name) => sql`count(${id(name)})`), sql`count(*)`])}
		FROM ${at(table)}`);
}

/**
 * How many cells of each column are NULL, and how many rows there are: one row, the count of rows last. Asked column by column,
 * DuckDB skips all that has no NULL by its statistics; many columns cost more to plan that way than to count.
 */
export function nullsAndRows(table: TablePlace, names: readonly string[]): Query {
	if (names.length > MOST_ASKED) {
		const counts = names.map((name) => sql`count(*) - count(${id(name)})`);
		return query(sql`
		SELECT
			${lines([...counts, sql`count(*)`])}
		FROM ${at(table)}`);
	}
	const counts = names.map((name) => sql`(SELECT count(*) FROM ${at(table)} WHERE ${id(name)} IS NULL)`);
	return query(sql`
		SELECT
			${lines([...counts, sql`(SELECT count(*) FROM ${at(table)})`])}`);
}

const MOST_ASKED = 64;

/** The columns of a table without its rows. */
export function emptyRows(table: TablePlace): Query {
	return query(sql`SELECT * FROM ${at(table)} LIMIT 0`);
}

export function dropColumn(table: TablePlace, name: string): Query {
	return query(sql`ALTER TABLE ${at(table)} DROP COLUMN ${id(name)}`);
}

/** Removes a loaded table, or one on its way, from wherever it is, with all that was made of it. */
export function dropTable(name: string): Query[] {
	return [
		query(sql`DROP VIEW IF EXISTS ${rawView(name)}`),
		...dropPrepared(name),
		...STORES.map((store) => query(sql`DROP TABLE IF EXISTS ${at({ store, name })}`))
	];
}

/** Removes a prepared table: `"name"` is the loaded one again. */
export function dropPrepared(name: string): Query[] {
	return STORES.map((store) => query(sql`DROP TABLE IF EXISTS ${at({ store, schema: 'clean', name })}`));
}

const STORES: readonly TableStore[] = ['memory', 'z'];

function rawView(name: string): Sql {
	return id('memory', 'raw', name);
}

/** Puts a staged table in the place of a loaded one; what was prepared from that is gone. */
export function replaceTable(staged: TablePlace, name: string): Query[] {
	return [
		...dropTable(name),
		query(sql`ALTER TABLE ${at(staged)} RENAME TO ${id(name)}`),
		query(sql`CREATE VIEW ${rawView(name)} AS SELECT * FROM ${at({ ...staged, name })}`)
	];
}

/** Makes a table of what a statement answers. */
export function createFromQuery(table: TablePlace, select: Query): Query {
	return query(sql`
		CREATE TABLE ${at(table)} AS
		${bodyOf(select)}`);
}

/** Puts a staged prepared table in the place of another. */
export function replacePrepared(staged: TablePlace, name: string): Query[] {
	return [...dropPrepared(name), query(sql`ALTER TABLE ${at(staged)} RENAME TO ${id(name)}`)];
}
