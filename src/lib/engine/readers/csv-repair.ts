import { formatOf, readBoolean, readDate, readNumber } from '$lib/core/intake/value-format';
import type { ColumnFormat, ReadPlan, SetAside } from '$lib/core/table';
import type { Census, IrregularRecord } from './csv-scan';

/** The file as DuckDB shall read it, and what was taken out of it or changed. */
export interface Repair {
	readonly data: Blob;
	/** Ordinals of the records left out, ascending. */
	readonly removed: readonly number[];
	readonly setAside: readonly SetAside[];
}

type Dialect = NonNullable<ReadPlan['dialect']>;
const WINDOW = 1 << 20;
const MAX_TEXT = 2000;

/**
 * Decides what becomes of irregular records. Too few cells: kept, the rest is NULL. Too many: kept when the extra cells are
 * blank, or when every typed cell reads well; else the record is left out. Bad quotes: kept when its cells can be told apart.
 * Bad encoding: kept with replacement characters. All of it is listed. The other bytes of the file are not copied.
 */
export async function repair(
	data: Blob,
	census: Census,
	dialect: Dialect,
	columns: readonly ColumnFormat[],
	linesBefore: number
): Promise<Repair> {
	const parts: BlobPart[] = [];
	const removed: number[] = [];
	const setAside: SetAside[] = [];
	const source = new Source(data);
	let copied = 0;
	for (const record of census.irregular) {
		const text = record.reason === 'too-long' ? '' : await source.text(record.start, record.end);
		const verdict = judge(record, text, dialect, columns);
		if (verdict.told) setAside.push({ ...verdict.told, line: record.line + linesBefore });
		if (verdict.replacement === null) continue;
		parts.push(data.slice(copied, record.start), verdict.replacement);
		copied = record.end;
		if (verdict.replacement !== '') continue;
		removed.push(record.ordinal);
		copied += (await source.text(record.end, record.end + 2)).startsWith('\r\n') ? 2 : 1;
	}
	if (parts.length === 0) return { data, removed, setAside };
	parts.push(data.slice(copied));
	return { data: new Blob(parts), removed, setAside };
}

/** Text to put in a record's place: null = leave it as it is, "" = leave it out. */
interface Verdict {
	readonly replacement: string | null;
	readonly told: Omit<SetAside, 'line'> | null;
}

function judge(record: IrregularRecord, text: string, dialect: Dialect, columns: readonly ColumnFormat[]): Verdict {
	const { reason } = record;
	const told = (column: string | null, what: string): Verdict['told'] => ({
		column,
		text: what.slice(0, MAX_TEXT),
		reason
	});
	const out: Verdict = { replacement: '', told: told(null, text) };
	const nameOf = (index: number): string => columns[Math.min(index, columns.length - 1)]?.name ?? '';
	if (reason === 'too-long') return out;
	const { cells, bad } = record.quotes ? lenientCells(text, dialect) : literalCells(text, dialect);
	if (reason === 'too-few-cells') return { replacement: null, told: told(nameOf(cells.length), text) };
	if (reason === 'bad-encoding') {
		const column = cells.findIndex((cell) => cell.includes('\ufffd'));
		return { replacement: text, told: told(nameOf(Math.max(0, column)), cells[column] ?? text) };
	}
	const extra = cells.slice(columns.length);
	if (reason === 'too-many-cells') {
		if (extra.every((cell) => cell.trim() === '')) return { replacement: null, told: null };
		if (!fits(cells, columns)) return out;
		return { replacement: null, told: told(nameOf(columns.length), extra.join(dialect.delimiter)) };
	}
	if (cells.length !== columns.length) return out;
	return { replacement: written(cells, dialect), told: told(nameOf(bad), cells[bad] ?? text) };
}

/** Typed cells read well, and there is at least one: the cells have not been shifted by a stray delimiter. */
function fits(cells: readonly string[], columns: readonly ColumnFormat[]): boolean {
	const typed = columns
		.map((column, index) => ({ column, cell: cells[index] ?? '' }))
		.filter((c) => c.column.type !== 'text');
	return typed.length > 0 && typed.every(({ column, cell }) => cell.trim() === '' || reads(cell, column));
}

function reads(cell: string, column: ColumnFormat): boolean {
	const format = formatOf(column);
	if (format?.kind === 'number') return readNumber(cell, format) !== null;
	if (format?.kind === 'date') return readDate(cell, format) !== null;
	if (format?.kind === 'boolean') return readBoolean(cell, format) !== null;
	if (column.type === 'boolean') return /^(true|false)$/i.test(cell.trim());
	if (column.type === 'date' || column.type === 'timestamp') return /^\d{4}-\d{1,2}-\d{1,2}/.test(cell.trim());
	return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell.trim());
}

interface Cells {
	readonly cells: string[];
	/** Index of the first cell with text after its closing quote, or with a stray quote. */
	readonly bad: number;
}

/** Cells of one record; text after a closing quote belongs to its cell. */
function lenientCells(text: string, dialect: Dialect): Cells {
	const { delimiter, quote, escape } = dialect;
	const cells: string[] = [];
	let bad = -1;
	let cell = '';
	let open = false;
	let closed = false;
	for (let at = 0; at < text.length; at++) {
		const character = text[at]!;
		if (open && character === escape && text[at + 1] === quote) cell += text[++at]!;
		else if (open && character === quote) [open, closed] = [false, true];
		else if (!open && character === quote && cell.trim() === '' && !closed) [open, cell] = [true, ''];
		else if (!open && character === delimiter) {
			cells.push(cell);
			[cell, closed] = ['', false];
		} else {
			if (closed && character !== ' ' && bad < 0) bad = cells.length;
			cell += character;
		}
	}
	return { cells: [...cells, cell], bad };
}

/** Cells of one line whose quotes are ordinary characters. */
function literalCells(text: string, dialect: Dialect): Cells {
	const cells = text.split(dialect.delimiter);
	return { cells, bad: cells.findIndex((cell) => cell.includes(dialect.quote)) };
}

function written(cells: readonly string[], { delimiter, quote, escape }: Dialect): string {
	if (quote === '') return cells.join(delimiter);
	const quoted = (cell: string): string => {
		const inside = escape === quote ? cell : cell.replaceAll(escape, escape + escape);
		return quote + inside.replaceAll(quote, escape + quote) + quote;
	};
	return cells.map((cell) => (cell === '' ? '' : quoted(cell))).join(delimiter);
}

/** Reads pieces of a Blob, a window at a time. */
class Source {
	readonly #decoder = new TextDecoder();
	#window = new Uint8Array(0);
	#from = 0;

	constructor(private readonly data: Blob) {}

	async text(start: number, end: number): Promise<string> {
		if (start < this.#from || end > this.#from + this.#window.length) {
			this.#window = new Uint8Array(await this.data.slice(start, Math.max(end, start + WINDOW)).arrayBuffer());
			this.#from = start;
		}
		return this.#decoder.decode(this.#window.subarray(start - this.#from, end - this.#from));
	}
}
