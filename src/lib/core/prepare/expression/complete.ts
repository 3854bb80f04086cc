import type { Column } from '../../table';
import { FUNCTIONS, UNITS } from './functions';
import { KEYWORDS } from './parse-expression';

/** One thing that could be typed at the cursor. */
export interface Suggestion {
	/** What is shown. */
	readonly label: string;
	/** What is put in place of the text between `from` and `to`. */
	readonly insert: string;
	readonly kind: 'column' | 'function' | 'word' | 'unit';
	/** Columns: their type; functions: their name, for the help text. */
	readonly hint: string;
}

/** What could be typed, and the part of the text it would replace. */
export interface Completion {
	readonly from: number;
	readonly to: number;
	readonly suggestions: readonly Suggestion[];
}

const MOST = 12;

/** A column as it is written in an expression: always in brackets, so that any name can be. */
export function writtenColumn(name: string): string {
	return `[${name.replaceAll(']', ']]')}]`;
}

/** What fits at `cursor`: columns inside an open bracket, units inside quotes, else names that begin with or contain what is typed. */
export function complete(text: string, cursor: number, columns: readonly Column[]): Completion {
	const before = text.slice(0, cursor);
	const bracket = /[[【]([^\]】]*)$/.exec(before);
	if (bracket) {
		const closed = /^[^[\]【】]*[\]】]/.exec(text.slice(cursor));
		const to = closed ? cursor + closed[0].length : cursor;
		return { from: bracket.index, to, suggestions: columnsLike(bracket[1] ?? '', columns) };
	}
	const quote = /['"“]([a-z]*)$/i.exec(before);
	const open = (before.match(/'/g)?.length ?? 0) % 2 === 1 || (before.match(/"/g)?.length ?? 0) % 2 === 1;
	if (open)
		return quote && /(date_add|start_of)\s*\([^()]*$/i.test(before.slice(0, quote.index))
			? units(quote, cursor)
			: none(cursor);
	const name = /[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.exec(before);
	const typed = name?.[0] ?? '';
	const from = name?.index ?? cursor;
	const after = /^[\p{L}\p{N}\p{M}_]*/u.exec(text.slice(cursor))?.[0].length ?? 0;
	if (typed === '' && /[\d.\])']\s*$/.test(before)) return none(cursor);
	const all = [...columnsLike(typed, columns), ...functionsLike(typed), ...words(typed)];
	const found = ranked(all, typed, ({ label }) => label);
	return { from, to: cursor + after, suggestions: found };
}

function none(cursor: number): Completion {
	return { from: cursor, to: cursor, suggestions: [] };
}

/** Names that begin with the text first, then those that hold it; as given within each. */
function ranked<T>(items: readonly T[], typed: string, nameOf: (item: T) => string): T[] {
	const lower = typed.trim().toLowerCase();
	const starts = items.filter((item) => nameOf(item).toLowerCase().startsWith(lower));
	const holds = items.filter((item) => !starts.includes(item) && nameOf(item).toLowerCase().includes(lower));
	return [...starts, ...holds].slice(0, MOST);
}

function columnsLike(typed: string, columns: readonly Column[]): Suggestion[] {
	return ranked(columns, typed, ({ name }) => name).map(({ name, type }) => ({
		label: name,
		insert: writtenColumn(name),
		kind: 'column',
		hint: type
	}));
}

function functionsLike(typed: string): Suggestion[] {
	if (typed === '') return [];
	return ranked(FUNCTIONS, typed, ({ name }) => name).map(({ name }) => ({
		label: `${name}()`,
		insert: `${name}(`,
		kind: 'function',
		hint: name
	}));
}

function words(typed: string): Suggestion[] {
	if (typed === '') return [];
	const found = KEYWORDS.filter((word) => word.startsWith(typed.toLowerCase()) && word !== typed.toLowerCase());
	return found.map((word) => ({ label: word, insert: `${word} `, kind: 'word', hint: '' }));
}

function units(quote: RegExpExecArray, cursor: number): Completion {
	const found = UNITS.filter((unit) => unit.startsWith((quote[1] ?? '').toLowerCase()));
	const suggestions = found.map((unit): Suggestion => ({ label: unit, insert: `'${unit}'`, kind: 'unit', hint: '' }));
	return { from: quote.index, to: cursor, suggestions };
}
