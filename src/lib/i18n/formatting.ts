import { periodOf, type Day, type Grain } from '$lib/core/period';
import type { Unit } from '$lib/core/reports/recipe';
import type { Cell } from '$lib/core/table';
import { m } from '$lib/paraglide/messages';
import { getLocale, type Locale } from '$lib/paraglide/runtime';
import { formatDay, formatPeriod } from './periods';

/** Shown where there is no value. */
export const NO_VALUE = '–';

/** Numbers as the engine gives them: exact decimals come as text and stay exact. */
export type Numeric = number | bigint | string;

export interface NumberOptions {
	/** Default: the language of the page. */
	readonly locale?: Locale;
	/** 12.3K / 4.5M / 1.2B, 1.2万 / 3.4亿. */
	readonly compact?: boolean;
	/** A plus before positive numbers, for growth. */
	readonly sign?: boolean;
	/** Exactly this many decimals. */
	readonly digits?: number;
}

export interface MoneyOptions extends NumberOptions {
	/** ISO 4217 code; null or absent: a plain number. */
	readonly currency?: string | null;
}

export interface CellOptions extends MoneyOptions {
	/** Grain of `period` cells. Without it they are written as days. */
	readonly grain?: Grain;
	/** Leave out what a column header says already: currency signs and "days". */
	readonly bare?: boolean;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = locale + JSON.stringify(options);
	let format = numberFormats.get(key);
	if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(locale, options)));
	return format;
}

const NUMERIC_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** False for NaN, infinities and text that is not a number: those are written as "no value" or as they stand. */
function isNumeric(value: Numeric): boolean {
	if (typeof value === 'string') return NUMERIC_TEXT.test(value);
	return typeof value === 'bigint' || Number.isFinite(value);
}

function write(value: Numeric, locale: Locale, options: Intl.NumberFormatOptions): string {
	if (!isNumeric(value)) return typeof value === 'string' ? value : NO_VALUE;
	const text = numberFormat(locale, options).format(value as Intl.StringNumericLiteral);
	return text.replace('-', '−');
}

function shared(options: NumberOptions, max: number): Intl.NumberFormatOptions {
	const intl: Intl.NumberFormatOptions = { maximumFractionDigits: options.compact ? 1 : max };
	if (options.digits !== undefined) {
		intl.minimumFractionDigits = options.digits;
		intl.maximumFractionDigits = options.digits;
	}
	if (options.compact) intl.notation = 'compact';
	intl.signDisplay = options.sign ? 'exceptZero' : 'negative';
	return intl;
}

/** A plain number, at most two decimals. */
export function formatNumber(value: Numeric, options: NumberOptions = {}): string {
	return write(value, options.locale ?? getLocale(), shared(options, 2));
}

/** Whole things. */
export function formatCount(value: Numeric, options: NumberOptions = {}): string {
	return write(value, options.locale ?? getLocale(), shared(options, 0));
}

/** Money: cents only where there are any, unless `digits` says so. */
export function formatMoney(value: Numeric, options: MoneyOptions = {}): string {
	const locale = options.locale ?? getLocale();
	const intl = shared(options, 2);
	if (options.currency) {
		intl.style = 'currency';
		intl.currency = options.currency;
		intl.currencyDisplay = 'narrowSymbol';
		if (options.digits === undefined && !options.compact) delete intl.maximumFractionDigits;
	} else if (options.digits === undefined && !options.compact) {
		intl.minimumFractionDigits = 2;
	}
	if (options.digits === undefined) intl.trailingZeroDisplay = 'stripIfInteger';
	if (options.compact) delete intl.minimumFractionDigits;
	return write(value, locale, intl);
}

/** A share 0–1 as percent, two decimals unless told; with `sign` for growth: "+29.47%", "−2.83%". */
export function formatShare(value: Numeric, options: NumberOptions = {}): string {
	const { digits = options.compact ? 0 : 2, compact: _, ...rest } = options;
	return write(value, options.locale ?? getLocale(), { ...shared({ ...rest, digits }, digits), style: 'percent' });
}

/** A number of days: "47.9 days" / "47.9天"; `bare`: only the number. */
export function formatDays(value: Numeric, options: NumberOptions & { readonly bare?: boolean } = {}): string {
	const intl = shared(options, 1);
	if (!options.bare) Object.assign(intl, { style: 'unit', unit: 'day', unitDisplay: 'long' });
	return write(value, options.locale ?? getLocale(), intl);
}

/** Rounded time for people: "8 s", "3 min", "2 h". */
export function formatDuration(seconds: number): string {
	const whole = Math.max(1, Math.round(seconds));
	if (whole < 90) return m.ui_seconds({ count: formatCount(whole) });
	if (whole < 5400) return m.ui_minutes({ count: formatCount(Math.round(whole / 60)) });
	return m.ui_hours({ count: formatNumber(Math.round(whole / 360) / 10) });
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** A size in steps of 1,000: "3.7 MB". */
export function formatBytes(bytes: number, locale: Locale = getLocale()): string {
	let step = 0;
	let size = bytes;
	for (; size >= 999.5 && step < BYTE_UNITS.length - 1; step++) size /= 1000;
	const unit = BYTE_UNITS[step] ?? 'byte';
	return write(size, locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: step ? 1 : 0 });
}

/** An ISO instant in the user's own time zone: "Mar 5, 2017, 14:30". Text that is no instant stays as it is. */
export function formatInstant(instant: string, locale: Locale = getLocale()): string {
	const date = new Date(instant);
	if (Number.isNaN(date.getTime())) return instant;
	return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(date);
}

function formatStamp(text: string, locale: Locale): string {
	const time = text.slice(11, 16);
	return time && time !== '00:00' ? `${formatDay(text, locale)} ${time}` : formatDay(text, locale);
}

function formatPeriodCell(cell: Cell, locale: Locale, grain: Grain | undefined): string {
	if (typeof cell === 'number') return grain ? formatPeriod(cell, grain, locale) : String(cell);
	const day: Day = String(cell);
	if (!grain || !/^\d{4}-\d\d-\d\d/.test(day)) return formatDay(day, locale);
	return formatPeriod(periodOf(day, grain), grain, locale);
}

/** Any cell of a result as text for people, by what its column means. Null is "–". */
export function formatCell(cell: Cell, unit: Unit, options: CellOptions = {}): string {
	if (cell === null) return NO_VALUE;
	const locale = options.locale ?? getLocale();
	if (typeof cell === 'boolean') return cell ? m.ui_yes({}, { locale }) : m.ui_no({}, { locale });
	switch (unit) {
		case 'money':
			return formatMoney(cell, options.bare ? { ...options, currency: null } : options);
		case 'count':
			return formatCount(cell, options);
		case 'share':
			return formatShare(cell, options);
		case 'days':
			return formatDays(cell, options);
		case 'number':
			return formatNumber(cell, options);
		case 'period':
			return formatPeriodCell(cell, locale, options.grain);
		case 'date':
			return formatStamp(String(cell), locale);
		case 'text':
		case 'grade':
			return String(cell);
	}
}

/** A number behind a cell, for drawing and sorting; null where there is none. Exact decimals lose digits here only. */
export function numberOf(cell: Cell | undefined): number | null {
	if (cell === null || cell === undefined || typeof cell === 'boolean') return null;
	const number = typeof cell === 'string' ? (NUMERIC_TEXT.test(cell) ? Number(cell) : NaN) : Number(cell);
	return Number.isFinite(number) ? number : null;
}

/** Units whose values are numbers: right-aligned and drawn on value axes. */
export function isNumericUnit(unit: Unit): boolean {
	return unit === 'money' || unit === 'count' || unit === 'share' || unit === 'days' || unit === 'number';
}
