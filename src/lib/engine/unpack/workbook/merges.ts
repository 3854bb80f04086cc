import type { OutCell } from '../rows-writer';
import { XmlError } from '../xml';

/** Cells looked at for merged ranges: far more than honest sheets need, and seconds of work. */
const MOST_WORK = 200_000_000;

/** A range of cells; rows and columns count from 0, both ends included. */
export interface CellRange {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

/** "A1:B2" or "A1" as a range; null when it is none. */
export function parseRange(text: string): CellRange | null {
	const [from = '', to = from] = text.split(':');
	const first = parseCell(from);
	const last = parseCell(to);
	if (!first || !last) return null;
	return {
		top: Math.min(first.row, last.row),
		left: Math.min(first.column, last.column),
		bottom: Math.max(first.row, last.row),
		right: Math.max(first.column, last.column)
	};
}

/** "AB12" as its row and column, from 0. */
function parseCell(text: string): { row: number; column: number } | null {
	const match = /^\$?([a-z]{1,3})\$?(\d{1,7})$/i.exec(text.trim());
	return match ? { row: Number(match[2]) - 1, column: columnOf(match[1] ?? '') } : null;
}

/** The column of "AB12", 27; the letters that stand at `from` count. -1 when there are none. */
export function columnOf(reference: string, from = 0): number {
	let column = 0;
	for (let at = from; at < reference.length; at++) {
		const letter = reference.charCodeAt(at) & 0xdf;
		if (letter < 0x41 || letter > 0x5a) break;
		column = column * 26 + letter - 0x40;
	}
	return column - 1;
}

/** "AB12" of row 11 and column 27. */
export function cellName(row: number, column: number): string {
	let letters = '';
	for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
		letters = String.fromCharCode(0x41 + ((rest - 1) % 26)) + letters;
	}
	return `${letters}${row + 1}`;
}

/** A merged range that has begun, with the value of its first cell. */
interface Open extends CellRange {
	readonly value: OutCell;
}

/**
 * Fills merged ranges with the value of their first cell, row by row. A merged range alone in its row, as titles are, stays one
 * cell, so that it is not taken for a row of the table.
 */
export class Merges {
	cells = 0;
	first = '';
	readonly #starting: CellRange[];
	#next = 0;
	#open: Open[] = [];
	#work = 0;

	constructor(ranges: readonly CellRange[]) {
		this.#starting = [...ranges].sort((a, b) => a.top - b.top || a.left - b.left);
	}

	/** A range that begins in the row filled next. */
	add(range: CellRange): void {
		this.#starting.push(range);
	}

	/** Fills the row in place. Rows must come in their order; those left out are as if they had no cells. */
	fill(row: number, cells: (OutCell | undefined)[]): void {
		if (this.#next >= this.#starting.length && this.#open.length === 0) return;
		this.#open = this.#open.filter((range) => range.bottom >= row);
		for (let range = this.#starting[this.#next]; range && range.top <= row; range = this.#starting[++this.#next]) {
			const value = range.top === row ? (cells[range.left] ?? null) : null;
			if (value !== null) this.#open.push({ ...range, value });
		}
		for (const range of this.#open) {
			this.#work += cells.length;
			if (this.#work > MOST_WORK) throw new XmlError('merged ranges lie on one another');
			if (hasOther(cells, range)) this.#fillRange(row, cells, range);
		}
	}

	#fillRange(row: number, cells: (OutCell | undefined)[], range: Open): void {
		this.#work += range.right - range.left;
		for (let column = range.left; column <= range.right; column++) {
			if ((cells[column] ?? null) !== null) continue;
			cells[column] = range.value;
			this.cells++;
			if (this.first === '') this.first = cellName(range.top, range.left);
		}
	}
}

function hasOther(cells: readonly (OutCell | undefined)[], range: CellRange): boolean {
	return cells.some((cell, at) => (cell ?? null) !== null && (at < range.left || at > range.right));
}
