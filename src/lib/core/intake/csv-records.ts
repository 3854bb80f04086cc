/** The punctuation of a delimited text file. `quote` may be "" (none); `escape` is the quote itself or "\\". */
export interface Punctuation {
	readonly delimiter: string;
	readonly quote: string;
	readonly escape: string;
}

/** One record of the file. */
export interface CsvRecord {
	/** Physical line it starts on, 1-based. */
	readonly line: number;
	/** Physical lines it spans; more than 1 with newlines inside quotes. */
	readonly lines: number;
	readonly cells: readonly string[];
	/** A quote stands where none may stand, or a quoted cell never ends. */
	readonly badQuotes: boolean;
}

/** A physical line with nothing on it. */
export function isBlank(record: CsvRecord): boolean {
	return record.cells.length === 1 && (record.cells[0] ?? '').trim() === '';
}

/** The text with a byte order mark at its start removed. */
export function withoutBom(text: string): string {
	return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

const MAX_QUOTED = 65_536;

/**
 * Splits text into records. Lines end with LF, CR LF or CR, also mixed. Never throws; a quote that is opened and not closed
 * within 64 Ki characters (or before the end) is taken as an ordinary character and its record is marked `badQuotes`.
 * @param limit most records to read
 * @param firstLine number of the first physical line
 */
export function readRecords(
	text: string,
	marks: Punctuation,
	limit = Number.POSITIVE_INFINITY,
	firstLine = 1
): CsvRecord[] {
	const records: CsvRecord[] = [];
	const cursor = { at: 0, line: firstLine };
	while (cursor.at < text.length && records.length < limit) records.push(readRecord(text, cursor, marks));
	return records;
}

interface Cursor {
	at: number;
	line: number;
}

function readRecord(text: string, cursor: Cursor, marks: Punctuation): CsvRecord {
	const line = cursor.line;
	const cells: string[] = [];
	let badQuotes = false;
	for (;;) {
		const quoted = marks.quote !== '' ? quotedCell(text, cursor.at, marks) : null;
		if (quoted === 'open') badQuotes = true;
		if (quoted && quoted !== 'open') {
			cells.push(quoted.value);
			badQuotes ||= quoted.trailing;
			cursor.line += quoted.newlines;
			cursor.at = quoted.end;
		} else {
			const end = plainEnd(text, cursor.at, marks.delimiter);
			cells.push(text.slice(cursor.at, end));
			cursor.at = end;
		}
		if (text.startsWith(marks.delimiter, cursor.at)) {
			cursor.at += marks.delimiter.length;
			continue;
		}
		cursor.at += text.startsWith('\r\n', cursor.at) ? 2 : 1;
		cursor.line++;
		return { line, lines: cursor.line - line, cells, badQuotes };
	}
}

/** Where a cell without quotes ends: at the next delimiter, line end, or the end of the text. */
function plainEnd(text: string, start: number, delimiter: string): number {
	const mark = delimiter.charCodeAt(0);
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13 || (code === mark && text.startsWith(delimiter, at))) return at;
	}
	return text.length;
}

interface QuotedCell {
	readonly value: string;
	readonly end: number;
	readonly newlines: number;
	/** Text stands between the closing quote and the next delimiter. */
	readonly trailing: boolean;
}

/** The quoted cell at `start`; null when none starts here; "open" when it never closes. */
function quotedCell(text: string, start: number, marks: Punctuation): QuotedCell | 'open' | null {
	let at = start;
	while (text[at] === ' ' && marks.delimiter !== ' ') at++;
	if (text[at] !== marks.quote) return null;
	let value = '';
	let from = ++at;
	for (const stop = Math.min(text.length, at + MAX_QUOTED); at < stop; at++) {
		const character = text[at];
		if (character === marks.escape && marks.escape !== marks.quote && at + 1 < text.length) {
			value += text.slice(from, at);
			from = ++at;
		} else if (character === marks.quote) {
			value += text.slice(from, at);
			from = at + 1;
			if (marks.escape !== marks.quote || text[at + 1] !== marks.quote)
				return closed(text, start, at + 1, value, marks);
			at++;
		}
	}
	return 'open';
}

function closed(text: string, start: number, after: number, value: string, marks: Punctuation): QuotedCell {
	const end = plainEnd(text, after, marks.delimiter);
	const rest = text.slice(after, end);
	const newlines = text.slice(start, after).match(/\r\n|\r|\n/g)?.length ?? 0;
	return { value: value + rest.trimEnd(), end, newlines, trailing: rest.trim() !== '' };
}
