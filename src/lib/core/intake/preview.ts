import { ok, type Result } from '../result';
import type { ColumnFormat, Fix, Preview, PreviewCell, PreviewRow, ReadOverrides } from '../table';
import { fixesByLine, fixRecord } from './fixed-record';
import { repairContext, repairRecord } from './row-repair';
import { sniffText, type Sniffed, type SniffInfo } from './sniff';
import { formatOf, isNullToken, readBoolean, readDate, readNumber } from './value-format';

const MAX_LINES = 40;
const MAX_ROWS = 200;
/** Longest line or cell shown. */
const MAX_TEXT = 1000;

/**
 * How a file would be read, shown on its first rows. Pure; takes the same `head` and `info` as `sniffCsv` and is refused for the
 * same reasons. Rows that do not read cleanly are shown as the loader would take them, rows with `fixes` (by line) as the user put
 * them right; those that would be left out are not shown.
 */
export function previewCsv(
	head: Uint8Array,
	info: SniffInfo,
	overrides: ReadOverrides = {},
	fixes: readonly Fix[] = []
): Result<Preview> {
	const sniffed = sniffText(head, info, overrides);
	if (!sniffed.ok) return sniffed;
	const { plan, findings, issues, text } = sniffed.value;
	return ok({
		plan,
		findings,
		issues,
		lines: firstLines(text),
		rows: previewRows(sniffed.value, fixes),
		total: totalOf(sniffed.value, head, info, fixes)
	});
}

function firstLines(text: string): string[] {
	const lines = text.slice(0, MAX_LINES * 65_536).split(/\r\n|\r|\n/, MAX_LINES);
	if (lines.at(-1) === '' && lines.length < MAX_LINES) lines.pop();
	return lines.map((line) => line.slice(0, MAX_TEXT));
}

function previewRows({ rows, text, marks, plan }: Sniffed, fixes: readonly Fix[]): PreviewRow[] {
	const { columns } = plan;
	const readers = columns.map(cellReader);
	const first = rows[0];
	if (!first) return [];
	const context = repairContext(text.slice(first.start), marks, columns);
	const places = new Map(columns.map(({ name }, at) => [name, at]));
	const fixed = fixesByLine(fixes);
	const shown: PreviewRow[] = [];
	for (const row of rows) {
		if (shown.length === MAX_ROWS) break;
		const own = fixed.get(row.line) ?? [];
		const raw = text.slice(row.start, row.end);
		const record =
			own.length > 0 ? fixRecord({ ...row, text: raw }, own, marks, places) : { ...row, text: raw, placed: false };
		if (record === 'out') continue;
		const even = record.cells.length === columns.length;
		const clean = even && (record.placed || (!record.badQuotes && !record.innerQuotes));
		const cells = clean ? record.cells : repairRecord(record.text, marks, columns, context, 'bad-quotes').cells;
		if (!cells) continue;
		const read = cells.map((cell, at) => readers[at]?.(cell) ?? plainCell(cell));
		shown.push({ line: row.line, cells: read, ...(own.length > 0 ? { fixed: true } : {}) });
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

function totalOf({ rows, text }: Sniffed, head: Uint8Array, info: SniffInfo, fixes: readonly Fix[]): Preview['total'] {
	if (info.complete) {
		const out = new Set(fixes.filter(({ column, text: now }) => column === null && now === '').map(({ line }) => line));
		return { rows: rows.filter(({ line }) => !out.has(line)).length, exact: true };
	}
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
