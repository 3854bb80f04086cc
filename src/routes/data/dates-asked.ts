import type { Issue } from '$lib/core/result';
import type { ColumnFormat } from '$lib/core/table';
import { datePatterns, type DateOrder } from './import/date-orders';

/** A question about the order of day and month, and the columns of a file that share it. */
export interface DatesAsked {
	readonly columns: readonly string[];
	/** A cell that reads both ways. */
	readonly text: string;
}

/** The questions a file's issues put: one per separator, as columns written alike are answered alike. */
export function askedDates(issues: readonly Issue[]): DatesAsked[] {
	const asked = new Map<string, { columns: string[]; text: string }>();
	for (const { code, details } of issues) {
		const { column, text } = details ?? {};
		if (code !== 'dates-ambiguous' || typeof column !== 'string' || typeof text !== 'string') continue;
		const mark = /[-/.]/.exec(text)?.[0] ?? '';
		const known = asked.get(mark);
		if (known) known.columns.push(column);
		else asked.set(mark, { columns: [column], text });
	}
	return [...asked.values()];
}

/** The format that reads a column's cells in the order the user chose; null when none of them is such a date. */
export function datesAnswered(
	name: string,
	cells: readonly string[],
	order: Extract<DateOrder, 'dmy' | 'mdy'>
): ColumnFormat | null {
	const { patterns, timed } = datePatterns(cells, order);
	if (patterns.length === 0) return null;
	return { name, type: timed ? 'timestamp' : 'date', format: { kind: 'date', patterns } };
}
