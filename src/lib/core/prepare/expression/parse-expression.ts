import { failAt, tokens, type Token } from './tokens';

/** Longest expression, in UTF-16 units. */
export const EXPRESSION_LENGTH = 2_000;

/** Most levels an expression may be nested. */
const DEPTH = 40;

interface Place {
	readonly at: number;
	readonly length: number;
}

/** The tree of an expression. */
export type Node = Place &
	(
		| { readonly kind: 'number' | 'text' | 'column'; readonly text: string }
		/** A name without brackets that is no function: a column, matched loosely. */
		| { readonly kind: 'name'; readonly text: string }
		| { readonly kind: 'boolean'; readonly value: boolean }
		| { readonly kind: 'null' }
		| { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly operand: Node }
		| { readonly kind: 'binary'; readonly op: BinaryOp; readonly left: Node; readonly right: Node }
		| { readonly kind: 'in'; readonly value: Node; readonly list: readonly Node[]; readonly negated: boolean }
		| { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
	);

/** Operators between two values. `&` puts texts together. */
export type BinaryOp = '+' | '-' | '*' | '/' | '%' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

/** How tightly operators bind; those of one level from left to right. */
const LEVELS: Readonly<Record<BinaryOp, number>> = {
	or: 1,
	and: 2,
	'=': 4,
	'<>': 4,
	'<': 4,
	'<=': 4,
	'>': 4,
	'>=': 4,
	'&': 5,
	'+': 6,
	'-': 6,
	'*': 7,
	'/': 7,
	'%': 7
};
const NOT_LEVEL = 3;
const IN_LEVEL = 4;
const UNARY_LEVEL = 8;

/** Words that are no column names without brackets. */
export const KEYWORDS = ['and', 'or', 'not', 'in', 'true', 'false', 'null'] as const;

/** Parses an expression. Throws ExpressionFailure. */
export function parseExpression(source: string): Node {
	if (source.length > EXPRESSION_LENGTH)
		failAt({ at: EXPRESSION_LENGTH, length: source.length - EXPRESSION_LENGTH }, 'too-long');
	const all = tokens(source);
	let at = 0;
	let depth = 0;
	const peek = (): Token => all[at] ?? all[all.length - 1]!;
	const take = (): Token => all[at++] ?? all[all.length - 1]!;
	const isSign = (text: string): boolean => peek().kind === 'sign' && peek().text === text;
	const isWord = (text: string, token = peek()): boolean => token.kind === 'name' && token.text.toLowerCase() === text;

	function expression(level: number): Node {
		if (++depth > DEPTH) failAt(peek(), 'too-deep');
		let left = prefix();
		for (;;) {
			const negated = isWord('not') && isWord('in', all[at + 1]);
			if ((isWord('in') || negated) && IN_LEVEL > level) left = among(left, negated);
			else {
				const op = operator();
				if (op === null || LEVELS[op] <= level) break;
				take();
				const right = expression(LEVELS[op]);
				left = { kind: 'binary', op, left, right, ...span(left, right) };
			}
		}
		depth--;
		return left;
	}

	function operator(): BinaryOp | null {
		const { kind, text } = peek();
		if (kind === 'name') return isWord('and') ? 'and' : isWord('or') ? 'or' : null;
		if (kind !== 'sign') return null;
		if (text === '==') return '=';
		if (text === '!=') return '<>';
		return text in LEVELS ? (text as BinaryOp) : null;
	}

	function among(value: Node, negated: boolean): Node {
		if (negated) take();
		take();
		const { args, end } = list();
		if (args.length === 0) failAt(peek(), 'unexpected', { text: ')' });
		return { kind: 'in', value, list: args, negated, at: value.at, length: end - value.at };
	}

	/** ( expression, … ) with the offset behind it. */
	function list(): { args: Node[]; end: number } {
		expect('(');
		const args: Node[] = [];
		if (!isSign(')')) {
			args.push(expression(0));
			while (isSign(',')) {
				take();
				args.push(expression(0));
			}
		}
		const close = expect(')');
		return { args, end: close.at + close.length };
	}

	function prefix(): Node {
		const token = peek();
		const place = { at: token.at, length: token.length };
		if (isSign('-')) {
			take();
			const operand = expression(UNARY_LEVEL);
			return { kind: 'unary', op: '-', operand, ...span(place, operand) };
		}
		if (isWord('not')) {
			take();
			const operand = expression(NOT_LEVEL);
			return { kind: 'unary', op: 'not', operand, ...span(place, operand) };
		}
		if (isSign('(')) {
			take();
			const inner = expression(0);
			expect(')');
			return inner;
		}
		if (token.kind === 'end') failAt(token, at === 0 ? 'empty' : 'ends-early');
		if (token.kind === 'sign') failAt(token, 'unexpected', { text: token.text });
		take();
		if (token.kind === 'name') return named(token, place);
		return { kind: token.kind, text: token.text, ...place };
	}

	function named(token: Token, place: Place): Node {
		const lower = token.text.toLowerCase();
		if (isSign('(')) {
			const { args, end } = list();
			return { kind: 'call', name: token.text, args, at: place.at, length: end - place.at };
		}
		if (lower === 'true' || lower === 'false') return { kind: 'boolean', value: lower === 'true', ...place };
		if (lower === 'null') return { kind: 'null', ...place };
		if (lower === 'and' || lower === 'or' || lower === 'in') failAt(place, 'unexpected', { text: token.text });
		return { kind: 'name', text: token.text, ...place };
	}

	function expect(sign: string): Token {
		const token = take();
		if (token.kind === 'end') failAt(token, 'ends-early');
		if (token.kind !== 'sign' || token.text !== sign) failAt(token, 'unexpected', { text: token.text });
		return token;
	}

	const tree = expression(0);
	if (peek().kind !== 'end') failAt(peek(), 'unexpected', { text: peek().text });
	return tree;
}

function span(from: Place, to: Place): Place {
	return { at: from.at, length: to.at + to.length - from.at };
}
