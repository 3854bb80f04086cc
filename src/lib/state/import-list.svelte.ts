import type { AppError } from '$lib/core/errors';
import { isRow, listed, type ImportedFile } from './imported-file';
import type { Looked } from './looking';

const UNFINISHED: ReadonlySet<ImportedFile['state']> = new Set(['waiting', 'looking', 'reading']);

/** The files of one drop, as they go. */
export class ImportBatch {
	rows = $state.raw<readonly ImportedFile[]>([]);

	constructor(files: readonly File[]) {
		this.rows = files.map(listed);
	}

	get unfinished(): boolean {
		return this.rows.some(isUnfinished);
	}

	/** Changes the lines of these files. */
	show(files: readonly Looked[], change: Partial<ImportedFile>): void {
		this.rows = this.rows.map((row) => (files.some((one) => isRow(row, one)) ? { ...row, ...change } : row));
	}

	/** These files are not taken; what was refused stays listed. */
	drop(files: readonly Looked[]): void {
		this.rows = this.rows.filter((row) => row.state === 'refused' || !files.some((one) => isRow(row, one)));
	}

	/** Only what was refused stays listed. */
	decline(): void {
		this.rows = this.rows.filter((row) => row.state === 'refused');
	}

	/** What is not in yet was stopped, or refused for `error`. */
	stop(error?: AppError): void {
		const change = error ? { state: 'refused' as const, error } : { state: 'cancelled' as const };
		this.rows = this.rows.map((row) => (isUnfinished(row) ? { ...row, ...change } : row));
	}

	/** Clears the lines of files that are done, refused or stopped. */
	clear(): void {
		this.rows = this.rows.filter(isUnfinished);
	}
}

/** The files of all drops since there was last nothing to do. */
export class ImportList {
	#batches = $state.raw<readonly ImportBatch[]>([]);

	get files(): readonly ImportedFile[] {
		return this.#batches.flatMap((batch) => batch.rows);
	}

	/** Another drop. Lines of earlier ones go once none of them is under way. */
	add(files: readonly File[]): ImportBatch {
		const batch = new ImportBatch(files);
		const busy = this.#batches.some((one) => one.unfinished);
		this.#batches = busy ? [...this.#batches, batch] : [batch];
		return batch;
	}

	/** Clears the lines of files that are done, refused or stopped. */
	clear(): void {
		for (const batch of this.#batches) batch.clear();
	}
}

function isUnfinished(row: ImportedFile): boolean {
	return UNFINISHED.has(row.state);
}
