import type { Json } from '../json';
import type { ColumnFormat } from '../table';
import { calendarDay, clockText, dateMatcher } from './date-pattern';
import { shiftDecimal } from './decimal-text';
import {
	FLOAT_SOURCE,
	groupClass,
	ISO_DAY,
	ISO_MOMENT,
	numberSource,
	SERIAL_SOURCE,
	SERIALS,
	stripSources,
	ZONE_SOURCE
} from './value-format-source';
import { asciiWidth, BLANK_CLASS } from './value-format-text';

/**
 * How a date or timestamp is written. Reading a cell, in this order: trim; `fullWidth`: as for numbers; `zone`: a zone or offset
 * behind a time of day is removed (the wall clock as written is kept, the offset is not applied); `replace`: the text in lower
 * case, every text of the left side becoming the right one, then trimmed; `serial`; the first pattern that takes the whole of it.
 * Patterns use the strptime letters DuckDB shares with C: %Y %y %m %d %b %B %H %I %M %S %f %p and plain text between.
 * %m, %d, %H, %I, %M, %S take one or two digits (two where they touch other digits), %f up to six. Years before 1000 are refused; %y is 1969–2068. A pattern without a
 * day means the first of the month.
 * Column type `date` takes the day of the match, `timestamp` the whole.
 * Absent format = ISO 8601: `2024-03-05`, with type timestamp also `T` or blank, `HH:MM`, seconds, fraction, and behind seconds
 * `Z` or an offset, which is not applied.
 */
export interface DateFormat {
	readonly kind: 'date';
	readonly patterns: readonly string[];
	readonly fullWidth?: boolean;
	readonly zone?: boolean;
	/** Month names of other languages, 上午 and 下午, weekdays …: e.g. [["märz", "mar"], ["下午", "pm"]]. */
	readonly replace?: readonly (readonly [string, string])[];
	/**
	 * A plain number is a moment: days since 1899-12-30 ("1900", the usual workbook; from 61 on, before which its calendar is wrong)
	 * or since 1904-01-01 ("1904"), or seconds or milliseconds since 1970. Rounded to the second.
	 */
	readonly serial?: SerialSystem;
}

/** Ways to count moments: workbooks of Windows and of old Macs, and clocks of computers. */
export type SerialSystem = '1900' | '1904' | 'unix' | 'unix-ms';

/**
 * How a number is written. Reading a cell, in this order: trim; `fullWidth`: ０–９．，－（）％ and typographic minus signs become
 * ASCII; texts of `strip` before the number (behind its sign or bracket) and behind it (before a closing bracket or minus) are
 * removed, ignoring case; `parentheses`: "(x)" is −x; `trailingMinus`: "x-" is −x; `percent`: one "%" at the end is removed and the
 * value divided by 100; else a text of `suffixes` at the end (case ignored, longest first) is removed and the value multiplied
 * by its factor; a cell with neither is multiplied by `factor`. What is left must be a number: groups of three digits, or the
 * Indian groups of two before three, or no groups. All factors are powers of ten, so the result is exact.
 * Absent format = `[+-]digits[.digits]`, for type float also with exponent. Blanks may stand between a sign and its digits.
 */
export interface NumberFormat {
	readonly kind: 'number';
	/** "" when numbers are not grouped; a blank also stands for the no-break and thin blanks, ' also for ’. */
	readonly grouping: '' | ',' | '.' | ' ' | "'";
	readonly decimal: '.' | ',';
	/** Currency signs, codes and words standing before or after the number, e.g. ["$", "USD"] or ["¥", "元"]. */
	readonly strip: readonly string[];
	readonly parentheses: boolean;
	readonly trailingMinus: boolean;
	readonly percent: boolean;
	/** e.g. {"k": 1000, "m": 1000000}, {"万": 10000, "亿": 100000000} or {"‰": 0.001}; keys in lower case. */
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
 * Words that stand for "no value" in a typed column and say nothing else, lower case: such cells are empty, as if nothing were
 * written. In a column of type text they stay text (only the empty cell is null). None of them parses as a number, date or
 * boolean, so a reading gives null by itself; a loader only has to leave them out of what it lists.
 */
export const SILENT_TOKENS: readonly string[] = [
	...[
		'',
		'n/a',
		'#n/a',
		'n.a.',
		'na',
		'<na>',
		'nan',
		'null',
		'(null)',
		'<null>',
		'[null]',
		'\\n',
		'none',
		'nil',
		'undefined'
	],
	...['-', '--', '---', '–', '—', '——', '－', '.', '..', '...', '…', '/', '(blank)', '(empty)', '(none)', '#null!'],
	...['not available', 'not applicable', 'no data', 'no value', '0000-00-00', '0000-00-00 00:00:00'],
	...[
		'无',
		'空',
		'(空)',
		'（空）',
		'(空白)',
		'（空白）',
		'(无)',
		'（无）',
		'空值',
		'空白',
		'暂无',
		'没有',
		'无数据',
		'不适用'
	],
	...['無', '暫無', '沒有', '無資料', '不適用']
];

/**
 * Words that stand for "no value" in a typed column and say why, or that something went wrong, lower case. Their cells are
 * empty, do not count against a type, and are listed: reason 'no-value', issue 'cells-no-value'.
 */
export const TELLING_TOKENS: readonly string[] = [
	...[
		'?',
		'??',
		'???',
		'？',
		'unknown',
		'tbd',
		'tba',
		'tbc',
		't.b.d.',
		'to be determined',
		'to be confirmed',
		'pending'
	],
	...['missing', 'not set', 'not known', 'error', 'err', '#error!', '#div/0!', '#ref!', '#value!', '#num!', '#name?'],
	...['#spill!', '#calc!', '#busy!', '#getting_data', '#field!', '#blocked!', '#connect!', '#unknown!'],
	...Array.from({ length: 18 }, (_, at) => '#'.repeat(at + 3)),
	...['未知', '待定', '未定', '待确认', '待确定', '待补充', '待填', '待更新', '不详', '不明', '不确定', '面议', '保密'],
	...['待確認', '待確定', '待補充', '不詳', '不確定', '面議']
];

const silent = new Set(SILENT_TOKENS);
const telling = new Set(TELLING_TOKENS);
/** Most cells are told apart from all of them by their length or first character, without a look into the sets. */
const longestToken = Math.max(...[...silent, ...telling].map((token) => token.length));
const firstCharacters = new Set(
	[...silent, ...telling].flatMap((token) => [...token.slice(0, 1), ...token.slice(0, 1).toUpperCase()])
);

/** Whether a cell of a typed column means "no value", silently or not. */
export function isNullToken(cell: string): boolean {
	const text = cell.trim();
	if (text.length > longestToken || (text !== '' && !firstCharacters.has(text.charAt(0)))) return false;
	const word = text.toLowerCase();
	return silent.has(word) || telling.has(word);
}

/** Whether a cell of a typed column means "no value" in a word the user must see, such as TBD or #REF!. */
export function isTellingToken(cell: string): boolean {
	return telling.has(cell.trim().toLowerCase());
}

/**
 * The value of a cell under its column's format as text, the same as the loaded column shown as text (numbers without a plus
 * sign): ISO days and moments, plain numbers, "true" and "false"; null when the cell is empty or does not follow the format.
 */
export function cellValue(cell: string, column: ColumnFormat): string | null {
	const format = formatOf(column);
	switch (column.type) {
		case 'text':
			return cell === '' ? null : cell;
		case 'integer':
		case 'decimal':
			return readNumber(cell, format?.kind === 'number' ? format : PLAIN_NUMBER);
		case 'float':
			return readFloat(cell, format?.kind === 'number' ? format : null);
		case 'boolean': {
			const value = readBoolean(cell, format?.kind === 'boolean' ? format : PLAIN_BOOLEAN);
			return value === null ? null : String(value);
		}
		case 'date':
			return (format?.kind === 'date' ? readDate(cell, format) : readIso(cell, false))?.day ?? null;
		case 'timestamp': {
			const moment = format?.kind === 'date' ? readDate(cell, format) : readIso(cell, true);
			return moment && `${moment.day} ${moment.time ?? '00:00:00'}`;
		}
	}
}

/** The plain form of numbers: what is read where a column has no format. */
export const PLAIN_NUMBER: NumberFormat = {
	kind: 'number',
	grouping: '',
	decimal: '.',
	strip: [],
	parentheses: false,
	trailingMinus: false,
	percent: false,
	suffixes: {},
	fullWidth: false,
	factor: 1,
	scale: 0
};
/** The plain form of true and false. */
export const PLAIN_BOOLEAN: BooleanFormat = { kind: 'boolean', true: ['true'], false: ['false'] };

const FLOAT = new RegExp(`^${FLOAT_SOURCE}$`);

function readFloat(cell: string, format: NumberFormat | null): string | null {
	const text = cell.trim();
	const plain = format ? readNumber(cell, format) : FLOAT.test(text) ? text : null;
	if (plain === null) return null;
	const value = Number(plain);
	return Number.isFinite(value) ? String(value) : null;
}

/**
 * The exact decimal text of a cell ("-1234.5"), or null when the cell does not follow the format.
 * Null tokens are not numbers: null.
 */
export function readNumber(cell: string, format: NumberFormat): string | null {
	const marks = marksOf(format);
	let text = cell.trim();
	if (format.fullWidth) text = asciiWidth(text);
	if (marks.before) text = text.replace(marks.before, '$1').replace(marks.behind, '$1').trim();
	let negative = false;
	if (format.parentheses && BRACKETS.test(text)) {
		negative = true;
		text = text.replace(BRACKETS, '$1$2').trim();
	}
	if (format.trailingMinus && text.length > 1 && text.endsWith('-')) {
		negative = !negative;
		text = text.slice(0, -1).trim();
	}
	let shift = places(format.factor);
	const suffix = suffixOf(text, marks.suffixes);
	if (format.percent && text.endsWith('%')) {
		shift = -2;
		text = text.slice(0, -1).trim();
	} else if (suffix !== null) {
		shift = places(format.suffixes[suffix] ?? 1);
		text = text.slice(0, text.length - suffix.length).trim();
	}
	text = text.replace(APART, '$1');
	if (!marks.shape.test(text)) return null;
	const value = shiftDecimal(text.replace(marks.groups, '').replace(',', '.'), shift);
	return negative ? negate(value) : value;
}

const BRACKETS = new RegExp(`^([-+]?)[${BLANK_CLASS}]*\\(([^()]*)\\)$`);
const APART = new RegExp(`^([-+])[${BLANK_CLASS}]+`);
const NO_MARKS = /^$/;

interface Marks {
	readonly before: RegExp | null;
	readonly behind: RegExp;
	readonly suffixes: readonly string[];
	readonly shape: RegExp;
	readonly groups: RegExp | string;
}

const compiled = new WeakMap<NumberFormat, Marks>();

function marksOf(format: NumberFormat): Marks {
	const known = compiled.get(format);
	if (known) return known;
	const sources = stripSources(format);
	const marks: Marks = {
		before: sources && new RegExp(sources.before, 'iu'),
		behind: sources ? new RegExp(sources.behind, 'iu') : NO_MARKS,
		suffixes: Object.keys(format.suffixes).sort((a, b) => b.length - a.length),
		shape: new RegExp(`^${numberSource(format)}$`),
		groups: format.grouping === '' ? '' : new RegExp(groupClass(format.grouping), 'g')
	};
	compiled.set(format, marks);
	return marks;
}

function suffixOf(text: string, suffixes: readonly string[]): string | null {
	if (suffixes.length === 0) return null;
	const lower = text.toLowerCase();
	return suffixes.find((suffix) => lower.endsWith(suffix)) ?? null;
}

/** The power of ten a factor stands for. */
export function places(factor: number): number {
	return Math.round(Math.log10(factor));
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
	const text = dateText(cell, format);
	if (format.serial && SERIAL.test(text)) return serialMoment(text, format.serial);
	for (const pattern of format.patterns) {
		const reading = dateMatcher(pattern)(text);
		if (reading) return reading;
	}
	return null;
}

function dateText(cell: string, format: DateFormat): string {
	let text = cell.trim();
	if (format.fullWidth) text = asciiWidth(text);
	if (format.zone) text = text.replace(ZONE, '$1');
	if (!format.replace) return text;
	text = text.toLowerCase();
	for (const [from, to] of format.replace) text = text.replaceAll(from, to);
	return text.trim();
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?/;
const DAY_ONLY = new RegExp(`^${ISO_DAY}$`);
const MOMENT = new RegExp(`^${ISO_MOMENT}$`);
const ZONE = new RegExp(ZONE_SOURCE);
const SERIAL = new RegExp(`^${SERIAL_SOURCE}$`);

function readIso(cell: string, withTime: boolean): DateReading | null {
	const text = cell.trim();
	const parts = (withTime ? MOMENT : DAY_ONLY).test(text) ? ISO.exec(text) : null;
	if (!parts) return null;
	const day = calendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
	if (day === null) return null;
	const time = parts[4] && clockText(Number(parts[4]), Number(parts[5]), Number(parts[6] ?? 0), parts[7] ?? '');
	return { day, time: time ?? null };
}

function serialMoment(text: string, system: SerialSystem): DateReading | null {
	const { unit, start, least, end } = SERIALS[system];
	const value = Number(text);
	if (value < least || value >= end) return null;
	const iso = new Date((Math.round(value * unit) + start) * 1000).toISOString();
	return { day: iso.slice(0, 10), time: iso.slice(11, 19) };
}

/** true, false, or null when the cell is neither. */
export function readBoolean(cell: string, format: BooleanFormat): boolean | null {
	const text = cell.trim().toLowerCase();
	if (format.true.includes(text)) return true;
	return format.false.includes(text) ? false : null;
}
