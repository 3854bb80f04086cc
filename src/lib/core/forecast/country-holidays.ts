import { easterSunday, type HolidayWindow, holidayWindows, weekdayOf } from './holidays';

/** Countries whose holidays are known, ISO 3166 codes. */
export const HOLIDAY_COUNTRIES = ['CN', 'DE', 'GB', 'US'] as const;

/** A country whose holidays are known. */
export type HolidayCountry = (typeof HOLIDAY_COUNTRIES)[number];

const date = (year: number, month: number, day: number) => Math.round(Date.UTC(year, month - 1, day) / 86_400_000);

/** The first Monday of a month; `last` = the last one. */
function monday(year: number, month: number, last = false): number {
	const end = date(year, month + 1, 0);
	if (last) return end - weekdayOf(end);
	const first = date(year, month, 1);
	return first + ((7 - weekdayOf(first)) % 7);
}

const single = (name: string, moves: boolean, first: (year: number) => number, days = 1): HolidayWindow => ({
	name,
	moves,
	first,
	days
});

/** Windows of the western region by name. */
const western = (...names: string[]) => holidayWindows('western').filter(({ name }) => names.includes(name));

const CHRISTMAS = western('new-year', 'before-christmas', 'christmas', 'after-christmas', 'black-friday');
const EASTER = western('before-easter', 'easter');

const WINDOWS: Readonly<Record<HolidayCountry, readonly HolidayWindow[]>> = {
	CN: holidayWindows('chinese'),
	DE: [
		...CHRISTMAS,
		...EASTER,
		...western('may-day', 'mothers-day'),
		single('ascension', true, (year) => easterSunday(year) + 39),
		single('whitsun', true, (year) => easterSunday(year) + 49, 2),
		single('german-unity', false, (year) => date(year, 10, 3))
	],
	GB: [
		...CHRISTMAS,
		...EASTER,
		...western('valentine', 'halloween'),
		single('early-may', true, (year) => monday(year, 5)),
		single('spring-bank', true, (year) => monday(year, 5, true)),
		single('summer-bank', true, (year) => monday(year, 8, true))
	],
	US: [
		...CHRISTMAS,
		...EASTER,
		...western('valentine', 'mothers-day', 'memorial-day', 'independence-day', 'labor-day', 'halloween', 'thanksgiving')
	]
};

/** The holiday windows of a country; none for a code that is not known. */
export function countryWindows(country: string): readonly HolidayWindow[] {
	return Object.hasOwn(WINDOWS, country) ? WINDOWS[country as HolidayCountry] : [];
}
