import { AppError, isCancelled } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import {
	createFromCsv,
	dropTable,
	forgetRejects,
	nullsAndRows,
	rejectedColumns,
	USUAL_LINE,
	type LoadColumn
} from '$lib/core/sql/load';
import type { Column, ColumnFormat, ReadPlan } from '$lib/core/table';
import type { CensusTaker } from './csv-census';
import { loadColumns, scanKinds } from './csv-columns';
import type { DataRange } from './csv-range';
import { repair, type Repair } from './csv-repair';
import { CsvScanner, type Census } from './csv-scan';
import { ordinalOf, takeNumbers, takeUnparsed, toldCells } from './csv-staged';
import type { ReadOutcome, ReadRequest, Session } from './reader';

/** Most entries of a load report's list. */
const MAX_TOLD = 1000;
/** Readings of one file before all its typed columns are read as text and parsed by expression. */
const MAX_READINGS = 4;

/** A file that needs no repair. */
const UNTOUCHED = { removed: [], setAside: [] };

/** What is known about the file before the engine's turn. */
export interface CsvJob {
	readonly plan: ReadPlan;
	readonly issues: readonly Issue[];
	readonly range: DataRange;
	readonly taker: CensusTaker;
}

/**
 * Loads the records of a CSV file. DuckDB begins at once with what the head of the file promises while the census is taken
 * beside it; when the census finds something the head did not show (irregular records, longer numbers, odd cells), or DuckDB
 * has fewer rows than the census has records (bytes that are no UTF-8), the reading is given up and made again with a full
 * census.
 */
export async function loadCsv(session: Session, request: ReadRequest, job: CsvJob): Promise<ReadOutcome> {
	const reading = new CsvReading(session, request, job);
	try {
		return await reading.run();
	} finally {
		for (const statement of forgetRejects) await session.run(statement).catch(() => undefined);
	}
}

class CsvReading {
	readonly #dialect: NonNullable<ReadPlan['dialect']>;
	readonly #formats: readonly ColumnFormat[];
	/** Columns with cells that DuckDB's own cast refuses. */
	readonly #refused = new Set<number>();

	constructor(
		private readonly session: Session,
		private readonly request: ReadRequest,
		private readonly job: CsvJob
	) {
		if (!job.plan.dialect) throw new AppError('load-failed', { message: 'a CSV plan needs a dialect' });
		this.#dialect = job.plan.dialect;
		this.#formats = job.plan.columns;
	}

	async run(): Promise<ReadOutcome> {
		const { request, job } = this;
		const order = { kinds: scanKinds(this.#formats), signal: request.signal };
		const progress = (share: number): void => request.progress(share * 0.5);
		const counting = job.taker.take({ ...order, validate: job.taker.small, progress });
		counting.catch(() => undefined);
		const early = job.taker.small ? null : await this.#early(counting);
		const counted = await counting;
		if (early && !this.#wrong(early, counted) && (await this.#rows()) === counted.records) {
			return this.#finish(early, counted, UNTOUCHED);
		}
		const census = job.taker.small ? counted : await job.taker.take(order);
		const repaired = await repair(job.range.data, census, this.#dialect, this.#formats, job.range.linesBefore);
		const columns = await this.#create(repaired.data, census.longest, () => this.#columns(census));
		request.progress(0.9);
		return this.#finish(columns, census, repaired);
	}

	/** Whether what was or is being read does not do for the records there are. */
	#wrong(columns: readonly LoadColumn[], census: Census): boolean {
		return census.irregular.length > 0 || tooLong(census) || !sameColumns(columns, this.#columns(census));
	}

	async #rows(): Promise<number> {
		const facts = await this.session.run(nullsAndRows(this.request.staged, []));
		return Number(facts.values[0]?.[0] ?? 0);
	}

	#columns(census: Pick<Census, 'columns'>): LoadColumn[] {
		return loadColumns(this.#formats, census.columns, this.#refused, this.request.plan !== null);
	}

	/** Reads with what the head shows while the census is taken; null when the census says that it was wrong. */
	async #early(counting: Promise<Census>): Promise<LoadColumn[] | null> {
		const { data, from } = this.job.range;
		const scanner = new CsvScanner(this.job.taker.dialect, scanKinds(this.#formats));
		scanner.push(this.request.head.subarray(from), false);
		const stop = new AbortController();
		const guess = this.#columns(scanner.census);
		const watching = counting.then((census) => {
			if (this.#wrong(guess, census)) stop.abort();
		});
		watching.catch(() => stop.abort());
		const signal = this.request.signal ? AbortSignal.any([this.request.signal, stop.signal]) : stop.signal;
		try {
			return await this.#create(data, 0, () => this.#columns(scanner.census), signal);
		} catch (error) {
			if (isCancelled(error) && stop.signal.aborted && !this.request.signal?.aborted) return null;
			throw error;
		}
	}

	/** Makes the staged table, again with more columns parsed as long as DuckDB's casts refuse cells. */
	async #create(
		data: Blob,
		longest: number,
		columnsNow: () => LoadColumn[],
		signal: AbortSignal | undefined = this.request.signal ?? undefined
	): Promise<LoadColumn[]> {
		const { session, request } = this;
		const path = await session.register(data);
		try {
			for (let reading = 1; ; reading++) {
				const columns = columnsNow();
				for (const statement of [...forgetRejects, ...dropTable(request.staged.name)]) await session.run(statement);
				await session.run(createFromCsv(request.staged, path, this.#dialect, columns, longest), signal);
				const rejected = await session.run(rejectedColumns);
				if (rejected.length === 0) return columns;
				for (const position of rejected.values[0] ?? []) this.#refused.add(Number(position));
				if (reading === MAX_READINGS) this.#formats.forEach((_, index) => this.#refused.add(index));
			}
		} finally {
			await session.unregister(path).catch(() => undefined);
		}
	}

	async #finish(
		columns: readonly LoadColumn[],
		census: Census,
		repaired: Pick<Repair, 'removed' | 'setAside'>
	): Promise<ReadOutcome> {
		const { session, request, job } = this;
		const unparsed = await takeUnparsed(session, request, columns);
		const stored = await takeNumbers(session, request, columns);
		const ordinals = unparsed.cells.map((cell) => ordinalOf(cell.position, repaired.removed));
		const lines = ordinals.length > 0 ? await this.#lines(ordinals) : new Map<number, number>();
		const told = toldCells(unparsed, repaired.removed, lines, job.range.linesBefore);
		const facts = await session.run(
			nullsAndRows(
				request.staged,
				stored.map((column) => column.name)
			)
		);
		const values = facts.values.map((column) => column[0] ?? null);
		const rows = Number(values[stored.length] ?? 0);
		const table = stored.map((format, i): Column => ({
			name: format.name,
			type: format.type,
			nullable: values[i] === true
		}));
		const setAside = [...repaired.setAside, ...told].sort((a, b) => a.line - b.line);
		const issues = [...job.issues, ...unparsed.issues];
		const at = request.fileName;
		if (repaired.removed.length > 0)
			issues.push({ code: 'rows-set-aside', at, details: { rows: repaired.removed.length } });
		const expected = census.records - repaired.removed.length;
		if (rows !== expected) issues.push({ code: 'rows-unaccounted', at, details: { rows, expected } });
		return {
			columns: table,
			rows,
			plan: { ...job.plan, columns: stored },
			issues,
			setAside: setAside.slice(0, MAX_TOLD),
			setAsideTotal: repaired.setAside.length + unparsed.total
		};
	}

	async #lines(ordinals: readonly number[]): Promise<Map<number, number>> {
		const kinds = this.#formats.map(() => 'text' as const);
		const signal = this.request.signal;
		const census = await this.job.taker.take({ kinds, wanted: ordinals, validate: false, signal });
		return census.lines;
	}
}

/** A record longer than DuckDB's reader takes unless it is told. */
function tooLong(census: Census): boolean {
	return census.longest > USUAL_LINE;
}

/** Whether a table made with columns `a` is what columns `b` ask for: at least as wide numbers are as good. */
function sameColumns(a: readonly LoadColumn[], b: readonly LoadColumn[]): boolean {
	return a.every((column, index) => {
		const other = b[index];
		if (!other || column.parsed !== other.parsed || column.format.type !== other.format.type) return false;
		const [have, need] = [column.stored, other.stored];
		if (typeof have !== 'object' || typeof need !== 'object') return have === need;
		const room = (type: { whole: number; scale: number }): number => (type.whole + type.scale > 18 ? 38 : 18);
		return have.scale >= need.scale && room(have) - have.scale >= need.whole;
	});
}
