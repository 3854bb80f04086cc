import { fail, ok, type Issue, type Result } from '../result';
import type { Finding, ReadOverrides, ReadPlan, TextEncoding } from '../table';
import { overriddenColumns } from './column-override';
import { detectColumns, type ColumnSample } from './column-type';
import { isBlank, readRecords, withoutBom, type CsvRecord, type Punctuation } from './csv-records';
import { detectDialect, type DialectFinding } from './dialect';
import { decodeText, detectEncoding, type EncodingFinding } from './encoding';
import { fileKind } from './file-kind';
import { findFooter, type Footer } from './footer';
import { mendedTop, namesOf, type HeaderNames } from './header-row';
import { findLayout, type Layout } from './layout';
import { sniffFindings } from './sniff-findings';
import { edgeIssues, encodingIssue, shapeIssues, strayWords } from './sniff-issues';

/** Most columns a file may have. */
export const MAX_COLUMNS = 10_000;
/** Rows that types are decided over, spread evenly over the head. */
const SAMPLE_ROWS = 2500;
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
	/**
	 * The encoding the file is in, when the caller knows it: `head` and `tail` are then UTF-8 already (decoded by the caller where the
	 * file is in another one). Absent: it is detected, and `head` and `tail` are the file's own bytes.
	 */
	readonly encoding?: TextEncoding | EncodingFinding;
	/** Bytes of the file that `head` stands for; absent: its own length. */
	readonly headSize?: number;
}

/** How to read the file, why, and what the user should know about it. */
export interface SniffFinding {
	readonly plan: ReadPlan;
	readonly findings: readonly Finding[];
	readonly issues: readonly Issue[];
}

/** A finding with what it was found in, for whoever shows it. */
export interface Sniffed extends SniffFinding {
	/** The head as text, without byte order mark. */
	readonly text: string;
	/** Records of the table in the head, without blank lines, header and footer. */
	readonly rows: readonly CsvRecord[];
	/** The header's names were made or changed. */
	readonly marks: Punctuation;
}

/**
 * Looks at the first bytes of a delimited text file (at most 1 MiB are wanted) and says how to read it: encoding, dialect, lines
 * around the table, column names, types and formats. What `overrides` give is taken, the rest is detected under it. Pure and
 * total: it never throws, whatever the bytes.
 *
 * Refused, with one issue: 'file-empty'; 'file-binary'; 'file-format-later' { format }; 'file-too-many-columns' { columns, limit }.
 * Told beside the plan: 'file-encoding-suspect' { encoding, line }, 'file-header-only', 'file-one-column', 'file-wide',
 * 'header-missing', 'header-renamed', 'header-repeated', 'quotes-suspect', 'column-as-text', 'preamble-skipped', 'footer-skipped', 'rows-ragged', 'override-unfit', 'override-unused',
 * 'dates-mixed', 'dates-ambiguous', 'times-dropped'. Their details: `i18n/issues.ts`.
 */
export function sniffCsv(head: Uint8Array, info: SniffInfo, overrides: ReadOverrides = {}): Result<SniffFinding> {
	const found = sniffText(head, info, overrides);
	if (!found.ok) return found;
	const { plan, findings, issues } = found.value;
	return ok({ plan, findings, issues });
}

/** {@link sniffCsv} with the text and the rows it looked at. */
export function sniffText(head: Uint8Array, info: SniffInfo, overrides: ReadOverrides = {}): Result<Sniffed> {
	const at = info.fileName;
	const refused = info.encoding === undefined ? refusal(head, info.fileName) : null;
	if (refused) return fail(refused);
	const encoding = encodingOf(head, info, overrides);
	const read = (bytes: Uint8Array): string =>
		withoutBom(decodeText(bytes, info.encoding === undefined ? encoding.encoding : 'utf-8'));
	const text = read(head);
	if (text.trim() === '') return fail({ code: 'file-empty', at });
	const html = /^\s*(?:<\?xml|<!doctype|<html|<table|<meta)/i.exec(text);
	if (html) return fail({ code: 'file-format-later', at, details: { format: /xml/i.test(html[0]) ? 'xml' : 'html' } });
	const dialect = detectDialect(text, overrides);
	const all = readRecords(text, dialect, { cut: !info.complete });
	const cut = !info.complete && all.length > 1 && all.at(-1)?.end === text.length;
	const records = mendedTop(all.slice(dialect.sepLines, cut ? -1 : undefined), text, dialect);
	const layout = findLayout(records, overrides);
	const names = namesOf(records, layout, text, dialect);
	const columns = names.names.length;
	if (columns > MAX_COLUMNS) {
		return fail({ code: 'file-too-many-columns', at, details: { columns, limit: MAX_COLUMNS } });
	}
	const tail = info.tail ? read(info.tail) : null;
	return ok(planOf({ text, tail, records, layout, names, dialect, encoding, info, overrides }));
}

function refusal(head: Uint8Array, fileName: string): Issue | null {
	const kind = fileKind(head, fileName);
	if (kind === 'csv') return null;
	if (kind === 'empty') return { code: 'file-empty', at: fileName };
	if (kind === 'binary') return { code: 'file-binary', at: fileName };
	return { code: 'file-format-later', at: fileName, details: { format: kind } };
}

function encodingOf(head: Uint8Array, info: SniffInfo, overrides: ReadOverrides): EncodingFinding {
	const known = info.encoding ?? detectEncoding(head, info.complete);
	const encoding = overrides.encoding ?? (typeof known === 'string' ? known : null);
	if (encoding === null) return known as EncodingFinding;
	return { encoding, bom: 0, line: 0, damaged: false, because: 'given', sure: true };
}

/** Everything found so far about a file. */
export interface Sniffing {
	readonly text: string;
	readonly tail: string | null;
	readonly records: readonly CsvRecord[];
	readonly layout: Layout;
	readonly names: HeaderNames;
	readonly dialect: DialectFinding;
	readonly encoding: EncodingFinding;
	readonly info: SniffInfo;
	readonly overrides: ReadOverrides;
}

function planOf(found: Sniffing): Sniffed {
	const { text, records, layout, names, dialect, encoding, info, overrides } = found;
	const footer = footerOf(found);
	const rows = dataRows(records, layout, info.complete ? footer.lines : 0);
	const samples = columnSamples(rows, names.names);
	const types = detectColumns(samples, info.fileName, info.complete);
	const columns = overriddenColumns(types.columns, samples, overrides.columns ?? [], info);
	const header = records[layout.header];
	const top = layout.headerRows === 2 ? records.slice(0, layout.header).findLast((row) => !isBlank(row)) : header;
	const start = top?.line ?? records[layout.first]?.line ?? 1;
	const marks = { delimiter: dialect.delimiter, quote: dialect.quote, escape: dialect.escape };
	const plan: ReadPlan = {
		format: 'csv',
		dialect: {
			...marks,
			encoding: encoding.encoding,
			newline: dialect.newline,
			headerLine: header?.line ?? 0,
			headerRows: layout.headerRows,
			preambleLines: start - 1,
			footerLines: footer.lines
		},
		columns: columns.columns
	};
	const overridden = new Set(columns.applied);
	const told = types.issues.filter(({ details }) => !columns.applied.some((name) => name === details?.['column']));
	const issues = [
		...encodingIssue(encoding, text, info),
		...shapeIssues(found, rows),
		...edgeIssues(records, start, footer, info),
		...columns.issues,
		...strayWords(plan.columns, rows, info).filter(
			({ details }) => !columns.applied.some((name) => name === details?.['column'])
		),
		...told
	];
	return { plan, findings: sniffFindings(found, plan, footer, types.why, overridden), issues, text, rows, marks };
}

function footerOf({ records, layout, dialect, info, tail, overrides }: Sniffing): Footer {
	if (overrides.footerLines !== undefined) return { lines: overrides.footerLines, texts: [] };
	if (info.complete) return findFooter(records.slice(layout.first), layout.width);
	if (tail === null) return NO_FOOTER;
	const ending = readRecords(tail.slice(tail.search(/[\r\n]/) + 1), dialect);
	const footer = findFooter(ending, layout.width);
	const before = ending.slice(0, -footer.lines || undefined).slice(-3);
	return before.every((record) => record.cells.length === layout.width) ? footer : NO_FOOTER;
}

/** Rows of the table, without blank lines and footer. */
function dataRows(records: readonly CsvRecord[], layout: Layout, footerLines: number): CsvRecord[] {
	const last = records.at(-1);
	const end = last ? last.line + last.lines - footerLines : 0;
	return records.slice(layout.first).filter((record) => record.line < end && !isBlank(record));
}

/** The cells of each column, from rows that are neither too long nor badly quoted (those would shift the columns). */
function columnSamples(rows: readonly CsvRecord[], names: readonly string[]): ColumnSample[] {
	const stride = Math.max(1, rows.length / SAMPLE_ROWS);
	const width = names.length;
	const full = rows.filter((row) => row.cells.length === width).length;
	const least = full > rows.length / 2 ? width : 0;
	const sound = rows.filter(
		(row, at) =>
			Math.floor(at / stride) !== Math.floor((at - 1) / stride) &&
			row.cells.length <= width &&
			row.cells.length >= least &&
			!row.badQuotes
	);
	return names.map((name, column) => ({
		name,
		cells: sound.map((row) => ({ text: row.cells[column] ?? '', line: row.line }))
	}));
}
