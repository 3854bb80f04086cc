import { AppError, inputRejected } from '$lib/core/errors';
import type { TextEncoding } from '$lib/core/table';
import { MOST_TABLE_BYTES, tableBytes } from './csv-estimate';
import { loadCsv, type CsvJob } from './csv-load';
import { dataRange } from './csv-range';
import type { SniffedPlan } from './csv-sniff';
import { csvTask } from './csv-task';
import { withText, type FileReader, type PreparedFile, type ReadRequest } from './reader';

const HEAD_BYTES = 1 << 20;
const TAIL_BYTES = 64 << 10;
/** The part of a load that decoding takes. */
const DECODE_SHARE = 0.15;

/**
 * Delimited text, read by DuckDB from the file itself where it can be and checked against an independent scan of its bytes.
 * Text that is not UTF-8 is written anew in UTF-8 first.
 */
export const csvReader: FileReader = { prepare };

async function prepare(request: ReadRequest): Promise<PreparedFile> {
	const job = await look(request);
	return {
		async read(session, staged, asText) {
			const now = { ...job, staged, plan: { ...job.plan, columns: withText(job.plan.columns, asText) } };
			const outcome = await loadCsv(session, request, now);
			if ('columns' in outcome) return outcome;
			const overrides = { ...request.overrides, encoding: outcome.encoding };
			return (await prepare({ ...request, overrides })).read(session, staged, asText);
		},
		close: () => undefined
	};
}

type Look = Omit<CsvJob, 'staged'>;

async function look(request: ReadRequest): Promise<Look> {
	const { plan, issues } = request.plan ? { plan: request.plan, issues: [] } : await sniff(request);
	const { dialect } = plan;
	if (!dialect) throw new AppError('load-failed', { message: 'a CSV plan needs a dialect' });
	const decoded = dialect.encoding !== 'utf-8';
	const file = decoded ? await decode(request, dialect.encoding) : request.file;
	const head = decoded ? new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()) : request.head;
	const range = await dataRange(file, head, dialect);
	const sampled = head.subarray(range.from);
	const estimate = tableBytes(range.data.size, sampled, dialect, plan.columns);
	if (estimate > MOST_TABLE_BYTES) {
		const details = { size: request.bytes, estimate };
		throw inputRejected([{ code: 'file-too-large', at: request.fileName, details }]);
	}
	const columns = plan.columns.map((column) => ({ ...column, name: column.name.replaceAll('\0', '\ufffd') }));
	const known = { plan: { ...plan, columns, format: request.format }, issues: [...request.issues, ...issues] };
	return { ...known, dialect, range, head: sampled, textBytes: file.size, asciiHead: !decoded && isAscii(head) };
}

function decode(request: ReadRequest, encoding: TextEncoding): Promise<Blob> {
	const { file: data, signal, progress } = request;
	const order = { data, encoding };
	return csvTask('decode', order, data.size, {
		signal,
		progress: ({ share }) => progress({ share: share * DECODE_SHARE, rows: 0 })
	});
}

async function sniff({ file, fileName, head, unit, overrides, signal }: ReadRequest): Promise<SniffedPlan> {
	const complete = file.size <= head.length;
	const tail = complete ? {} : { tail: new Uint8Array(await file.slice(-TAIL_BYTES).arrayBuffer()) };
	// What was written out by us, or comes from a list or a sheet, is UTF-8 whatever it looks like.
	const known = unit === 'line' ? {} : { encoding: 'utf-8' as const };
	const info = { fileName, size: file.size, complete, ...tail, ...known };
	return csvTask('sniff', { head, info, overrides }, head.length, { signal });
}

function isAscii(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte < 0x80);
}
