/** What the scanner tells, in the order of the text. */
export interface JsonHandler {
	open(kind: 'object' | 'list'): void;
	close(kind: 'object' | 'list'): void;
	name(name: string): void;
	/** A text, decoded. */
	text(value: string): void;
	/** A number as it is written. */
	number(value: string): void;
	literal(value: 'true' | 'false' | 'null'): void;
}

/** What was wrong, and what would have been right. */
export type JsonFault =
	| { readonly reason: 'unexpected'; readonly found: string; readonly expected: Expected }
	| { readonly reason: 'end'; readonly expected: Expected }
	| { readonly reason: 'number' | 'string' | 'encoding' }
	| { readonly reason: 'depth'; readonly depth: number };

type Expected = 'value' | 'name' | 'colon' | 'comma' | 'nothing';

/** The text is no JSON. Lines and columns count from 1; a column is a UTF-16 unit. */
export class JsonError extends Error {
	constructor(
		readonly fault: JsonFault,
		readonly line: number,
		readonly column: number
	) {
		super(fault.reason);
	}
}

/** Deeper nesting than this is no data. */
const MOST_DEPTH = 256;
/** A text longer than this is no cell. */
const LONGEST_TOKEN = 64 << 20;

const SPACE = /[ \t\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_RUN = /[-+.\dA-Za-z_]*/y;
// eslint-disable-next-line no-control-regex -- JSON allows no control characters in a text
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const LITERALS = ['true', 'false', 'null'] as const;

/** Reads JSON that comes in pieces, strictly (RFC 8259), without recursion and without rounding a number. */
export class JsonScanner {
	#rest = '';
	#line: number;
	/** Units of the text before `#rest`, less those before the current line. */
	#column = 0;
	#expected: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma' | 'nothing' = 'value';
	readonly #stack: ('object' | 'list')[] = [];

	constructor(
		private readonly handler: JsonHandler,
		line = 1
	) {
		this.#line = line;
	}

	/** The line being read. */
	get line(): number {
		return this.#line;
	}

	push(piece: string): void {
		this.#read(this.#rest + piece, false);
		if (this.#rest.length > LONGEST_TOKEN) throw this.#error({ reason: 'string' }, 0);
	}

	/** Nothing more comes. Throws when the text stops midway. */
	end(): void {
		this.#read(this.#rest, true);
		if (this.#expected !== 'nothing') throw this.#error({ reason: 'end', expected: this.#wanted() }, 0);
	}

	/** The error of a fault right here, behind what was pushed. */
	fault(fault: JsonFault): JsonError {
		return this.#error(fault, this.#rest.length);
	}

	#read(text: string, final: boolean): void {
		let at = 0;
		for (;;) {
			at = this.#space(text, at);
			if (at >= text.length) break;
			const next = this.#token(text, at, final);
			if (next < 0) break;
			at = next;
		}
		this.#rest = text.slice(at);
		this.#column += at;
	}

	/** Skips blanks and counts lines. Columns are kept relative to the start of `text`. */
	#space(text: string, from: number): number {
		let at = from;
		for (;;) {
			const code = text.charCodeAt(at);
			if (code === 0x0a) {
				this.#line++;
				this.#column = -++at;
			} else if (code === 0x20 || code === 0x09 || code === 0x0d) {
				SPACE.lastIndex = at;
				SPACE.test(text);
				at = SPACE.lastIndex;
			} else return at;
		}
	}

	/** Takes one token; gives where it ends, or -1 when the text stops inside it. */
	#token(text: string, at: number, final: boolean): number {
		const mark = text.charAt(at);
		switch (mark) {
			case '{':
				return this.#open('object', at);
			case '[':
				return this.#open('list', at);
			case '}':
				return this.#close('object', text, at);
			case ']':
				return this.#close('list', text, at);
			case ',':
				if (this.#expected !== 'comma') throw this.#unexpected(text, at);
				this.#expected = this.#stack.at(-1) === 'object' ? 'name' : 'value';
				return at + 1;
			case ':':
				if (this.#expected !== 'colon') throw this.#unexpected(text, at);
				this.#expected = 'value';
				return at + 1;
			case '"':
				return this.#text(text, at, final);
			default:
				return this.#scalar(text, at, final);
		}
	}

	#open(kind: 'object' | 'list', at: number): number {
		this.#valueHere(kind === 'object' ? '{' : '[', at);
		if (this.#stack.length >= MOST_DEPTH) throw this.#error({ reason: 'depth', depth: MOST_DEPTH }, at);
		this.#stack.push(kind);
		this.#expected = kind === 'object' ? 'name-or-end' : 'value-or-end';
		this.handler.open(kind);
		return at + 1;
	}

	#close(kind: 'object' | 'list', text: string, at: number): number {
		const empty = kind === 'object' ? 'name-or-end' : 'value-or-end';
		const fits = this.#stack.at(-1) === kind && (this.#expected === 'comma' || this.#expected === empty);
		if (!fits) throw this.#unexpected(text, at);
		this.#stack.pop();
		this.#afterValue();
		this.handler.close(kind);
		return at + 1;
	}

	#text(text: string, at: number, final: boolean): number {
		const named = this.#expected === 'name' || this.#expected === 'name-or-end';
		if (!named) this.#valueHere('"', at);
		const end = textEnd(text, at);
		if (end < 0) {
			const bad = firstBad(text, at + 1);
			if (bad >= 0) throw this.#error({ reason: 'string' }, bad);
			if (final) throw this.#error({ reason: 'string' }, text.length);
			return -1;
		}
		const value = decoded(text, at, end);
		if (value === null) throw this.#error({ reason: 'string' }, Math.max(at, firstBad(text.slice(0, end), at + 1)));
		if (named) {
			this.#expected = 'colon';
			this.handler.name(value);
		} else {
			this.#afterValue();
			this.handler.text(value);
		}
		return end;
	}

	#scalar(text: string, at: number, final: boolean): number {
		NUMBER_RUN.lastIndex = at;
		NUMBER_RUN.test(text);
		const end = NUMBER_RUN.lastIndex;
		const word = text.slice(at, end);
		if (end === text.length && !final && word.length < 4096) return -1;
		const literal = LITERALS.find((one) => one === word);
		const expectsValue = this.#expected === 'value' || this.#expected === 'value-or-end';
		if (!expectsValue || (literal === undefined && !/^[-\d]/.test(word))) throw this.#unexpected(text, at);
		if (literal === undefined) {
			NUMBER.lastIndex = at;
			if (!NUMBER.test(text) || NUMBER.lastIndex !== end) throw this.#error({ reason: 'number' }, at);
		}
		this.#afterValue();
		if (literal === undefined) this.handler.number(word);
		else this.handler.literal(literal);
		return end;
	}

	#valueHere(found: string, at: number): void {
		if (this.#expected !== 'value' && this.#expected !== 'value-or-end') {
			throw this.#error({ reason: 'unexpected', found, expected: this.#wanted() }, at);
		}
	}

	#afterValue(): void {
		this.#expected = this.#stack.length === 0 ? 'nothing' : 'comma';
	}

	#wanted(): Expected {
		if (this.#expected === 'value-or-end') return 'value';
		return this.#expected === 'name-or-end' ? 'name' : this.#expected;
	}

	#unexpected(text: string, at: number): JsonError {
		const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
		return this.#error({ reason: 'unexpected', found, expected: this.#wanted() }, at);
	}

	#error(fault: JsonFault, at: number): JsonError {
		return new JsonError(fault, this.#line, this.#column + at + 1);
	}
}

/** Where the text that begins with the quote at `from` ends, quote included; -1 when it does not, or has a control character. */
function textEnd(text: string, from: number): number {
	for (let at = from + 1; ;) {
		PLAIN_TEXT.lastIndex = at;
		PLAIN_TEXT.test(text);
		at = PLAIN_TEXT.lastIndex;
		const code = text.charCodeAt(at);
		if (code === 0x22) return at + 1;
		if (code !== 0x5c || at + 1 >= text.length) return -1;
		at += 2;
	}
}

/** The first character or escape in a text that JSON does not allow; -1 when there is none so far. */
function firstBad(text: string, from: number): number {
	for (let at = from; at < text.length;) {
		PLAIN_TEXT.lastIndex = at;
		PLAIN_TEXT.test(text);
		at = PLAIN_TEXT.lastIndex;
		const code = text.charCodeAt(at);
		if (code === 0x22 || at >= text.length) return -1;
		if (code !== 0x5c) return at;
		const escape = text.slice(at + 1, at + 6);
		const good = /^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(escape);
		if (!good && (escape.length === 5 || !/^(?:u[\da-fA-F]{0,3})?$/.test(escape))) return at;
		at += escape.startsWith('u') ? 6 : 2;
	}
	return -1;
}

/** The text between the quotes; null when an escape is wrong. */
function decoded(text: string, from: number, end: number): string | null {
	const plain = text.slice(from + 1, end - 1);
	if (!plain.includes('\\')) return plain;
	try {
		return JSON.parse(text.slice(from, end)) as string;
	} catch {
		return null;
	}
}
