import type { Issue } from '$lib/core/result';
import type { Pace } from '../pace';
import { quoted, type OutCell, type RowsWriter } from '../rows-writer';
import { attribute, type XmlHandler } from '../xml';
import { cellName, columnOf, Merges, parseRange, type CellRange } from './merges';
import { GENERAL, type NumberFormat } from './number-format';
import { numberText } from './number-text';
import { isTrue, TextReader } from './package';
import { PlainCell } from './plain-cell';
import { serialText } from './serial-date';

/** The size of a sheet; what claims to lie beyond is not there. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

const MOST_MERGES = 100_000;

/** What the cells of a sheet mean. */
export interface CellContext {
	/** The shared text of a number, as it stands in CSV. */
	readonly string: (at: number) => OutCell;
	readonly styles: readonly NumberFormat[];
	readonly from1904: boolean;
}

/** Counts of what the user is told about a sheet. */
class Told {
	times = { cells: 0, first: '' };
	formulas = { cells: 0, first: '' };
	hiddenRows = 0;
	hiddenColumns = 0;
}

/** Reads the XML of a worksheet, row by row, whatever size it declares. Merged ranges must be known before. */
export class SheetReader implements XmlHandler {
	wanted = false;
	/** The merged ranges the sheet has: they stand behind its rows. */
	readonly ranges: CellRange[] = [];
	readonly #merges: Merges;
	readonly #told = new Told();
	readonly #rich = new TextReader();
	readonly #plain = new PlainCell();
	#row = -1;
	#column = -1;
	#cells: (OutCell | undefined)[] = [];
	#type = '';
	#format: NumberFormat = GENERAL;
	#value = '';
	#hasValue = false;
	#hasFormula = false;
	#inside: 'value' | 'inline' | null = null;
	#inData = false;

	constructor(
		private readonly context: CellContext,
		private readonly writer: RowsWriter,
		private readonly pace: Pace,
		merges: readonly CellRange[],
		private readonly rows: number
	) {
		this.#merges = new Merges(merges);
	}

	/** The rows asked for are there. */
	get enough(): boolean {
		return this.writer.rows >= this.rows;
	}

	issues(at: string): Issue[] {
		const { times, formulas, hiddenRows, hiddenColumns } = this.#told;
		const issues: Issue[] = [];
		const { cells, first } = this.#merges;
		if (cells > 0) issues.push({ code: 'workbook-merged', at, details: { cells, first } });
		if (hiddenRows + hiddenColumns > 0)
			issues.push({ code: 'workbook-hidden', at, details: { rows: hiddenRows, columns: hiddenColumns } });
		if (times.cells > 0) issues.push({ code: 'workbook-times-hidden', at, details: times });
		if (formulas.cells > 0) issues.push({ code: 'workbook-formulas-empty', at, details: formulas });
		return issues;
	}

	whole(text: string, at: number): number {
		if (!this.#inData) return -1;
		const cell = this.#plain;
		const end = cell.read(text, at);
		if (end < 0) return -1;
		this.#type = cell.type;
		this.#format = this.context.styles[cell.style] ?? GENERAL;
		this.#stand(cell.column);
		if (cell.to > 0 && this.#column < MOST_COLUMNS)
			this.#cells[this.#column] = this.#read(text.slice(cell.from, cell.to));
		return end;
	}

	open(name: string, tag: string, closed: boolean): void {
		switch (name) {
			case 'sheetData':
				this.#inData = !closed;
				return;
			case 'col':
				return this.#hideColumns(tag);
			case 'row':
				return this.#openRow(tag, closed);
			case 'c':
				return this.#openCell(tag, closed);
			case 'mergeCell':
				return this.#openMerge(tag);
			case 'v':
				this.#inside = closed ? null : 'value';
				this.wanted = !closed;
				this.#hasValue = true;
				return;
			case 'is':
				this.#rich.begin();
				this.#inside = 'inline';
				this.#hasValue = true;
				return;
			case 'f':
				this.#hasFormula = true;
				return;
			default:
				if (this.#inside !== 'inline') return;
				this.#rich.open(name, closed);
				this.wanted = this.#rich.wanted;
		}
	}

	close(name: string): void {
		switch (name) {
			case 'sheetData':
				this.#inData = false;
				return;
			case 'row':
				return this.#closeRow();
			case 'c':
				return this.#closeCell();
			case 'v':
				this.#inside = null;
				this.wanted = false;
				return;
			case 'is':
				this.#value = this.#rich.take();
				this.#inside = null;
				this.wanted = false;
				return;
			default:
				if (this.#inside !== 'inline') return;
				this.#rich.close(name);
				this.wanted = this.#rich.wanted;
		}
	}

	text(text: string): void {
		if (this.#inside === 'inline') this.#rich.text(text);
		else this.#value += text;
	}

	#openRow(tag: string, closed: boolean): void {
		if (!this.#inData) return;
		const given = Number(attribute(tag, 'r') ?? NaN) - 1;
		const row = Number.isInteger(given) && given > this.#row && given < MOST_ROWS ? given : this.#row + 1;
		this.#skipTo(row);
		this.#row = row;
		this.#column = -1;
		this.#cells = [];
		if (isTrue(attribute(tag, 'hidden')) && !closed) this.#told.hiddenRows++;
		if (closed) this.#closeRow();
	}

	/** Rows that are not written in the file may still lie in a merged range; alone in them, it stays empty. */
	#skipTo(row: number): void {
		this.writer.skip(row - this.#row - 1);
	}

	#closeRow(): void {
		if (!this.#inData) return;
		this.#merges.fill(this.#row, this.#cells);
		this.writer.row(this.#cells);
		this.pace.alive();
	}

	#openCell(tag: string, closed: boolean): void {
		if (!this.#inData) return;
		this.#type = attribute(tag, 't') ?? 'n';
		this.#format = this.context.styles[Number(attribute(tag, 's') ?? 0)] ?? GENERAL;
		this.#stand(columnOf(attribute(tag, 'r') ?? ''));
		this.#value = '';
		this.#hasValue = false;
		this.#hasFormula = false;
		if (closed) this.#closeCell();
	}

	/** A cell that does not say where it is stands beside the one before. */
	#stand(column: number): void {
		this.#column = column >= 0 && column < MOST_COLUMNS ? column : this.#column + 1;
	}

	#closeCell(): void {
		if (!this.#inData || this.#column >= MOST_COLUMNS) return;
		if (this.#hasFormula && (!this.#hasValue || (this.#value === '' && this.#type !== 'str'))) {
			count(this.#told.formulas, this.#row, this.#column);
		}
		if (this.#hasValue) this.#cells[this.#column] = this.#read(this.#value);
	}

	#read(value: string): OutCell {
		switch (this.#type) {
			case 's':
				return value.trim() === '' ? null : this.context.string(Number(value));
			case 'inlineStr':
			case 'str':
				return textCell(value);
			case 'b':
				return value.trim() === '' ? null : isTrue(value.trim()) ? 'true' : 'false';
			case 'e':
				return textCell(value);
			case 'd':
				return isoText(value);
			default:
				return this.#number(value);
		}
	}

	#number(value: string): OutCell {
		if (value.trim() === '') return null;
		const { kind, zeros } = this.#format;
		if (kind !== 'number') {
			const date = serialText(Number(value), kind, this.context.from1904);
			if (date?.hiddenTime) count(this.#told.times, this.#row, this.#column);
			if (date) return date.text;
		}
		const text = numberText(value);
		if (text === null) return quoted(value);
		return zeros > 0 && /^\d+$/.test(text) ? quoted(text.padStart(zeros, '0')) : text;
	}

	#openMerge(tag: string): void {
		const range = parseRange(attribute(tag, 'ref') ?? '');
		if (range && this.ranges.length < MOST_MERGES) this.ranges.push(range);
	}

	#hideColumns(tag: string): void {
		if (!isTrue(attribute(tag, 'hidden'))) return;
		const min = Number(attribute(tag, 'min') ?? 1);
		const max = Number(attribute(tag, 'max') ?? min);
		// Everything to the right of a table is often hidden; that hides nothing of it.
		if (max < MOST_COLUMNS) this.#told.hiddenColumns += Math.max(0, max - min + 1);
	}
}

function count(told: { cells: number; first: string }, row: number, column: number): void {
	if (told.cells++ === 0) told.first = cellName(row, column);
}

/** A text as it stands in CSV; an empty one is no cell. */
export function textCell(text: string): OutCell {
	return text === '' ? null : quoted(text);
}

/** A date written as ISO 8601 ("2024-03-01T00:00:00.000Z"): midnight is a date alone. */
export function isoText(value: string): OutCell {
	const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z?)?$/.exec(value.trim());
	if (!match) return textCell(value);
	const [, date = '', time, part = ''] = match;
	const rest = part.replace(/0+$/, '');
	if (time === undefined || (time === '00:00:00' && rest === '')) return date;
	return rest === '' ? `${date} ${time}` : `${date} ${time}.${rest}`;
}
