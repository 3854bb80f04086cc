import {
	dropTable,
	forgetRejects,
	rejectedColumns,
	takeCsv,
	type LoadColumn,
	type TablePlace
} from '$lib/core/sql/load';
import type { Dialect, Rows } from '$lib/core/table';
import type { CsvParts } from './csv-parts';
import type { Session } from './reader';

/** Records to be read by DuckDB. */
export interface RecordText {
	readonly data: Blob;
	readonly parts: CsvParts;
	readonly marks: Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'newline'>;
	/** Bytes of the longest record; 0: not known to be unusual. */
	readonly longest: number;
	readonly signal: AbortSignal | undefined;
}

/** Makes the staged table of the records, part by part; gives the columns whose cells the casts refused, and how many. */
export async function takeRecords(
	session: Session,
	staged: TablePlace,
	{ data, parts, marks, longest, signal }: RecordText,
	columns: readonly LoadColumn[]
): Promise<Rows> {
	let into: 'create' | 'insert' = 'create';
	for await (const part of parts.of(data)) {
		const path = await session.register(part);
		try {
			await session.run(takeCsv(into, staged, path, marks, columns, longest), signal);
		} finally {
			await session.unregister(path).catch(() => undefined);
		}
		into = 'insert';
	}
	return session.run(rejectedColumns);
}

/** Removes what an earlier reading left. */
export async function forgetStaged(session: Session, staged: TablePlace): Promise<void> {
	for (const statement of [...forgetRejects, ...dropTable(staged.name)]) await session.run(statement);
}
