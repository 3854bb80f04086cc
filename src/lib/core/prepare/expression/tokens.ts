/** What can be wrong with an expression; `i18n/expression.ts` makes the sentence. */
export type ExpressionErrorCode =
	| 'too-long'
	| 'too-deep'
	| 'empty'
	| 'character'
	| 'text-open'
	| 'column-open'
	| 'number-size'
	| 'unexpected'
	| 'ends-early'
	| 'column-unknown'
	| 'function-unknown'
	| 'arguments'
	| 'type'
	| 'types-differ'
	| 'unit'
	| 'whole-literal'
	| 'too-many-factors'
	| 'always-empty';

/** Where an expression is wrong, and how. */
export interface ExpressionError {
	readonly code: ExpressionErrorCode;
	/** Offset in UTF-16 units, and how far it reaches. */
	readonly at: number;
	readonly length: number;
	/**
	 * character, unexpected { text }; column-unknown, function-unknown { name, close: string[] }; arguments { name, least, most };
	 * type { need, have }; types-differ { left, right }; unit { text }.
	 */
	readonly details: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A mistake in an expression, on its way out of the parser or the compiler. */
export class ExpressionFailure extends Error {
	constructor(readonly error: ExpressionError) {
		super(error.code);
	}
}

/** Ends parsing with an error at a place. */
export function failAt(
	place: { readonly at: number; readonly length: number },
	code: ExpressionErrorCode,
	details: ExpressionError['details'] = {}
): never {
	throw new ExpressionFailure({ code, at: place.at, length: place.length, details });
}

/** One word of an expression. `text` is its value: the name without brackets, the text without quotes. */
export interface Token {
	readonly kind: 'number' | 'text' | 'column' | 'name' | 'sign' | 'end';
	readonly text: string;
	readonly at: number;
	readonly length: number;
}

/** Signs of Chinese keyboards that mean the same as their plain forms. */
const PLAIN: Readonly<Record<string, string>> = {
	'（': '(',
	'）': ')',
	'，': ',',
	'＋': '+',
	'－': '-',
	'＊': '*',
	'×': '*',
	'／': '/',
	'÷': '/',
	'％': '%',
	'＝': '=',
	'＜': '<',
	'＞': '>',
	'！': '!',
	'＆': '&',
	'≤': '<=',
	'≥': '>=',
	'≠': '<>',
	'【': '[',
	'】': ']'
};
const CLOSING: Readonly<Record<string, string>> = { "'": "'", '"': '"', '“': '”', '”': '”', '‘': '’', '’': '’' };
const SIGNS = ['<=', '>=', '<>', '!=', '==', '+', '-', '*', '/', '%', '=', '<', '>', '(', ')', ',', '&'];

/** Cuts an expression into tokens; the last one has kind `end`. Throws {@link ExpressionFailure}. */
export function tokens(source: string): Token[] {
	const found: Token[] = [];
	let at = 0;
	while (at < source.length) {
		const token = blank(source, at) ? null : next(source, at);
		if (token) found.push(token);
		at += token?.length ?? 1;
	}
	found.push({ kind: 'end', text: '', at: source.length, length: 0 });
	return found;
}

function blank(source: string, at: number): boolean {
	return /\s/.test(source[at] ?? '');
}

function next(source: string, at: number): Token {
	const raw = source[at] ?? '';
	const character = PLAIN[raw] ?? raw;
	const closing = CLOSING[raw];
	if (closing !== undefined) return quoted(source, at, closing);
	if (character === '[') return bracketed(source, at);
	const number = /^(\d+(\.\d+)?|\.\d+)/.exec(source.slice(at, at + 100));
	if (number) return { kind: 'number', text: number[0], at, length: number[0].length };
	const name = /^[\p{L}_][\p{L}\p{N}\p{M}_]*/u.exec(source.slice(at));
	if (name) return { kind: 'name', text: name[0], at, length: name[0].length };
	const pair = character + (PLAIN[source[at + 1] ?? ''] ?? source[at + 1] ?? '');
	if (SIGNS.includes(pair) && pair.length === 2 && character.length === 1)
		return { kind: 'sign', text: pair, at, length: 2 };
	if (SIGNS.includes(character)) return { kind: 'sign', text: character, at, length: 1 };
	return failAt({ at, length: 1 }, 'character', { text: String.fromCodePoint(source.codePointAt(at) ?? 0) });
}

/** 'text', "text" or “text”; the closing quote twice stands for itself. */
function quoted(source: string, at: number, closing: string): Token {
	let text = '';
	for (let i = at + 1; i < source.length; i++) {
		const character = source[i] ?? '';
		if (character !== closing) text += character;
		else if (source[i + 1] === closing) {
			text += closing;
			i++;
		} else return { kind: 'text', text, at, length: i + 1 - at };
	}
	return failAt({ at, length: source.length - at }, 'text-open');
}

/** [Column name]; a closing bracket in the name is written twice. */
function bracketed(source: string, at: number): Token {
	let text = '';
	for (let i = at + 1; i < source.length; i++) {
		const character = source[i] ?? '';
		if (character !== ']' && character !== '】') text += character;
		else if (source[i + 1] === character) {
			text += character;
			i++;
		} else return { kind: 'column', text, at, length: i + 1 - at };
	}
	return failAt({ at, length: source.length - at }, 'column-open');
}
