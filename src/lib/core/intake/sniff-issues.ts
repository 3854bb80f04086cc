import type { Issue } from '../result';
import type { ColumnFormat } from '../table';
import { isBlank, type CsvRecord } from './csv-records';
import type { EncodingFinding } from './encoding';
import type { Footer } from './footer';
import type { SniffInfo, Sniffing } from './sniff';
import { isNullToken } from './value-format';

/** From this many columns on the user is told that the file is unusually wide. */
const WIDE = 200;

/** Invisible control characters: zero bytes, and Windows-1252 punctuation that was taken for Latin-1 before it became UTF-8. */
// eslint-disable-next-line no-control-regex -- zero bytes are what it looks for
const C1 = /[\u0000\u0080-\u009f]/;

// eslint-disable-next-line no-control-regex -- zero bytes are what it looks for
const ZERO = /\u0000/;

/** Broken or uncertain characters: what they were read as, and where they begin. */
export function encodingIssue(found: EncodingFinding, text: string, info: SniffInfo): Issue[] {
	if (found.sure && !found.damaged) {
		const at = text.search(found.encoding === 'utf-8' ? C1 : ZERO);
		if (at < 0) return [];
		const line = text.slice(0, at).split(/\r\n|\r|\n/).length;
		return [
			{ code: 'file-encoding-suspect', at: `${info.fileName}:${line}`, details: { encoding: 'damaged-utf-8', line } }
		];
	}
	const encoding = found.damaged ? 'damaged-utf-8' : found.encoding;
	return [
		{ code: 'file-encoding-suspect', at: `${info.fileName}:${found.line}`, details: { encoding, line: found.line } }
	];
}

/** What is unusual about columns, header and rows. */
export function shapeIssues({ records, names, layout, dialect, info }: Sniffing, rows: readonly CsvRecord[]): Issue[] {
	const at = info.fileName;
	const columns = names.names.length;
	const issues: Issue[] = [];
	if (columns === 1) issues.push({ code: 'file-one-column', at, details: { column: names.names[0] ?? '' } });
	if (columns > WIDE) issues.push({ code: 'file-wide', at, details: { columns } });
	if (layout.header < 0) {
		const line = records.find((row) => !isBlank(row))?.line ?? 1;
		issues.push({ code: 'header-missing', at, details: { columns, line } });
	} else if (names.renamed.length > 0) {
		const renamed = names.renamed.slice(0, 20).map(({ column, from, to }) => ({ column, from, to }));
		issues.push({ code: 'header-renamed', at, details: { total: names.renamed.length, renamed } });
	}
	if (names.repaired)
		issues.push({ code: 'header-repaired', at, details: { line: records[layout.header]?.line ?? 1 } });
	issues.push(...repeatedHeader(records, layout, rows, at), ...halfQuoted(rows, dialect, at));
	const short = rows.filter((row) => row.cells.length < columns).length;
	if (layout.ragged || (rows.length >= 8 && short > rows.length * 0.4)) {
		issues.push({ code: 'rows-ragged', at, details: { columns, rows: short } });
	}
	if (rows.length === 0 && info.complete) issues.push({ code: 'file-header-only', at, details: { columns } });
	return issues;
}

/** The header that stands again among the rows, as in files joined end to end. */
function repeatedHeader(
	records: readonly CsvRecord[],
	layout: Sniffing['layout'],
	rows: readonly CsvRecord[],
	at: string
): Issue[] {
	const header = records[layout.header];
	if (!header) return [];
	const above = layout.headerRows === 2 ? records.slice(0, layout.header) : [];
	const again = [...above, ...rows].filter(
		({ cells }) => cells.length === header.cells.length && cells.every((cell, k) => cell === header.cells[k])
	);
	const line = again[0]?.line;
	return line === undefined ? [] : [{ code: 'header-repeated', at, details: { rows: again.length, line } }];
}

/** Cells with a quotation mark at one end only that were read as text; a mark behind a digit may mean inches. */
function halfQuoted(rows: readonly CsvRecord[], { quote }: Sniffing['dialect'], at: string): Issue[] {
	const half = (cell: string): boolean =>
		/^"|[^\d]"$/.test(cell.trim()) && (cell.split('"').length % 2 === 0 || (quote === '' && /^".*"$/s.test(cell)));
	const found = rows.filter((row) => !row.badQuotes && (row.innerQuotes || quote === '') && row.cells.some(half));
	const line = found[0]?.line;
	return line === undefined ? [] : [{ code: 'quotes-suspect', at, details: { rows: found.length, line } }];
}

/** Fewest numbers beside which a lone word is told. */
const MANY_NUMBERS = 8;

/** One or two words in a column of numbers, which make it a column of text: a second header, a footer, a stray quote. */
export function strayWords(columns: readonly ColumnFormat[], rows: readonly CsvRecord[], info: SniffInfo): Issue[] {
	return columns.flatMap((column, at) => {
		if (column.type !== 'text') return [];
		const { odd, numbers } = numbersAndWords(rows, at);
		const marked = odd.length > 0 && numbers >= 2 && odd.every((cell) => /^[\d.,]+["']$|^["'][\d.,]+$/.test(cell));
		const worded = odd.length > 0 && numbers >= MANY_NUMBERS && odd.every((cell) => /\p{L}{3}|["']/u.test(cell));
		if (odd.length > 2 || !(marked || worded)) return [];
		const details = { column: column.name, type: 'decimal', cells: odd.length, example: (odd[0] ?? '').slice(0, 40) };
		return [{ code: 'column-as-text' as const, at: `${info.fileName}:${column.name}`, details }];
	});
}

/** Of the cells of a column with a value: how many are numbers, and the first three that are none, at which it stops. */
function numbersAndWords(rows: readonly CsvRecord[], at: number): { odd: string[]; numbers: number } {
	const odd: string[] = [];
	let numbers = 0;
	for (const row of rows) {
		const cell = (row.cells[at] ?? '').trim();
		if (cell === '' || isNullToken(cell)) continue;
		if (/^[-+]?[$€£¥]?\d[\d.,]*%?$/.test(cell)) numbers++;
		else if (odd.push(cell) > 2) break;
	}
	return { odd, numbers };
}

/** Lines before and after the table that are left out. */
export function edgeIssues(records: readonly CsvRecord[], start: number, footer: Footer, info: SniffInfo): Issue[] {
	const at = info.fileName;
	const issues: Issue[] = [];
	const before = records.filter((record) => record.line < start && !isBlank(record));
	if (before.length > 0) {
		const texts = before.slice(0, 10).map((record) => record.cells.filter(Boolean).join(' ').slice(0, 120));
		issues.push({ code: 'preamble-skipped', at, details: { lines: start - 1, texts } });
	}
	if (footer.texts.length > 0) {
		const texts = footer.texts.map((text) => text.slice(0, 120));
		issues.push({ code: 'footer-skipped', at, details: { lines: footer.lines, texts } });
	}
	return issues;
}
