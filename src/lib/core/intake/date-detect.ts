import { serialDates } from './date-detect-serial';
import { plainWords } from './date-detect-words';
import { calendarDay, monthOf } from './date-pattern';
import { isMeasureHeader } from './number-detect-words';
import { formatJson, readDate, type DateFormat } from './value-format';
import type { ColumnFormat } from '../table';

/** How one cell can be read as a date. The order of day and month is decided later, over the whole column. */
interface DateCell {
	/** Family of spellings: same separators, same order up to day/month. */
	readonly family: string;
	/** strptime pattern of the day; for day/month families with the marks `<1>`, `<2>` and `<3>` for the three numbers. */
	readonly pattern: string;
	/** strptime pattern of the time, "" without one. */
	readonly time: string;
	readonly midnight: boolean;
	readonly plain: boolean;
	/** day/month families: the readings that exist. */
	readonly orders: readonly Order[];
	/** day/month families: the three numbers. */
	readonly numbers: readonly string[];
	readonly valid: boolean;
	readonly words: ReturnType<typeof plainWords>;
}

type Order = 'mdy' | 'dmy' | 'ymd';

const TIME = /^(?:T|,? +)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp][Mm]))?$/;
const HALF_FIRST = /^(?:T|,? *)([AaPp][Mm])( ?)(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const TIME_ZH = /^ ?(\d{1,2})([时時点點])(\d{1,2})分(?:(\d{1,2})秒)?$/;
const NUMBERS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(.*)$/s;
const CHINESE = /^(\d{4})年(\d{1,2})月(?:(\d{1,2})([日号號]))?(.*)$/s;
const DAY_FIRST = /^(\d{1,2})([-/., ]{0,2})([A-Za-z]{3,9})([-/., ]{0,2})(\d{4}|\d{2})((?:[T ,].*)?)$/s;
const MONTH_FIRST = /^([A-Za-z]{3,9})([-/., ]{1,2})(\d{1,2})([,.]? |[-/])(\d{4})((?:[T ,].*)?)$/s;
const YEAR_FIRST = /^(\d{4})([-/ ])([A-Za-z]{3,9})([-/ ])(\d{1,2})((?:[T ,].*)?)$/s;
const MONTH_YEAR = /^([A-Za-z]{3,9})([-/., ']{1,2}|)(\d{4}|\d{2})()()()$/;

interface TimeCell {
	readonly pattern: string;
	readonly midnight: boolean;
	readonly plain: boolean;
}

const NO_TIME: TimeCell = { pattern: '', midnight: true, plain: true };

function timeOf(text: string): TimeCell | null {
	if (text === '') return NO_TIME;
	const chinese = TIME_ZH.exec(text);
	if (chinese) {
		const [, hour, sign, minute, second] = chinese;
		const gap = text.startsWith(' ') ? ' ' : '';
		return clock(hour, minute, second, `${gap}%H${sign}%M分${second ? '%S秒' : ''}`);
	}
	const first = HALF_FIRST.exec(text);
	if (first) {
		const [, , gap, hour, minute, second] = first;
		const lead = text.slice(0, text.search(/[ap]m/i));
		return clock(hour, minute, second, `${lead}%p${gap}%I:%M${second ? ':%S' : ''}`, 12);
	}
	const match = TIME.exec(text);
	if (!match) return null;
	const [, hour, minute, second, fraction, half] = match;
	const lead = text.slice(0, text.search(/\d/));
	const point = fraction ? text.charAt(text.lastIndexOf(fraction) - 1) : '';
	const gap = half && /\d [AaPp]/.test(text) ? ' ' : '';
	const pattern = `${lead}${half ? '%I' : '%H'}:%M${second ? ':%S' : ''}${fraction ? `${point}%f` : ''}${half ? `${gap}%p` : ''}`;
	const time = clock(hour, minute, second, pattern, half ? 12 : 24);
	if (!time) return null;
	const plain = !half && point !== ',' && (lead === ' ' || lead === 'T');
	if ((fraction?.length ?? 0) > 6 && !plain) return null;
	return { ...time, midnight: time.midnight && !Number(fraction), plain };
}

function clock(hour = '', minute = '', second: string | undefined, pattern: string, hours = 24): TimeCell | null {
	const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)];
	if (h > (hours === 12 ? 12 : 23) || (hours === 12 && h < 1) || m > 59 || s > 59) return null;
	return { pattern, midnight: h % hours === 0 && m === 0 && s === 0, plain: false };
}

function dateCell(cell: string, header: boolean): DateCell | null {
	if (cell.length < 5 || cell.length > 60) return null;
	const words = plainWords(cell);
	const { text } = words;
	const found = numericDate(text) ?? chineseDate(text) ?? namedDate(text, header) ?? (header ? bareDate(text) : null);
	if (!found) return null;
	const plain =
		found.plain && !words.fullWidth && words.replace.length === 0 && (words.zone === null || words.zone === 'Z');
	const zoned = words.zone === null || found.time !== '';
	return { ...found, plain, valid: found.valid && zoned, words };
}

type Found = Omit<DateCell, 'words'>;

function numericDate(text: string): Found | null {
	const match = NUMBERS.exec(text);
	const time = match && timeOf(match[5] ?? '');
	if (!match || !time) return null;
	const [, a = '', mark = '', b = '', c = ''] = match;
	if (a.length === 4 && c.length <= 2) {
		const valid = calendarDay(Number(a), Number(b), Number(c)) !== null;
		const plain = mark === '-' && time.plain;
		return cellOf(`ymd${mark}`, `%Y${mark}%m${mark}%d`, time, { valid, plain });
	}
	if (a.length > 2 || (c.length !== 4 && c.length !== 2)) return null;
	const long = c.length === 4;
	const year = long ? Number(c) : 2000 + Number(c);
	const orders: Order[] = [];
	if (mark !== '.' && calendarDay(year, Number(a), Number(b)) !== null) orders.push('mdy');
	if (calendarDay(year, Number(b), Number(a)) !== null) orders.push('dmy');
	if (!long && a.length === 2 && calendarDay(2000 + Number(a), Number(b), Number(c)) !== null) orders.push('ymd');
	const pattern = `<1>${mark}<2>${mark}${long ? '%Y' : '<3>'}`;
	return cellOf(`xx${mark}`, pattern, time, { orders, numbers: [a, b, c], valid: orders.length > 0 });
}

function chineseDate(text: string): Found | null {
	const match = CHINESE.exec(text);
	const rest = match?.[5] ?? '';
	const time = match && (timeOf(rest) ?? glued(rest));
	if (!match || !time) return null;
	const [, year, month, day, end] = match;
	const valid = calendarDay(Number(year), Number(month), Number(day ?? 1)) !== null;
	return cellOf('年', day ? `%Y年%m月%d${end}` : '%Y年%m月', time, { valid });
}

/** A time right behind 日: nothing stands between. */
function glued(rest: string): TimeCell | null {
	const time = /^\d/.test(rest) ? timeOf(` ${rest}`) : null;
	return time && { ...time, pattern: time.pattern.trimStart(), plain: false };
}

function namedDate(text: string, header: boolean): Found | null {
	if (!/[A-Za-z]{3}/.test(text)) return null;
	const day = DAY_FIRST.exec(text);
	if (day) {
		const [, d, one, name, two, year, rest] = day;
		return named('dMy', name, year, d, `%d${one}<b>${two}<y>`, rest);
	}
	const month = MONTH_FIRST.exec(text);
	if (month) {
		const [, name, one, d, two, year, rest] = month;
		return named('Mdy', name, year, d, `<b>${one}%d${two}<y>`, rest);
	}
	const first = YEAR_FIRST.exec(text);
	if (first) {
		const [, year, one, name, two, d, rest] = first;
		return named('yMd', name, year, d, `<y>${one}<b>${two}%d`, rest);
	}
	const pair = MONTH_YEAR.exec(text);
	if (!pair || (!header && pair[3]?.length !== 4)) return null;
	return named('My', pair[1], pair[3], '1', `<b>${pair[2]}<y>`, '');
}

function named(family: string, name = '', year = '', day = '', pattern: string, rest = ''): Found | null {
	const time = timeOf(rest);
	const month = monthOf(name);
	if (!time || month === 0) return null;
	const four = year.length === 4;
	const valid = calendarDay(four ? Number(year) : 2000 + Number(year), month, Number(day)) !== null;
	const written = pattern.replace('<b>', name.length === 3 ? '%b' : '%B').replace('<y>', four ? '%Y' : '%y');
	return cellOf(family, written, time, { valid });
}

const BARE: readonly (readonly [RegExp, string, string])[] = [
	[/^(?<Y>\d{4})(?<m>\d\d)(?<d>\d\d)$/, 'Ymd', '%Y%m%d'],
	[/^(?<Y>(?:19|20)\d\d)(?<m>\d\d)$/, 'Ym', '%Y%m'],
	[/^(?<Y>\d{4})-(?<m>\d{1,2})$/, 'Ym-', '%Y-%m'],
	[/^(?<Y>\d{4})\/(?<m>\d{1,2})$/, 'Ym/', '%Y/%m'],
	[/^(?<Y>\d{4})\.(?<m>\d{2})$/, 'Ym.', '%Y.%m'],
	[/^(?<m>\d{1,2})\/(?<Y>\d{4})$/, 'mY/', '%m/%Y'],
	[/^(?<m>\d{1,2})-(?<Y>\d{4})$/, 'mY-', '%m-%Y']
];

/** Digits alone, or a year and month: dates only where the header says so. */
function bareDate(text: string): Found | null {
	for (const [shape, family, pattern] of BARE) {
		const groups = shape.exec(text)?.groups;
		if (!groups) continue;
		const [year, month, day] = [Number(groups['Y']), Number(groups['m']), Number(groups['d'] ?? 1)];
		return cellOf(family, pattern, NO_TIME, { valid: year > 1900 && calendarDay(year, month, day) !== null });
	}
	return null;
}

function cellOf(
	family: string,
	pattern: string,
	time: TimeCell,
	more: { valid: boolean; plain?: boolean; orders?: readonly Order[]; numbers?: readonly string[] }
): Found {
	return {
		family,
		pattern,
		time: time.pattern,
		midnight: time.midnight,
		plain: more.plain ?? false,
		orders: more.orders ?? [],
		numbers: more.numbers ?? [],
		valid: more.valid
	};
}

/** A cell and the physical line it stands on. */
export interface LineCell {
	readonly text: string;
	readonly line: number;
}

/** What a column looks like as dates. */
export type DateFinding =
	| { readonly kind: 'none' }
	| {
			readonly kind: 'date';
			readonly format: Omit<ColumnFormat, 'name'>;
			readonly parsed: number;
			readonly timesDropped: boolean;
			/** What decided: ISO, a spelling that has one reading only, a cell that has, another column, or numbers that count days. */
			readonly because: 'iso' | 'written' | 'order-proven' | 'order-elsewhere' | 'serial';
			/** The cell that decided the order of day and month. */
			readonly proof?: LineCell;
	  }
	/** Day and month cannot be told apart; `example` could be either. `candidates`: the formats to choose from, and the example's day. */
	| {
			readonly kind: 'ambiguous';
			readonly example: LineCell;
			readonly mark: string;
			readonly candidates: readonly { readonly format: Omit<ColumnFormat, 'name'>; readonly day: string }[];
	  }
	/** Several spellings in one column, not all with one reading only; one example of each. */
	| { readonly kind: 'mixed'; readonly examples: readonly LineCell[] };

/** Settings of {@link detectDates}. */
export interface DateHints {
	/** The header speaks of a date: digits alone may be one. */
	readonly dateHeader: boolean;
	/** Order of day and month found in other columns of the file with the same separator, if any. */
	readonly order: (mark: string) => 'mdy' | 'dmy' | null;
	/** The cells are the whole column, so a time that is always midnight may be dropped. */
	readonly complete: boolean;
}

const DATE_HEADER =
	/date|time|day\b|month|period|created|modified|closed|datum|fecha|monat|mois|\bmes\b|erstellt|abschluss|日期|时间|時間|日時|月份|年月|日$/i;

/** Whether a header speaks of a date or a time. */
export function isDateHeader(name: string): boolean {
	return (
		DATE_HEADER.test(name) && !isMeasureHeader(name) && !/\b(?:duration|days|hours|minutes)\b|天数|时长/i.test(name)
	);
}

interface Placed {
	readonly cell: DateCell;
	readonly at: LineCell;
}

/**
 * Decides whether the cells (no null tokens among them) are dates, over all of them together. At least 95 % must be, and
 * never a day/month order against the evidence: with values that only read as M/D/Y beside values that only read as D/M/Y the
 * column is mixed; with none of either it is ambiguous. Spellings that have one reading only may stand side by side.
 */
export function detectDates(cells: readonly LineCell[], hints: DateHints): DateFinding {
	const serial = hints.dateHeader ? serialDates(cells) : null;
	if (serial) return serial;
	const families = new Map<string, Placed[]>();
	const mayMiss = cells.length * 0.05;
	let parsed = 0;
	let missed = 0;
	// Days come again and again in a column: each is taken apart once.
	const seen = new Map<string, DateCell | null>();
	for (const at of cells) {
		let cell = seen.get(at.text);
		if (cell === undefined) seen.set(at.text, (cell = dateCell(at.text.trim(), hints.dateHeader)));
		if (!cell?.valid) {
			if (++missed > mayMiss) return { kind: 'none' };
			continue;
		}
		parsed++;
		const known = families.get(cell.family);
		if (known) known.push({ cell, at });
		else families.set(cell.family, [{ cell, at }]);
	}
	if (parsed === 0) return { kind: 'none' };
	const open = [...families.keys()].some((family) => family.startsWith('xx'));
	if (families.size > 1 && open) {
		return { kind: 'mixed', examples: [...families.values()].flatMap((group) => (group[0] ? [group[0].at] : [])) };
	}
	return open
		? decideOrder([...families.values()].flat(), hints, parsed)
		: finding([...families.values()].flat(), null, hints, parsed);
}

/** A finding of dates. */
export type DateFound = Extract<DateFinding, { kind: 'date' }>;

function decideOrder(group: readonly Placed[], hints: DateHints, parsed: number): DateFinding {
	const sample = group[0];
	if (!sample) return { kind: 'none' };
	const mark = sample.cell.family.slice(2);
	const possible = (['mdy', 'dmy', 'ymd'] as const).filter((order) =>
		group.every(({ cell }) => cell.orders.includes(order))
	);
	const only = (order: Order): Placed | undefined =>
		group.find(({ cell }) => cell.orders.length === 1 && cell.orders[0] === order);
	if (possible.length === 0) {
		const [onlyMdy, onlyDmy, onlyYmd] = [only('mdy'), only('dmy'), only('ymd')];
		const examples = [onlyMdy, onlyDmy, onlyYmd].flatMap((placed) => (placed ? [placed.at] : []));
		return { kind: 'mixed', examples: examples.length > 1 ? examples : group.slice(0, 2).map(({ at }) => at) };
	}
	const left = yearPlace(group, possible);
	const [order] = left;
	if (left.length === 1 && order) {
		const proof = (group.find(({ cell }) => cell.orders.length < possible.length || cell.orders.length === 1) ?? sample)
			.at;
		return { ...finding(group, order, hints, parsed), because: 'order-proven', proof };
	}
	const hinted = hints.order(mark);
	if (hinted && left.includes(hinted)) return { ...finding(group, hinted, hints, parsed), because: 'order-elsewhere' };
	const candidates = left.map((one) => {
		const { format } = finding(group, one, hints, parsed);
		return { format, day: readDate(sample.at.text, format.format as unknown as DateFormat)?.day ?? '' };
	});
	return { kind: 'ambiguous', example: sample.at, mark, candidates };
}

/** Two-digit years may stand first or last: the place with few different numbers is the year's. */
function yearPlace(group: readonly Placed[], possible: readonly Order[]): Order[] {
	if (!possible.includes('ymd') || possible.length === 1) return [...possible];
	const distinct = (slot: number): number => new Set(group.map(({ cell }) => cell.numbers[slot])).size;
	const [first, last] = [distinct(0), distinct(2)];
	if (last <= 8 && first > last * 1.5) return possible.filter((order) => order !== 'ymd');
	if (first <= 8 && last > first * 1.5) return ['ymd'];
	return [...possible];
}

function finding(group: readonly Placed[], order: Order | null, hints: DateHints, parsed: number): DateFound {
	const timed = group.some(({ cell }) => !cell.midnight);
	const anyTime = group.some(({ cell }) => cell.time !== '');
	const zone = group.some(({ cell }) => cell.words.zone !== null);
	const dropped = anyTime && !timed && hints.complete && !zone;
	const type = anyTime && !dropped ? 'timestamp' : 'date';
	const base = { kind: 'date', parsed, timesDropped: dropped } as const;
	if (!dropped && group.every(({ cell }) => cell.plain)) return { ...base, format: { type }, because: 'iso' };
	const replace = replacements(group);
	const lower = (pattern: string): string =>
		replace.length > 0
			? pattern.replace(/%.|[^%]+/g, (token) => (token.startsWith('%') ? token : token.toLowerCase()))
			: pattern;
	const patterns = [...new Set(group.map(({ cell }) => lower(ordered(cell.pattern, order) + cell.time)))].sort();
	const format: DateFormat = {
		kind: 'date',
		patterns,
		...(group.some(({ cell }) => cell.words.fullWidth) ? { fullWidth: true } : {}),
		...(zone ? { zone: true } : {}),
		...(replace.length > 0 ? { replace } : {})
	};
	return { ...base, format: { type, format: formatJson(format) }, because: 'written' };
}

/** All texts to replace, longer ones first: "marzo" before "mar". */
function replacements(group: readonly Placed[]): (readonly [string, string])[] {
	const all = new Map(group.flatMap(({ cell }) => cell.words.replace.map(([from, to]) => [from, to] as const)));
	return [...all].sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1));
}

function ordered(pattern: string, order: Order | null): string {
	if (order === null) return pattern;
	const letters = { mdy: ['%m', '%d', '%y'], dmy: ['%d', '%m', '%y'], ymd: ['%y', '%m', '%d'] }[order];
	return pattern.replace(/<([123])>/g, (_, slot: string) => letters[Number(slot) - 1] ?? '');
}

/** The day/month order a column proves by itself, per separator: evidence for columns that cannot. */
export function provenOrder(cells: readonly LineCell[]): { mark: string; order: 'mdy' | 'dmy' } | null {
	if (!cells.slice(0, 20).some(({ text }) => /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d/.test(text))) return null;
	const found = detectDates(cells, { dateHeader: false, order: () => null, complete: false });
	if (found.kind !== 'date') return null;
	const pattern = (found.format.format as { patterns?: readonly string[] } | undefined)?.patterns?.[0] ?? '';
	const match = /^%([dm])([-/.])%[dm]/.exec(pattern);
	return match?.[2] ? { mark: match[2], order: match[1] === 'd' ? 'dmy' : 'mdy' } : null;
}
