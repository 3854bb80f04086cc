import type { Issue } from '../result';
import { isBlank, type CsvRecord } from './csv-records';
import type { EncodingFinding } from './encoding';
import type { Footer } from './footer';
import type { SniffInfo, Sniffing } from './sniff';

/** From this many columns on the user is told that the file is unusually wide. */
const WIDE = 200;

/** Invisible control characters: Windows-1252 punctuation that was taken for Latin-1 before it became UTF-8. */
const C1 = /[\u0080-\u009f]/;

/** Broken or uncertain characters: what they were read as, and where they begin. */
export function encodingIssue(found: EncodingFinding, text: string, info: SniffInfo): Issue[] {
	if (found.sure && !found.damaged) {
		const at = found.encoding === 'utf-8' ? text.search(C1) : -1;
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
export function shapeIssues({ records, names, layout, info }: Sniffing, rows: readonly CsvRecord[]): Issue[] {
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
	const short = rows.filter((row) => row.cells.length < columns).length;
	if (layout.ragged || (rows.length >= 8 && short > rows.length * 0.4)) {
		issues.push({ code: 'rows-ragged', at, details: { columns, rows: short } });
	}
	if (rows.length === 0 && info.complete) issues.push({ code: 'file-header-only', at, details: { columns } });
	return issues;
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
