import { cutRecord, literalCells, type CellSpan, type Punctuation } from './csv-records';
import { misfit, type ColumnShape } from './row-shape';

/** One way to read a record as one cell per column. */
export interface Reading {
	readonly cells: readonly string[];
	/** What the reading assumes plus how badly its cells fit their columns. */
	readonly cost: number;
	readonly how:
		'as-is' | 'blank-end' | 'doubled' | 'joined' | 'split' | 'quoted-split' | 'missing' | 'quote' | 'foreign';
	/** Index of the cell that was put right. */
	readonly column: number;
}

interface Cut {
	readonly cells: readonly CellSpan[];
	readonly bad: boolean;
}

/** What each assumption costs beside the misfit of the cells. */
const COST = { end: 0.2, doubled: 0.4, joined: 0.9, split: 0.8, missing: 1.1, quote: 0.7, foreign: 0.9, garbage: 1.6 };
/** Delimiters another program may have put into one row. */
const FOREIGN = [',', ';', '\t', '|', ' '];
/** Most cells a record may have to be looked at cell by cell, and longest cell that is split anywhere. */
const MAX_CELLS = 400;
const MAX_SPLIT = 200;

/** All ways to read a record of a table of `width` columns that are worth weighing. */
export function readings(
	text: string,
	marks: Punctuation,
	strict: Cut,
	width: number,
	shapes: readonly ColumnShape[]
): Reading[] {
	const found: Reading[] = [];
	const weigh = (cells: readonly CellSpan[], cost: number, how: Reading['how'], column: number): void => {
		if (cells.length !== width) return;
		let sum = cost;
		if (how === 'joined' || how === 'split') sum += cells.some((cell) => isMixed(cell, marks)) ? 1 : 0;
		cells.forEach((cell, at) => {
			const shape = shapes[at];
			if (!shape) return;
			const literal =
				how === 'quote' && at === column && !cell.quoted && marks.quote !== '' && cell.value.startsWith(marks.quote);
			sum += misfit(literal ? cell.value.slice(marks.quote.length) : cell.value, cell.quoted || literal, shape);
		});
		if (sum <= HOPELESS + cost) found.push({ cells: cells.map(({ value }) => value), cost: sum, how, column });
	};
	if (strict.cells.length > MAX_CELLS || width > MAX_CELLS) {
		if (strict.cells.length === width) weigh(strict.cells, strict.bad ? COST.garbage : 0, 'as-is', 0);
		return found;
	}
	const asIs = strict.bad ? COST.garbage : innerQuotes(strict.cells, marks, shapes) * 0.8;
	weigh(strict.cells, asIs, strict.bad ? 'quote' : 'as-is', firstBad(strict.cells, marks));
	if (strict.bad)
		for (const cut of quoteCuts(text, marks)) adjusted(text, cut.cells, width, COST.quote, cut.column, weigh, shapes);
	else adjusted(text, strict.cells, width, 0, -1, weigh, shapes);
	for (const cut of splitsAtQuotes(text, marks, strict)) weigh(cut.cells, COST.split, 'quoted-split', cut.column);
	for (const delimiter of FOREIGN) {
		if (delimiter === marks.delimiter || !text.includes(delimiter)) continue;
		const cut = cutRecord(text, { ...marks, delimiter });
		if (cut.bad || cut.cells.length < Math.max(2, width - 1)) continue;
		adjusted(
			text,
			cut.cells,
			width,
			COST.foreign,
			0,
			(cells, cost, _, column) => weigh(cells, cost, 'foreign', column),
			shapes
		);
	}
	return found;
}

type Weigh = (cells: readonly CellSpan[], cost: number, how: Reading['how'], column: number) => void;

/** Readings of a cut that has some cells more or one less than the table has columns. */
function adjusted(
	text: string,
	cells: readonly CellSpan[],
	width: number,
	cost: number,
	column: number,
	weigh: Weigh,
	shapes: readonly ColumnShape[]
): void {
	const extra = cells.length - width;
	if (extra === 0) {
		if (column >= 0) weigh(cells, cost, 'quote', column);
		return;
	}
	const edges = edgeCosts(cells, extra, shapes);
	if (extra < 0) return filledUp(cells, -extra, cost, weigh, edges);
	if (cells.slice(width).every(({ value }) => value.trim() === '')) {
		weigh(cells.slice(0, width), cost + COST.end, 'blank-end', width - 1);
	}
	for (let at = 0; at + extra < cells.length; at++) {
		const run = cells.slice(at, at + extra + 1);
		if (run.slice(0, -1).every(isEmpty) && edges(at, at + extra) <= HOPELESS) {
			weigh([...cells.slice(0, at), ...cells.slice(at + extra)], cost + COST.doubled, 'doubled', at);
		}
		if (run.every(isEmpty) || shapes[at]?.reads || edges(at, at + extra + 1) > HOPELESS) continue;
		weigh([...cells.slice(0, at), joined(text, run), ...cells.slice(at + extra + 1)], cost + COST.joined, 'joined', at);
	}
}

/** Readings with `missing` empty cells put in: at the end, or where one is missing anywhere, or a delimiter inside a cell. */
function filledUp(cells: readonly CellSpan[], missing: number, cost: number, weigh: Weigh, edges: Edges): void {
	const empty = Array.from({ length: missing }, (): CellSpan => ({ value: '', from: 0, to: 0, quoted: false }));
	for (let at = missing === 1 ? 0 : cells.length; at <= cells.length; at++) {
		if (edges(at, at) > HOPELESS) continue;
		const price = at === cells.length ? COST.end : COST.missing;
		weigh([...cells.slice(0, at), ...empty, ...cells.slice(at)], cost + price, 'missing', at);
	}
	if (missing === 1) splitCells(cells, cost, weigh, edges);
}

/** What the cells before `left` cost in their own columns, and those from `right` on in the columns they would be shifted to. */
type Edges = (left: number, right: number) => number;

/** Cost from which on no reading is weighed any more. */
const HOPELESS = 4;

function edgeCosts(cells: readonly CellSpan[], extra: number, shapes: readonly ColumnShape[]): Edges {
	const at = (cell: CellSpan, column: number): number => {
		const shape = shapes[column];
		return shape ? misfit(cell.value, cell.quoted, shape) : 0;
	};
	const before = [0];
	const after = [0];
	cells.forEach((cell, index) => before.push((before[index] ?? 0) + at(cell, index)));
	for (let index = cells.length - 1, sum = 0; index >= 0; index--) {
		sum += at(cells[index]!, index - extra);
		after[cells.length - index] = sum;
	}
	return (left, right) => (before[left] ?? 0) + (after[cells.length - right] ?? 0);
}

/** A delimiter is missing inside an unquoted cell: every place it may have stood. */
function splitCells(cells: readonly CellSpan[], cost: number, weigh: Weigh, edges: Edges): void {
	cells.forEach((cell, at) => {
		if (cell.quoted || cell.value.length > MAX_SPLIT || edges(at, at + 1) > HOPELESS) return;
		for (let cut = 1; cut < cell.value.length; cut++) {
			const left = { ...cell, value: cell.value.slice(0, cut) };
			const right = { ...cell, value: cell.value.slice(cut) };
			weigh([...cells.slice(0, at), left, right, ...cells.slice(at + 1)], cost + COST.split, 'split', at);
		}
	});
}

/** A plain cell that has swallowed a quoted one. */
function isMixed(cell: CellSpan, { quote }: Punctuation): boolean {
	return quote !== '' && !cell.quoted && cell.value.includes(quote);
}

function isEmpty(cell: CellSpan): boolean {
	return cell.value === '' && !cell.quoted;
}

/** Cells that belong together, as they stand in the text with the delimiters between them. */
function joined(text: string, run: readonly CellSpan[]): CellSpan {
	const [first, last] = [run[0]!, run.at(-1)!];
	return { value: text.slice(first.from, last.to), from: first.from, to: last.to, quoted: false };
}

/** Cuts in which one opening quote is an ordinary character, and the one in which quotes close only before a delimiter. */
function quoteCuts(text: string, marks: Punctuation): { cells: readonly CellSpan[]; column: number }[] {
	const { quote, delimiter } = marks;
	const cuts: { cells: readonly CellSpan[]; column: number }[] = [];
	const lenient = lenientCells(text, marks);
	if (lenient)
		cuts.push({
			cells: lenient,
			column: Math.max(
				0,
				lenient.findIndex(({ value }) => value.includes(quote))
			)
		});
	let tried = 0;
	for (let at = text.indexOf(quote); at >= 0 && tried < 64; at = text.indexOf(quote, at + 1)) {
		if (
			at > 0 &&
			!text
				.slice(0, at)
				.trimEnd()
				.endsWith(delimiter.trim() || delimiter)
		)
			continue;
		tried++;
		const start = at === 0 ? 0 : text.lastIndexOf(delimiter, at - 1) + delimiter.length;
		const before = start === 0 ? { cells: [], bad: false } : cutRecord(text.slice(0, start - delimiter.length), marks);
		if (before.bad) continue;
		const end = text.indexOf(delimiter, at + 1);
		const to = end < 0 ? text.length : end;
		const cell = { value: text.slice(start, to), from: start, to, quoted: false };
		const after = end < 0 ? { cells: [], bad: false } : cutRecord(text.slice(end + delimiter.length), marks);
		if (after.bad) continue;
		const shift = end + delimiter.length;
		const rest = after.cells.map((found) => ({ ...found, from: found.from + shift, to: found.to + shift }));
		cuts.push({ cells: [...before.cells, cell, ...rest], column: before.cells.length });
	}
	const literal = literalCells(text, 0, text.length, delimiter);
	cuts.push({
		cells: literal,
		column: Math.max(
			0,
			literal.findIndex(({ value }) => value.includes(quote))
		)
	});
	return cuts;
}

/** Cells when a quote closes only before a delimiter or the end; null when one never closes. */
function lenientCells(text: string, { delimiter, quote, escape }: Punctuation): CellSpan[] | null {
	const cells: CellSpan[] = [];
	const filled = text.trimEnd().length;
	let at = 0;
	for (;;) {
		const from = at;
		let start = at;
		while (text[start] === ' ' && delimiter !== ' ') start++;
		if (!text.startsWith(quote, start)) {
			const end = text.indexOf(delimiter, at);
			at = end < 0 ? text.length : end;
			cells.push({ value: text.slice(from, at), from, to: at, quoted: false });
		} else {
			let value = '';
			for (at = start + 1; ; at++) {
				if (at >= text.length) return null;
				if (text[at] === quote && (at + 1 >= filled || text.startsWith(delimiter, at + 1))) break;
				if (text[at] === escape && text[at + 1] === quote && at + 2 < text.length) at++;
				value += text[at] ?? '';
			}
			at++;
			while (text[at] === ' ' && !text.startsWith(delimiter, at)) at++;
			cells.push({ value, from, to: at, quoted: true });
		}
		if (at >= text.length) return cells;
		at += delimiter.length;
	}
}

/** Cuts with a delimiter put in where two quotes meet, or before a quote inside a plain cell. */
function splitsAtQuotes(
	text: string,
	marks: Punctuation,
	strict: Cut
): { cells: readonly CellSpan[]; column: number }[] {
	const { quote, delimiter } = marks;
	if (quote === '') return [];
	const cuts: { cells: readonly CellSpan[]; column: number }[] = [];
	strict.cells.forEach((cell, column) => {
		if (cell.quoted && marks.escape !== quote && !strict.bad) return;
		const raw = text.slice(cell.from, cell.to);
		let tried = 0;
		for (let at = raw.indexOf(quote, 1); at >= 0 && tried < 16; at = raw.indexOf(quote, at + 1)) {
			if (cell.quoted && !strict.bad && raw[at - 1] !== quote) continue;
			tried++;
			const cut = cutRecord(text.slice(0, cell.from + at) + delimiter + text.slice(cell.from + at), marks);
			if (!cut.bad) cuts.push({ cells: cut.cells, column });
		}
	});
	return cuts;
}

/** Plain cells that hold a quote where the column has none. */
function innerQuotes(cells: readonly CellSpan[], { quote }: Punctuation, shapes: readonly ColumnShape[]): number {
	if (quote === '') return 0;
	return cells.filter((cell, at) => !cell.quoted && cell.value.includes(quote) && !shapes[at]?.exact?.has(cell.value))
		.length;
}

function firstBad(cells: readonly CellSpan[], { quote }: Punctuation): number {
	return Math.max(
		0,
		cells.findIndex(({ value }) => quote !== '' && value.includes(quote))
	);
}
