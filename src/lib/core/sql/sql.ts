import { dayNumber, dayOf, type Day } from '../period';
import { dedent, indent, lastMargin } from './layout';

/** Marks text written by this folder. It exists at run time too, so that nothing read from a document can pose as SQL. */
const brand: unique symbol = Symbol('sql');

/** SQL text made by this folder and nowhere else. Plain strings are refused by type. */
export interface Sql {
	readonly text: string;
	readonly [brand]: 'sql';
}

/** One statement, ready to run. `text` is what runs and what "Show SQL" shows: values are quoted literals. */
export interface Query {
	readonly text: string;
	readonly [brand]: 'query';
}

function made(text: string): Sql {
	return { text, [brand]: 'sql' };
}

/** No text at all. Alone on its line of a template, the line disappears. */
export const empty: Sql = made('');

/**
 * The only way to write SQL: a template whose holes take other fragments and nothing else (names: {@link id},
 * values: {@link literal}, {@link day}, {@link decimal}). A template that starts with a line break is a block: its common
 * indentation and outer blank lines are removed, and a fragment of several lines keeps the indentation of its hole.
 * Throws TypeError when a hole holds anything that this folder did not make.
 */
export function sql(strings: TemplateStringsArray, ...holes: readonly Sql[]): Sql {
	const texts = dedent(strings);
	let out = texts[0] ?? '';
	let margin = lastMargin(out, '');
	holes.forEach((hole, i) => {
		if (hole?.[brand] !== 'sql') throw new TypeError('a hole of an SQL template holds something that is no fragment');
		const next = texts[i + 1] ?? '';
		const alone = hole.text === '' && /(^|\n)[ \t]*$/.test(out) && (/^[ \t]*\n/.test(next) || i === holes.length - 1);
		if (alone) out = out.includes('\n') ? out.replace(/\n[ \t]*$/, '') + next : next.replace(/^[ \t]*\n/, '');
		else out += indent(hole.text, margin) + next;
		margin = lastMargin(next, margin);
	});
	return made(out);
}

/**
 * A quoted identifier, or a dotted path of them: `id('deals', 'Close Date')` is `"deals"."Close Date"`. Throws RangeError for "" and for NUL, which no DuckDB
 * name can hold.
 */
export function id(...path: readonly [string, ...string[]]): Sql {
	return made(path.map(quoteName).join('.'));
}

/**
 * A plain lower-case word as it stands: the name of a step or of a column that a query makes itself. Throws RangeError for
 * anything but letters, digits and underscores.
 */
export function word(name: string): Sql {
	if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new RangeError(`not a plain word: ${name}`);
	return made(name);
}

/** A comment line. Line breaks in the text become blanks. */
export function note(comment: string): Sql {
	return made(`-- ${comment.replace(/[\s\0]+/g, ' ').trim()}`);
}

function quoteName(name: string): string {
	if (name === '' || name.includes('\0')) throw new RangeError('a name must not be empty or hold a NUL character');
	return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A value as a literal. Text is quoted (NUL written as chr(0)); integers stay integers; other numbers are DOUBLE and come
 * back bit for bit; exact decimals: {@link decimal}; days: {@link day}. Throws RangeError for NaN and infinities.
 */
export function literal(value: string | number | bigint | boolean | null): Sql {
	if (value === null) return made('NULL');
	if (typeof value === 'boolean') return made(value ? 'TRUE' : 'FALSE');
	if (typeof value === 'bigint') return made(signed(String(value)));
	if (typeof value === 'string') return made(quoteText(value));
	if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
	const text = Object.is(value, -0) ? '-0' : String(value);
	return made(signed(Number.isSafeInteger(value) && text !== '-0' ? text : text.includes('e') ? text : `${text}e0`));
}

/** A negative number in brackets, so that a minus before it can never make the start of a comment. */
function signed(text: string): string {
	return text.startsWith('-') ? `(${text})` : text;
}

function quoteText(value: string): string {
	const parts = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
	return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(' || chr(0) || ')})`;
}

/** An exact decimal from its text, such as "3706827.64". Throws RangeError when the text is no plain decimal number. */
export function decimal(text: string): Sql {
	if (!/^-?\d{1,38}(\.\d{1,38})?$/.test(text)) throw new RangeError(`not a decimal number: ${text}`);
	return made(signed(text));
}

/** A calendar day as a DATE. Throws RangeError when the text is no calendar day. */
export function day(value: Day): Sql {
	if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw new RangeError(`not a day: ${value}`);
	if (dayOf(dayNumber(value)) !== value) throw new RangeError(`not a day: ${value}`);
	return made(`DATE '${value}'`);
}

/** Fragments one after another with `separator` between them. */
export function join(parts: readonly Sql[], separator: Sql): Sql {
	return made(text(parts).join(text([separator])[0]));
}

function text(parts: readonly Sql[]): string[] {
	return parts.map((part) => {
		if (part?.[brand] !== 'sql') throw new TypeError('a joined part is no SQL fragment');
		return part.text;
	});
}

/** Fragments on one line: `a, b, c`. */
export function list(parts: readonly Sql[]): Sql {
	return made(text(parts).join(', '));
}

/** Fragments on lines of their own, with a comma after each but the last. */
export function lines(parts: readonly Sql[]): Sql {
	return made(text(parts).join(',\n'));
}

/** Fragments on lines of their own, nothing between them. */
export function stack(parts: readonly Sql[]): Sql {
	return made(text(parts).join('\n'));
}

/** All conditions hold; TRUE when there are none. One condition per line. */
export function every(conditions: readonly Sql[]): Sql {
	return conditions.length === 0 ? sql`TRUE` : made(text(conditions).join('\nAND '));
}

/** A fragment as a statement that can run. */
export function query(fragment: Sql): Query {
	if (fragment?.[brand] !== 'sql') throw new TypeError('a query must be made of an SQL fragment');
	return { text: fragment.text, [brand]: 'query' };
}

/** The text of a statement as a fragment, to stand within another. */
export function bodyOf(statement: Query): Sql {
	if (statement?.[brand] !== 'query') throw new TypeError('only a statement has a body');
	return made(statement.text);
}
