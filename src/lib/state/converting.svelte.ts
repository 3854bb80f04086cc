import type { RoleGuess } from '$lib/core/crm/guess';
import { AppError, isCancelled } from '$lib/core/errors';
import { profileTable } from '$lib/core/model/profile';
import type { Engine, FileReport } from '$lib/core/ports';
import { csvHeader, csvLines } from '$lib/core/reports/export-csv';
import { tablePage } from '$lib/core/sql/table-page';
import type { PartPath, Table } from '$lib/core/table';

/** Rows asked of the engine at a time: few enough that writing them does not hold up the page. */
const PAGE_ROWS = 2_000;

/** One table of one file, read the way the app reads it and written out as plain CSV. */
export interface Conversion {
	readonly fileName: string;
	readonly part: PartPath;
	readonly state: 'waiting' | 'reading' | 'done' | 'refused' | 'cancelled';
	/** 0–1 */
	readonly share: number;
	readonly result?: ConvertedTable;
	readonly error?: AppError;
}

/** What came of a file: the table's shape, what its columns seem to mean, how it was read, and its rows as CSV text. */
export interface ConvertedTable {
	readonly table: Table;
	readonly report: FileReport;
	readonly guesses: readonly RoleGuess[];
	readonly csv: Blob;
}

/** Reads odd files one after the other and writes each out as plain CSV. Nothing of it goes into a workspace. */
export class Converting {
	#items = $state.raw<readonly Conversion[]>([]);
	#busy = $state(false);
	#controller: AbortController | undefined;
	#tables = 0;
	readonly #engine: Engine;

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	get items(): readonly Conversion[] {
		return this.#items;
	}
	get busy(): boolean {
		return this.#busy;
	}

	/** Converts `files` in place of whatever was listed before. Every file ends as done, refused or cancelled. */
	async run(files: readonly File[]): Promise<void> {
		this.#controller?.abort();
		const { signal } = (this.#controller = new AbortController());
		this.#items = files.map((file) => ({ fileName: file.name, part: [], state: 'waiting', share: 0 }));
		this.#busy = true;
		let at = 0;
		try {
			for (const file of files) at += await this.#file(file, at, signal);
		} finally {
			if (this.#controller.signal === signal) this.#busy = false;
		}
	}

	cancel(): void {
		this.#controller?.abort();
	}

	/** Converts the tables of one file, the first of which is listed at `at`; answers how many there are. */
	async #file(file: File, at: number, signal: AbortSignal): Promise<number> {
		const parts = await this.#try(at, signal, () => this.#parts(file, signal));
		if (!parts) return 1;
		const items = parts.map((part): Conversion => ({ fileName: file.name, part, state: 'waiting', share: 0 }));
		this.#items = this.#items.toSpliced(at, 1, ...items);
		for (const [index, part] of parts.entries()) {
			const result = await this.#try(at + index, signal, () => this.#table(file, part, at + index, signal));
			if (result) this.#show(at + index, { state: 'done', share: 1, result });
		}
		return parts.length;
	}

	async #parts(file: File, signal: AbortSignal): Promise<PartPath[]> {
		const parts = await this.#engine.parts(file.name, file, signal);
		const chosen = parts.some((part) => !part.minor) ? parts.filter((part) => !part.minor) : parts.slice(0, 1);
		return chosen.length > 0 ? chosen.map((part) => part.path) : [[]];
	}

	/** Null when the work was cancelled or refused, which is then shown. */
	async #try<T>(at: number, signal: AbortSignal, work: () => Promise<T>): Promise<T | null> {
		if (signal.aborted) this.#show(at, { state: 'cancelled' });
		if (signal.aborted) return null;
		this.#show(at, { state: 'reading' });
		try {
			return await work();
		} catch (error) {
			if (isCancelled(error)) this.#show(at, { state: 'cancelled' });
			else if (error instanceof AppError) this.#show(at, { state: 'refused', error });
			else throw error;
			return null;
		}
	}

	async #table(file: File, part: PartPath, at: number, signal: AbortSignal): Promise<ConvertedTable> {
		const name = `converted ${++this.#tables}`;
		const { table, files } = await this.#engine.load(
			{
				table: name,
				files: [{ fileName: file.name, file, part }],
				progress: ({ share }) => this.#show(at, { share: share * 0.9 })
			},
			signal
		);
		try {
			const report = files[0];
			if (!report) throw new AppError('load-failed', { message: 'a load without a report' });
			const { guessRoles } = await import('$lib/core/crm/guess');
			const profiles = await profileTable(table, (query) => this.#engine.query(query, signal));
			return { table, report, guesses: guessRoles(profiles, file.name), csv: await this.#csv(table, signal) };
		} finally {
			await this.#engine.drop(name);
		}
	}

	async #csv(table: Table, signal: AbortSignal): Promise<Blob> {
		const parts = [csvHeader(table.columns.map((column) => column.name))];
		for (let offset = 0; offset < table.rows; offset += PAGE_ROWS)
			parts.push(csvLines(await this.#engine.query(tablePage(table.id, offset, PAGE_ROWS), signal)));
		return new Blob(parts, { type: 'text/csv' });
	}

	#show(at: number, change: Partial<Conversion>): void {
		const item = this.#items[at];
		if (item) this.#items = this.#items.with(at, { ...item, ...change });
	}
}
