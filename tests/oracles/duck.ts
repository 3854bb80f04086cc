import { DuckDBInstance, DuckDBTypeId, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import type { Query } from '../../src/lib/core/sql/sql';
import type { Cell, ColumnType, Rows } from '../../src/lib/core/table';

/** A real DuckDB, single-threaded like the one in the browser. */
export async function openDuck(): Promise<DuckDBConnection> {
	return (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
}

function columnType(type: DuckDBType): ColumnType {
	switch (type.typeId) {
		case DuckDBTypeId.BOOLEAN:
			return 'boolean';
		case DuckDBTypeId.DECIMAL:
			return 'decimal';
		case DuckDBTypeId.DOUBLE:
		case DuckDBTypeId.FLOAT:
			return 'float';
		case DuckDBTypeId.DATE:
			return 'date';
		case DuckDBTypeId.TIMESTAMP:
			return 'timestamp';
		case DuckDBTypeId.VARCHAR:
			return 'text';
		default:
			return 'integer';
	}
}

function cell(value: unknown, type: ColumnType): Cell {
	if (value === null || value === undefined) return null;
	if (type === 'integer' && typeof value === 'bigint')
		return Number.isSafeInteger(Number(value)) ? Number(value) : value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value;
	if (typeof value === 'string') return value;
	// DuckDB's own values (DECIMAL, DATE, TIMESTAMP) write themselves.
	return (value as { toString(): string }).toString();
}

/** Runs a query and decodes its rows as the Engine port says. */
export async function run(db: DuckDBConnection, query: Query): Promise<Rows> {
	return decoded(db, query.text);
}

/** The same for a check query written by hand. */
export async function decoded(db: DuckDBConnection, sql: string): Promise<Rows> {
	const reader = await db.runAndReadAll(sql);
	const types = reader.columnTypes().map(columnType);
	const columns = reader.columnNames().map((name, i) => ({ name, type: types[i] ?? 'text', nullable: true }));
	const values = reader.getColumns().map((column, i) => column.map((value) => cell(value, types[i] ?? 'text')));
	const empty = columns.map(() => []);
	return { columns, values: values.length === 0 ? empty : values, length: reader.currentRowCount };
}

/** Rows as objects, for comparing. */
export function objects(rows: Rows): Record<string, Cell>[] {
	return Array.from({ length: rows.length }, (_, r) =>
		Object.fromEntries(rows.columns.map((column, c) => [column.name, rows.values[c]?.[r] ?? null]))
	);
}

/** Folder of the shared development data, or null with a printed reason: the tests over it are skipped then. */
export function sharedData(folder: string): string | null {
	const path = `../shared/data/crm/${folder}`;
	if (existsSync(path)) return path;
	console.warn(`skipped: the development data ${path} is not here`);
	return null;
}
