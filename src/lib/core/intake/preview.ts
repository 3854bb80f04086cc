import { ok, type Result } from '../result';
import type { ColumnFormat, Preview, PreviewCell, ReadOverrides } from '../table';
import { repairContext, repairRecord } from './row-repair';
import { sniffText, type Sniffed, type SniffInfo } from './sniff';
import { formatOf, isNullToken, readBoolean, readDate, readNumber } from './value-format';

const MAX_LINES = 40;
const MAX_ROWS = 200;
/** Longest line or cell shown. */
const MAX_TEXT = 1000;

/**
 * How a file would be read, shown on its first rows. Pure; takes the same `head` and `info` as `sniffCsv` and is refused for the
 * same reasons. Rows that do not read cleanly are shown as the loader would take them; those it would leave out are not shown.
 */
export function previewCsv(head: Uint8Array, info: SniffInfo, overrides: ReadOverrides = {}): Result<Preview> {
	const sniffed = sniffText(head, info, overrides);
	if (!sniffed.ok) return sniffed;
	const { plan, findings, issues, text } = sniffed.value;
	return ok({
		plan,
		findings,
		issues,
		lines: firstLines(text),
		rows: previewRows(sniffed.value),
		total: totalOf(sniffed.value, head, info)
	});
}

function firstLines(text: string): string[] {
	const lines = text.slice(0, MAX_LINES * 65_536).split(/\r\n|\r|\n/, MAX_LINES);
	if (lines.at(-1) === '' && lines.length < MAX_LINES) lines.pop();
	return lines.map((line) => line.slice(0, MAX_TEXT));
}

function previewRows({ rows, text, marks, plan }: Sniffed): Preview['rows'] {
	const readers = plan.columns.map(cellReader);
	const width = readers.length;
	const first = rows[0];
	if (!first) return [];
	const context = repairContext(text.slice(first.start), marks, plan.columns);
	const shown: { line: number; cells: PreviewCell[] }[] = [];
	for (const row of rows) {
		if (shown.length === MAX_ROWS) break;
		const clean = row.cells.length === width && !row.badQuotes && !row.innerQuotes;
		const raw = clean ? '' : text.slice(row.start, row.end);
		const cells = clean ? row.cells : repairRecord(raw, marks, plan.columns, context, 'bad-quotes').cells;
		if (cells) shown.push({ line: row.line, cells: cells.map((cell, at) => readers[at]?.(cell) ?? plainCell(cell)) });
	}
	return shown;
}

function plainCell(text: string): PreviewCell {
	return { text: text.slice(0, MAX_TEXT), value: text === '' ? null : text.slice(0, MAX_TEXT), bad: false };
}

/** What a column makes of a cell. */
export function cellReader(column: ColumnFormat): (text: string) => PreviewCell {
	if (column.type === 'text') return plainCell;
	const read = valueReader(column);
	return (text) => {
		const value = isNullToken(text) ? null : read(text);
		const shown = text.slice(0, MAX_TEXT);
		return { text: shown, value, bad: value === null && !isNullToken(text) };
	};
}

function valueReader(column: ColumnFormat): (text: string) => string | null {
	const format = formatOf(column);
	if (format?.kind === 'number') return (text) => readNumber(text, format);
	if (format?.kind === 'boolean') {
		return (text) => {
			const value = readBoolean(text, format);
			return value === null ? null : String(value);
		};
	}
	if (format?.kind === 'date') {
		const whole = column.type === 'timestamp';
		return (text) => {
			const reading = readDate(text, format);
			return reading && (whole ? `${reading.day} ${reading.time ?? '00:00:00'}` : reading.day);
		};
	}
	const plain = PLAIN[column.type] ?? /.*/s;
	return (text) => (plain.test(text.trim()) ? text.trim().replace('T', column.type === 'timestamp' ? ' ' : 'T') : null);
}

/** The forms values without a format stand in. */
const PLAIN: Readonly<Partial<Record<ColumnFormat['type'], RegExp>>> = {
	integer: /^[+-]?\d+$/,
	decimal: /^[+-]?(\d+\.?\d*|\.\d+)$/,
	float: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
	boolean: /^(true|false)$/i,
	date: /^\d{4}-\d{1,2}-\d{1,2}$/,
	timestamp: /^\d{4}-\d{1,2}-\d{1,2}([T ].*)?$/
};

function totalOf({ rows, text }: Sniffed, head: Uint8Array, info: SniffInfo): Preview['total'] {
	if (info.complete) return { rows: rows.length, exact: true };
	const [first, last] = [rows[0], rows.at(-1)];
	if (!first || !last) return { rows: 0, exact: false };
	const share = (last.end - first.start) / Math.max(1, text.length);
	const seen = (info.headSize ?? head.length) * share;
	const before = (info.headSize ?? head.length) * (first.start / Math.max(1, text.length));
	return {
		rows: Math.max(rows.length, Math.round((rows.length * (info.size - before)) / Math.max(1, seen))),
		exact: false
	};
}
