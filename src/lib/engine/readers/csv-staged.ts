import type { Issue } from '$lib/core/result';
import {
	alterNumber,
	countRaw,
	dropColumn,
	rawCells,
	rawName,
	stagedDigits,
	type LoadColumn
} from '$lib/core/sql/load';
import type { Cell, ColumnFormat, Rows, SetAside } from '$lib/core/table';
import { numberType, typeOf } from './csv-columns';
import type { ReadRequest, Session } from './reader';

/** Most cells listed. */
const MAX_TOLD = 1000;
/** Longest text of a listed cell. */
const MAX_TEXT = 2000;

/** Cells of the staged table that are not empty in the file but have no value. */
export interface Unparsed {
	readonly cells: readonly { readonly name: string; readonly position: number; readonly text: string }[];
	readonly total: number;
	readonly issues: readonly Issue[];
}

/** Counts the cells of parsed columns that have no value, lists the first in order of rows, and drops the kept raw texts. */
export async function takeUnparsed(
	session: Session,
	request: ReadRequest,
	columns: readonly LoadColumn[]
): Promise<Unparsed> {
	const { staged, fileName } = request;
	const parsed = columns
		.map((column, index) => ({ name: column.format.name, raw: rawName(columns, index), column }))
		.filter((c) => c.column.parsed);
	const counts =
		parsed.length > 0
			? await session.run(
					countRaw(
						staged,
						parsed.map(({ raw }) => raw)
					)
				)
			: null;
	const found: Unparsed['cells'][number][] = [];
	const issues: Issue[] = [];
	let total = 0;
	for (const [index, { name, raw }] of parsed.entries()) {
		const cells = Number(counts?.values[index]?.[0] ?? 0);
		if (cells > 0) {
			total += cells;
			const kept = pairs(await session.run(rawCells(staged, raw, MAX_TOLD)));
			for (const { position, text } of kept)
				found.push({ name, position: Number(position), text: String(text).slice(0, MAX_TEXT) });
			const details = { column: name, cells, example: String(kept[0]?.text ?? '').slice(0, 120) };
			issues.push({ code: 'cells-unparseable', at: `${fileName}:${name}`, details });
		}
		await session.run(dropColumn(staged, raw));
	}
	found.sort((a, b) => a.position - b.position);
	return { cells: found.slice(0, MAX_TOLD), total, issues };
}

/** The cells as entries of the load report. `lines` gives the physical line of a record by its ordinal. */
export function toldCells(
	unparsed: Unparsed,
	removed: readonly number[],
	lines: ReadonlyMap<number, number>,
	linesBefore: number
): SetAside[] {
	return unparsed.cells.map(({ name, position, text }) => ({
		line: (lines.get(ordinalOf(position, removed)) ?? 0) + linesBefore,
		column: name,
		text,
		reason: 'unparseable'
	}));
}

/** Turns staged number texts into numbers of a type that holds every one of them exactly. */
export async function takeNumbers(
	session: Session,
	request: ReadRequest,
	columns: readonly LoadColumn[]
): Promise<ColumnFormat[]> {
	const staged = columns.filter(isStagedNumber);
	const types = new Map<string, ColumnFormat['type']>();
	if (staged.length > 0) {
		const digits = await session.run(
			stagedDigits(
				request.staged,
				staged.map((column) => column.format.name)
			)
		);
		for (const [index, { format }] of staged.entries()) {
			const stored = numberType(
				format,
				Number(digits.values[index * 2]?.[0] ?? 0),
				Number(digits.values[index * 2 + 1]?.[0] ?? 0)
			);
			await session.run(alterNumber(request.staged, format.name, stored), request.signal ?? undefined);
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

/** The ordinal among all records of the record at a position among those that were kept. */
export function ordinalOf(position: number, removed: readonly number[]): number {
	let ordinal = position;
	for (const gone of removed) {
		if (gone > ordinal) break;
		ordinal++;
	}
	return ordinal;
}
