import type { Json } from '../json';
import type { ColumnFormat } from '../table';
import { dateMatcher } from './date-pattern';
import { shiftDecimal } from './decimal-text';

/**
 * How a date or timestamp is written. A cell is trimmed first; the first pattern that takes the whole of it wins.
 * Patterns use the strptime letters DuckDB shares with C: %Y %y %m %d %b %B %H %I %M %S %f %p and plain text between.
 * %m, %d, %H, %I, %M, %S take one or two digits. A pattern without a day means the first of the month.
 * Column type `date` takes the day of the match, `timestamp` the whole.
 * Absent format = ISO 8601: `2024-03-05`, with type timestamp also `T` or blank, seconds, fraction, `Z` or an offset
 * (the wall clock as written is kept, the offset is not applied: the same as a cast in DuckDB).
 */
export interface DateFormat {
	readonly kind: 'date';
	readonly patterns: readonly string[];
}

/**
 * How a number is written. Reading a cell, in this order: trim; `fullWidth`: ０–９．，－（）％ become ASCII; every text of
 * `strip` is removed wherever it stands, ignoring case, and the ends are trimmed again; `parentheses`: "(x)" is −x; `trailingMinus`: "x-" is −x;
 * `percent`: one "%" at the end is removed and the value divided by 100; a text of `suffixes` at the end (case ignored,
 * longest first) is removed and the value multiplied by its factor; `grouping` is removed; `decimal` becomes "."; the rest
 * must be a plain number; the value is multiplied by `factor`. All factors are powers of ten, so the result is exact.
 * Absent format = `[+-]digits[.digits]`, for type float also with exponent.
 */
export interface NumberFormat {
	readonly kind: 'number';
	/** "" when numbers are not grouped; a blank also stands for the no-break blanks U+00A0 and U+202F. */
	readonly grouping: '' | ',' | '.' | ' ' | "'";
	readonly decimal: '.' | ',';
	/** Currency signs, codes and words standing before or after the number, e.g. ["$", "USD"] or ["¥", "元"]. */
	readonly strip: readonly string[];
	readonly parentheses: boolean;
	readonly trailingMinus: boolean;
	readonly percent: boolean;
	/** e.g. {"k": 1000, "m": 1000000} or {"万": 10000, "亿": 100000000}; keys in lower case. */
	readonly suffixes: Readonly<Record<string, number>>;
	readonly fullWidth: boolean;
	/** A unit named once in the header: 10000 for 万元. */
	readonly factor: number;
	/** Most digits after the decimal point in the result, over the rows looked at: a loader checks the others. */
	readonly scale: number;
}

/** How true and false are written, compared trimmed and in lower case. Absent format = "true" / "false". */
export interface BooleanFormat {
	readonly kind: 'boolean';
	readonly true: readonly string[];
	readonly false: readonly string[];
}

/** Everything `ColumnFormat.format` can hold. Plain JSON, so that a workspace can keep it. */
export type ValueFormat = DateFormat | NumberFormat | BooleanFormat;

/** The format of a column, or null when its values stand in the plain form of its type. Throws on an unknown kind. */
export function formatOf(column: ColumnFormat): ValueFormat | null {
	const format = column.format as ValueFormat | null | undefined;
	if (format === null || format === undefined) return null;
	if (format.kind !== 'date' && format.kind !== 'number' && format.kind !== 'boolean') {
		throw new Error(`unknown column format: ${JSON.stringify(format)}`);
	}
	return format;
}

/** A format as the Json a {@link ColumnFormat} carries. */
export function formatJson(format: ValueFormat): Json {
	return format as unknown as Json;
}

/**
 * Words that stand for "no value" in a typed column, lower case. In a column of type text they stay text (only the
 * empty cell is null). None of them parses as a number, date or boolean, so a cast gives null by itself; a loader only has to
 * leave them out of what it reports as unparseable.
 */
export const NULL_TOKENS: readonly string[] = [
	'',
	'n/a',
	'#n/a',
	'n.a.',
	'na',
	'nan',
	'null',
	'(null)',
	'\\n',
	'none',
	'nil',
	'-',
	'--',
	'---',
	'–',
	'—',
	'.',
	'?',
	'unknown',
	'tbd',
	'(blank)',
	'#null!',
	'#div/0!',
	'#ref!',
	'#value!',
	'无',
	'空',
	'(空)',
	'(空白)',
	'(无)',
	'未知',
	'暂无',
	'待定',
	'/'
];

const nullTokens = new Set(NULL_TOKENS);

/** Whether a cell of a typed column means "no value". */
export function isNullToken(cell: string): boolean {
	return nullTokens.has(cell.trim().toLowerCase());
}

const FULL_WIDTH = /[０-９．，－＋（）％￥＄]/g;

/** Full-width digits and signs as ASCII (￥ becomes ¥); other characters stay. */
export function asciiWidth(text: string): string {
	return text.replace(FULL_WIDTH, (character) =>
		character === '￥' ? '¥' : String.fromCharCode(character.charCodeAt(0) - 0xfee0)
	);
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * The exact decimal text of a cell ("-1234.5"), or null when the cell does not follow the format.
 * Null tokens are not numbers: null.
 */
export function readNumber(cell: string, format: NumberFormat): string | null {
	let text = format.fullWidth ? asciiWidth(cell.trim()) : cell.trim();
	let shift = Math.round(Math.log10(format.factor));
	let negative = false;
	for (const mark of format.strip) text = removeMark(text, mark);
	text = text.trim();
	if (format.parentheses && /^[-+]?\(.*\)$/s.test(text)) {
		negative = true;
		text = text.replace(/[()]/g, '').trim();
	}
	if (format.trailingMinus && text.length > 1 && text.endsWith('-')) {
		negative = !negative;
		text = text.slice(0, -1).trim();
	}
	if (format.percent && text.endsWith('%')) {
		shift -= 2;
		text = text.slice(0, -1).trim();
	}
	const suffix = suffixOf(text, format.suffixes);
	if (suffix !== null) {
		shift += Math.round(Math.log10(format.suffixes[suffix] ?? 1));
		text = text.slice(0, text.length - suffix.length).trim();
	}
	const plain = plainDigits(text, format);
	if (plain === null) return null;
	const value = shiftDecimal(plain, shift);
	return negative ? negate(value) : value;
}

function removeMark(text: string, mark: string): string {
	const at = text.toLowerCase().indexOf(mark.toLowerCase());
	return at < 0 ? text : (text.slice(0, at) + text.slice(at + mark.length)).trim();
}

function suffixOf(text: string, suffixes: Readonly<Record<string, number>>): string | null {
	const lower = text.toLowerCase();
	const found = Object.keys(suffixes).filter((suffix) => lower.endsWith(suffix));
	return found.sort((a, b) => b.length - a.length)[0] ?? null;
}

function plainDigits(text: string, format: NumberFormat): string | null {
	let digits = text;
	if (format.grouping === ' ') digits = digits.replace(/[ \u00a0\u202f]/g, '');
	else if (format.grouping !== '') digits = digits.split(format.grouping).join('');
	if (format.decimal === ',') digits = digits.replace(',', '.');
	return PLAIN.test(digits) ? digits : null;
}

function negate(value: string): string {
	if (value.startsWith('-')) return value.slice(1);
	return /[1-9]/.test(value) ? `-${value}` : value;
}

/** A day and, when the cell has one, a time of day "HH:MM:SS[.f]". */
export interface DateReading {
	/** ISO day "YYYY-MM-DD" */
	readonly day: string;
	readonly time: string | null;
}

/** The date a cell holds under the format, or null when no pattern takes it or the calendar has no such day. */
export function readDate(cell: string, format: DateFormat): DateReading | null {
	const text = cell.trim();
	for (const pattern of format.patterns) {
		const reading = dateMatcher(pattern)(text);
		if (reading) return reading;
	}
	return null;
}

/** true, false, or null when the cell is neither. */
export function readBoolean(cell: string, format: BooleanFormat): boolean | null {
	const text = cell.trim().toLowerCase();
	if (format.true.includes(text)) return true;
	return format.false.includes(text) ? false : null;
}
