/** How cells are told apart, as byte values; -1 = not used. */
export interface ScanDialect {
	readonly delimiter: number;
	readonly quote: number;
	readonly escape: number;
}

/** What a column's cells are checked for. `text` and `other` are not looked at. */
export type ScanKind = 'text' | 'integer' | 'decimal' | 'date' | 'boolean' | 'other';

/** What was seen in the cells of one column. */
export interface ColumnScan {
	/** Most digits before and after the decimal point of plain numbers. */
	whole: number;
	scale: number;
	/** A whole number such as "007": an identifier, not a quantity. */
	leadingZero: boolean;
	/** A cell that is neither empty nor in the plain form of its kind: DuckDB's own cast might bend it silently. */
	odd: boolean;
}

export type Irregularity = 'too-few-cells' | 'too-many-cells' | 'bad-quotes' | 'bad-encoding' | 'too-long';

/** A record that does not read cleanly. Bytes `start` to `end` (line end excluded) of the scanned file. */
export interface IrregularRecord {
	readonly reason: Irregularity;
	/** 0-based among all records. */
	readonly ordinal: number;
	/** 1-based physical line of the scanned part. */
	readonly line: number;
	readonly start: number;
	readonly end: number;
	/** For 'bad-quotes': false when its quotes are to be read as ordinary characters. */
	readonly quotes: boolean;
}

/** Everything the scan of a file found. */
export interface Census {
	records: number;
	longest: number;
	columns: ColumnScan[];
	irregular: IrregularRecord[];
	/** Physical lines of the records asked for, by ordinal. */
	lines: Map<number, number>;
}

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
	#carry = new Uint8Array(0);
	/** File offset of the first byte of the carry. */
	#base = 0;
	#line = 1;
	/** State of the record being read, kept out of the return value for speed. */
	#cells = 0;
	#newlines = 0;
	#broken = false;

	constructor(
		private readonly dialect: ScanDialect,
		kinds: readonly ScanKind[],
		private readonly wanted: ReadonlySet<number> = new Set(),
		/** Look for bytes that are no UTF-8, which takes half as long again. */
		private readonly validate = true
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
		const columns = kinds.map(() => ({ whole: 0, scale: 0, leadingZero: false, odd: false }));
		this.census = { records: 0, longest: 0, columns, irregular: [], lines: new Map() };
	}

	/** Takes the next bytes of the file; `last` with the final ones. */
	push(chunk: Uint8Array, last: boolean): void {
		let bytes = chunk;
		if (this.#carry.length > 0) {
			bytes = new Uint8Array(this.#carry.length + chunk.length);
			bytes.set(this.#carry);
			bytes.set(chunk, this.#carry.length);
		}
		const used = this.#scan(bytes, last);
		this.#carry = bytes.slice(used);
		this.#base += used;
	}

	#scan(bytes: Uint8Array, last: boolean): number {
		const valid = !this.validate || isUtf8(bytes, last);
		const single = this.#kinds.length === 1;
		let at = 0;
		while (at < bytes.length) {
			const end = this.#record(bytes, at, last);
			if (end < 0) {
				if (!last && !this.#broken && bytes.length - at < MAX_RECORD) return at;
				at = this.#strayQuote(bytes, at);
				continue;
			}
			if (end > at || single) this.#regular(bytes, at, end, valid);
			this.#line += this.#newlines;
			at = afterLineEnd(bytes, end);
			if (at > end) this.#line += 1;
		}
		return at;
	}

	/**
	 * Reads one record from `at`; gives the offset of its line end, or -1 when it is not complete. A record whose text goes on
	 * after a closing quote over several lines is taken for a stray quote: -1 and `#broken`.
	 */
	#record(bytes: Uint8Array, start: number, last: boolean): number {
		const { delimiter, quote } = this.dialect;
		const kinds = this.#kinds;
		const length = bytes.length;
		let at = start;
		this.#cells = 0;
		this.#newlines = 0;
		this.#broken = false;
		for (;;) {
			const column = this.#cells++;
			let from = at;
			if (bytes[at] === SPACE) {
				while (at < length && bytes[at] === SPACE) at++;
				if (bytes[at] === quote) from = at;
			}
			if (at < length && bytes[at] === quote) {
				at = this.#quoted(bytes, at);
				if (at < 0) return -1;
				if (column < kinds.length && kinds[column] !== Kind.Skip) this.#check(bytes, from + 1, at - 1, column);
				const garbage = at;
				while (at < length && bytes[at] === SPACE) at++;
				if (at < length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) {
					this.#broken = true;
					if (this.#newlines > 0) return -1;
					at = garbage;
					while (at < length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
				}
			} else {
				while (at < length) {
					const byte = bytes[at]!;
					if (byte === delimiter || byte === LF || byte === CR) break;
					at++;
				}
				if (at >= length && !last) return -1;
				if (column < kinds.length && kinds[column] !== Kind.Skip) this.#check(bytes, from, at, column);
			}
			if (at >= length) return last ? length : -1;
			if (bytes[at] !== delimiter) {
				return bytes[at] === CR && at + 1 === length && !last ? -1 : at;
			}
			at++;
		}
	}

	/** The offset after the closing quote of the cell that opens at `at`, or -1. */
	#quoted(bytes: Uint8Array, at: number): number {
		const { quote, escape } = this.dialect;
		let from = at + 1;
		for (;;) {
			const close = bytes.indexOf(quote, from);
			if (close < 0) return -1;
			for (let line = nextLineEnd(bytes, from, close); line >= 0; line = nextLineEnd(bytes, line, close))
				this.#newlines++;
			if (escape === quote) {
				if (bytes[close + 1] !== quote) return close + 1;
				from = close + 2;
			} else {
				let escapes = 0;
				while (close - 1 - escapes > at && bytes[close - 1 - escapes] === escape) escapes++;
				if (escapes % 2 === 0) return close + 1;
				from = close + 1;
			}
		}
	}

	#regular(bytes: Uint8Array, start: number, end: number, valid: boolean): void {
		const wanted = this.#kinds.length;
		const size = end - start;
		if (size > this.census.longest) this.census.longest = size;
		let reason: Irregularity | null = null;
		if (this.#broken) reason = 'bad-quotes';
		else if (this.#cells > wanted) reason = 'too-many-cells';
		else if (size > MAX_RECORD) reason = 'too-long';
		else if (!valid && !isUtf8(bytes.subarray(start, end), true)) reason = 'bad-encoding';
		else if (this.#cells < wanted) reason = 'too-few-cells';
		this.#count(reason, start, end, true);
	}

	#count(reason: Irregularity | null, start: number, end: number, quotes: boolean): void {
		const ordinal = this.census.records++;
		if (this.wanted.has(ordinal)) this.census.lines.set(ordinal, this.#line);
		if (!reason) return;
		const [from, to] = [this.#base + start, this.#base + end];
		this.census.irregular.push({ reason, ordinal, line: this.#line, start: from, end: to, quotes });
	}

	/** Counts the physical line at `at` as one record with a stray quote and gives the start of the next line. */
	#strayQuote(bytes: Uint8Array, at: number): number {
		let end = at;
		while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++;
		this.#count('bad-quotes', at, end, false);
		if (end - at > this.census.longest) this.census.longest = end - at;
		const next = afterLineEnd(bytes, end);
		if (next > end) this.#line += 1;
		return next;
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

function checkNumber(bytes: Uint8Array, from: number, to: number, seen: ColumnScan): void {
	let at = from;
	if (bytes[at] === 45) at++;
	const first = at;
	while (at < to && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
	const whole = at - first;
	let scale = 0;
	if (at < to && bytes[at] === 46) {
		const point = ++at;
		while (at < to && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
		scale = at - point;
	}
	if (at < to || whole + scale === 0) {
		seen.odd = true;
		return;
	}
	if (whole > 1 && bytes[first] === 48 && at === first + whole) seen.leadingZero = true;
	if (whole > seen.whole) seen.whole = whole;
	if (scale > seen.scale) seen.scale = scale;
}

function isPlainDate(bytes: Uint8Array, from: number, to: number): boolean {
	return to - from === 10 && bytes[from + 4] === 45 && bytes[from + 7] === 45;
}

function isPlainBoolean(bytes: Uint8Array, from: number, to: number): boolean {
	let text = '';
	for (let at = from; at < to && at < from + 6; at++) text += String.fromCharCode(bytes[at]!);
	return /^(true|false)$/i.test(text);
}

/** After the first line end found from `from` and before `to`, or -1. CR LF is one. */
function nextLineEnd(bytes: Uint8Array, from: number, to: number): number {
	for (let at = from; at < to; at++) if (bytes[at] === LF || bytes[at] === CR) return afterLineEnd(bytes, at);
	return -1;
}

/** The offset after the line end at `at`; `at` itself at the end of the bytes. */
export function afterLineEnd(bytes: Uint8Array, at: number): number {
	if (at >= bytes.length) return at;
	return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
}

const strict = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
	try {
		strict.decode(whole ? bytes : bytes.subarray(0, wholeCharacters(bytes)));
		return true;
	} catch {
		return false;
	}
}

/** The length of `bytes` without a character cut off at its end. */
function wholeCharacters(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back]!;
		if (byte >= 0xc0) return bytes.length - back;
		if (byte < 0x80) return bytes.length;
	}
	return bytes.length;
}
