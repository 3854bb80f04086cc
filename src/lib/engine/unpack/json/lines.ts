import type { Pace } from '../pace';
import { ItemRows } from './item-rows';
import { JsonError, JsonScanner } from './scan';

/** A line that is no JSON. */
export interface LineFault {
	readonly line: number;
	readonly text: string;
}

/**
 * Reads one item a line. A line that is no JSON is told and becomes a blank row, as blank lines do, so that item n + 1 of the rows
 * stays line n of the file.
 */
export async function readLines(
	stretches: AsyncIterable<{ readonly text: string; readonly damaged: boolean }>,
	pace: Pace,
	tell: (fault: LineFault) => void,
	rows: number
): Promise<ItemRows> {
	let line = 0;
	const items = new ItemRows(pace, () => line);
	const take = (text: string): void => {
		line++;
		if (text.trim() === '') return items.blank();
		const scanner = new JsonScanner(items, line);
		try {
			scanner.push(text);
			scanner.end();
			items.settle();
		} catch (error) {
			if (!(error instanceof JsonError)) throw error;
			tell({ line, text });
			items.blank();
		}
	};
	let rest = '';
	for await (const { text, damaged } of stretches) {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		for (const one of lines) {
			take(one);
			if (items.items >= rows) return items;
		}
		if (damaged) throw new JsonError({ reason: 'encoding' }, line + 1, rest.length + 1);
	}
	if (rest.trim() !== '') take(rest);
	return items;
}
