import { checkNumber, isPlainBoolean, isPlainDate, type ColumnScan } from './csv-scan-cells';
import { indexOfReplacement, isUtf8 } from './utf8';

/** How cells are told apart, as byte values; -1 = not used. */
export interface ScanDialect {
	readonly delimiter: number;
	readonly quote: number;
	readonly escape: number;
}

/** What a column's cells are checked for. `text` and `other` are not looked at. */
export type ScanKind = 'text' | 'integer' | 'decimal' | 'date' | 'boolean' | 'other';

/**
 * `odd-quotes`: blanks stand around the quotes of a cell, or a quote within a cell that does not begin with one; readers take
 * them in different ways.
 */
export type Irregularity =
	'too-few-cells' | 'too-many-cells' | 'bad-quotes' | 'odd-quotes' | 'bad-encoding' | 'too-long';

/** A record that does not read cleanly. Bytes `start` to `end` (line end excluded) of the scanned file. */
export interface IrregularRecord {
	readonly reason: Irregularity;
	/** 0-based among all records. */
	readonly ordinal: number;
	/** 1-based physical line of the scanned part; record, where records are counted as lines. */
	readonly line: number;
	readonly start: number;
	readonly end: number;
}

/** Everything the scan of a file found. */
export interface Census {
	records: number;
	/** Lines with nothing on them, between records. */
	blank: number;
	/** Lines that continue a record begun above. */
	continued: number;
	/** Physical lines, counted by their ends alone. */
	lineCount: number;
	/** Bytes of the longest record. */
	longest: number;
	columns: ColumnScan[];
	/** The first 1,000. */
	irregular: IrregularRecord[];
	/** Physical lines of the records asked for, by ordinal. */
	lines: Map<number, number>;
	/** Offsets between records, each at least `part` bytes behind the one before. */
	cuts: number[];
}

/** What a scan looks for besides the records themselves. */
export interface ScanWish {
	/** Ordinals of records whose lines are asked for. */
	readonly wanted?: ReadonlySet<number>;
	/** Look for bytes that are no UTF-8, which takes half as long again. */
	readonly validate?: boolean;
	/** Look for U+FFFD instead: the text was decoded from another encoding. */
	readonly decoded?: boolean;
	/** Every record is one line, however many it takes. */
	readonly rows?: boolean;
	/** Bytes of the parts to be cut between records; null: none. */
	readonly part?: number | null;
}

const MOST_IRREGULAR = 1000;
/** A record inside quotes that is longer than this has a stray quote. */
const MAX_RECORD = 16 << 20;
const LF = 10;
const CR = 13;
const SPACE = 32;
const enum Kind {
	Skip,
	Integer,
	Decimal,
	Date,
	Boolean
}

/**
 * Reads delimited text record by record without building strings: the exact count of its records, which of them are
 * irregular and what the cells of typed columns look like. It is the arbiter against which the engine's own reading is
 * checked. A stray opening quote costs its own line only: reading goes on at the next one.
 */
export class CsvScanner {
	readonly census: Census;
	readonly #kinds: Uint8Array;
	readonly #wish: Required<ScanWish>;
	/** [256] 1 for bytes that end a cell without quotes, 2 for the quote. */
	readonly #ends = new Uint8Array(256);
	/** The highest of them. */
	readonly #lastEnd: number;
	/** The piece being scanned behind what was left of the one before; one LF beyond its end, so that every cell ends. */
	#buffer = new Uint8Array(0);
	#carried = 0;
	/** File offset of the first byte of the buffer. */
	#base = 0;
	#line = 1;
	#lastByte = -1;
	/** State of the record being read, kept out of the return value for speed. */
	#cells = 0;
	#newlines = 0;
	#broken = false;
	#odd = false;
	#nextCut: number;

	constructor(
		private readonly dialect: ScanDialect,
		kinds: readonly ScanKind[],
		wish: ScanWish = {}
	) {
		const codes = {
			text: Kind.Skip,
			other: Kind.Skip,
			integer: Kind.Integer,
			decimal: Kind.Decimal,
			date: Kind.Date,
			boolean: Kind.Boolean
		};
		this.#kinds = Uint8Array.from(kinds, (kind) => codes[kind]);
		this.#wish = { wanted: new Set(), validate: true, decoded: false, rows: false, part: null, ...wish };
		this.#nextCut = wish.part ?? Infinity;
		this.#lastEnd = Math.max(dialect.quote, dialect.delimiter, CR);
		if (dialect.quote >= 0) this.#ends[dialect.quote] = 2;
		for (const byte of [dialect.delimiter, LF, CR]) this.#ends[byte] = 1;
		const columns = kinds.map(() => ({ whole: 0, scale: 0, leadingZero: false, odd: false }));
		const counts = { records: 0, blank: 0, continued: 0, lineCount: 0, longest: 0 };
		this.census = { ...counts, columns, irregular: [], lines: new Map(), cuts: [] };
	}

	/** Takes the next bytes of the file; `last` with the final ones. */
	push(chunk: Uint8Array, last: boolean): void {
		this.#countLines(chunk, last);
		const length = this.#carried + chunk.length;
		if (this.#buffer.length <= length) {
			const larger = new Uint8Array(length + (length >> 2) + 1);
			larger.set(this.#buffer.subarray(0, this.#carried));
			this.#buffer = larger;
		}
		this.#buffer.set(chunk, this.#carried);
		this.#buffer[length] = LF;
		const used = this.#scan(this.#buffer, length, last);
		this.#buffer.copyWithin(0, used, length);
		this.#carried = length - used;
		this.#base += used;
	}

	/** Counts line ends without regard to quotes; a last line needs none. */
	#countLines(chunk: Uint8Array, last: boolean): void {
		let lines = 0;
		for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) lines++;
		for (let at = chunk.indexOf(CR); at >= 0; at = chunk.indexOf(CR, at + 1)) if (chunk[at + 1] !== LF) lines++;
		// A CR at the end of one piece and its LF at the start of the next are one line end.
		if (this.#lastByte === CR && chunk[0] === LF) lines--;
		this.#lastByte = chunk[chunk.length - 1] ?? this.#lastByte;
		if (last && this.#lastByte >= 0 && this.#lastByte !== LF && this.#lastByte !== CR) lines++;
		this.census.lineCount += lines;
	}

	#scan(bytes: Uint8Array, length: number, last: boolean): number {
		const { decoded, validate, rows } = this.#wish;
		const valid = decoded
			? indexOfReplacement(bytes, 0, length) < 0
			: !validate || isUtf8(bytes.subarray(0, length), last);
		const single = this.#kinds.length === 1;
		const { census } = this;
		let at = 0;
		while (at < length) {
			if (this.#base + at >= this.#nextCut) this.#cut(this.#base + at);
			const end = this.#record(bytes, at, length, last);
			if (end < 0) {
				if (!last && !this.#broken && length - at < MAX_RECORD) return at;
				at = this.#strayQuote(bytes, at, length);
				continue;
			}
			if (end > at || single) this.#regular(bytes, at, end, valid);
			else census.blank++;
			census.continued += this.#newlines;
			this.#line += rows ? 0 : this.#newlines;
			at = end >= length ? length : afterLineEnd(bytes, end);
			if (at > end) this.#line++;
		}
		return at;
	}

	#cut(offset: number): void {
		this.census.cuts.push(offset);
		this.#nextCut = offset + (this.#wish.part ?? Infinity);
	}

	/**
	 * Reads one record from `at`; gives the offset of its line end, or -1 when it is not complete. A record whose text goes on
	 * after a closing quote over several lines is taken for a stray quote: -1 and `#broken`.
	 */
	#record(bytes: Uint8Array, start: number, length: number, last: boolean): number {
		const { delimiter, quote } = this.dialect;
		const kinds = this.#kinds;
		const ends = this.#ends;
		const top = this.#lastEnd;
		let at = start;
		let column = 0;
		this.#newlines = 0;
		this.#broken = false;
		this.#odd = false;
		for (; ; column++, at++) {
			const from = at;
			const first = bytes[at]!;
			if (first === quote || (first === SPACE && this.#quoteFollows(bytes, at))) {
				at = this.#quotedCell(bytes, at, length, column);
				if (at < 0) return -1;
			} else {
				for (let byte = first; byte > top || ends[byte] === 0; byte = bytes[at]!) at++;
				while (ends[bytes[at]!] === 2) {
					this.#odd = true;
					at++;
					while (ends[bytes[at]!] === 0) at++;
				}
				if (at >= length) {
					if (!last) return -1;
					at = length;
				}
				if (at > from && column < kinds.length && kinds[column] !== 0) this.#check(bytes, from, at, column);
			}
			if (at >= length) {
				this.#cells = column + 1;
				return last ? length : -1;
			}
			if (bytes[at] !== delimiter) {
				this.#cells = column + 1;
				return bytes[at] === CR && at + 1 === length && !last ? -1 : at;
			}
		}
	}

	/** Whether the first byte that is no blank opens a quoted cell. */
	#quoteFollows(bytes: Uint8Array, from: number): boolean {
		let at = from;
		while (bytes[at] === SPACE) at++;
		return bytes[at] === this.dialect.quote;
	}

	/** The end of the quoted cell that begins at `from`, or -1 when the record is not complete or broken. */
	#quotedCell(bytes: Uint8Array, from: number, length: number, column: number): number {
		const kinds = this.#kinds;
		let at = from;
		while (bytes[at] === SPACE) at++;
		const opening = at;
		if (opening > from) this.#odd = true;
		at = this.#closed(bytes, opening, length);
		if (at < 0) return -1;
		if (column < kinds.length && kinds[column] !== 0) this.#check(bytes, opening + 1, at - 1, column);
		if (at >= length || this.#ends[bytes[at]!] === 1) return at;
		const garbage = at;
		while (at < length && bytes[at] === SPACE) at++;
		if (at > garbage) this.#odd = true;
		if (at >= length || this.#ends[bytes[at]!] === 1) return at;
		this.#broken = true;
		if (this.#newlines > 0) return -1;
		while (at < length && this.#ends[bytes[at]!] !== 1) at++;
		return at;
	}

	/** The offset after the closing quote of the cell that opens at `at`, or -1. */
	#closed(bytes: Uint8Array, at: number, length: number): number {
		const { quote, escape } = this.dialect;
		let newlines = 0;
		for (let close = at + 1; close < length; close++) {
			const byte = bytes[close]!;
			if (byte === quote) {
				if (escape === quote) {
					if (close + 1 >= length || bytes[close + 1] !== quote) {
						this.#newlines += newlines;
						return close + 1;
					}
					close++;
				} else {
					let escapes = 0;
					while (close - 1 - escapes > at && bytes[close - 1 - escapes] === escape) escapes++;
					if (escapes % 2 === 0) {
						this.#newlines += newlines;
						return close + 1;
					}
				}
			} else if (byte === LF || (byte === CR && bytes[close + 1] !== LF)) newlines++;
		}
		return -1;
	}

	#regular(bytes: Uint8Array, start: number, end: number, valid: boolean): void {
		const wanted = this.#kinds.length;
		const size = end - start;
		if (size > this.census.longest) this.census.longest = size;
		let reason: Irregularity | null = null;
		if (this.#broken) reason = 'bad-quotes';
		else if (this.#cells > wanted) reason = 'too-many-cells';
		else if (size > MAX_RECORD) reason = 'too-long';
		else if (!valid && this.#damaged(bytes, start, end)) reason = 'bad-encoding';
		else if (this.#cells < wanted) reason = 'too-few-cells';
		else if (this.#odd) reason = 'odd-quotes';
		this.#count(reason, start, end);
	}

	#damaged(bytes: Uint8Array, start: number, end: number): boolean {
		if (this.#wish.decoded) return indexOfReplacement(bytes, start, end) >= 0;
		return !isUtf8(bytes.subarray(start, end), true);
	}

	#count(reason: Irregularity | null, start: number, end: number): void {
		const ordinal = this.census.records++;
		if (this.#wish.wanted.size > 0 && this.#wish.wanted.has(ordinal)) this.census.lines.set(ordinal, this.#line);
		if (!reason || this.census.irregular.length >= MOST_IRREGULAR) return;
		const [from, to] = [this.#base + start, this.#base + end];
		this.census.irregular.push({ reason, ordinal, line: this.#line, start: from, end: to });
	}

	/** Counts the physical line at `at` as one record with a stray quote and gives the start of the next line. */
	#strayQuote(bytes: Uint8Array, at: number, length: number): number {
		let end = at;
		while (end < length && bytes[end] !== LF && bytes[end] !== CR) end++;
		this.#count('bad-quotes', at, end);
		if (end - at > this.census.longest) this.census.longest = end - at;
		if (end < length) this.#line++;
		return end < length ? afterLineEnd(bytes, end) : length;
	}

	#check(bytes: Uint8Array, from: number, to: number, column: number): void {
		if (to <= from) return;
		const seen = this.census.columns[column]!;
		const kind = this.#kinds[column];
		if (kind === Kind.Date) {
			if (!isPlainDate(bytes, from, to)) seen.odd = true;
		} else if (kind === Kind.Boolean) {
			if (!isPlainBoolean(bytes, from, to)) seen.odd = true;
		} else checkNumber(bytes, from, to, seen);
	}
}

/** The offset after the line end at `at`; `at` itself at the end of the bytes. */
function afterLineEnd(bytes: Uint8Array, at: number): number {
	if (at >= bytes.length) return at;
	return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
}
