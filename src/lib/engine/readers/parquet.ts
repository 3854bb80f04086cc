import { AppError, inputRejected, isCancelled } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import { valuesAndRows, type TablePlace } from '$lib/core/sql/load';
import { arrowColumns, dropArrow, fillFromArrow } from '$lib/core/sql/load-arrow';
import { ParquetSource, SILENT, type ParquetShape } from './parquet-source';
import type { FileReader, ReadOutcome, ReadRequest, Session } from './reader';
import { stagedTable } from './staged-table';

/** Parquet, decoded batch by batch in a disposable worker and handed to DuckDB as Arrow. */
export const parquetReader: FileReader = {
	async prepare(request) {
		const { source, shape } = await readable(request, () => ParquetSource.open(request.file, request.signal));
		let opened: ParquetSource | null = source;
		return {
			async read(session, staged) {
				// A second reading starts over with a worker of its own.
				const used = opened ?? (await readable(request, () => ParquetSource.open(request.file, request.signal))).source;
				opened = null;
				return loadBatches(session, request, staged, used, shape).finally(() => used.close());
			},
			close: () => opened?.close()
		};
	}
};

/** What goes wrong while the file is decoded is the file's fault. */
export async function readable<T>(request: Pick<ReadRequest, 'fileName'>, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const said = error instanceof AppError && (error.code === 'engine-start' || error.code === 'input-rejected');
		if (isCancelled(error) || said) throw error;
		const message = error instanceof AppError ? (error.details['message'] ?? '') : String(error);
		if (message === SILENT) throw inputRejected([{ code: 'file-stalled', at: request.fileName }]);
		throw inputRejected([{ code: 'file-parquet-broken', at: request.fileName, details: { message } }]);
	}
}

/** Fills `staged` with the batches of a source. A file without rows has one batch that says what its columns are. */
export async function loadBatches(
	session: Session,
	request: ReadRequest,
	staged: TablePlace,
	source: Pick<ParquetSource, 'next'>,
	shape: Pick<ParquetShape, 'rows'>
): Promise<ReadOutcome> {
	const { signal } = request;
	let read = 0;
	for (let first = true; ; first = false) {
		const stream = await readable(request, () => source.next(signal));
		if (stream === null) break;
		read += await append(session, request, staged, stream, first);
		request.progress({ share: 0.95 * Math.min(1, read / Math.max(1, shape.rows)), rows: read });
	}
	const { columns, rows } = await stagedTable(session, staged);
	const at = request.fileName;
	const issues: Issue[] = [];
	if (rows !== shape.rows) issues.push({ code: 'rows-unaccounted', at, details: { rows, expected: shape.rows } });
	if (rows === 0) issues.push({ code: 'file-header-only', at, details: { columns: columns.length } });
	const plan = { format: request.format, columns: columns.map(({ name, type }) => ({ name, type })) };
	const none = { preamble: 0, header: 0, footer: 0, blank: 0, setAside: 0, continued: 0 };
	const ledger = { bytes: request.bytes, textBytes: request.file.size, lines: shape.rows, loaded: rows, ...none };
	return { columns, rows, plan, issues, setAside: [], setAsideTotal: 0, ledger };
}

async function append(
	session: Session,
	request: ReadRequest,
	staged: TablePlace,
	stream: Uint8Array,
	first: boolean
): Promise<number> {
	const arrow = `arrow of ${staged.name}`;
	try {
		await session.insertArrow(arrow, stream);
		const found = await session.run(arrowColumns(arrow));
		const columns = (found.values[0] ?? []).map((name, i) => ({
			name: String(name),
			type: String(found.values[1]?.[i])
		}));
		if (columns.length === 0) throw new AppError('load-failed', { message: 'the Arrow stream made no table' });
		await session.run(fillFromArrow(staged, arrow, columns, first), request.signal ?? undefined);
		const counted = await session.run(valuesAndRows({ store: 'memory', name: arrow }, []));
		return Number(counted.values[0]?.[0] ?? 0);
	} finally {
		await session.run(dropArrow(arrow)).catch(() => undefined);
	}
}
