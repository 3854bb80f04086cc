import type { TablePlace } from '$lib/core/sql/load';
import type { Query } from '$lib/core/sql/sql';
import type { LoadReport } from '$lib/core/ports';
import type { ReadPlan, Rows } from '$lib/core/table';

/** What a reader may ask of the engine while it holds the turn. */
export interface Session {
	run(query: Query, signal?: AbortSignal): Promise<Rows>;
	/** Puts a file where statements can read it, without copying; gives its path. */
	register(file: Blob): Promise<string>;
	unregister(path: string): Promise<void>;
	/** Makes table `memory.main.name` of a whole Arrow IPC stream and makes sure that it is there. */
	insertArrow(name: string, stream: Uint8Array): Promise<void>;
}

/** A file on its way into a table. */
export interface ReadRequest {
	readonly fileName: string;
	readonly file: Blob;
	/** First bytes of the file, at most 1 MiB. */
	readonly head: Uint8Array;
	/** Read exactly so; absent: look first. */
	readonly plan: ReadPlan | null;
	/** Name of the table to make; it does not exist yet. */
	readonly staged: TablePlace;
	readonly progress: (share: number) => void;
	readonly signal: AbortSignal | null;
}

/** What a reader reports: the load report of the table it made. */
export type ReadOutcome = Omit<LoadReport, 'table'> & Pick<LoadReport['table'], 'columns' | 'rows'>;

/**
 * Reads one kind of file. `prepare` does what needs no engine (looking at the file, decoding it in a disposable worker); the
 * function it gives then makes the table `staged` in one turn of the engine. Problems the user can put right are thrown
 * as AppError 'input-rejected'; a cancelled read throws 'cancelled'. What a failed read leaves in the engine is removed by
 * the caller, who drops `staged`; anything else the reader removes itself.
 */
export interface FileReader {
	prepare(request: ReadRequest): Promise<(session: Session) => Promise<ReadOutcome>>;
}
