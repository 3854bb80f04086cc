import type { ReadOverrides } from '../table';
import { readRecords, type CsvRecord, type Punctuation } from './csv-records';
import { consistency, regularity } from './dialect-score';

/** Delimiters that are taken when they fit best, in the order that decides a tie. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Delimiters that words and times hold too: taken only when nothing above fits and the rows are regular in them. */
const RARE_DELIMITERS = ['^', '~', ':', ' '] as const;

/** How the text is cut into lines and cells, and why. */
export interface DialectFinding extends Punctuation {
	readonly newline: '\n' | '\r' | '\r\n';
	/** Lines end in more than one way. */
	readonly mixedNewlines: boolean;
	/** 1 when the first line is Excel's `sep=;`, which is not part of the table; else 0. */
	readonly sepLines: 0 | 1;
	readonly because: 'given' | 'sep-line' | 'most-regular' | 'one-column';
	/** Rows of the sample that have the usual number of cells, and rows looked at. */
	readonly regular: number;
	readonly looked: number;
	/** No other delimiter comes near. */
	readonly sure: boolean;
	/** Cells of the sample enclosed in the quote. */
	readonly quoted: number;
}

type Given = Pick<ReadOverrides, 'delimiter' | 'quote' | 'escape'>;

const SAMPLE_CHARACTERS = 131_072;
const SAMPLE_RECORDS = 400;

interface Candidate {
	readonly marks: Punctuation;
	readonly records: readonly CsvRecord[];
	readonly score: number;
}

/**
 * Finds delimiter, quote, escape and newline of a delimited text. Every candidate cuts a sample of up to 400 records; the one
 * with the most regular rows and the most cells of a known kind wins. What is given is taken, the rest is found under it.
 * Never fails: a text without any delimiter is a table of one column, with a comma as its delimiter.
 */
export function detectDialect(text: string, given: Given = {}): DialectFinding {
	const sep = /^sep=([^\r\n]{1,4}?)[ ]*(?:\r\n|\r|\n|$)/i.exec(text);
	const sample = text.slice(sep?.[0].length ?? 0, SAMPLE_CHARACTERS);
	const cut = SAMPLE_CHARACTERS < text.length;
	const fixed = given.delimiter ?? sep?.[1];
	const ranked = (fixed ? [fixed] : delimitersIn(sample))
		.flatMap((delimiter) => quotings(sample, delimiter, given))
		.map((marks) => candidate(sample, marks, cut))
		.sort((a, b) => b.score - a.score || order(a) - order(b));
	const usual = ranked.find((found) => fixed !== undefined || (!isRare(found) && found.score > 0));
	const rare = ranked.find((found) => isRare(found) && isRegular(found, sample, usual));
	const best = rare && rare.score > (usual?.score ?? 0) * 1.2 ? rare : usual;
	const marks = best?.marks ?? onlyColumn(sample, given);
	const rival = ranked.find((other) => other.marks.delimiter !== marks.delimiter && !(isRare(other) && best !== rare));
	const longer = fixed === undefined && best ? longerDelimiter(sample, marks, best.records) : marks.delimiter;
	const { share } = regularity(best?.records ?? []);
	const looked = best?.records.length ?? 0;
	return {
		...marks,
		delimiter: longer,
		...detectNewline(text),
		sepLines: sep ? 1 : 0,
		because: given.delimiter ? 'given' : sep ? 'sep-line' : best ? 'most-regular' : 'one-column',
		regular: Math.round(share * looked),
		looked,
		sure: fixed !== undefined || !best || (share > 0.8 && best.score > 1.5 * (rival?.score ?? 0)),
		quoted: marks.quote === '' ? 0 : enclosed(sample, longer, marks.quote)
	};
}

function order({ marks }: Candidate): number {
	return [...DELIMITERS, ...RARE_DELIMITERS].indexOf(marks.delimiter as ',');
}

function delimitersIn(sample: string): string[] {
	return [...DELIMITERS, ...RARE_DELIMITERS].filter((delimiter) => sample.includes(delimiter));
}

function candidate(sample: string, marks: Punctuation, cut: boolean): Candidate {
	const records = readRecords(sample, marks, { limit: SAMPLE_RECORDS, cut });
	const whole = cut && records.length > 1 && records.length < SAMPLE_RECORDS ? records.slice(0, -1) : records;
	const prior = marks.quote === '' ? 0.9 : 1;
	return { marks, records: whole, score: consistency(whole) * prior };
}

function isRare({ marks }: Candidate): boolean {
	return (RARE_DELIMITERS as readonly string[]).includes(marks.delimiter);
}

/** Whether a rare delimiter really cuts the text: rows of one length from the first on, or quoted cells between delimiters. */
function isRegular(found: Candidate, sample: string, usual: Candidate | undefined): boolean {
	const { share, width, first } = regularity(found.records);
	const { delimiter, quote } = found.marks;
	const quotes = quote === '' ? 0 : enclosed(sample, delimiter, quote);
	if (quotes >= 10 && first && quotes > 4 * enclosed(sample, usual?.marks.delimiter ?? ',', quote)) return true;
	if (!first || share < 0.9 || found.records.length < 2) return false;
	if (delimiter === ':') return !/\d:\d\d/.test(sample) && !sample.includes('://');
	return delimiter !== ' ' || width >= 3;
}

function onlyColumn(sample: string, given: Given): Punctuation {
	return quotings(sample, ',', given)[0] ?? { delimiter: ',', quote: '"', escape: '"' };
}

/** `, ` when every comma is followed by one blank, `||` when bars come in pairs: the delimiter is the longer text. */
function longerDelimiter(sample: string, marks: Punctuation, records: readonly CsvRecord[]): string {
	const { delimiter } = marks;
	if (delimiter === ' ' || delimiter === '\t') return delimiter;
	const rows = records.filter(({ cells }) => cells.length > 1);
	if (rows.length < 2 || rows.some(({ badQuotes }) => badQuotes)) return delimiter;
	const every = (fits: (cell: string, at: number) => boolean): boolean =>
		rows.every(({ cells }) => cells.every((cell, at) => fits(cell, at)));
	if (
		delimiter !== ',' &&
		every((cell, at) => at % 2 === 0 || cell === '') &&
		rows.every((r) => r.cells.length % 2 === 1)
	) {
		return delimiter + delimiter;
	}
	const blank = `${delimiter} `;
	if (sample.includes(`${delimiter}"`) || !rows.some(({ cells }) => cells.some((cell) => cell.startsWith(' ')))) {
		return delimiter;
	}
	const spaced = readRecords(sample, { ...marks, delimiter: blank }, { limit: records.length });
	return records.every((record, at) => sameButBlanks(record, spaced[at])) ? blank : delimiter;
}

/** The same cells, each but the first without the one blank that stood before it; quoted ones never had it. */
function sameButBlanks(record: CsvRecord, spaced: CsvRecord | undefined): boolean {
	return (
		record.cells.length === spaced?.cells.length &&
		record.cells.every((cell, at) => {
			const other = spaced.cells[at] ?? '';
			return !other.startsWith(' ') && (cell === other || (at > 0 && cell === ` ${other}`));
		})
	);
}

/** The most frequent line end among the first thousand, and whether there are others. */
export function detectNewline(text: string): Pick<DialectFinding, 'newline' | 'mixedNewlines'> {
	const counts = { '\n': 0, '\r': 0, '\r\n': 0 };
	let seen = 0;
	for (const match of text.slice(0, SAMPLE_CHARACTERS).matchAll(/\r\n|\r|\n/g)) {
		counts[match[0] as keyof typeof counts]++;
		if (++seen === 1000) break;
	}
	const mixedNewlines = Object.values(counts).filter((count) => count > 0).length > 1;
	if (counts['\r\n'] > 0 && counts['\r\n'] >= counts['\n'] && counts['\r\n'] >= counts['\r']) {
		return { newline: '\r\n', mixedNewlines };
	}
	return { newline: counts['\r'] > counts['\n'] ? '\r' : '\n', mixedNewlines };
}

/** The quotes and escapes a text may use with this delimiter. */
function quotings(text: string, delimiter: string, given: Given): Punctuation[] {
	if (given.quote !== undefined) {
		return [{ delimiter, quote: given.quote, escape: given.escape ?? escapeOf(text, delimiter, given.quote) }];
	}
	const double = enclosed(text, delimiter, '"');
	const single = enclosed(text, delimiter, "'");
	const quote = single >= 2 && single > 4 * double ? "'" : '"';
	const marks = { delimiter, quote, escape: given.escape ?? escapeOf(text, delimiter, quote) };
	return text.includes(`${delimiter}"`) || text.includes('\n"')
		? [marks, { delimiter, quote: '', escape: '' }]
		: [marks];
}

function escapeOf(text: string, delimiter: string, quote: string): string {
	if (quote === '') return '';
	return text.includes(`\\${quote}`) && hasBackslashQuotes(text, delimiter, quote) ? '\\' : quote;
}

/** A backslash before a quote that does not close its cell: `"a \"b\" c"`. Not so when quotes are also doubled. */
function hasBackslashQuotes(text: string, delimiter: string, quote: string): boolean {
	const mark = `\\${quote}`;
	for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 2)) {
		const next = text[at + 2];
		if (next === undefined || next === '\n' || next === '\r' || text.startsWith(delimiter, at + 2)) continue;
		if (next !== quote) return true;
		// `\""` closes a cell that ends with an escaped quote, or is a backslash before a doubled quote
		const after = text[at + 3];
		if (after === undefined || after === '\n' || after === '\r' || text.startsWith(delimiter, at + 3)) return true;
	}
	return false;
}

/** Cells that begin and end with the given quote, up to 200. */
function enclosed(text: string, delimiter: string, quote: string): number {
	let count = 0;
	for (const line of text.slice(0, 65_536).split(/\r\n|\r|\n/)) {
		if (!line.includes(quote)) continue;
		for (const cell of line.split(delimiter)) {
			if (cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote)) count++;
		}
		if (count >= 200) return count;
	}
	return count;
}
