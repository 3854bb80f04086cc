import { fixesByLine, fixRecord } from '$lib/core/intake/fixed-record';
import { isBlank, readRecords, type CsvRecord, type Punctuation } from '$lib/core/intake/csv-records';
import type { ColumnFormat, Fix, SetAside } from '$lib/core/table';
import { repairContext, repairRecord, type RepairContext } from '$lib/core/intake/row-repair';
import { CellWriter, type CellTally } from './csv-cells';
import type { ReadStep } from './reader';

const CHUNK = 4 << 20;
/** Records the measure of the table is taken from. */
const HEAD_BYTES = 1 << 20;
/** A record may be this long (characters); the reader takes anything longer for a stray quote. */
const MAX_RECORD = 16 << 20;
/** Most entries listed, and the longest text of one. */
export const MAX_TOLD = 1000;
const MAX_TEXT = 2000;

/** Records to be written anew; crosses the worker boundary as it is. */
export interface RewriteOrder {
	readonly data: Blob;
	readonly marks: Punctuation;
	readonly columns: readonly ColumnFormat[];
	readonly fixes: readonly Fix[];
	/** Lines (rows, where `rows`) of the file before the data. */
	readonly linesBefore: number;
	/** Every record counts as one line, however many it takes: rows of a sheet. */
	readonly rows: boolean;
	/** The text was decoded from another encoding: U+FFFD stands for bytes that meant nothing. */
	readonly decoded: boolean;
	/** All bytes are UTF-8: a U+FFFD in it was there. */
	readonly valid: boolean;
}

/**
 * Records written anew as RFC 4180 (comma, `"`, LF), every one as wide as the table and every typed cell in the plain form of
 * its type, and what was found on the way.
 */
export interface Rewritten {
	readonly data: Blob;
	readonly blank: number;
	readonly continued: number;
	/** Whole records left out, those the user took out among them. */
	readonly dropped: number;
	/** Whole records left out that the user did not ask for. */
	readonly setAsideRows: number;
	/** At most 1,000; `setAsideTotal` counts all. */
	readonly setAside: readonly SetAside[];
	readonly setAsideTotal: number;
	/** Cells of typed columns that say something but have no value, at most 1,000. */
	readonly cells: readonly SetAside[];
	/** [columns] null for text. */
	readonly tallies: readonly (CellTally | null)[];
}

/** Reads records with the reader the detection uses, puts right or sets aside what is irregular, and writes the rest anew. */
export async function rewriteCsv(order: RewriteOrder, progress: (step: ReadStep) => void): Promise<Rewritten> {
	const { data, marks, columns } = order;
	const head = new TextDecoder('utf-8').decode(await data.slice(0, HEAD_BYTES).arrayBuffer());
	const writer = new RecordWriter(order, repairContext(head, marks, columns));
	const decoder = new TextDecoder('utf-8');
	let text = '';
	let line = order.linesBefore + 1;
	for (let at = 0; at < data.size; at += CHUNK) {
		const last = at + CHUNK >= data.size;
		text += decoder.decode(await data.slice(at, at + CHUNK).arrayBuffer(), { stream: !last });
		const cut = !last && text.length < 2 * MAX_RECORD;
		const records = readRecords(text, marks, { firstLine: line, cut });
		// The last record may go on in the next piece; so may the line end behind it.
		if (!last) records.pop();
		let used = 0;
		for (const record of records) {
			writer.take(record, text);
			line = order.rows ? line + 1 : record.line + record.lines;
			used = record.end;
		}
		if (records.length > 0) text = text.slice(afterLineEnd(text, used));
		progress({ share: Math.min(1, (at + CHUNK) / data.size), rows: writer.records });
	}
	return writer.finish();
}

function afterLineEnd(text: string, at: number): number {
	return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}

class RecordWriter {
	records = 0;
	readonly #parts: Blob[] = [];
	#written: string[] = [];
	#size = 0;
	#blank = 0;
	#continued = 0;
	#dropped = 0;
	#setAsideRows = 0;
	#total = 0;
	#rows = 0;
	readonly #told: SetAside[] = [];
	readonly #cells: SetAside[] = [];
	/** [columns] null for text, which stays as it is. */
	readonly #writers: readonly (CellWriter | null)[];
	readonly #fixes: ReadonlyMap<number, readonly Fix[]>;
	readonly #places: ReadonlyMap<string, number>;

	constructor(
		private readonly order: RewriteOrder,
		private readonly context: RepairContext
	) {
		this.#fixes = fixesByLine(order.fixes);
		this.#writers = order.columns.map((column) => (column.type === 'text' ? null : new CellWriter(column)));
		this.#places = new Map(order.columns.map((column, i) => [column.name, i]));
	}

	take(found: CsvRecord, source: string): void {
		const { columns, rows } = this.order;
		const line = rows ? this.order.linesBefore + 1 + this.#rows++ : found.line;
		if (!rows) this.#continued += found.lines - 1;
		if (columns.length > 1 && isBlank(found) && !this.#fixes.has(line)) {
			this.#blank++;
			return;
		}
		const fixed = this.#fixed(found, source, line);
		if (fixed === 'out') {
			this.#dropped++;
			return;
		}
		if (fixed.reason === null) this.#write(fixed.cells, line);
		else this.#repair({ text: fixed.text, reason: fixed.reason }, line);
	}

	finish(): Rewritten {
		this.#flush();
		return {
			data: new Blob(this.#parts),
			blank: this.#blank,
			continued: this.#continued,
			dropped: this.#dropped,
			setAsideRows: this.#setAsideRows,
			setAside: this.#told,
			setAsideTotal: this.#total,
			cells: this.#cells,
			tallies: this.#writers.map((writer) => writer && writer.tally)
		};
	}

	/** The record as the user put it right; "out" when it shall not be in the table. */
	#fixed(found: CsvRecord, source: string, line: number): RecordText | 'out' {
		const { marks, decoded, columns } = this.order;
		const { cells: own, badQuotes: bad, innerQuotes: inner } = found;
		const cut = { text: source.slice(found.start, found.end), cells: own, badQuotes: bad, innerQuotes: inner };
		const fixed = fixRecord(cut, this.#fixes.get(line) ?? [], marks, this.#places);
		if (fixed === 'out') return 'out';
		const { text, cells, badQuotes, innerQuotes, placed } = fixed;
		const damaged = cells.some((cell) => cell.includes('\ufffd')) && (decoded || !this.order.valid);
		const uneven = cells.length !== columns.length;
		const reason = badQuotes || innerQuotes ? 'bad-quotes' : uneven ? 'too-few-cells' : damaged ? 'bad-encoding' : null;
		// A record whose cells the user put right is taken as it stands.
		return { text, cells, reason: placed && !uneven ? null : reason };
	}

	#repair({ text, reason }: OddRecord, line: number): void {
		const { marks, columns } = this.order;
		const { cells, blank, told } = repairRecord(text, marks, columns, this.context, reason);
		if (told) {
			this.#total++;
			const column = told.column === null ? null : (columns[told.column]?.name ?? null);
			const entry = { line, column, text: told.text.slice(0, MAX_TEXT), reason: told.reason, dropped: cells === null };
			if (this.#told.length < MAX_TOLD) this.#told.push(entry);
		}
		if (cells) {
			this.#write(cells, line);
			return;
		}
		if (blank) {
			this.#blank++;
			return;
		}
		this.#dropped++;
		this.#setAsideRows++;
	}

	#write(cells: readonly string[], line: number): void {
		let text = this.#cell(cells[0] ?? '', 0, line);
		for (let i = 1; i < this.order.columns.length; i++) text += `,${this.#cell(cells[i] ?? '', i, line)}`;
		// A record without anything on it would be no record.
		this.#written.push(text === '' ? '""' : text);
		this.#size += text.length + 1;
		this.records++;
		if (this.#size > CHUNK) this.#flush();
	}

	#cell(cell: string, index: number, line: number): string {
		const writer = this.#writers[index];
		if (!writer) return quoted(cell);
		const value = writer.write(cell, (reason) => {
			if (this.#cells.length >= MAX_TOLD) return;
			const column = this.order.columns[index]?.name ?? null;
			this.#cells.push({ line, column, text: cell.slice(0, MAX_TEXT), reason, dropped: false });
		});
		return value ?? '';
	}

	#flush(): void {
		if (this.#written.length > 0) this.#parts.push(new Blob([this.#written.join('\n'), '\n']));
		this.#written = [];
		this.#size = 0;
	}
}

/** A record as text and cut into cells; `reason` null: nothing is odd about it. */
interface RecordText {
	readonly text: string;
	readonly cells: readonly string[];
	readonly reason: SetAside['reason'] | null;
}

interface OddRecord {
	readonly text: string;
	readonly reason: SetAside['reason'];
}

function quoted(cell: string): string {
	if (cell === '') return '';
	return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Whether DuckDB's reader takes a text as detection does; what it may not is written anew first. */
export function readsDirectly({ delimiter, quote, escape }: Punctuation): boolean {
	const plain = /^[\t!-~]$/;
	return plain.test(delimiter) && /^["']?$/.test(quote) && (escape === '' || escape === quote) && quote !== delimiter;
}
