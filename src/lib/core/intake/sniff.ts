import { fail, ok, type Issue, type Result } from '../result';
import type { ReadPlan } from '../table';
import { detectColumns, type ColumnSample } from './column-type';
import { isBlank, readRecords, withoutBom, type CsvRecord, type Punctuation } from './csv-records';
import { detectDialect, type DialectFinding } from './dialect';
import { detectEncoding } from './encoding';
import { fileKind } from './file-kind';
import { findFooter, type Footer } from './footer';
import { headerNames, type HeaderNames } from './header-names';
import { findLayout, type Layout } from './layout';

/** Most columns a file may have. */
export const MAX_COLUMNS = 10_000;
/** From this many columns on the user is told that the file is unusually wide. */
const WIDE = 200;
/** Rows that types are decided over, spread evenly over the head. */
const SAMPLE_ROWS = 4000;
const NO_FOOTER: Footer = { lines: 0, texts: [] };

/** What is known about a file besides its first bytes. */
export interface SniffInfo {
	readonly fileName: string;
	/** Bytes of the whole file. */
	readonly size: number;
	/** `head` is the whole file. */
	readonly complete: boolean;
	/** The last bytes of a file that is not complete (64 KiB are enough): only with them a footer can be seen. */
	readonly tail?: Uint8Array;
}

/** How to read the file, and what the user should know about it. */
export interface SniffFinding {
	readonly plan: ReadPlan;
	readonly issues: readonly Issue[];
}

/**
 * Looks at the first bytes of a delimited text file (at most 1 MiB are wanted) and says how to read it: dialect, lines around the
 * table, column names, types and formats. Pure and total: it never throws, whatever the bytes.
 *
 * Refused, with one issue: 'file-empty'; 'file-binary'; 'file-format-later' { format }; 'file-encoding-unsupported' { encoding,
 * line }; 'file-encoding-suspect' { encoding, line }; 'file-too-many-columns' { columns, limit }.
 * Told beside the plan: 'file-header-only', 'file-one-column', 'file-wide', 'header-missing', 'header-renamed',
 * 'preamble-skipped', 'footer-skipped', 'dates-mixed', 'dates-ambiguous', 'times-dropped'. Their details: `i18n/issues.ts`.
 */
export function sniffCsv(head: Uint8Array, info: SniffInfo): Result<SniffFinding> {
	const at = info.fileName;
	const refused = refusal(head, info);
	if (refused) return fail(refused);
	const text = withoutBom(new TextDecoder('utf-8').decode(head));
	if (text.trim() === '') return fail({ code: 'file-empty', at });
	const html = /^\s*(?:<\?xml|<!doctype|<html|<table|<meta)/i.exec(text);
	if (html) return fail({ code: 'file-format-later', at, details: { format: /xml/i.test(html[0]) ? 'xml' : 'html' } });
	const dialect = detectDialect(text);
	const all = readRecords(text, dialect);
	const records = all.slice(dialect.sepLines, info.complete || all.length < 2 ? undefined : -1);
	const layout = findLayout(records);
	const columns = columnCount(records, layout);
	if (columns > MAX_COLUMNS) {
		return fail({ code: 'file-too-many-columns', at, details: { columns, limit: MAX_COLUMNS } });
	}
	return ok(planOf(records, layout, dialect, columns, info));
}

function refusal(head: Uint8Array, info: SniffInfo): Issue | null {
	const at = info.fileName;
	const kind = fileKind(head, info.fileName);
	if (kind === 'empty') return { code: 'file-empty', at };
	if (kind === 'binary') return { code: 'file-binary', at };
	if (kind !== 'csv' && kind !== 'json') return { code: 'file-format-later', at, details: { format: kind } };
	const found = detectEncoding(head, info.complete);
	if (found.encoding === 'utf-8')
		return kind === 'json' ? { code: 'file-format-later', at, details: { format: kind } } : null;
	const suspect = found.encoding === 'damaged-utf-8' || found.encoding === 'unknown';
	return {
		code: suspect ? 'file-encoding-suspect' : 'file-encoding-unsupported',
		at: `${at}:${found.line}`,
		details: { encoding: found.encoding, line: found.line }
	};
}

function columnCount(records: readonly CsvRecord[], layout: Layout): number {
	return Math.max(layout.width, records[layout.header]?.cells.length ?? 0, 1);
}

function planOf(
	records: readonly CsvRecord[],
	layout: Layout,
	dialect: DialectFinding,
	width: number,
	info: SniffInfo
): SniffFinding {
	const header = records[layout.header];
	const names = headerNames(header?.cells ?? [], width);
	const footer = footerOf(records.slice(layout.first), layout.width, dialect, info);
	const rows = dataRows(records, layout, info.complete ? footer.lines : 0);
	const samples = columnSamples(rows, names.names, width);
	const types = detectColumns(samples, info.fileName, info.complete);
	const start = header?.line ?? records[layout.first]?.line ?? 1;
	const plan: ReadPlan = {
		format: 'csv',
		dialect: {
			encoding: 'utf-8',
			delimiter: dialect.delimiter,
			quote: dialect.quote,
			escape: dialect.escape,
			newline: dialect.newline,
			headerLine: header?.line ?? 0,
			preambleLines: start - 1,
			footerLines: footer.lines
		},
		columns: types.columns
	};
	const shape = shapeIssues(records, names, rows.length, header !== undefined, info);
	return { plan, issues: [...shape, ...edgeIssues(records, start, footer, info), ...types.issues] };
}

function footerOf(rows: readonly CsvRecord[], width: number, marks: Punctuation, info: SniffInfo): Footer {
	if (info.complete) return findFooter(rows, width);
	if (!info.tail) return NO_FOOTER;
	const text = new TextDecoder('utf-8').decode(info.tail);
	const records = readRecords(text, marks).slice(1);
	const footer = findFooter(records, width);
	const before = records.slice(0, -footer.lines || undefined).slice(-3);
	return before.every((record) => record.cells.length === width) ? footer : NO_FOOTER;
}

/** Rows of the table, without blank lines and footer. */
function dataRows(records: readonly CsvRecord[], layout: Layout, footerLines: number): CsvRecord[] {
	const last = records.at(-1);
	const end = last ? last.line + last.lines - footerLines : 0;
	return records.slice(layout.first).filter((record) => record.line < end && !isBlank(record));
}

/** The cells of each column, from rows that are neither too long nor badly quoted (those would shift the columns). */
function columnSamples(rows: readonly CsvRecord[], names: readonly string[], width: number): ColumnSample[] {
	const stride = Math.max(1, rows.length / SAMPLE_ROWS);
	const sound = rows.filter(
		(row, at) =>
			Math.floor(at / stride) !== Math.floor((at - 1) / stride) && row.cells.length <= width && !row.badQuotes
	);
	return names.map((name, column) => ({
		name,
		cells: sound.map((row) => ({ text: row.cells[column] ?? '', line: row.line }))
	}));
}

function shapeIssues(
	records: readonly CsvRecord[],
	names: HeaderNames,
	rows: number,
	header: boolean,
	info: SniffInfo
): Issue[] {
	const at = info.fileName;
	const columns = names.names.length;
	const issues: Issue[] = [];
	if (columns === 1) issues.push({ code: 'file-one-column', at, details: { column: names.names[0] ?? '' } });
	if (columns > WIDE) issues.push({ code: 'file-wide', at, details: { columns } });
	if (!header) {
		issues.push({
			code: 'header-missing',
			at,
			details: { columns, line: records.find((row) => !isBlank(row))?.line ?? 1 }
		});
	} else if (names.renamed.length > 0) {
		const renamed = names.renamed.slice(0, 20).map(({ column, from, to }) => ({ column, from, to }));
		issues.push({ code: 'header-renamed', at, details: { total: names.renamed.length, renamed } });
	}
	if (rows === 0 && info.complete) issues.push({ code: 'file-header-only', at, details: { columns } });
	return issues;
}

function edgeIssues(records: readonly CsvRecord[], start: number, footer: Footer, info: SniffInfo): Issue[] {
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
