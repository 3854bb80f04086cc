import { entityText } from './html-entities';
import type { Pace } from './pace';
import type { CellRange } from './workbook/merges';
import { XmlError } from './xml';

/** A table of a page: the texts of its cells, null where a merged cell reaches. */
export interface HtmlTable {
	/** Its number on the page, from 1. */
	readonly name: string;
	readonly rows: (string | null)[][];
	readonly ranges: CellRange[];
}

interface OpenTable extends HtmlTable {
	/** Text of the cell being read; null outside cells. */
	cell: string | null;
	span: { columns: number; rows: number };
	/** Columns still covered by cells of rows above, by column. */
	covered: Map<number, number>;
}

/** The largest number of columns or rows one cell may span. */
const MOST_SPAN = 1000;
const MOST_CELLS = 20_000_000;
const TAG = /<(\/?)([a-z][a-z\d]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/iy;
/** Elements whose content is no text of the page. */
const HIDDEN = new Set(['script', 'style', 'title', 'textarea', 'template', 'noscript']);
const BREAKING = new Set(['br', 'p', 'div', 'li']);

/** Finds the tables of a page. Nothing of the page runs or is fetched; only tags and text are looked at. */
export class HtmlTables {
	readonly #tables: HtmlTable[] = [];
	readonly #open: OpenTable[] = [];
	#cells = 0;

	constructor(private readonly pace: Pace) {}

	/** The tables in the order they begin. */
	read(page: string): HtmlTable[] {
		for (let at = 0; at < page.length;) {
			const tag = page.indexOf('<', at);
			this.#text(page.slice(at, tag < 0 ? page.length : tag));
			if (tag < 0) break;
			at = this.#markup(page, tag);
			this.pace.alive();
		}
		while (this.#open.length > 0) this.#endTable();
		return this.#tables.filter(({ rows }) => rows.length > 0);
	}

	#markup(page: string, at: number): number {
		if (page.startsWith('<!--', at)) return behind(page, '-->', at);
		TAG.lastIndex = at;
		const match = TAG.exec(page);
		if (!match) {
			if (/^<[!?/]/.test(page.slice(at, at + 2))) return behind(page, '>', at);
			this.#text('<');
			return at + 1;
		}
		const [, slash = '', name = '', attributes = ''] = match;
		const element = name.toLowerCase();
		if (slash === '' && HIDDEN.has(element) && !attributes.endsWith('/')) return endOf(page, element, TAG.lastIndex);
		if (slash === '') this.#start(element, attributes);
		else this.#end(element);
		return match.index + match[0].length;
	}

	#start(element: string, attributes: string): void {
		const table = this.#open.at(-1);
		if (element === 'table') {
			const name = String(this.#tables.length + 1);
			const opened = { name, rows: [], ranges: [], cell: null, span: { columns: 1, rows: 1 }, covered: new Map() };
			this.#tables.push(opened);
			this.#open.push(opened);
		} else if (!table) return;
		else if (element === 'tr') {
			this.#endCell(table);
			table.rows.push([]);
		} else if (element === 'td' || element === 'th') {
			this.#endCell(table);
			if (table.rows.length === 0) table.rows.push([]);
			table.cell = '';
			table.span = { columns: span(attributes, 'colspan'), rows: span(attributes, 'rowspan') };
		} else if (BREAKING.has(element) && table.cell !== null && table.cell.trim() !== '') table.cell += '\n';
	}

	#end(element: string): void {
		const table = this.#open.at(-1);
		if (!table) return;
		if (element === 'table') this.#endTable();
		else if (element === 'td' || element === 'th' || element === 'tr') this.#endCell(table);
	}

	#endTable(): void {
		const table = this.#open.pop();
		if (table) this.#endCell(table);
	}

	#endCell(table: OpenTable): void {
		if (table.cell === null) return;
		const row = table.rows.at(-1) ?? [];
		const top = table.rows.length - 1;
		while ((table.covered.get(row.length) ?? -1) >= top) row.push(null);
		const left = row.length;
		const { columns, rows } = table.span;
		row.push(tidy(table.cell));
		for (let more = 1; more < columns; more++) row.push(null);
		this.#cells += columns;
		if (this.#cells > MOST_CELLS) throw new XmlError('too many cells');
		if (rows > 1) for (let column = left; column < row.length; column++) table.covered.set(column, top + rows - 1);
		if (columns > 1 || rows > 1) table.ranges.push({ top, left, bottom: top + rows - 1, right: left + columns - 1 });
		table.cell = null;
	}

	#text(text: string): void {
		const table = this.#open.at(-1);
		if (table && table.cell !== null && text !== '') table.cell += entityText(text).replace(/\s+/g, ' ');
	}
}

function span(attributes: string, name: string): number {
	const value = Number(new RegExp(`${name}\\s*=\\s*["']?\\s*(\\d{1,6})`, 'i').exec(attributes)?.[1] ?? 1);
	return Math.min(MOST_SPAN, Math.max(1, value));
}

/** Text as it is shown: blanks at the ends and around line breaks gone, hard blanks as blanks. */
function tidy(text: string): string {
	return text
		.replaceAll('\u00a0', ' ')
		.replace(/ *\n */g, '\n')
		.trim();
}

function behind(page: string, mark: string, at: number): number {
	const end = page.indexOf(mark, at);
	return end < 0 ? page.length : end + mark.length;
}

function endOf(page: string, element: string, from: number): number {
	const close = new RegExp(`</${element}[\\s>]`, 'gi');
	close.lastIndex = from;
	const match = close.exec(page);
	return match ? behind(page, '>', match.index) : page.length;
}
