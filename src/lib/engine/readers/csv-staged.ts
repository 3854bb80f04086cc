import { isTellingToken } from '$lib/core/intake/value-format';
import {
	alterNumber,
	countListed,
	countRaw,
	dropColumn,
	rawCells,
	rawNames,
	silentWords,
	stagedDigits,
	valuesAndRows,
	type LoadColumn,
	type TablePlace
} from '$lib/core/sql/load';
import type { Cell, ColumnFormat, Rows, SetAside } from '$lib/core/table';
import { emptyTally, type CellTally } from './csv-cells';
import { numberType, typeOf } from './csv-columns';
import type { ReadRequest, Session } from './reader';

/** Most cells listed. */
const MAX_TOLD = 1000;
/** Longest text of a listed cell. */
const MAX_TEXT = 2000;
const MOST_WORDS = 5;

/** Cells of the staged table that are not empty in the file but have no value. */
export interface Unparsed {
	readonly cells: readonly { readonly name: string; readonly position: number; readonly text: string }[];
	/** [columns] null for columns that were not parsed by expression. */
	readonly tallies: readonly (CellTally | null)[];
}

/** Counts the cells of parsed columns that have no value, and lists the first in order of rows. */
export async function unparsedCells(
	session: Session,
	staged: TablePlace,
	columns: readonly LoadColumn[]
): Promise<Unparsed> {
	const raws = rawNames(columns);
	const tallies = columns.map((column) => (column.parsed ? emptyTally() : null));
	const parsed = columns.flatMap((column, index) =>
		column.parsed ? [{ name: column.format.name, raw: raws[index] ?? '', tally: tallies[index] ?? emptyTally() }] : []
	);
	if (parsed.length === 0) return { cells: [], tallies };
	const counts = onlyRow(
		await session.run(
			countRaw(
				staged,
				parsed.map(({ raw }) => raw)
			)
		)
	);
	const values = onlyRow(
		await session.run(
			valuesAndRows(
				staged,
				parsed.map(({ name }) => name)
			)
		)
	);
	const found: Unparsed['cells'][number][] = [];
	for (const [index, { name, raw, tally }] of parsed.entries()) {
		const kept = counts[index] ?? 0;
		const [listed = 0, telling = 0] = kept > 0 ? onlyRow(await session.run(countListed(staged, raw))) : [];
		Object.assign(tally, { values: values[index] ?? 0, silent: kept - listed, telling, misfits: listed - telling });
		if (listed > 0) {
			const cells = pairs(await session.run(rawCells(staged, raw, MAX_TOLD)));
			for (const { position, text } of cells) found.push({ name, position: Number(position), text: String(text) });
			tally.word = String(cells.find(({ text }) => isTellingToken(String(text)))?.text ?? '');
			tally.misfit = String(cells.find(({ text }) => !isTellingToken(String(text)))?.text ?? '');
		}
		if (tally.silent > 0) {
			const words = await session.run(silentWords(staged, raw, MOST_WORDS));
			tally.silentWords = (words.values[0] ?? []).map(String);
		}
	}
	found.sort((a, b) => a.position - b.position);
	return { cells: found.slice(0, MAX_TOLD), tallies };
}

/** Drops the kept raw texts. */
export async function dropRaw(session: Session, staged: TablePlace, columns: readonly LoadColumn[]): Promise<void> {
	const raws = rawNames(columns);
	for (const [index, column] of columns.entries())
		if (column.parsed) await session.run(dropColumn(staged, raws[index] ?? ''));
}

/** The cells as entries of the load report. `lineAt` gives the line of the record at a row of the table. */
export function toldCells(unparsed: Unparsed, lineAt: (position: number) => number): SetAside[] {
	return unparsed.cells.map(({ name, position, text }) => ({
		line: lineAt(position),
		column: name,
		text: text.slice(0, MAX_TEXT),
		reason: isTellingToken(text) ? 'no-value' : 'unparseable',
		dropped: false
	}));
}

/** Turns staged number texts into numbers of a type that holds every one of them exactly. */
export async function takeNumbers(
	session: Session,
	request: ReadRequest,
	staged: TablePlace,
	columns: readonly LoadColumn[]
): Promise<ColumnFormat[]> {
	const numbers = columns.filter(isStagedNumber);
	const types = new Map<string, ColumnFormat['type']>();
	if (numbers.length > 0) {
		const digits = await session.run(
			stagedDigits(
				staged,
				numbers.map((column) => column.format.name)
			)
		);
		for (const [index, { format }] of numbers.entries()) {
			const stored = numberType(
				format,
				Number(digits.values[index * 2]?.[0] ?? 0),
				Number(digits.values[index * 2 + 1]?.[0] ?? 0)
			);
			await session.run(alterNumber(staged, format.name, stored), request.signal ?? undefined);
			types.set(format.name, typeOf(stored, format));
		}
	}
	return columns.map(({ format }) => ({ ...format, type: types.get(format.name) ?? format.type }));
}

function isStagedNumber(column: LoadColumn): boolean {
	return column.parsed && (column.format.type === 'integer' || column.format.type === 'decimal');
}

function pairs(rows: Rows): { position: Cell; text: Cell }[] {
	return (rows.values[0] ?? []).map((position, row) => ({ position, text: rows.values[1]?.[row] ?? null }));
}

function onlyRow(rows: Rows): number[] {
	return rows.values.map((column) => Number(column[0] ?? 0));
}
