import type { Json } from '../json';
import type { ColumnFormat, Finding, ReadPlan } from '../table';
import type { ColumnWhy } from './column-type';
import { isBlank } from './csv-records';
import type { Footer } from './footer';
import type { Sniffing } from './sniff';

/** What was detected about a file and why, in the order a reader of it asks: characters, cuts, lines around the table, columns. */
export function sniffFindings(
	found: Sniffing,
	plan: ReadPlan,
	footer: Footer,
	why: readonly ColumnWhy[],
	given: ReadonlySet<string>
): Finding[] {
	return [
		encodingFinding(found),
		...punctuationFindings(found),
		headerFinding(found),
		...edgeFindings(found, plan, footer),
		...plan.columns.map((column, at) => columnFinding(column, why[at], given.has(column.name)))
	];
}

function encodingFinding({ encoding }: Sniffing): Finding {
	return {
		about: 'encoding',
		value: encoding.encoding,
		because: encoding.because,
		...(encoding.line > 0 ? { details: { line: encoding.line } } : {}),
		confidence: encoding.sure ? 'sure' : 'likely'
	};
}

function punctuationFindings({ dialect, overrides }: Sniffing): Finding[] {
	const { delimiter, quote, escape, regular, looked, quoted } = dialect;
	const quoteGiven = overrides.quote !== undefined;
	return [
		{
			about: 'delimiter',
			value: delimiter,
			because: dialect.because,
			details: { regular, looked },
			confidence: dialect.sure ? 'sure' : 'likely'
		},
		{
			about: 'quote',
			value: quote,
			because: quoteGiven ? 'given' : quoted > 0 ? 'encloses-cells' : 'none-seen',
			details: { escape, quoted },
			confidence: 'sure'
		}
	];
}

function headerFinding({ layout, records, names }: Sniffing): Finding {
	const line = records[layout.header]?.line ?? 0;
	const first = records[layout.header < 0 ? layout.first : layout.header];
	const details: Record<string, Json> = { rows: layout.headerRows, columns: names.names.length };
	if (first && layout.confidence === 'asked')
		details['first'] = first.cells.slice(0, 5).map((cell) => cell.slice(0, 40));
	return { about: 'header', value: line, because: layout.because, details, confidence: layout.confidence };
}

function edgeFindings({ records, dialect, info, overrides }: Sniffing, plan: ReadPlan, footer: Footer): Finding[] {
	const findings: Finding[] = [];
	const lines = plan.dialect?.preambleLines ?? 0;
	if (lines > dialect.sepLines) {
		const texts = records
			.filter((record) => record.line <= lines && !isBlank(record))
			.slice(0, 3)
			.map((record) => record.cells.filter(Boolean).join(' ').slice(0, 80));
		findings.push({
			about: 'preamble',
			value: lines,
			because: overrides.headerLine !== undefined ? 'given' : texts.length > 0 ? 'not-like-rows' : 'blank-lines',
			details: { texts },
			confidence: texts.length > 0 ? 'likely' : 'sure'
		});
	}
	if (footer.lines > 0) {
		findings.push({
			about: 'footer',
			value: footer.lines,
			because:
				overrides.footerLines !== undefined ? 'given' : footer.texts.length > 0 ? 'not-like-rows' : 'blank-lines',
			details: { texts: footer.texts.slice(0, 3).map((text) => text.slice(0, 80)), whole: info.complete },
			confidence: footer.texts.length > 0 ? 'likely' : 'sure'
		});
	}
	return findings;
}

function columnFinding(column: ColumnFormat, why: ColumnWhy | undefined, given: boolean): Finding {
	const base = { about: 'column', value: column.type, column: column.name } as const;
	if (given || !why) return { ...base, because: 'given', confidence: 'sure' };
	return { ...base, because: why.because, details: why.details, confidence: why.confidence };
}
