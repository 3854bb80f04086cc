/** Calendars whose holidays may move sales. */
export type HolidayRegion = 'western' | 'chinese';

/** A stretch of days around a holiday that sells differently: for each year its first day and its length. */
export interface HolidayWindow {
	readonly name: string;
	/** Falls on other days of the solar year every year, so that months do not know it. */
	readonly moves: boolean;
	/** First day (days since 1970-01-01) in a year. */
	readonly first: (year: number) => number;
	readonly days: number;
}

/** Days from 20 January to the lunar new year, one base-36 digit for each year from 1970. */
const NEW_YEARS =
	'h7qe3mbti8rg5odvk9sh7qf3lbui8rg4nc2k9ti6pe3lbuj8rg5nc2l9si6od3mbuj8qf4nc2lash6pd3mcuj8qf4nd1k9sg6pe3mbui7qg4nd2k9sh6pe4lati7qg5nc1';
const FIRST_NEW_YEAR = 1970;

const date = (year: number, month: number, day: number) => Math.round(Date.UTC(year, month - 1, day) / 86_400_000);

/** Lunar new year 春节 as days since 1970-01-01. NaN outside 1970–2099. */
export function lunarNewYear(year: number): number {
	const digit = NEW_YEARS[year - FIRST_NEW_YEAR];
	return digit === undefined ? NaN : date(year, 1, 20) + parseInt(digit, 36);
}

/** Easter Sunday of the Gregorian calendar as days since 1970-01-01 (Meeus, Jones & Butcher). */
export function easterSunday(year: number): number {
	const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
	const moon =
		(19 * golden + century - (century >> 2) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
	const weekday = (32 + 2 * (century % 4) + 2 * (rest >> 2) - moon - (rest % 4)) % 7;
	const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
	const sum = moon + weekday - 7 * late + 114;
	return date(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** The `nth` given weekday (0 = Monday) of a month; −1 = the last. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
	if (nth < 0) {
		const last = date(year, month + 1, 0);
		return last - modulo(weekdayOf(last) - weekday, 7);
	}
	const first = date(year, month, 1);
	return first + modulo(weekday - weekdayOf(first), 7) + 7 * (nth - 1);
}

/** 0 = Monday. */
export function weekdayOf(day: number): number {
	return modulo(day + 3, 7);
}

function modulo(a: number, m: number): number {
	return ((a % m) + m) % m;
}

const fixed = (name: string, month: number, day: number, days = 1): HolidayWindow => ({
	name,
	moves: false,
	first: (year) => date(year, month, day),
	days
});
const moving = (name: string, first: (year: number) => number, days = 1): HolidayWindow => ({
	name,
	moves: true,
	first: remembered(first),
	days
});

/** Every year is worked out once. */
function remembered(first: (year: number) => number): (year: number) => number {
	const known = new Map<number, number>();
	return (year) => {
		const day = known.get(year) ?? first(year);
		known.set(year, day);
		return day;
	};
}

const WINDOWS: Readonly<Record<HolidayRegion, readonly HolidayWindow[]>> = {
	western: [
		fixed('new-year', 1, 1),
		fixed('valentine', 2, 14),
		fixed('may-day', 5, 1),
		fixed('independence-day', 7, 4),
		fixed('halloween', 10, 31),
		fixed('before-christmas', 12, 18, 6),
		fixed('christmas', 12, 24, 3),
		fixed('after-christmas', 12, 27, 5),
		moving('before-easter', (year) => easterSunday(year) - 7, 7),
		moving('easter', easterSunday, 2),
		moving('mothers-day', (year) => nthWeekday(year, 5, 6, 2)),
		moving('memorial-day', (year) => nthWeekday(year, 5, 0, -1)),
		moving('labor-day', (year) => nthWeekday(year, 9, 0, 1)),
		moving('thanksgiving', (year) => nthWeekday(year, 11, 3, 4)),
		moving('black-friday', (year) => nthWeekday(year, 11, 3, 4) + 1, 4)
	],
	chinese: [
		fixed('new-year', 1, 1),
		fixed('labour-day', 5, 1, 3),
		fixed('618', 6, 18),
		fixed('national-day', 10, 1, 7),
		fixed('double-eleven', 11, 11),
		moving('before-spring-festival', (year) => lunarNewYear(year) - 15, 14),
		moving('spring-festival', (year) => lunarNewYear(year) - 1, 8),
		moving('after-spring-festival', (year) => lunarNewYear(year) + 7, 8)
	]
};

/** The holiday windows of a region. */
export function holidayWindows(region: HolidayRegion): readonly HolidayWindow[] {
	return WINDOWS[region];
}

/** Days (since 1970-01-01) `from` up to and including `to` that lie in a window. */
export function daysInside(window: HolidayWindow, from: number, to: number): number {
	let count = 0;
	for (let year = yearOf(from) - 1; year <= yearOf(to) + 1; year++) {
		const first = window.first(year);
		count += Math.max(0, Math.min(to, first + window.days - 1) - Math.max(from, first) + 1) || 0;
	}
	return count;
}

function yearOf(day: number): number {
	return new Date(day * 86_400_000).getUTCFullYear();
}

/** Mondays to Fridays among the days `from` up to and including `to`. */
export function workingDays(from: number, to: number): number {
	const until = (day: number) => {
		const weeks = Math.floor((day + 3) / 7);
		return 5 * weeks + Math.min(5, day + 3 - 7 * weeks);
	};
	return until(to + 1) - until(from);
}
