import type { Fix } from '../table';
import { readRecords, type Punctuation } from './csv-records';

/** A record as it was cut: its text without the line end, its cells, and what is odd about its quotes. */
export interface CutText {
	readonly text: string;
	readonly cells: readonly string[];
	readonly badQuotes: boolean;
	readonly innerQuotes: boolean;
}

/** A record as the user put it right. */
export interface FixedRecord extends CutText {
	/** Single cells were put right, so the others are taken as they stand. */
	readonly placed: boolean;
}

/**
 * Lays the user's fixes over the record on their line: whole records first, then single cells. "out": it shall not be in the table. A
 * fix of a column that is not there does nothing.
 * @param fixes those of the record's line, in the order they were made
 * @param places 0-based places of the columns, by name
 */
export function fixRecord(
	found: CutText,
	fixes: readonly Fix[],
	marks: Punctuation,
	places: ReadonlyMap<string, number>
): FixedRecord | 'out' {
	let record = found;
	for (const fix of fixes) {
		if (fix.column !== null) continue;
		if (fix.text === '') return 'out';
		const [again] = readRecords(fix.text, marks, { limit: 1 });
		const { cells = [''], badQuotes = false, innerQuotes = false } = again ?? {};
		record = { text: fix.text, cells, badQuotes, innerQuotes };
	}
	let { cells } = record;
	let placed = false;
	for (const fix of fixes) {
		const place = fix.column === null ? undefined : places.get(fix.column);
		if (place === undefined) continue;
		cells = Array.from({ length: Math.max(cells.length, place + 1) }, (_, i) => cells[i] ?? '');
		cells = cells.map((cell, i) => (i === place ? fix.text : cell));
		placed = true;
	}
	return { ...record, cells, placed };
}

/** Fixes by their line. */
export function fixesByLine(fixes: readonly Fix[]): ReadonlyMap<number, readonly Fix[]> {
	const lines = new Map<number, Fix[]>();
	for (const fix of fixes) lines.set(fix.line, [...(lines.get(fix.line) ?? []), fix]);
	return lines;
}
