import { dayNumber, firstDay, lastDay, periodOf, type Grain, type PeriodIndex } from '../period';
import type { CalendarEvent, ForecastCalendar } from '../workspace/workspace';
import { countryWindows } from './country-holidays';
import type { ForecasterKind } from './forecaster';
import { daysInside, type HolidayWindow, workingDays } from './holidays';
import type { KnownInput, Series } from './series';

/** Forecasters that use {@link Series.inputs}; all others do not look at them. */
export const USES_INPUTS: readonly ForecasterKind[] = ['fourier-regression'];

/** Name of the input that counts Mondays to Fridays; holidays read "holiday:NAME", events "event:NAME". */
export const WORKING_DAYS = 'working-days';

/** First and last day of a period as days since 1970-01-01. */
type Span = readonly [first: number, last: number];

/**
 * The calendar as inputs, one value per period from `start` on, `count` periods: the share of each holiday window, the
 * share of each event (events of one name are one input, its longest showing is 1) and the number of working days that
 * lie in the period. Left out: what never changes over these periods, and what comes alike every year at grains whose
 * season knows it already (months, quarters).
 */
export function calendarInputs(
	calendar: ForecastCalendar,
	grain: Grain,
	start: PeriodIndex,
	count: number
): KnownInput[] {
	const spans = Array.from({ length: count }, (_, k): Span => [
		dayNumber(firstDay(start + k, grain)),
		dayNumber(lastDay(start + k, grain))
	]);
	const input = (name: string, value: (span: Span) => number): KnownInput => ({
		name,
		start,
		values: Float64Array.from(spans, value)
	});
	const found = [
		...windowsOf(calendar.holidays).map((window) =>
			input(`holiday:${window.name}`, (span) => daysInside(window, ...span) / window.days)
		),
		...(calendar.workingDays ? [input(WORKING_DAYS, (span) => workingDays(...span))] : []),
		...byName(calendar.events).map(([name, events]) => input(`event:${name}`, shareOf(events)))
	];
	return found.filter(({ name, values }) => varies(values) && (name.startsWith('event:') || moves(values, grain)));
}

/** The series with the calendar over its history and `horizon` periods ahead beside the inputs it has. */
export function withCalendar(series: Series, calendar: ForecastCalendar, horizon: number): Series {
	const { grain, start, values, inputs = [] } = series;
	const known = calendarInputs(calendar, grain, start, values.length + horizon);
	return known.length === 0 ? series : { ...series, inputs: [...inputs, ...known] };
}

/** True when a calendar says nothing. */
export function isPlainCalendar({ holidays, workingDays: counted, events }: ForecastCalendar): boolean {
	return holidays.length === 0 && !counted && events.length === 0;
}

/** Names of events that no period of the history holds: nothing can be learnt of them. */
export function unseenEvents({ events }: ForecastCalendar, { grain, start, values }: Series): string[] {
	const end = start + values.length;
	return byName(events)
		.filter(([, all]) => all.every((one) => periodOf(one.from, grain) >= end || periodOf(one.to, grain) < start))
		.map(([name]) => name);
}

/** Windows of all countries, those of one name once. */
function windowsOf(countries: readonly string[]): HolidayWindow[] {
	const all = countries.flatMap(countryWindows);
	return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
}

function byName(events: readonly CalendarEvent[]): (readonly [string, readonly CalendarEvent[]])[] {
	const names = [...new Set(events.map(({ name }) => name))];
	return names.map((name) => [name, events.filter((event) => event.name === name)]);
}

function shareOf(events: readonly CalendarEvent[]): (span: Span) => number {
	const spans = events.map((event): Span => [dayNumber(event.from), dayNumber(event.to)]);
	const longest = Math.max(1, ...spans.map(([from, to]) => to - from + 1));
	return ([first, last]) =>
		spans.reduce((days, [from, to]) => days + Math.max(0, Math.min(to, last) - Math.max(from, first) + 1), 0) / longest;
}

function varies(values: Float64Array): boolean {
	return values.some((value) => value !== values[0]);
}

/** False where every year of months or quarters looks alike: then it is season. */
function moves(values: Float64Array, grain: Grain): boolean {
	if (grain === 'year') return false;
	const cycle = grain === 'month' ? 12 : grain === 'quarter' ? 4 : 0;
	return cycle === 0 || values.some((value, k) => k >= cycle && Math.abs(value - values[k - cycle]!) > 1e-9);
}
