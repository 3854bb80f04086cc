import type { ColumnFormat } from '../table';
import type { CellSpan } from './csv-records';
import { formatOf, isNullToken, readBoolean, readDate, readNumber } from './value-format';

/** What the cells of one column look like, over the sound rows of a sample. */
export interface ColumnShape {
	/** Share of rows in which the cell is not empty, 0–1. */
	readonly filled: number;
	/** Patterns of its cells (digit 9, letters A a, others themselves), each character / runs as one; null = too many kinds. */
	readonly exact: ReadonlySet<string> | null;
	readonly loose: ReadonlySet<string> | null;
	/** The kind all first characters are of; "" = they differ. */
	readonly first: string;
	/** What all cells begin with. */
	readonly prefix: string;
	readonly shortest: number;
	readonly longest: number;
	/** Cells stand in quotes: all, none, or only some. */
	readonly quoted: 'always' | 'never' | 'mixed';
	/** Reads the column's typed value; null = text. */
	readonly reads: ((cell: string) => boolean) | null;
}

/** Fewest rows that say anything about the shape of a column. */
const ENOUGH = 5;
/** Shortest beginning all cells share that says something, such as `https://`. */
const PREFIX_LENGTH = 8;
/** Longest cells that patterns are made of. */
const PATTERN_LENGTH = 40;

/** The shapes of all columns. `rows` are sound records of the table, each with one cell per column. */
export function columnShapes(rows: readonly (readonly CellSpan[])[], columns: readonly ColumnFormat[]): ColumnShape[] {
	return columns.map((column, at) => {
		const cells = rows.flatMap((row) => row[at] ?? []);
		return shapeOf(cells, column);
	});
}

function shapeOf(cells: readonly CellSpan[], column: ColumnFormat): ColumnShape {
	const filled = cells.filter(({ value }) => value.trim() !== '');
	const texts = filled.map(({ value }) => value);
	const enough = texts.length >= ENOUGH;
	const kinds = new Set(texts.map((text) => characterKind(text[0] ?? '')));
	const lengths = texts.map(({ length }) => length);
	const quoted = filled.filter((cell) => cell.quoted).length;
	const longest = lengths.reduce((a, b) => Math.max(a, b), 0);
	const few = enough && longest <= PATTERN_LENGTH;
	return {
		filled: cells.length === 0 ? 0.5 : filled.length / cells.length,
		exact: few ? fewOf(texts.map(exactPattern)) : null,
		loose: few ? fewOf(texts.map(loosePattern)) : null,
		first: enough && kinds.size === 1 ? ([...kinds][0] ?? '') : '',
		prefix: enough && column.type === 'text' ? commonPrefix(texts) : '',
		shortest: lengths.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
		longest,
		quoted: !enough || (quoted > 0 && quoted < filled.length) ? 'mixed' : quoted > 0 ? 'always' : 'never',
		reads: readerOf(column)
	};
}

/** The different patterns when they are few enough to say something. */
function fewOf(patterns: readonly string[]): ReadonlySet<string> | null {
	const set = new Set(patterns);
	return set.size <= Math.max(4, patterns.length * 0.08) ? set : null;
}

function characterKind(character: string): string {
	if (character >= '0' && character <= '9') return '9';
	if (character >= 'A' && character <= 'Z') return 'A';
	if (character >= 'a' && character <= 'z') return 'a';
	return /\p{L}/u.test(character) ? 'L' : character;
}

function exactPattern(text: string): string {
	let pattern = '';
	for (const character of text.trim()) pattern += characterKind(character);
	return pattern;
}

function loosePattern(text: string): string {
	return exactPattern(text).replace(/([9AaL])\1+/g, '$1');
}

function commonPrefix(texts: readonly string[]): string {
	let prefix = texts[0] ?? '';
	for (const text of texts) {
		let same = 0;
		while (same < prefix.length && prefix[same] === text[same]) same++;
		prefix = prefix.slice(0, same);
	}
	return prefix.length >= PREFIX_LENGTH && texts.some((text) => text !== prefix) ? prefix : '';
}

/** Whether a cell of a typed column has a value; null for text. */
export function readerOf(column: ColumnFormat): ((cell: string) => boolean) | null {
	if (column.type === 'text') return null;
	const format = formatOf(column);
	if (format?.kind === 'number') return (cell) => readNumber(cell, format) !== null;
	if (format?.kind === 'date') return (cell) => readDate(cell, format) !== null;
	if (format?.kind === 'boolean') return (cell) => readBoolean(cell, format) !== null;
	if (column.type === 'boolean') return (cell) => /^(true|false)$/i.test(cell.trim());
	if (column.type === 'date' || column.type === 'timestamp')
		return (cell) => /^\d{4}-\d{1,2}-\d{1,2}/.test(cell.trim());
	return (cell) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell.trim());
}

/** How unlike a cell is to its column: 0 = it fits, 2.5 and more = it does not belong there. */
export function misfit(value: string, quoted: boolean, shape: ColumnShape): number {
	if (value.trim() === '') return shape.filled === 1 ? 3 : shape.filled > 0.95 ? 1.5 : 0;
	let cost = shape.filled === 0 ? 3 : shape.filled < 0.03 ? 1 : 0;
	if (shape.reads && !isNullToken(value) && !shape.reads(value)) cost += 5;
	if (shape.prefix !== '' && !value.startsWith(shape.prefix)) cost += 4;
	if (shape.loose && !shape.loose.has(loosePattern(value.slice(0, 200)))) cost += 3;
	else if (shape.exact && !shape.exact.has(exactPattern(value.slice(0, 200)))) cost += 1.5;
	if (shape.first !== '' && characterKind(value[0] ?? '') !== shape.first) cost += 1;
	if (shape.longest > 0 && value.length > shape.longest * 2 + 5) cost += 1;
	else if (value.length * 3 < shape.shortest) cost += 1;
	if (shape.quoted === (quoted ? 'never' : 'always')) cost += 0.4;
	return cost;
}
