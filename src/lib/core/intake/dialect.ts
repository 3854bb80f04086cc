import { isBlank, readRecords, type CsvRecord, type Punctuation } from './csv-records';

/** Delimiters looked for, in the order that decides a tie. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** How the text is cut into lines and cells. */
export interface DialectFinding extends Punctuation {
	readonly newline: '\n' | '\r' | '\r\n';
	/** 1 when the first line is Excel's `sep=;`, which is not part of the table; else 0. */
	readonly sepLines: 0 | 1;
}

const SAMPLE_CHARACTERS = 131_072;
const SAMPLE_RECORDS = 400;

/**
 * Finds delimiter, quote, escape and newline of a delimited text. Every candidate cuts a sample of up to 400 records; the one
 * with the most regular rows and the most cells of a known kind wins (data consistency = pattern score × type score, after
 * van den Burg, Nazábal & Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019).
 * Never fails: a text without any delimiter is a table of one column, with a comma as its delimiter.
 */
export function detectDialect(text: string): DialectFinding {
	const newline = detectNewline(text);
	const sep = /^sep=([,;\t|])[ \t]*(?:\r\n|\r|\n|$)/i.exec(text);
	if (sep?.[1]) return { ...quoting(text, sep[1]), newline, sepLines: 1 };
	const sample = text.slice(0, SAMPLE_CHARACTERS);
	let best: Punctuation = quoting(sample, ',');
	let bestScore = 0;
	for (const delimiter of DELIMITERS) {
		if (!sample.includes(delimiter)) continue;
		for (const marks of candidates(sample, delimiter)) {
			const records = readRecords(sample, marks, SAMPLE_RECORDS);
			const score = consistency(sample.length < text.length ? records.slice(0, -1) : records);
			if (score > bestScore * 1.0001) [best, bestScore] = [marks, score];
		}
	}
	return { ...best, newline, sepLines: 0 };
}

/** The most frequent line end among the first thousand outside any doubt about quotes. */
export function detectNewline(text: string): '\n' | '\r' | '\r\n' {
	const counts = { '\n': 0, '\r': 0, '\r\n': 0 };
	let seen = 0;
	for (const match of text.slice(0, SAMPLE_CHARACTERS).matchAll(/\r\n|\r|\n/g)) {
		counts[match[0] as keyof typeof counts]++;
		if (++seen === 1000) break;
	}
	if (counts['\r\n'] > 0 && counts['\r\n'] >= counts['\n'] && counts['\r\n'] >= counts['\r']) return '\r\n';
	return counts['\r'] > counts['\n'] ? '\r' : '\n';
}

/** Quote and escape a text uses with this delimiter: double quotes, unless only single ones enclose cells. */
function quoting(text: string, delimiter: string): Punctuation {
	return candidates(text, delimiter)[0] ?? { delimiter, quote: '"', escape: '"' };
}

function candidates(text: string, delimiter: string): Punctuation[] {
	const backslash = text.includes('\\"') && hasBackslashQuotes(text, delimiter);
	const found: Punctuation[] = [{ delimiter, quote: '"', escape: backslash ? '\\' : '"' }];
	if (!text.includes('"') && enclosed(text, delimiter, "'") > 1) {
		found.unshift({ delimiter, quote: "'", escape: "'" });
	}
	return found;
}

/** A backslash before a quote that does not close its cell: `"a \"b\" c"`. Not so when quotes are also doubled. */
function hasBackslashQuotes(text: string, delimiter: string): boolean {
	for (let at = text.indexOf('\\"'); at >= 0; at = text.indexOf('\\"', at + 2)) {
		const next = text[at + 2];
		if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r' && next !== '"') return true;
	}
	return false;
}

/** Cells that begin and end with the given quote, up to 20. */
function enclosed(text: string, delimiter: string, quote: string): number {
	let count = 0;
	for (const line of text.slice(0, 20_000).split(/\r\n|\r|\n/)) {
		for (const cell of line.split(delimiter)) {
			if (cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote)) count++;
			if (count >= 20) return count;
		}
	}
	return count;
}

/** Pattern score × type score of a cut; higher is better, 0 when no row has two cells. */
export function consistency(records: readonly CsvRecord[]): number {
	const rows = records.filter((record) => !isBlank(record));
	if (rows.length === 0) return 0;
	const lengths = new Map<number, number>();
	let known = 0;
	let cells = 0;
	let bad = 0;
	for (const row of rows) {
		lengths.set(row.cells.length, (lengths.get(row.cells.length) ?? 0) + 1);
		if (row.badQuotes) bad++;
		for (const cell of row.cells) {
			cells++;
			if (isKnownKind(cell)) known++;
		}
	}
	let pattern = 0;
	for (const [length, count] of lengths) pattern += (count / lengths.size) * ((length - 1) / length);
	const types = Math.max(0.001, known / cells);
	return (pattern / rows.length) * types * (1 - (0.5 * bad) / rows.length);
}

const NUMBER = /^[-+(]?[$€£¥￥]?\s?\d[\d.,' ]*%?\)?-?$/;
const DATE = /^\d{1,4}[-/.年]\d{1,2}([-/.月]\d{0,4}日?)?([ T].{3,20})?$/;
const WORDS = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_ .&'’()/:@+#%*-]{0,80}$/u;

function isKnownKind(cell: string): boolean {
	const text = cell.trim();
	if (text === '') return true;
	return text.length <= 200 && (NUMBER.test(text) || DATE.test(text) || WORDS.test(text));
}
