import type { Json } from './json';

/** Name of a loaded table in the engine: readable, derived from the file name, unique in its workspace. */
export type TableId = string;

/** Types a column can have. `decimal` is exact; `float` is IEEE double. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'timestamp';

/** A column of a loaded table. `name` is the header as the user wrote it. */
export interface Column {
	readonly name: string;
	readonly type: ColumnType;
	readonly nullable: boolean;
}

/** A loaded table: its engine name, its columns in file order, its number of rows. */
export interface Table {
	readonly id: TableId;
	readonly columns: readonly Column[];
	readonly rows: number;
}

/** One column of one table. */
export interface FieldRef {
	readonly table: TableId;
	readonly column: string;
}

/**
 * A decoded value. integer → number when safe, else bigint; decimal → exact text such as "3706827.64";
 * float → number; boolean → boolean; date → "YYYY-MM-DD"; timestamp → "YYYY-MM-DD HH:MM:SS[.ffffff]"; text → string.
 */
export type Cell = string | number | bigint | boolean | null;

/** A query result, decoded, in column order. `values` is column-major: `values[c][r]`. */
export interface Rows {
	readonly columns: readonly Column[];
	readonly values: readonly (readonly Cell[])[];
	readonly length: number;
}

/** How one column's text becomes values; recorded so that a reload gives the same table. */
export interface ColumnFormat {
	readonly name: string;
	readonly type: ColumnType;
	/** e.g. `{"kind":"date","order":"MDY","separator":"/"}`; absent when the plain form of the type is used. */
	readonly format?: Json;
}

/** Everything needed to read the same bytes into the same table again without looking at them anew. */
export interface ReadPlan {
	readonly format: 'csv' | 'parquet';
	/** csv only */
	readonly dialect?: {
		readonly encoding: 'utf-8';
		readonly delimiter: string;
		readonly quote: string;
		readonly escape: string;
		readonly newline: '\n' | '\r' | '\r\n';
		/** 1-based physical line of the header; 0 = the file has none and names were made. */
		readonly headerLine: number;
		/** Lines before the header that are not part of the table. */
		readonly preambleLines: number;
		/** Lines at the end that are not part of the table. */
		readonly footerLines: number;
	};
	readonly columns: readonly ColumnFormat[];
}

/** A row or a cell of the file that could not be taken as it stands. Nothing is dropped without one of these. */
export interface SetAside {
	/** 1-based physical line in the file, 0 when the format has no lines. */
	readonly line: number;
	/** Column name, or null when the whole row was set aside. */
	readonly column: string | null;
	/** The raw text as it stands in the file. */
	readonly text: string;
	readonly reason: 'too-many-cells' | 'too-few-cells' | 'unparseable' | 'bad-quotes' | 'bad-encoding' | 'too-long';
}

/** What a column holds, counted over all its rows. The evidence role guessing works from. */
export interface ColumnProfile {
	readonly column: Column;
	readonly rows: number;
	readonly nulls: number;
	/** Distinct non-null values (approximate above 10,000). */
	readonly distinct: number;
	/** Smallest and largest value as text in the forms of {@link Cell}; null when the column is empty. */
	readonly min: string | null;
	readonly max: string | null;
	/** Up to 50 most frequent values, most frequent first, ties by value. */
	readonly top: readonly { readonly value: string; readonly count: number }[];
}
