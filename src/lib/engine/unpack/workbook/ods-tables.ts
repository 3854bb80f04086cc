import type { Issue } from '$lib/core/result';
import type { Pace } from '../pace';
import type { OutCell, RowsWriter } from '../rows-writer';
import { attribute, XmlError, type XmlHandler } from '../xml';
import { Merges } from './merges';
import { numberText } from './number-text';
import { isoText, MOST_COLUMNS, MOST_ROWS } from './sheet';

/** A sheet as it begins. */
export interface OdsTable {
	readonly name: string;
	readonly hidden: boolean;
}

/** Reads the sheets of an OpenDocument spreadsheet and writes those it is given a writer for. */
export class OdsTables implements XmlHandler {
	wanted = false;
	/** Styles that hide a sheet. */
	readonly #hiding = new Set<string>();
	#style = '';
	#nested = 0;
	#writer: RowsWriter | null = null;
	#merges = new Merges([]);
	#told = { merged: 0, first: '', rows: 0, columns: 0 };
	#row = 0;
	#rowRepeat = 1;
	#cells: (OutCell | undefined)[] = [];
	#column = 0;
	#cell: { tag: string; repeat: number; covered: boolean } | null = null;
	#text = '';
	#paragraphs = 0;
	/** Depth inside a comment of a cell, whose text is not the cell's. */
	#aside = 0;

	/** @param writerOf a writer for each sheet that shall be read */
	constructor(
		private readonly pace: Pace,
		private readonly writerOf: (table: OdsTable) => RowsWriter | null
	) {}

	issues(at: string): Issue[] {
		const { merged, first, rows, columns } = this.#told;
		const issues: Issue[] = [];
		if (merged > 0) issues.push({ code: 'workbook-merged', at, details: { cells: merged, first } });
		if (rows + columns > 0) issues.push({ code: 'workbook-hidden', at, details: { rows, columns } });
		return issues;
	}

	open(name: string, tag: string, closed: boolean): void {
		if (name === 'style') this.#style = attribute(tag, 'name') ?? '';
		if (name === 'table-properties' && attribute(tag, 'display') === 'false') this.#hiding.add(this.#style);
		if (name === 'table') return this.#openTable(tag, closed);
		if (!this.#writer || this.#nested !== 1) return;
		if (name === 'table-column') this.#openColumn(tag);
		else if (name === 'table-row') this.#openRow(tag, closed);
		else if (name === 'table-cell' || name === 'covered-table-cell') this.#openCell(name, tag, closed);
		else if (this.#cell) this.#openContent(name, tag, closed);
	}

	close(name: string): void {
		if (name === 'table') return this.#closeTable();
		if (!this.#writer || this.#nested !== 1) return;
		if (name === 'table-row') this.#closeRow();
		else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
		else if (name === 'annotation') this.#aside--;
		else if (name === 'p') this.wanted = false;
	}

	text(text: string): void {
		this.#text += text;
	}

	#openTable(tag: string, closed: boolean): void {
		if (!closed) this.#nested++;
		if (this.#nested !== 1 || closed) return;
		const name = attribute(tag, 'name') ?? '';
		const hidden = this.#hiding.has(attribute(tag, 'style-name') ?? '');
		this.#writer = this.writerOf({ name, hidden });
		this.#merges = new Merges([]);
		this.#row = 0;
	}

	#closeTable(): void {
		if (this.#nested-- !== 1) return;
		if (this.#writer) {
			this.#told.merged += this.#merges.cells;
			this.#told.first ||= this.#merges.first;
		}
		this.#writer = null;
	}

	#openColumn(tag: string): void {
		const repeat = repeatOf(tag, 'number-columns-repeated');
		if (isHidden(tag) && repeat < MOST_COLUMNS / 2) this.#told.columns += repeat;
	}

	#openRow(tag: string, closed: boolean): void {
		this.#rowRepeat = repeatOf(tag, 'number-rows-repeated');
		this.#cells = [];
		this.#column = 0;
		if (isHidden(tag) && this.#rowRepeat < MOST_ROWS / 2) this.#told.rows += this.#rowRepeat;
		if (closed) this.#closeRow();
	}

	/** Rows without cells are counted, not written, so that the empty rest of a sheet costs nothing. */
	#closeRow(): void {
		const writer = this.#writer;
		if (!writer) return;
		const repeat = this.#rowRepeat;
		if (this.#cells.every((cell) => (cell ?? null) === null)) {
			this.#merges.fill(this.#row, this.#cells);
			if (this.#cells.length === 0) writer.skip(repeat);
		}
		if (this.#cells.length > 0) {
			if (this.#row + repeat > MOST_ROWS) throw new XmlError(`more than ${MOST_ROWS} rows`);
			// Asked for beforehand: writing until the limit is reached would take seconds.
			if (repeat > 1) this.pace.wrote(repeat * this.#cells.length);
			for (let at = 0; at < repeat; at++) {
				const cells = [...this.#cells];
				this.#merges.fill(this.#row + at, cells);
				writer.row(cells);
				this.pace.alive();
			}
		}
		this.#row += repeat;
	}

	#openCell(name: string, tag: string, closed: boolean): void {
		const covered = name === 'covered-table-cell';
		this.#cell = { tag, repeat: repeatOf(tag, 'number-columns-repeated'), covered };
		this.#text = '';
		this.#paragraphs = 0;
		if (closed) this.#closeCell();
	}

	/** Text stands in paragraphs; blanks, tabs and line breaks are elements. */
	#openContent(name: string, tag: string, closed: boolean): void {
		if (name === 'annotation' && !closed) this.#aside++;
		if (this.#aside > 0) return;
		if (name === 'p') {
			if (this.#paragraphs++ > 0) this.#text += '\n';
			this.wanted = !closed;
		} else if (name === 's') this.#text += ' '.repeat(Math.min(1000, Number(attribute(tag, 'c') ?? 1) || 1));
		else if (name === 'tab') this.#text += '\t';
		else if (name === 'line-break') this.#text += '\n';
	}

	#closeCell(): void {
		const cell = this.#cell;
		this.#cell = null;
		if (!cell) return;
		const value = cell.covered ? null : valueOf(cell.tag, this.#text);
		const from = this.#column;
		this.#column += cell.repeat;
		if (value === null) return;
		if (this.#column > MOST_COLUMNS) throw new XmlError(`more than ${MOST_COLUMNS} columns`);
		for (let at = from; at < this.#column; at++) this.#cells[at] = value;
		const columns = repeatOf(cell.tag, 'number-columns-spanned');
		const rows = repeatOf(cell.tag, 'number-rows-spanned');
		if (columns * rows > 1) {
			const [top, left] = [this.#row, from];
			this.#merges.add({ top, left, bottom: top + rows - 1, right: Math.min(left + columns, MOST_COLUMNS) - 1 });
		}
	}
}

function repeatOf(tag: string, name: string): number {
	const repeat = Number(attribute(tag, name) ?? 1);
	return Number.isInteger(repeat) && repeat > 0 ? repeat : 1;
}

function isHidden(tag: string): boolean {
	const visibility = attribute(tag, 'visibility');
	return visibility === 'collapse' || visibility === 'filter';
}

/** The value of a cell by its type; what is shown where it has none. */
function valueOf(tag: string, text: string): OutCell {
	switch (attribute(tag, 'value-type')) {
		case 'float':
		case 'percentage':
		case 'currency':
			return numberText(attribute(tag, 'value') ?? '') ?? shown(text);
		case 'date':
			return isoText(attribute(tag, 'date-value') ?? text);
		case 'time':
			return timeText(attribute(tag, 'time-value') ?? '') ?? shown(text);
		case 'boolean':
			return attribute(tag, 'boolean-value') === 'true' ? 'true' : 'false';
		default:
			return shown(attribute(tag, 'string-value') || text);
	}
}

function shown(text: string): OutCell {
	return text === '' ? null : { text };
}

/** "PT36H05M09.5S" as "36:05:09.5". */
function timeText(value: string): string | null {
	const match = /^PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S$/.exec(value);
	if (!match) return null;
	const [, hours = '', minutes = '', seconds = '', part = ''] = match;
	const rest = part.replace(/0+$/, '').slice(0, 6);
	const time = [hours, minutes, seconds].map((unit) => unit.padStart(2, '0')).join(':');
	return rest === '' ? time : `${time}.${rest}`;
}
