import { dayNumber, firstDay, lastDay, periodOf, type Day, type Grain, type PeriodIndex } from '$lib/core/period';
import type { Locale } from '$lib/paraglide/runtime';

/** `full`: stands alone ("Mar 2017"); `short`: the year is said elsewhere ("Mar"). */
export type PeriodStyle = 'full' | 'short';

const QUARTERS_ZH = ['一', '二', '三', '四'];

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = locale + JSON.stringify(options);
	let format = dayFormats.get(key);
	if (!format) dayFormats.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })));
	return format;
}

/** A calendar day: "Mar 5, 2017" / "2017年3月5日"; short: "Mar 5" / "3月5日". Text that is no day stays as it is. */
export function formatDay(day: Day, locale: Locale, style: PeriodStyle = 'full'): string {
	if (!/^-?\d{4,6}-\d\d-\d\d/.test(day)) return day;
	const options: Intl.DateTimeFormatOptions =
		style === 'full' ? { dateStyle: locale === 'en' ? 'medium' : 'long' } : { month: 'short', day: 'numeric' };
	return dayFormat(locale, options).format(dayNumber(day) * 86_400_000);
}

/** ISO year and week of a week index: the year that holds its Thursday. */
export function isoWeek(week: PeriodIndex): { readonly year: number; readonly week: number } {
	const thursday = week * 7;
	const year = new Date(thursday * 86_400_000).getUTCFullYear();
	return { year, week: week - periodOf(`${String(year).padStart(4, '0')}-01-04`, 'week') + 1 };
}

function formatWeek(period: PeriodIndex, locale: Locale, style: PeriodStyle): string {
	const { year, week } = isoWeek(period);
	const number = String(week).padStart(2, '0');
	if (style === 'short') return locale === 'en' ? `W${number}` : `${week}周`;
	return locale === 'en' ? `${year} W${number}` : `${year}年第${week}周`;
}

function formatMonth(period: PeriodIndex, locale: Locale, style: PeriodStyle): string {
	const month = (period % 12) + 1;
	const year = Math.floor(period / 12);
	if (locale === 'zh-CN') return style === 'full' ? `${year}年${month}月` : `${month}月`;
	return dayFormat(locale, style === 'full' ? { month: 'short', year: 'numeric' } : { month: 'short' }).format(
		dayNumber(firstDay(period, 'month')) * 86_400_000
	);
}

function formatQuarter(period: PeriodIndex, locale: Locale, style: PeriodStyle): string {
	const quarter = period % 4;
	const year = Math.floor(period / 4);
	if (style === 'short') return `Q${quarter + 1}`;
	return locale === 'en' ? `${year} Q${quarter + 1}` : `${year}年第${QUARTERS_ZH[quarter]}季度`;
}

/** A period by grain: "2017 Q3" / "2017年第三季度", "Mar 2017" / "2017年3月", ISO weeks as "2017 W09" / "2017年第9周". */
export function formatPeriod(period: PeriodIndex, grain: Grain, locale: Locale, style: PeriodStyle = 'full'): string {
	if (grain === 'day') return formatDay(firstDay(period, 'day'), locale, style);
	if (grain === 'week') return formatWeek(period, locale, style);
	if (grain === 'month') return formatMonth(period, locale, style);
	if (grain === 'quarter') return formatQuarter(period, locale, style);
	return locale === 'en' ? String(period) : `${period}年`;
}

/** The calendar year a period belongs to (ISO year for weeks). */
export function yearOf(period: PeriodIndex, grain: Grain): number {
	if (grain === 'week') return isoWeek(period).year;
	return Number(lastDay(period, grain).slice(0, 4));
}
