import { AppError, isCancelled } from '$lib/core/errors';
import { tolerable, widen } from '$lib/core/intake/column-type';
import type { Issue } from '$lib/core/result';
import { forgetRejects, USUAL_LINE, valuesAndRows, type LoadColumn, type TablePlace } from '$lib/core/sql/load';
import type { ColumnFormat, Dialect, ReadPlan, Rows, TextEncoding } from '$lib/core/table';
import { loadColumns, sameColumns, scanKinds, writtenColumns } from './csv-columns';
import { directRecords, rewrittenRecords, type CsvRecords } from './csv-ledger';
import type { DataRange } from './csv-range';
import { CsvScanner, type Census } from './csv-scan';
import { scanDialect } from './csv-scan-blob';
import { csvReport, type ToldCells } from './csv-report';
import { readsDirectly, type Rewritten } from './csv-rewrite';
import { toldCells, unparsedCells } from './csv-staged';
import { otherEncoding } from './csv-other-encoding';
import { CsvParts, partBytes } from './csv-parts';
import { forgetStaged, takeRecords, type RecordText } from './csv-take';
import { csvTask, SMALL, type TaskOptions } from './csv-task';
import type { ReadOutcome, ReadRequest, ReadStep, Session } from './reader';

/** Readings of one file before all its typed columns are read as text and parsed by expression. */
const MAX_READINGS = 4;
/**
 * Texts up to this size are written anew where a typed column is not in plain form, and so is every text with more such columns
 * than these: DuckDB takes a third of a second to plan the expressions of one column, before it reads the first row.
 */
const MOST_WRITTEN = 8 << 20;
const MOST_PARSED = 12;
/** How records are written anew. */
const RFC_4180 = { delimiter: ',', quote: '"', escape: '"', newline: '\n' } as const;

/** What is known about the file before the engine's turn. */
export interface CsvJob {
	readonly staged: TablePlace;
	readonly plan: ReadPlan;
	readonly dialect: Dialect;
	readonly issues: readonly Issue[];
	readonly range: DataRange;
	/** First bytes of the records. */
	readonly head: Uint8Array;
	/** Bytes of the whole text in UTF-8. */
	readonly textBytes: number;
	/** The head says nothing about the encoding. */
	readonly asciiHead: boolean;
}

/** The file turned out to be in another encoding than its head let think. */
interface OtherEncoding {
	readonly encoding: TextEncoding;
}

/**
 * Loads the records of a text. DuckDB begins at once with what the head of the file promises while the census is taken beside
 * it; when the census finds something the head did not show (longer numbers, odd cells), the reading is given up and made again
 * with the census in hand. Where records are irregular, or written in a way DuckDB reads otherwise than detection does, they are
 * all written anew first, with the reader the detection uses, typed cells in the plain form of their type. A column that turns
 * out to hold too much that is not of its type is read again as text, so that nothing in it is lost.
 */
export async function loadCsv(
	session: Session,
	request: ReadRequest,
	job: CsvJob
): Promise<ReadOutcome | OtherEncoding> {
	const reading = new CsvReading(session, request, job);
	try {
		return await reading.run();
	} finally {
		for (const statement of forgetRejects) await session.run(statement).catch(() => undefined);
	}
}

class CsvReading {
	readonly #formats: ColumnFormat[];
	/** What was found out about the columns on the way. */
	readonly #issues: Issue[] = [];
	/** Columns with cells that DuckDB's own cast refuses. */
	readonly #refused = new Set<number>();
	readonly #small: boolean;
	readonly #partBytes: number | null;
	/** Of the file itself; known as far as its census has come. */
	readonly #parts: CsvParts;
	/** A staged table may be there. */
	#begun = false;

	constructor(
		private readonly session: Session,
		private readonly request: ReadRequest,
		private readonly job: CsvJob
	) {
		this.#formats = [...job.plan.columns];
		this.#small = job.range.data.size <= SMALL;
		this.#partBytes = partBytes(job.staged.store);
		this.#parts = new CsvParts(this.#partBytes);
	}

	async run(): Promise<ReadOutcome | OtherEncoding> {
		const { request, job } = this;
		const direct = readsDirectly(job.dialect) && request.fixes.length === 0;
		const promised = direct && !this.#small ? this.#promised() : null;
		const early = promised && !this.#writes(promised.columns()) ? promised : null;
		const counting = this.#census({ validate: !early });
		counting.catch(() => undefined);
		const made = early ? await this.#early(early, counting) : null;
		let census = await counting;
		if (made && !this.#wrong(made, census) && (await this.#rows()) === census.records) {
			return this.#finish(made, directRecords(census, job.range, request), null);
		}
		if (early) census = await this.#census({ validate: true });
		const other = await otherEncoding(request, job, census);
		if (other) {
			if (this.#begun) await forgetStaged(this.session, job.staged);
			return { encoding: other };
		}
		const irregular = census.irregular.length > 0 || census.longest > MOST_DIRECT;
		return direct && !irregular ? this.#direct(census) : this.#rewritten(census);
	}

	async #direct(census: Census): Promise<ReadOutcome | OtherEncoding> {
		const { range, dialect } = this.job;
		if (this.#writes(this.#columns(census))) return this.#rewritten(census);
		const columns = await this.#create(this.#text(range.data, dialect, census), () => this.#columns(census));
		return columns ? this.#finish(columns, directRecords(census, range, this.request), null) : this.#rewritten(census);
	}

	/** Writes the records anew, takes the census of what was written, and has that read. */
	async #rewritten(before: Census): Promise<ReadOutcome | OtherEncoding> {
		const { request, job } = this;
		const { range, dialect } = job;
		const rows = request.unit !== 'line';
		const order = {
			data: range.data,
			marks: dialect,
			columns: this.#formats,
			fixes: request.fixes,
			linesBefore: rows ? range.rowsBefore : range.linesBefore,
			rows,
			decoded: dialect.encoding !== 'utf-8',
			valid: before.irregular.every((record) => record.reason !== 'bad-encoding') && before.irregular.length < 1000
		};
		const written = await csvTask('rewrite', order, range.data.size, this.#stage(0.2, 0.3));
		if (this.#misread(written.tallies)) return this.#rewritten(before);
		const plain = this.#formats.map(({ name, type }) => ({ name, type }));
		const counted = { ...this.#order(written.data, RFC_4180), kinds: scanKinds(plain) };
		const census = await csvTask('census', counted, written.data.size, this.#stage(0.5, 0.1));
		const columns = writtenColumns(this.#formats, census.columns, request.plan !== null);
		return this.#readWritten(before, written, census, columns);
	}

	async #readWritten(
		before: Census,
		written: Rewritten,
		census: Census,
		columns: LoadColumn[]
	): Promise<ReadOutcome | OtherEncoding> {
		const codes = columns.map(({ format }, i) => format.type === 'text' && this.#formats[i]?.type !== 'text');
		if (codes.includes(true)) {
			codes.forEach((code, index) => code && this.#asText(index, 'codes'));
			return this.#rewritten(before);
		}
		const made = await this.#create(this.#text(written.data, RFC_4180, census), () => columns, true);
		if (!made) return this.#rewritten(before);
		const records = rewrittenRecords(before, census, written, this.job.range, this.request);
		return this.#finish(made, records, written);
	}

	/** Whether the records are better written anew than parsed by DuckDB. */
	#writes(columns: readonly LoadColumn[]): boolean {
		const parsed = columns.filter((column) => column.parsed).length;
		return parsed > MOST_PARSED || (parsed > 0 && this.job.range.data.size <= MOST_WRITTEN);
	}

	/** Makes text of columns that hold too much which is not of their type, unless the user said what they are. */
	#misread(tallies: ToldCells['tallies']): boolean {
		const { plan, overrides } = this.request;
		const said = new Set(overrides.columns?.map(({ name }) => name));
		let any = false;
		for (const [index, tally] of tallies.entries()) {
			const column = this.#formats[index];
			if (!tally || !column || plan || said.has(column.name)) continue;
			if (tolerable(tally.values + tally.misfits, tally.values)) continue;
			any = true;
			const details = {
				column: column.name,
				type: column.type,
				cells: tally.misfits,
				example: tally.misfit.slice(0, 120)
			};
			this.#issues.push({ code: 'column-as-text', at: `${this.request.fileName}:${column.name}`, details });
			this.#asText(index, 'misfits');
		}
		return any;
	}

	#asText(index: number, reason: 'misfits' | 'codes'): void {
		const column = this.#formats[index];
		if (column) this.#formats[index] = widen(column, reason);
	}

	#census(wish: { validate: boolean }): Promise<Census> {
		const { range, dialect } = this.job;
		const order = { ...this.#order(range.data, dialect), ...wish, decoded: dialect.encoding !== 'utf-8' };
		const { signal, progress } = this.#stage(0.2, 0.6);
		const watch = (step: ReadStep): void => {
			this.#parts.reached(step.cuts ?? [], false);
			progress?.(step);
		};
		return csvTask('census', order, range.data.size, { signal, progress: watch });
	}

	/** Text whose census is taken. */
	#text(data: Blob, marks: RecordText['marks'], { cuts, longest }: Census): RecordText {
		const parts = new CsvParts(this.#partBytes);
		parts.reached(cuts, true);
		return { data, parts, marks, longest, signal: this.request.signal ?? undefined };
	}

	#order(data: Blob, marks: Pick<Dialect, 'delimiter' | 'quote' | 'escape'>) {
		const kinds = scanKinds(this.#formats);
		const rows = this.request.unit !== 'line';
		return {
			data,
			dialect: scanDialect(marks),
			kinds,
			wanted: [],
			validate: false,
			decoded: false,
			rows,
			part: this.#partBytes
		};
	}

	#stage(from: number, size: number): TaskOptions {
		const { signal, progress } = this.request;
		return { signal, progress: ({ share, rows }) => progress({ share: from + share * size, rows }) };
	}

	/** Whether what was or is being read does not do for the records there are. */
	#wrong(columns: readonly LoadColumn[], census: Census): boolean {
		return census.irregular.length > 0 || census.longest > USUAL_LINE || !sameColumns(columns, this.#columns(census));
	}

	async #rows(): Promise<number> {
		const facts = await this.session.run(valuesAndRows(this.job.staged, []));
		return Number(facts.values[0]?.[0] ?? 0);
	}

	#columns(census: Pick<Census, 'columns'>): LoadColumn[] {
		return loadColumns(this.#formats, census.columns, this.#refused, this.request.plan !== null);
	}

	/** What the head of the file shows. */
	#promised(): { columns: () => LoadColumn[] } {
		const { dialect, head } = this.job;
		const scanner = new CsvScanner(scanDialect(dialect), scanKinds(this.#formats));
		scanner.push(head, false);
		return { columns: () => this.#columns(scanner.census) };
	}

	/** Reads with what the head shows while the census is taken; null when the census says that it was wrong. */
	async #early(promised: { columns: () => LoadColumn[] }, counting: Promise<Census>): Promise<LoadColumn[] | null> {
		const { range, dialect } = this.job;
		const stop = new AbortController();
		const guess = promised.columns();
		const settle = (cuts: readonly number[], wrong: boolean): void => {
			if (wrong) stop.abort();
			this.#parts.reached(cuts, true);
		};
		const settled = (census: Census): void => settle(census.cuts, this.#wrong(guess, census));
		counting.then(settled, () => settle([], true));
		const signal = this.request.signal ? AbortSignal.any([this.request.signal, stop.signal]) : stop.signal;
		try {
			const text = { data: range.data, parts: this.#parts, marks: dialect, longest: 0, signal };
			return await this.#create(text, promised.columns);
		} catch (error) {
			if (isCancelled(error) && stop.signal.aborted && !this.request.signal?.aborted) return null;
			throw error;
		}
	}

	/**
	 * Makes the staged table, again with more columns parsed as long as DuckDB's casts refuse cells; null when it is better written
	 * anew. Columns of a written text whose cells are refused become text.
	 */
	async #create(text: RecordText, columnsNow: () => LoadColumn[], written = false): Promise<LoadColumn[] | null> {
		const { session, job } = this;
		for (let reading = 1; ; reading++) {
			const columns = columnsNow();
			if (this.#begun) await forgetStaged(session, job.staged);
			this.#begun = true;
			const rejected = await takeRecords(session, job.staged, text, columns);
			if (rejected.length === 0) return columns;
			if (reading > MAX_READINGS) throw new AppError('load-failed', { message: 'cells were refused as text' });
			if (written) return this.#refusedWritten(rejected);
			for (const position of rejected.values[0] ?? []) this.#refused.add(Number(position));
			if (reading === MAX_READINGS) this.#formats.forEach((_, index) => this.#refused.add(index));
			if (this.#writes(columnsNow())) return null;
		}
	}

	#refusedWritten(rejected: Rows): null {
		for (const [row, position] of (rejected.values[0] ?? []).entries()) {
			const column = this.#formats[Number(position)];
			if (!column || column.type === 'text')
				throw new AppError('load-failed', { message: 'cells were refused as text' });
			const details = {
				column: column.name,
				type: column.type,
				cells: Number(rejected.values[1]?.[row] ?? 0),
				example: ''
			};
			this.#issues.push({ code: 'column-as-text', at: `${this.request.fileName}:${column.name}`, details });
			this.#asText(Number(position), 'misfits');
		}
		return null;
	}

	/** `told` null: DuckDB parsed the cells, and is asked which have no value. */
	async #finish(
		columns: readonly LoadColumn[],
		records: CsvRecords,
		told: ToldCells | null
	): Promise<ReadOutcome | OtherEncoding> {
		const { session, request, job } = this;
		request.progress({ share: 0.95, rows: records.kept });
		const cells = told ?? (await this.#asked(columns));
		if (!told && this.#misread(cells.tallies)) return this.run();
		const issues = [...job.issues, ...this.#issues];
		return csvReport(session, request, { ...job, issues }, columns, records, cells);
	}

	async #asked(columns: readonly LoadColumn[]): Promise<ToldCells> {
		const { request, job } = this;
		const unparsed = await unparsedCells(this.session, job.staged, columns);
		const positions = unparsed.cells.map((cell) => cell.position);
		const found = positions.length === 0 ? new Map<number, number>() : await this.#lines(positions);
		const before = request.unit === 'line' ? job.range.linesBefore : job.range.rowsBefore;
		return { tallies: unparsed.tallies, cells: toldCells(unparsed, (position) => (found.get(position) ?? 0) + before) };
	}

	/** The lines of records by their ordinal, found by reading the file once more. */
	async #lines(ordinals: readonly number[]): Promise<Map<number, number>> {
		const { range, dialect } = this.job;
		const kinds = this.#formats.map(() => 'text' as const);
		const order = { ...this.#order(range.data, dialect), kinds, wanted: ordinals };
		const census = await csvTask('census', order, range.data.size, { signal: this.request.signal });
		return census.lines;
	}
}

/** Records up to this many bytes are left to DuckDB. */
const MOST_DIRECT = 16 << 20;
