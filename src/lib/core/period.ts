/** A calendar day as ISO text "YYYY-MM-DD". Documents and queries never hold a `Date`. */
export type Day = string;

/** Calendar grains, finest first. Weeks are ISO weeks and start on Monday. */
export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** All grains, finest first. */
export const GRAINS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];

/**
 * A period is a whole number counted in its grain: days since 1970-01-01, ISO weeks since the week of 1969-12-29,
 * months/quarters/years since year 0. Neighbouring periods differ by 1, so period arithmetic is plain integer arithmetic.
 */
export type PeriodIndex = number;

/** Usual seasonal period `m` of a grain: 7 days, 52 weeks, 12 months, 4 quarters, 1 year (none). */
export const SEASON: Readonly<Record<Grain, number>> = { day: 7, week: 52, month: 12, quarter: 4, year: 1 };

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of an ISO day. Throws RangeError when the text is no calendar day. */
export function dayNumber(day: Day): number {
	const match = /^(-?\d{4,6})-(\d\d)-(\d\d)/.exec(day);
	const ms = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : NaN;
	if (Number.isNaN(ms)) throw new RangeError(`not a day: ${day}`);
	return Math.round(ms / DAY_MS);
}

/** The ISO day of a number of days since 1970-01-01. */
export function dayOf(days: number): Day {
	return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** The period of `grain` that holds `day`. */
export function periodOf(day: Day, grain: Grain): PeriodIndex {
	const days = dayNumber(day);
	if (grain === 'day') return days;
	if (grain === 'week') return Math.floor((days + 3) / 7);
	const year = Number(day.slice(0, 4));
	const month = Number(day.slice(5, 7)) - 1;
	if (grain === 'month') return year * 12 + month;
	return grain === 'quarter' ? year * 4 + Math.floor(month / 3) : year;
}

/** First day of a period. */
export function firstDay(period: PeriodIndex, grain: Grain): Day {
	if (grain === 'day') return dayOf(period);
	if (grain === 'week') return dayOf(period * 7 - 3);
	const months = period * (grain === 'month' ? 1 : grain === 'quarter' ? 3 : 12);
	const year = Math.floor(months / 12);
	return `${String(year).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** Last day of a period. */
export function lastDay(period: PeriodIndex, grain: Grain): Day {
	return dayOf(dayNumber(firstDay(period + 1, grain)) - 1);
}
