import { BLANK_CLASS, escaped } from './value-format-text';
import type { NumberFormat, SerialSystem } from './value-format';

// Expressions both twins of a reading use, JavaScript's and DuckDB's: nothing but what JavaScript and RE2 take alike.

/** Expressions that find the marks before and behind a number, to be replaced by their first group; null without marks. */
export function stripSources({ strip }: NumberFormat): { before: string; behind: string } | null {
	const words = strip.map((mark) => escaped(mark.trim())).filter((mark) => mark !== '');
	if (words.length === 0) return null;
	const any = words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
	return {
		before: `^([-+(${BLANK_CLASS}]*)(?:(?:${any})[${BLANK_CLASS}]*)+`,
		behind: `(?:[${BLANK_CLASS}]*(?:${any}))+([-)${BLANK_CLASS}]*)$`
	};
}

/** What a number must look like once its marks are gone, as the source of an expression for JavaScript and RE2. */
export function numberSource({ grouping, decimal }: NumberFormat): string {
	const point = decimal === '.' ? '\\.' : ',';
	if (grouping === '') return `[-+]?(?:\\d+(?:${point}\\d*)?|${point}\\d+)`;
	const mark = groupClass(grouping);
	// thousands, or the Indian lakh and crore groups of two
	const whole = `(?:\\d{1,3}(?:${mark}\\d{3})+|\\d{1,2}(?:${mark}\\d{2})+${mark}\\d{3}|\\d+)`;
	return `[-+]?(?:${whole}(?:${point}\\d*)?|${point}\\d+)`;
}

/** The signs that stand between groups of digits, as a character class. */
export function groupClass(grouping: NumberFormat['grouping']): string {
	return grouping === ' ' ? '[ \u00a0\u2009\u202f]' : grouping === "'" ? "['’]" : `[${grouping}]`;
}

/** A zone or offset behind a time of day, to be replaced by the first group. */
export const ZONE_SOURCE = '(:\\d{2}(?:\\.\\d+)?)[ ]?(?:[zZ]|[uU][tT][cC]|[gG][mM][tT]|[-+]\\d{2}(?::?\\d{2})?)$';

/** An ISO day: what a column of dates without a format takes. */
export const ISO_DAY = '[1-9]\\d{3}-\\d{1,2}-\\d{1,2}';

/** An ISO moment: what a column of timestamps without a format takes; {@link ZONE_SOURCE} is then removed. */
export const ISO_MOMENT = `${ISO_DAY}(?:[T ](?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[-+]\\d{2}(?::?\\d{2})?)?)?`;

/** A number with an exponent or without: what a column of floats without a format takes. */
export const FLOAT_SOURCE = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?';

/** A number that counts days, seconds or milliseconds. */
export const SERIAL_SOURCE = '\\d{1,13}(?:\\.\\d{1,12})?';
/** Per system: seconds of one unit, seconds from 1970 to its start, and the least and first too large value. */
export const SERIALS: Readonly<
	Record<SerialSystem, { readonly unit: number; readonly start: number; readonly least: number; readonly end: number }>
> = {
	'1900': { unit: 86_400, start: -25_569 * 86_400, least: 61, end: 2_958_465 },
	'1904': { unit: 86_400, start: -24_107 * 86_400, least: 0, end: 2_957_003 },
	unix: { unit: 1, start: 0, least: 0, end: 253_402_300_799 },
	'unix-ms': { unit: 0.001, start: 0, least: 0, end: 9_999_999_999_999 }
};
