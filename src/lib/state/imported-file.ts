import type { AppError } from '$lib/core/errors';
import type { PartPath } from '$lib/core/table';
import type { Source } from '$lib/core/workspace/workspace';
import type { Looked } from './looking';

/** One table of one file of an import, as it goes. */
export interface ImportedFile {
	readonly fileName: string;
	readonly part: PartPath;
	readonly size: number;
	readonly state: 'waiting' | 'looking' | 'reading' | 'done' | 'refused' | 'cancelled';
	/** 0–1 */
	readonly share: number;
	readonly rows: number;
	readonly rowsPerSecond: number;
	readonly source?: Source;
	readonly error?: AppError;
}

/** A file that waits for its turn. */
export function listed(file: File): ImportedFile {
	return { fileName: file.name, part: [], size: file.size, state: 'waiting', share: 0, rows: 0, rowsPerSecond: 0 };
}

/** The line of a file that was looked into. */
export function isRow(row: ImportedFile, { file, arrival }: Looked): boolean {
	return (
		row.fileName === file.name && row.size === file.size && JSON.stringify(row.part) === JSON.stringify(arrival.part)
	);
}
