import type { FileReport } from '$lib/core/ports';
import type { Issue } from '$lib/core/result';
import type { TablePlace } from '$lib/core/sql/load';
import type { Query } from '$lib/core/sql/sql';
import type { Column, ColumnFormat, Fix, PlanFormat, ReadOverrides, ReadPlan, Rows, SetAside } from '$lib/core/table';

/** What a reader may ask of the engine while it holds the turn. */
export interface Session {
	run(query: Query, signal?: AbortSignal): Promise<Rows>;
	/** Puts a file where statements can read it, without copying; gives its path. */
	register(file: Blob): Promise<string>;
	unregister(path: string): Promise<void>;
	/** Makes table `memory.main.name` of a whole Arrow IPC stream and makes sure that it is there. */
	insertArrow(name: string, stream: Uint8Array): Promise<void>;
}

/** How far a reader is with its file: 0–1, and the rows counted so far. */
export interface ReadStep {
	readonly share: number;
	readonly rows: number;
	/** Where the text can be cut between records, as far as it was looked at. */
	readonly cuts?: readonly number[];
}

/** A file, or a part of one that was unpacked, on its way into a table. */
export interface ReadRequest {
	readonly fileName: string;
	/** The bytes to read. */
	readonly file: Blob;
	/** First bytes of `file`, at most 1 MiB. */
	readonly head: Uint8Array;
	readonly format: PlanFormat;
	/** What `line` means where a record is named: a line of the text, a row of the sheet, an item of the list. */
	readonly unit: 'line' | 'row' | 'item';
	/** Bytes of the file as it lies on disk. */
	readonly bytes: number;
	/** Read exactly so; absent: look first. */
	readonly plan: ReadPlan | null;
	readonly overrides: ReadOverrides;
	readonly fixes: readonly Fix[];
	/** What was found when it was unpacked: items that could not be read stand as blank lines in `file`. */
	readonly issues: readonly Issue[];
	readonly setAside: readonly SetAside[];
	readonly setAsideTotal: number;
	readonly progress: (step: ReadStep) => void;
	readonly signal: AbortSignal | null;
}

/** What a reader reports of the table it made. */
export interface ReadOutcome extends FileReport {
	readonly columns: readonly LoadedColumn[];
}

/** A column of a staged table; `values` says how many of its cells are not NULL. */
export interface LoadedColumn extends Column {
	readonly values: number;
}

/** A file that was looked at and can be read into a table, also more than once. */
export interface PreparedFile {
	/**
	 * Makes the table `staged`, which does not exist yet, in one turn of the engine. Columns named in `asText` (lower case) keep the
	 * text of their cells where the file has any. What a failed read leaves in the engine is removed by the caller, who drops
	 * `staged`; anything else the reader removes itself.
	 */
	read(session: Session, staged: TablePlace, asText: ReadonlySet<string>): Promise<ReadOutcome>;
	close(): void;
}

/**
 * Reads one kind of file. `prepare` does what needs no engine: looking at the file, decoding it in a disposable worker. Problems
 * the user can put right are thrown as AppError 'input-rejected'; a cancelled read throws 'cancelled'.
 */
export interface FileReader {
	prepare(request: ReadRequest): Promise<PreparedFile>;
}

/** Columns of a plan with those as text that shall keep it. */
export function withText(columns: readonly ColumnFormat[], asText: ReadonlySet<string>): ColumnFormat[] {
	return columns.map((column) =>
		asText.has(column.name.toLowerCase()) ? { name: column.name, type: 'text' } : column
	);
}
