import type { Json } from './json';
import type { Issue } from './result';

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

/** Encodings a text file can be read in. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'shift-jis' | 'windows-1252';

/**
 * Way from a file to one table in it, outermost first: a sheet of a workbook `["Orders"]`, a file in a ZIP `["2024/deals.csv"]`,
 * a sheet of a workbook in a ZIP `["book.xlsx", "Orders"]`, a list in a JSON document `["data.deals"]`. Empty: the file is the table.
 * Parts are labels, never paths anything is written to.
 */
export type PartPath = readonly string[];

/** One table in a file. */
export interface FilePart {
	readonly path: PartPath;
	readonly kind: PlanFormat;
	/** Rows as far as they are known without reading all of them; null when unknown. */
	readonly rows: number | null;
	/** Bytes before decompression is known to be this; null when unknown. */
	readonly bytes: number | null;
	/** A hidden sheet, or a part without a table (a note, a picture's text): offered, but not chosen on its own. */
	readonly minor: boolean;
}

/** Formats a table can stand in. Whatever is no text of its own is first written out as rows of cells, and read as those. */
export type PlanFormat = 'csv' | 'parquet' | 'excel' | 'json' | 'arrow';

/** How rows of text are cut into records and cells. For workbooks and JSON: rows of the sheet or list, no delimiter to choose. */
export interface Dialect {
	readonly encoding: TextEncoding;
	/** One character or several. */
	readonly delimiter: string;
	readonly quote: string;
	readonly escape: string;
	readonly newline: '\n' | '\r' | '\r\n';
	/** 1-based physical line of the (last) header row; 0 = the file has none and names were made. */
	readonly headerLine: number;
	/** Rows the header takes: 2 = group names above names, joined with a blank. */
	readonly headerRows: 1 | 2;
	/** Lines before the header that are not part of the table. */
	readonly preambleLines: number;
	/** Lines at the end that are not part of the table. */
	readonly footerLines: number;
}

/** Everything needed to read the same bytes into the same table again without looking at them anew. */
export interface ReadPlan {
	readonly format: PlanFormat;
	/** Absent for parquet and arrow. */
	readonly dialect?: Dialect;
	readonly columns: readonly ColumnFormat[];
}

/** What the user says about a file against what was detected. What is not given is detected under what is. */
export interface ReadOverrides {
	readonly encoding?: TextEncoding;
	readonly delimiter?: string;
	readonly quote?: string;
	readonly escape?: string;
	/** 1-based physical line; 0 = no header. */
	readonly headerLine?: number;
	readonly headerRows?: 1 | 2;
	readonly footerLines?: number;
	/** Type and format of columns, by header. A format that fits none of a column's values is not applied, and told. */
	readonly columns?: readonly ColumnFormat[];
}

/** A record or a cell of the file as the user put it right. */
export interface Fix {
	/** 1-based physical line the record starts on. */
	readonly line: number;
	/** The cell to replace, by column name; null: the whole record. */
	readonly column: string | null;
	/** What stands there instead: the cell's value, or the record as written in the file's dialect. "" with column null: leave it out. */
	readonly text: string;
}

/** A row or a cell of the file that could not be taken as it stands. Nothing is dropped without one of these. */
export interface SetAside {
	/** 1-based physical line in the file (row of the sheet, item of the list); 0 when the format has none. */
	readonly line: number;
	/** Column name, or null when the whole row was set aside. */
	readonly column: string | null;
	/** The raw text as it stands in the file. */
	readonly text: string;
	/** `no-value`: a word such as "TBD" or "#REF!" in a typed column was taken as "no value". */
	readonly reason:
		'too-many-cells' | 'too-few-cells' | 'unparseable' | 'no-value' | 'bad-quotes' | 'bad-encoding' | 'too-long';
	/** The row is not in the table; else it is, with the cell empty or as shown. */
	readonly dropped: boolean;
}

/**
 * The reconciliation of one file: `lines = preamble + header + footer + blank + loaded + setAside + continued`, always. Lines are
 * physical lines of a text, rows of a sheet, items of a JSON list, rows of Parquet and Arrow.
 */
export interface Ledger {
	/** Bytes of the file as it lies on disk, and bytes of the part after unpacking and decoding (equal for plain UTF-8). */
	readonly bytes: number;
	readonly textBytes: number;
	readonly lines: number;
	readonly preamble: number;
	readonly header: number;
	readonly footer: number;
	/** Lines with nothing on them. */
	readonly blank: number;
	/** Rows in the table. */
	readonly loaded: number;
	/** Whole records that are not in the table. */
	readonly setAside: number;
	/** Lines that continue a record begun above (line breaks inside quotes). */
	readonly continued: number;
}

/** One thing that was detected about a file, and why. `i18n/findings.ts` makes the sentence. */
export interface Finding {
	readonly about: 'encoding' | 'delimiter' | 'quote' | 'header' | 'preamble' | 'footer' | 'column';
	/** What was decided, as a plain value: "gb18030", ";", 3 … */
	readonly value: Json;
	/** Column name when about a column. */
	readonly column?: string;
	/** e.g. 'bom', 'utf8-valid', 'bytes-fit', 'sep-line', 'most-regular', 'types-below', 'order-proven', 'given' … */
	readonly because: string;
	readonly details?: Readonly<Record<string, Json>>;
	/** 'sure' needs no look; 'likely' is worth one; 'asked' cannot be decided by the data and waits for the user. */
	readonly confidence: 'sure' | 'likely' | 'asked';
}

/** One cell of a preview: the raw text, and the value the plan makes of it as text (ISO, plain numbers); null = empty or unreadable. */
export interface PreviewCell {
	readonly text: string;
	readonly value: string | null;
	/** The text says something and the plan makes nothing of it. */
	readonly bad: boolean;
}

/** A row of a preview. */
export interface PreviewRow {
	readonly line: number;
	readonly cells: readonly PreviewCell[];
	/** The user put it right. */
	readonly fixed?: true;
}

/** How a file would be read, shown on its first rows. */
export interface Preview {
	readonly plan: ReadPlan;
	readonly findings: readonly Finding[];
	readonly issues: readonly Issue[];
	/** The first lines as they stand (at most 40), for choosing the header row; empty for parquet and arrow. */
	readonly lines: readonly string[];
	/** At most 200 rows; `row.cells` in the order of `plan.columns`. */
	readonly rows: readonly PreviewRow[];
	/** Rows of the whole file: counted when the file was seen whole, else estimated. */
	readonly total: { readonly rows: number; readonly exact: boolean };
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
