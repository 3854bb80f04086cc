import type { ColumnFormat, SetAside } from '../table';
import { cutRecord, literalCells, readRecords, withoutBom, type CellSpan, type Punctuation } from './csv-records';
import { columnShapes, misfit, type ColumnShape } from './row-shape';
import { readings, type Reading } from './row-readings';

/** What the other rows say about a record that does not read cleanly. */
export interface RepairContext {
	readonly shapes: readonly ColumnShape[];
	/** Rows of this file have any number of cells (baskets, logs): a short one is complete, not broken. */
	readonly ragged: boolean;
}

/** What becomes of a record that does not read cleanly. */
export interface Repaired {
	/** One cell per column as it goes into the table; null: the record is left out. */
	readonly cells: readonly string[] | null;
	/** A blank line: left out without a word. */
	readonly blank: boolean;
	/** What the user must be told; null: nothing was wrong with it. `column` is an index, null = the whole row. */
	readonly told: { readonly column: number | null; readonly text: string; readonly reason: SetAside['reason'] } | null;
}

/** Rows the shapes are taken from. */
const SAMPLE_ROWS = 600;
/** Cost from which on the best reading is not trusted, and by how much it must be better than the next different one. */
const TRUSTED = 2.4;
const MARGIN = 0.9;
const MAX_TEXT = 2000;
/** Longest record that is looked at closely. */
const MAX_RECORD = 65_536;

/**
 * Takes the measure of a table from its first rows, for {@link repairRecord}. The same text and columns give the same context.
 * @param rows text of the table's first records, below the header (the head of the file is enough); cut off anywhere
 */
export function repairContext(rows: string, dialect: Punctuation, columns: readonly ColumnFormat[]): RepairContext {
	const records = readRecords(withoutBom(rows), dialect, { limit: SAMPLE_ROWS * 2, cut: true });
	const full = records.filter(
		(record) => record.cells.length === columns.length && !record.badQuotes && !record.innerQuotes
	);
	const any =
		full.length > 0 ? full : records.filter((record) => record.cells.length === columns.length && !record.badQuotes);
	const cells = any
		.slice(0, SAMPLE_ROWS)
		.map((record) => cutRecord(withoutBom(rows).slice(record.start, record.end), dialect).cells);
	const filled = records.filter((record) => record.end > record.start);
	const short = filled.filter((record) => record.cells.length < columns.length).length;
	return { shapes: columnShapes(cells, columns), ragged: filled.length >= 8 && short > filled.length * 0.4 };
}

/**
 * Decides what becomes of one record that has too few or too many cells, bad or inner quotes, or broken bytes: the reading that
 * makes every cell fit its column is taken when exactly one does (a doubled, a missing or a foreign delimiter, a stray quote, a
 * cell too few at the end), and told. Where none or several do, a short record is filled up with empty cells, unless its typed
 * cells contradict; a long one is left out, unless every typed cell reads; what is left out is told whole. Pure and total.
 * @param text the record as it stands, without its line end
 * @param reason why it was brought here; 'too-few-cells' and 'too-many-cells' may be wrong and are counted again
 */
export function repairRecord(
	text: string,
	dialect: Punctuation,
	columns: readonly ColumnFormat[],
	context: RepairContext,
	reason: SetAside['reason']
): Repaired {
	const width = columns.length;
	if (reason === 'too-long' || text.length > MAX_RECORD) return out(text, reason);
	if (text.trim() === '' && width > 1) return { cells: null, blank: true, told: null };
	const strict = cutRecord(text, dialect);
	const broken = text.indexOf('\ufffd') >= 0 && reason === 'bad-encoding';
	const base = baseReason(strict.bad, strict.cells.length, width, broken);
	if (!strict.bad && strict.cells.length === width && total(strict.cells, context) === 0) {
		return kept(strict.cells, broken ? { column: brokenColumn(strict.cells), reason: 'bad-encoding' } : null);
	}
	if (!strict.bad && strict.cells.length < width && (context.ragged || total(strict.cells, context) === 0)) {
		return padded(strict.cells, width, context.ragged ? null : base);
	}
	const choice = choose(readings(text, dialect, strict, width, context.shapes), width);
	if (choice) return chosen(choice, strict, text, width, base);
	return undecided(text, dialect, strict, width, base, context);
}

function baseReason(bad: boolean, cells: number, width: number, broken: boolean): SetAside['reason'] {
	if (bad) return 'bad-quotes';
	if (cells !== width) return cells > width ? 'too-many-cells' : 'too-few-cells';
	return broken ? 'bad-encoding' : 'bad-quotes';
}

function out(text: string, reason: SetAside['reason']): Repaired {
	return { cells: null, blank: false, told: { column: null, text: text.slice(0, MAX_TEXT), reason } };
}

function kept(
	cells: readonly CellSpan[],
	told: { readonly column: number; readonly reason: SetAside['reason'] } | null
): Repaired {
	const values = cells.map(({ value }) => value);
	const text = told ? (values[told.column] ?? '').slice(0, MAX_TEXT) : '';
	return { cells: values, blank: false, told: told ? { ...told, text } : null };
}

function padded(cells: readonly CellSpan[], width: number, reason: SetAside['reason'] | null): Repaired {
	const values = cells.map(({ value }) => value);
	const full = [...values, ...Array.from({ length: width - values.length }, () => '')];
	const told = reason ? { column: values.length, text: '', reason } : null;
	return { cells: full, blank: false, told };
}

function brokenColumn(cells: readonly CellSpan[]): number {
	return Math.max(
		0,
		cells.findIndex(({ value }) => value.includes('\ufffd'))
	);
}

function total(cells: readonly CellSpan[], { shapes }: RepairContext): number {
	return cells.reduce((sum, cell, at) => {
		const shape = shapes[at];
		return sum + (shape ? misfit(cell.value, cell.quoted, shape) : cell.value.trim() === '' ? 0 : 3);
	}, 0);
}

/** The cheapest reading, when it is good enough and no other reading with other cells is nearly as good. */
function choose(found: readonly Reading[], width: number): Reading | null {
	const [best] = [...found].filter(({ cells }) => cells.length === width).sort((a, b) => a.cost - b.cost);
	if (!best || best.cost > TRUSTED) return null;
	const key = best.cells.join('\u0000');
	const rival = found.find((other) => other.cost < best.cost + MARGIN && other.cells.join('\u0000') !== key);
	return rival ? null : best;
}

function chosen(
	choice: Reading,
	strict: { readonly cells: readonly CellSpan[]; readonly bad: boolean },
	text: string,
	width: number,
	reason: SetAside['reason']
): Repaired {
	const same = !strict.bad && strict.cells.length === width && choice.how === 'as-is';
	if (same && reason === 'bad-quotes') return { cells: choice.cells, blank: false, told: null };
	if (choice.how === 'blank-end') return { cells: choice.cells, blank: false, told: null };
	return { cells: choice.cells, blank: false, told: { column: choice.column, text: text.slice(0, MAX_TEXT), reason } };
}

function undecided(
	text: string,
	dialect: Punctuation,
	strict: { readonly cells: readonly CellSpan[]; readonly bad: boolean },
	width: number,
	reason: SetAside['reason'],
	context: RepairContext
): Repaired {
	const { cells, bad } = strict;
	const contradicts = (given: readonly CellSpan[]): boolean =>
		given.some((cell, at) => {
			const shape = context.shapes[at];
			return shape?.reads ? misfit(cell.value, cell.quoted, shape) >= 5 : false;
		});
	if (bad) {
		const literal = literalCells(text, 0, text.length, dialect.delimiter);
		const fitting = [cells, literal].find((given) => given.length === width && !contradicts(given));
		const values = fitting?.map(({ value }) => value);
		const column = Math.max(0, fitting?.findIndex((cell) => cell.value.includes(dialect.quote)) ?? 0);
		return values
			? { cells: values, blank: false, told: { column, text: text.slice(0, MAX_TEXT), reason } }
			: out(text, reason);
	}
	if (cells.length === width)
		return kept(cells, reason === 'bad-encoding' ? { column: brokenColumn(cells), reason } : null);
	if (contradicts(cells.slice(0, width))) return out(text, reason);
	if (cells.length < width)
		return { ...padded(cells, width, reason), told: { column: cells.length, text: text.slice(0, MAX_TEXT), reason } };
	const extra = cells.slice(width).map(({ value }) => value);
	const typed = context.shapes.some((shape) => shape.reads !== null);
	const table = cells.slice(0, width);
	if (!typed || total(table, context) >= 1) return out(text, reason);
	const values = table.map(({ value }) => value);
	return {
		cells: values,
		blank: false,
		told: { column: width - 1, text: extra.join(dialect.delimiter).slice(0, MAX_TEXT), reason }
	};
}
