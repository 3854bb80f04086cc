import type { FilePart, PlanFormat } from '$lib/core/table';
import { fileKind } from '$lib/core/intake/file-kind';
import { firstBytes, unreadable } from './open-file';
import { inputRejected } from '$lib/core/errors';

/** The tables a file holds: one with an empty path unless it is a container. */
export async function fileParts(fileName: string, file: Blob, signal: AbortSignal | null): Promise<FilePart[]> {
	const kind = fileKind(await firstBytes(file, fileName), fileName);
	if (kind === 'empty' || kind === 'binary') throw inputRejected([unreadable(kind, fileName)]);
	if (kind === 'csv' || kind === 'parquet' || kind === 'arrow') return [whole(kind, file)];
	const { listParts } = await import('./unpack/client');
	return listParts(fileName, file, signal);
}

function whole(kind: PlanFormat, file: Blob): FilePart {
	return { path: [], kind, rows: null, bytes: file.size, minor: false };
}
