/** What a walk over XML tells. Names come without their prefix. */
export interface XmlHandler {
	/** `tag` is the text between the name and `>`; {@link attribute} reads it. `closed` elements (`<a/>`) get no `close`. */
	open(name: string, tag: string, closed: boolean): void;
	close(name: string): void;
	/** Text and CDATA, entities replaced, in pieces. Told only while `wanted`. */
	text(text: string): void;
	/** Whether text matters just now. */
	wanted: boolean;
	/** Takes the whole element that begins at `at`, where it can do so at once, and gives where it ends; else -1. */
	whole?(text: string, at: number): number;
}

/** The text is no XML that a spreadsheet program writes; `entities` when it has a document type, which may define some. */
export class XmlError extends Error {
	constructor(
		message: string,
		readonly entities = false
	) {
		super(message);
	}
}

/** A tag or comment longer than this belongs to no spreadsheet. */
const LONGEST_TAG = 4 << 20;

/**
 * Walks over XML that comes in pieces. No document types, so no entities but the five of XML and character numbers; nothing
 * is ever fetched. It checks no more of the syntax than finding one's way needs; {@link end} tells a text that stops midway.
 */
export class XmlWalk {
	#rest = '';
	#depth = 0;
	#seen = false;

	constructor(private readonly handler: XmlHandler) {}

	push(piece: string): void {
		const text = this.#rest === '' ? piece : this.#rest + piece;
		let at = 0;
		for (;;) {
			const tag = text.indexOf('<', at);
			if (tag < 0) break;
			if (tag > at && this.handler.wanted) this.handler.text(decoded(text, at, tag));
			const whole = this.handler.whole?.(text, tag) ?? -1;
			const end = whole < 0 ? this.#token(text, tag) : whole;
			if (end < 0) {
				at = tag;
				break;
			}
			at = end;
		}
		this.#rest = text.charCodeAt(at) === LESS ? text.slice(at) : this.#plain(text, at);
		if (this.#rest.length > LONGEST_TAG) throw new XmlError('a tag does not end');
	}

	/** Throws {@link XmlError} when elements are still open. */
	end(): void {
		if (!this.#seen || this.#depth > 0 || this.#rest.startsWith('<')) throw new XmlError('the XML is cut off');
	}

	/** Tells text that may go on in the next piece, but for an entity that may be cut in two. */
	#plain(text: string, from: number): string {
		if (from >= text.length) return '';
		const entity = text.lastIndexOf('&');
		const cut = entity >= from && !text.includes(';', entity) && text.length - entity < 16 ? entity : text.length;
		if (cut > from && this.handler.wanted) this.handler.text(decoded(text, from, cut));
		return text.slice(cut);
	}

	/** Handles the token that starts at `<`; gives where it ends, or -1 when it goes on in the next piece. */
	#token(text: string, from: number): number {
		const code = text.charCodeAt(from + 1);
		if (code === SLASH) {
			const end = text.indexOf('>', from);
			if (end < 0) return -1;
			if (--this.#depth < 0) throw new XmlError('an element ends that did not begin');
			this.handler.close(localName(text.slice(from + 2, end).trimEnd()));
			return end + 1;
		}
		if (code === QUESTION) return after(text, '?>', from);
		if (code === BANG) return this.#declaration(text, from);
		const end = tagEnd(text, from);
		if (end < 0) return -1;
		const closed = text.charCodeAt(end - 1) === SLASH;
		const tagTo = closed ? end - 1 : end;
		let nameTo = from + 1;
		while (nameTo < tagTo && !isSpace(text.charCodeAt(nameTo))) nameTo++;
		if (nameTo === from + 1) throw new XmlError('a tag has no name');
		this.#seen = true;
		if (!closed) this.#depth++;
		this.handler.open(localName(text.slice(from + 1, nameTo)), text.slice(nameTo, tagTo), closed);
		return end + 1;
	}

	#declaration(text: string, from: number): number {
		if (text.length < from + 9) return -1;
		if (text.startsWith('<!--', from)) return after(text, '-->', from);
		if (!text.startsWith('<![CDATA[', from)) throw new XmlError('the XML has a document type', true);
		const end = text.indexOf(']]>', from);
		if (end < 0) return -1;
		if (this.handler.wanted) this.handler.text(text.slice(from + 9, end));
		return end + 3;
	}
}

const LESS = 0x3c;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const BANG = 0x21;

function after(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	return at < 0 ? -1 : at + mark.length;
}

/** Where a tag's `>` stands: not one inside an attribute's quotes. */
function tagEnd(text: string, from: number): number {
	let end = text.indexOf('>', from);
	for (let at = from; end >= 0;) {
		const quote = nextQuote(text, at, end);
		if (quote < 0) return end;
		const close = text.indexOf(text.charAt(quote), quote + 1);
		if (close < 0) return -1;
		at = close + 1;
		if (close > end) end = text.indexOf('>', close);
	}
	return end;
}

function nextQuote(text: string, from: number, to: number): number {
	for (let at = from; at < to; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x22 || code === 0x27) return at;
	}
	return -1;
}

function localName(name: string): string {
	const colon = name.indexOf(':');
	return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of an attribute by its name without prefix; null when the tag does not have it. */
export function attribute(tag: string, name: string): string | null {
	for (let at = 0; ;) {
		const equals = tag.indexOf('=', at);
		if (equals < 0) return null;
		let quote = equals + 1;
		while (isSpace(tag.charCodeAt(quote))) quote++;
		const close = tag.indexOf(tag.charAt(quote), quote + 1);
		if (close < 0) return null;
		let end = equals;
		while (isSpace(tag.charCodeAt(end - 1))) end--;
		const before = tag.charCodeAt(end - name.length - 1);
		if (tag.startsWith(name, end - name.length) && (isSpace(before) || before === 0x3a) && end - name.length > at) {
			return decoded(tag, quote + 1, close);
		}
		at = close + 1;
	}
}

function isSpace(code: number): boolean {
	return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Part of a text with its entities replaced; unknown ones stay as they are written. */
function decoded(text: string, from: number, to: number): string {
	const part = text.slice(from, to);
	if (!part.includes('&')) return part;
	return part.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hex, name) => {
		if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
		const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
		return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}

/** Walks over the pieces of an XML file. Throws {@link XmlError}. `until` ends the walk early. */
export async function walkXml(
	pieces: AsyncIterable<Uint8Array>,
	handler: XmlHandler,
	until: () => boolean = () => false
): Promise<void> {
	const walk = new XmlWalk(handler);
	let decoder: TextDecoder | null = null;
	for await (const piece of pieces) {
		decoder ??= new TextDecoder(encodingOf(piece));
		walk.push(decoder.decode(piece, { stream: true }));
		if (until()) return;
	}
	walk.push(decoder?.decode() ?? '');
	walk.end();
}

function encodingOf(head: Uint8Array): string {
	const [first, second] = head;
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
	return first === 0 && second === 0x3c ? 'utf-16be' : 'utf-8';
}
