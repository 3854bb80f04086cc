import { AppError } from '$lib/core/errors';
import type { FileReport } from '$lib/core/ports';
import { dropTable, type TablePlace, type TableStore } from '$lib/core/sql/load';
import {
	appendTable,
	storedTypes,
	unitedColumns,
	type FileMark,
	type StagedColumn,
	type UnitedColumn
} from '$lib/core/sql/load-union';
import type { Column } from '$lib/core/table';
import type { PreparedFile, ReadOutcome, Session } from './readers/reader';
import { stagedTable } from './readers/staged-table';

/** A file ready to be read, and what stands for it in the column of file names. */
export interface TablePart {
	readonly prepared: PreparedFile;
	readonly label: string;
}

/** A table made under a name of its own, not yet in its place. */
export interface StagedTable {
	readonly place: TablePlace;
	readonly columns: readonly Column[];
	readonly rows: number;
	readonly files: readonly FileReport[];
}

interface StagedPart {
	readonly part: TablePart;
	readonly place: TablePlace;
	outcome: ReadOutcome;
	types: StagedColumn[];
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Makes one table of one file or several. Each is read into a table of its own first; where types do not go together, the files
 * with typed cells are read again with the column as text, so that no text is lost; then each is added to the whole and dropped,
 * so that no more than one of them is there twice.
 */
export class TableLoad {
	readonly #made: TablePlace[] = [];

	constructor(
		private readonly session: Session,
		private readonly store: TableStore,
		private readonly nextName: () => string,
		private readonly signal: AbortSignal | undefined
	) {}

	async run(parts: readonly TablePart[], fileColumn: string | null): Promise<StagedTable> {
		try {
			const [first] = parts;
			if (!first) throw new AppError('load-failed', { message: 'a table needs a file' });
			if (parts.length === 1 && fileColumn === null) {
				const place = this.#place();
				const { columns, ...report } = await first.prepared.read(this.session, place, NONE);
				return { place, columns: columns.map(plainColumn), rows: report.rows, files: [report] };
			}
			return await this.#unite(parts, fileColumn);
		} catch (error) {
			// The worker may be gone with the tables, so this may fail too; what matters is the first error.
			await this.#drop(this.#made).catch(() => undefined);
			throw error;
		}
	}

	#place(): TablePlace {
		const place: TablePlace = { store: this.store, name: this.nextName() };
		this.#made.push(place);
		return place;
	}

	async #drop(places: readonly TablePlace[]): Promise<void> {
		for (const { name } of places) for (const statement of dropTable(name)) await this.session.run(statement);
	}

	async #unite(parts: readonly TablePart[], fileColumn: string | null): Promise<StagedTable> {
		const staged: StagedPart[] = [];
		for (const part of parts) staged.push(await this.#read(part, NONE));
		let united = unitedColumns(staged.map((one) => one.types));
		const texts = new Set(united.filter((column) => column.stored === 'VARCHAR').map((c) => c.name.toLowerCase()));
		for (const [index, one] of staged.entries()) {
			const typed = one.types.some((c) => texts.has(c.name.toLowerCase()) && c.type !== 'text' && c.values > 0);
			if (!typed) continue;
			await this.#drop([one.place]);
			staged[index] = await this.#read(one.part, texts);
		}
		if (texts.size > 0) united = unitedColumns(staged.map((one) => one.types));
		return this.#append(staged, united, fileColumn);
	}

	async #read(part: TablePart, asText: ReadonlySet<string>): Promise<StagedPart> {
		const place = this.#place();
		const outcome = await part.prepared.read(this.session, place, asText);
		const types = await this.session.run(storedTypes(place));
		const stored = new Map((types.values[0] ?? []).map((name, i) => [String(name), String(types.values[1]?.[i])]));
		return {
			part,
			place,
			outcome,
			types: outcome.columns.map((column) => ({ ...column, stored: stored.get(column.name) ?? '' }))
		};
	}

	async #append(
		staged: readonly StagedPart[],
		united: readonly UnitedColumn[],
		fileColumn: string | null
	): Promise<StagedTable> {
		const place = this.#place();
		const column = fileColumn === null ? null : freeName(fileColumn, united);
		for (const [index, one] of staged.entries()) {
			const present = new Map(one.types.map(({ name }) => [name.toLowerCase(), name]));
			const mark: FileMark | null = column === null ? null : { column, text: one.part.label };
			await this.session.run(appendTable(place, one.place, united, present, mark, index === 0), this.signal);
			await this.#drop([one.place]);
		}
		const { columns, rows } = await stagedTable(this.session, place);
		const files = staged.map(({ outcome: { columns: _, ...report } }) => report);
		const read = files.reduce((sum, file) => sum + file.rows, 0);
		if (rows !== read) throw new AppError('load-failed', { message: `${rows} rows of ${read} were put together` });
		return { place, columns: columns.map(plainColumn), rows, files };
	}
}

function plainColumn({ name, type, nullable }: Column): Column {
	return { name, type, nullable };
}

/** The name itself, or with a number behind it where a column has it already. */
function freeName(wanted: string, columns: readonly UnitedColumn[]): string {
	const taken = new Set(columns.map((column) => column.name.toLowerCase()));
	let name = wanted;
	for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted} ${number}`;
	return name;
}
