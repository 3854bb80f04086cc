import { cutRecord, type CsvRecord, type Punctuation } from './csv-records';
import { headerNames, type RenamedHeader } from './header-names';
import { joinedNames, usualWidth, type Layout } from './layout';
import { readings } from './row-readings';

/** Column names of a table and how they came about. */
export interface HeaderNames {
	readonly names: readonly string[];
	readonly renamed: readonly RenamedHeader[];
	/** The header did not read cleanly and was put right. */
	readonly repaired: boolean;
}

/** The names of all columns from the header rows of a layout; made ones where there is no header. */
export function namesOf(records: readonly CsvRecord[], layout: Layout, text: string, marks: Punctuation): HeaderNames {
	const record = records[layout.header];
	if (!record) return { ...headerNames([], Math.max(1, layout.width)), repaired: false };
	const cells = headerCells(record, layout.width, text, marks) ?? record.cells;
	const repaired = record.badQuotes || cells !== record.cells;
	const joined = layout.headerRows === 2 ? joinedNames(rowAbove(records, layout.header), cells) : cells;
	const filled = joined.findLastIndex((cell) => cell.trim() !== '') + 1;
	const width = Math.max(layout.width, record.cells.length > layout.width && !repaired ? filled : 0, 1);
	return { ...headerNames(joined, width), repaired };
}

function rowAbove(records: readonly CsvRecord[], header: number): readonly string[] {
	for (let at = header - 1; at >= 0; at--) {
		const cells = records[at]?.cells ?? [];
		if (cells.some((cell) => cell.trim() !== '')) return cells;
	}
	return [];
}

/** The cells of a header that has stray quotes, or one cell more or less than its rows; null when there is nothing to put right. */
function headerCells(record: CsvRecord, width: number, text: string, marks: Punctuation): readonly string[] | null {
	const { cells, badQuotes, innerQuotes } = record;
	if (record.end - record.start > MAX_HEADER) return null;
	const empty = cells.findIndex((cell) => cell.trim() === '');
	if (!badQuotes && cells.length === width + 1 && empty >= 0 && cells.indexOf('', empty + 1) < 0 && empty < width) {
		return cells.filter((_, at) => at !== empty);
	}
	if (!badQuotes && !(innerQuotes || (cells.length === width - 1 && marks.quote !== ''))) return null;
	const raw = text.slice(record.start, record.end);
	const strict = cutRecord(raw, marks);
	const split = readings(raw, marks, strict, width, []).filter(
		({ how, cells: names }) =>
			(badQuotes ? how === 'quote' : how === 'quoted-split') && names.every((name) => name !== '')
	);
	const [best] = split.sort((a, b) => a.cost - b.cost);
	return best?.cells ?? null;
}

/** The first records with stray quotes taken for characters where that gives them as many cells as rows have: one may be the header. */
export function mendedTop(records: readonly CsvRecord[], text: string, marks: Punctuation): readonly CsvRecord[] {
	const near = records.slice(0, NEAR);
	if (!near.some(({ badQuotes }) => badQuotes)) return records;
	const { width } = usualWidth(records);
	const mended = near.map((record) => {
		if (!record.badQuotes || record.cells.length === width) return record;
		const cells = headerCells(record, width, text, marks);
		return cells ? { ...record, cells } : record;
	});
	return [...mended, ...records.slice(NEAR)];
}

/** Longest header (characters) that is looked at closely. */
const MAX_HEADER = 65_536;
/** Records among which a header with stray quotes is looked for. */
const NEAR = 10;
