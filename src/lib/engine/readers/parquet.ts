import { AppError, inputRejected, isCancelled } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import { emptyRows, nullsAndRows } from '$lib/core/sql/load';
import { arrowColumns, dropArrow, fillFromArrow } from '$lib/core/sql/load-arrow';
import type { Column } from '$lib/core/table';
import { ParquetSource, type ParquetShape } from './parquet-source';
import type { FileReader, ReadOutcome, ReadRequest, Session } from './reader';

/** Parquet, decoded row group by row group in a disposable worker and handed to DuckDB as Arrow. */
export const parquetReader: FileReader = {
	async prepare(request) {
		const opened = await readable(request, () => ParquetSource.open(request.file, request.signal));
		const { source, shape } = opened;
		try {
			const first = await readable(request, () => source.next(request.signal));
			return (session) => load(session, request, source, shape, first).finally(() => source.close());
		} catch (error) {
			source.close();
			throw error;
		}
	}
};

/** What goes wrong while the file is decoded is the file's fault. */
async function readable<T>(request: ReadRequest, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (isCancelled(error) || (error instanceof AppError && error.code === 'engine-start')) throw error;
		const message = error instanceof AppError ? (error.details['message'] ?? '') : String(error);
		throw inputRejected([{ code: 'file-parquet-broken', at: request.fileName, details: { message } }]);
	}
}

async function load(
	session: Session,
	request: ReadRequest,
	source: ParquetSource,
	shape: ParquetShape,
	first: Uint8Array | null
): Promise<ReadOutcome> {
	const { staged, signal } = request;
	let stream = first;
	for (let done = 0; stream !== null; done++) {
		await append(session, request, stream, done === 0);
		request.progress(Math.min(0.95, (done + 1) / Math.max(1, shape.rowGroups)));
		stream = await readable(request, () => source.next(signal));
	}
	const types = await session.run(emptyRows(staged));
	const names = types.columns.map((column) => column.name);
	const facts = await session.run(nullsAndRows(staged, names));
	const values = facts.values.map((column) => column[0] ?? null);
	const columns = types.columns.map((column, i): Column => ({ ...column, nullable: values[i] === true }));
	const rows = Number(values[names.length] ?? 0);
	const at = request.fileName;
	const issues: Issue[] = [];
	if (rows !== shape.rows) issues.push({ code: 'rows-unaccounted', at, details: { rows, expected: shape.rows } });
	if (rows === 0) issues.push({ code: 'file-header-only', at, details: { columns: columns.length } });
	const plan = { format: 'parquet', columns: columns.map(({ name, type }) => ({ name, type })) } as const;
	return { columns, rows, plan, issues, setAside: [], setAsideTotal: 0 };
}

async function append(session: Session, request: ReadRequest, stream: Uint8Array, first: boolean): Promise<void> {
	const arrow = `arrow of ${request.staged.name}`;
	try {
		await session.insertArrow(arrow, stream);
		const found = await session.run(arrowColumns(arrow));
		const columns = (found.values[0] ?? []).map((name, i) => ({
			name: String(name),
			type: String(found.values[1]?.[i])
		}));
		if (columns.length === 0) throw new AppError('load-failed', { message: 'the Arrow stream made no table' });
		await session.run(fillFromArrow(request.staged, arrow, columns, first), request.signal ?? undefined);
	} finally {
		await session.run(dropArrow(arrow)).catch(() => undefined);
	}
}
