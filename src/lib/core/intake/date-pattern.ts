import { dayNumber } from '../period';
import { escaped } from './value-format-text';
import type { DateReading } from './value-format';

const MONTHS = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december'
];

/** Month 1–12 of an English name, full ("%B") or its first three letters ("%b"); 0 when it is none. */
export function monthOf(name: string): number {
	const lower = name.toLowerCase();
	return MONTHS.findIndex((month) => month === lower || month.slice(0, 3) === lower) + 1;
}

/** A word in any case, without flags: "am" is `[aA][mM]`. */
function anyCase(word: string): string {
	return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** What each letter takes: the same expression in JavaScript and RE2. */
const PARTS: Readonly<Record<string, string>> = {
	Y: '[1-9]\\d{3}',
	y: '\\d{2}',
	m: '\\d{1,2}',
	d: '\\d{1,2}',
	b: MONTHS.map((month) => anyCase(month.slice(0, 3))).join('|'),
	B: MONTHS.map(anyCase).join('|'),
	H: '\\d{1,2}',
	I: '\\d{1,2}',
	M: '\\d{1,2}',
	S: '\\d{1,2}',
	f: '\\d{1,6}',
	p: '[aApP][mM]'
};

/** The texts a strptime pattern takes, as the source of a regular expression without names or flags, for JavaScript and RE2. */
export function patternSource(pattern: string): string {
	return source(pattern, () => '(?:');
}

function source(pattern: string, open: (letter: string) => string): string {
	const tokens = pattern.match(/%[A-Za-z]|[^%]+|%/g) ?? [];
	return tokens
		.map((token, at) => {
			const part = token.length === 2 && token.startsWith('%') ? PARTS[token.charAt(1)] : undefined;
			if (!part) return escaped(token);
			const glued = isDigits(tokens[at - 1]) || isDigits(tokens[at + 1]);
			return `${open(token.charAt(1))}${glued ? part.replace('{1,2}', '{2}') : part})`;
		})
		.join('');
}

/** Digits that touch other digits ("%Y%m%d") have their full number: nothing else tells where they end. */
function isDigits(token: string | undefined): boolean {
	return token !== undefined && /^%[YymdHIMSf]$/.test(token);
}

const compiled = new Map<string, (text: string) => DateReading | null>();

/** A reader of one strptime pattern (letters: see `DateFormat`). It takes the whole text or gives null. */
export function dateMatcher(pattern: string): (text: string) => DateReading | null {
	const known = compiled.get(pattern);
	if (known) return known;
	const named = new Set<string>();
	const open = (letter: string): string => (named.has(letter) ? '(?:' : named.add(letter) && `(?<${letter}>`);
	const expression = new RegExp(`^${source(pattern, open)}$`);
	const matcher = (text: string): DateReading | null => {
		const groups = expression.exec(text)?.groups;
		return groups ? reading(groups) : null;
	};
	compiled.set(pattern, matcher);
	return matcher;
}

function reading(parts: Readonly<Record<string, string | undefined>>): DateReading | null {
	const short = Number(parts['y'] ?? 0);
	const year = parts['Y'] !== undefined ? Number(parts['Y']) : short + (short < 69 ? 2000 : 1900);
	const name = parts['b'] ?? parts['B'];
	const month = name !== undefined ? monthOf(name) : Number(parts['m'] ?? 1);
	const day = calendarDay(year, month, Number(parts['d'] ?? 1));
	if (day === null) return null;
	const hour = hourOf(parts);
	if (hour === null) return { day, time: null };
	const minute = Number(parts['M'] ?? 0);
	const second = Number(parts['S'] ?? 0);
	if (!(hour < 24 && minute < 60 && second < 60)) return null;
	return { day, time: clockText(hour, minute, second, parts['f'] ?? '') };
}

/** "HH:MM:SS", with the fraction behind it unless it is nothing but zeros. */
export function clockText(hour: number, minute: number, second: number, fraction: string): string {
	const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
	const rest = fraction.slice(0, 6).replace(/0+$/, '');
	return rest === '' ? clock : `${clock}.${rest}`;
}

function hourOf(parts: Readonly<Record<string, string | undefined>>): number | null {
	if (parts['H'] !== undefined) return Number(parts['H']);
	if (parts['I'] === undefined) return null;
	const hour = Number(parts['I']);
	if (hour < 1 || hour > 12) return NaN;
	return (hour % 12) + (parts['p']?.toLowerCase() === 'pm' ? 12 : 0);
}

/** The ISO day of a year, month and day, or null when the calendar has no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
	if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
	const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	return new Date(dayNumber(text) * 86_400_000).toISOString().slice(0, 10) === text ? text : null;
}
