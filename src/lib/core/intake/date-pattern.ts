import { dayNumber } from '../period';
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

const PARTS: Readonly<Record<string, string>> = {
	'%Y': '(?<Y>\\d{4})',
	'%y': '(?<y>\\d{2})',
	'%m': '(?<m>\\d{1,2})',
	'%d': '(?<d>\\d{1,2})',
	'%b': `(?<b>${MONTHS.map((month) => month.slice(0, 3)).join('|')})`,
	'%B': `(?<b>${MONTHS.join('|')})`,
	'%H': '(?<H>\\d{1,2})',
	'%I': '(?<I>\\d{1,2})',
	'%M': '(?<M>\\d{1,2})',
	'%S': '(?<S>\\d{1,2})',
	'%f': '(?<f>\\d{1,9})',
	'%p': '(?<p>[ap]m)'
};

const compiled = new Map<string, (text: string) => DateReading | null>();

/** A reader of one strptime pattern (letters: see `DateFormat`). It takes the whole text or gives null. */
export function dateMatcher(pattern: string): (text: string) => DateReading | null {
	const known = compiled.get(pattern);
	if (known) return known;
	const source = pattern.replace(/%[A-Za-z]|[\\^$.*+?()[\]{}|/]/g, (token) => PARTS[token] ?? `\\${token}`);
	const expression = new RegExp(`^${source}$`, 'i');
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
	const month = parts['b'] !== undefined ? monthOf(parts['b']) : Number(parts['m'] ?? 1);
	const day = calendarDay(year, month, Number(parts['d'] ?? 1));
	if (day === null) return null;
	const hour = hourOf(parts);
	if (hour === null) return { day, time: null };
	const minute = Number(parts['M'] ?? 0);
	const second = Number(parts['S'] ?? 0);
	if (!(hour < 24 && minute < 60 && second < 60)) return null;
	const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
	return { day, time: parts['f'] === undefined ? clock : `${clock}.${parts['f']}` };
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
