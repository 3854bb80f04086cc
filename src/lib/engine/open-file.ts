import { AppError, inputRejected } from '$lib/core/errors';
import { fileKind, type FileKind } from '$lib/core/intake/file-kind';
import type { LoadFile } from '$lib/core/ports';
import type { Issue } from '$lib/core/result';
import type { PlanFormat, ReadOverrides } from '$lib/core/table';
import type { ReadRequest } from './readers/reader';

const HEAD_BYTES = 1 << 20;

/** A file as a reader takes it, without what the reader is told for one load. */
export type OpenedFile = Omit<ReadRequest, 'progress' | 'signal'>;

/** How a file is opened. */
export interface OpenOptions {
	readonly signal: AbortSignal | null;
	/** 0–1 of the unpacking; not called for files that need none. */
	readonly progress?: (share: number) => void;
	/** Unpack no more rows than these: for previews. */
	readonly rows?: number;
}

/** Looks at the first bytes of a file and gives the bytes a reader shall read, unpacked. Refused files: 'input-rejected'. */
export async function openFile(request: LoadFile, options: OpenOptions): Promise<OpenedFile> {
	const { fileName, file, part = [] } = request;
	const head = await firstBytes(file, fileName);
	if (options.signal?.aborted) throw new AppError('cancelled');
	const kind = fileKind(head, fileName);
	if (kind === 'empty' || kind === 'binary') throw inputRejected([unreadable(kind, fileName)]);
	const given = { ...wishes(request), issues: [], setAside: [], setAsideTotal: 0 };
	if (kind === 'csv') return { ...given, file, head, format: 'csv', unit: 'line' };
	if (kind === 'parquet' || kind === 'arrow') return { ...given, file, head, format: kind, unit: 'row' };
	const { unpackPart } = await import('./unpack/client');
	const unpacked = await unpackPart(fileName, file, part, options);
	if (unpacked.kind !== 'csv') {
		const inner = await firstBytes(unpacked.file, fileName);
		return { ...given, file: unpacked.file, head: inner, format: unpacked.kind, unit: 'row', issues: unpacked.issues };
	}
	const { text, clean, issues, setAside, setAsideTotal } = unpacked;
	const format = clean ? written(kind, part.at(-1) ?? '', request.plan?.format) : 'csv';
	const unit = !clean || unpacked.lines === 'text' ? 'line' : format === 'json' ? 'item' : 'row';
	const inner = await firstBytes(text, fileName);
	const overrides = clean ? { ...asWritten(unpacked.named ?? false), ...given.overrides } : given.overrides;
	// The names of a list's columns were written above its items: item 1 stands on line 2.
	const fixes = unit === 'item' ? given.fixes.map((fix) => ({ ...fix, line: fix.line + 1 })) : given.fixes;
	return { ...given, overrides, fixes, file: text, head: inner, format, unit, issues, setAside, setAsideTotal };
}

/** What was written out by the unpacking worker need not be detected; its names are known only where they were names before. */
function asWritten(named: boolean): ReadOverrides {
	const dialect = { delimiter: ',', quote: '"', escape: '"' };
	return named ? { ...dialect, headerLine: 1, headerRows: 1, footerLines: 0 } : dialect;
}

function wishes(request: LoadFile): Pick<ReadRequest, 'fileName' | 'bytes' | 'plan' | 'overrides' | 'fixes'> {
	const { fileName, file, plan = null, overrides = {}, fixes = [] } = request;
	return { fileName, bytes: file.size, plan, overrides, fixes };
}

/** The format of rows that were written out by the unpacking worker. */
function written(kind: FileKind, name: string, planned: PlanFormat | undefined): PlanFormat {
	if (planned) return planned;
	return kind === 'json' || /\.(json|ndjson|jsonl)$/i.test(name) ? 'json' : 'excel';
}

/** The first bytes of a file. A file that is gone or may not be read is refused. */
export async function firstBytes(file: Blob, fileName: string): Promise<Uint8Array<ArrayBuffer>> {
	try {
		return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
	} catch (cause) {
		const details = { message: cause instanceof Error ? cause.message : String(cause) };
		throw inputRejected([{ code: 'file-unreadable', at: fileName, details }]);
	}
}

/** Why a file without a table in it is refused. */
export function unreadable(kind: 'empty' | 'binary', at: string): Issue {
	return { code: kind === 'empty' ? 'file-empty' : 'file-binary', at };
}
