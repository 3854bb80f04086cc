import { calendarDay, monthOf } from './date-pattern';
import { formatJson } from './value-format';
import type { ColumnFormat } from '../table';

/** How one cell can be read as a date. `slots` decide the order of day and month later, over the whole column. */
interface DateCell {
	/** Family of spellings: same separators, same order up to day/month. */
	readonly family: string;
	/** strptime pattern of the day; for day/month families with the marks `<1>` and `<2>` for the first two numbers. */
	readonly pattern: string;
	/** strptime pattern of the time, "" without one. */
	readonly time: string;
	readonly midnight: boolean;
	readonly plain: boolean;
	readonly zone: boolean;
	/** day/month families: the reading as month-day-year and as day-month-year exists. */
	readonly mdy: boolean;
	readonly dmy: boolean;
	readonly valid: boolean;
}

const TIME = /^(?:T|,? +)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp][Mm]))?(Z|[+-]\d\d(?::?\d\d)?)?$/;
const NUMBERS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(.*)$/s;
const CHINESE = /^(\d{4})年(\d{1,2})月(?:(\d{1,2})([日号]))?(.*)$/s;
const DAY_FIRST = /^(\d{1,2})([- /])([A-Za-z]{3,9})(,?)\2(\d{4}|\d{2})((?:[T ,].*)?)$/s;
const MONTH_FIRST = /^([A-Za-z]{3,9})( )(\d{1,2})(,?) (\d{4})((?:[T ,].*)?)$/s;

interface TimeCell {
	readonly pattern: string;
	readonly midnight: boolean;
	readonly plain: boolean;
	/** A zone or offset stands behind it: only the plain form of a timestamp can be read then. */
	readonly zone: boolean;
}

const NO_TIME: TimeCell = { pattern: '', midnight: true, plain: true, zone: false };

function timeOf(text: string): TimeCell | null {
	if (text === '') return NO_TIME;
	const match = TIME.exec(text);
	if (!match) return null;
	const [, hour = '', minute = '', second, fraction, half, zone] = match;
	if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
	if (half && (Number(hour) < 1 || Number(hour) > 12)) return null;
	const lead = text.slice(0, text.search(/\d/));
	const clock = `${half ? '%I' : '%H'}:%M${second ? ':%S' : ''}${fraction ? '.%f' : ''}`;
	const gap = half && /\d [AaPp]/.test(text) ? ' ' : '';
	const midnight = Number(hour) % (half ? 12 : 24) === 0 && !Number(minute) && !Number(second) && !Number(fraction);
	const plain = !half && !lead.includes(',');
	return { pattern: `${lead}${clock}${half ? `${gap}%p` : ''}`, midnight, plain, zone: Boolean(zone) };
}

function dateCell(text: string, header: boolean): DateCell | null {
	if (text.length < 6 || text.length > 40) return null;
	return numericDate(text) ?? chineseDate(text) ?? namedDate(text) ?? (header ? bareDate(text) : null);
}

function numericDate(text: string): DateCell | null {
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
	const year = c.length === 4 ? Number(c) : 2000 + Number(c);
	const mdy = mark !== '.' && calendarDay(year, Number(a), Number(b)) !== null;
	const dmy = calendarDay(year, Number(b), Number(a)) !== null;
	const pattern = `<1>${mark}<2>${mark}${c.length === 4 ? '%Y' : '%y'}`;
	return cellOf(`${c.length === 4 ? 'xxY' : 'xxy'}${mark}`, pattern, time, { mdy, dmy, valid: mdy || dmy });
}

function chineseDate(text: string): DateCell | null {
	const match = CHINESE.exec(text);
	const time = match && timeOf(match[5] ?? '');
	if (!match || !time) return null;
	const [, year, month, day, end] = match;
	const valid = calendarDay(Number(year), Number(month), Number(day ?? 1)) !== null;
	return cellOf('年', day ? `%Y年%m月%d${end}` : '%Y年%m月', time, { valid });
}

function namedDate(text: string): DateCell | null {
	const first = DAY_FIRST.exec(text);
	const match = first ?? MONTH_FIRST.exec(text);
	const time = match && timeOf(match[6] ?? '');
	if (!match || !time) return null;
	const [, one = '', mark = '', two = '', comma = '', year = ''] = match;
	const name = first ? two : one;
	const month = monthOf(name);
	const named = name.length === 3 ? '%b' : '%B';
	const four = year.length === 4;
	const valid = calendarDay(four ? Number(year) : 2000 + Number(year), month, Number(first ? one : two)) !== null;
	const pattern = first ? `%d${mark}${named}${comma}${mark}${four ? '%Y' : '%y'}` : `${named} %d${comma} %Y`;
	return cellOf(first ? `dMy${mark}` : 'Mdy', pattern, time, { valid });
}

/** Digits alone, or a year and month: dates only where the header says so. */
function bareDate(text: string): DateCell | null {
	const match =
		/^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? /^(\d{4})-(\d{1,2})()$/.exec(text) ?? /^(\d{4})\/(\d{1,2})()$/.exec(text);
	if (!match) return null;
	const [, year, month, day] = match;
	const valid = Number(year) > 1900 && calendarDay(Number(year), Number(month), Number(day || 1)) !== null;
	const mark = text.charAt(4);
	return cellOf(day ? 'Ymd' : `Ym${mark}`, day ? '%Y%m%d' : `%Y${mark}%m`, NO_TIME, { valid });
}

function cellOf(
	family: string,
	pattern: string,
	time: TimeCell,
	more: { valid: boolean; plain?: boolean; mdy?: boolean; dmy?: boolean }
): DateCell {
	return {
		family,
		pattern,
		time: time.pattern,
		midnight: time.midnight,
		plain: more.plain ?? false,
		zone: time.zone,
		mdy: more.mdy ?? false,
		dmy: more.dmy ?? false,
		valid: more.valid && (!time.zone || more.plain === true)
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
	  }
	/** Day and month cannot be told apart; `example` could be either. */
	| { readonly kind: 'ambiguous'; readonly example: LineCell; readonly mark: string }
	/** Several spellings in one column; one example of each. */
	| { readonly kind: 'mixed'; readonly examples: readonly LineCell[] };

/** Settings of {@link detectDates}. */
export interface DateHints {
	/** The header says that this is a date: digits alone may be one. */
	readonly dateHeader: boolean;
	/** Order of day and month found in other columns of the file with the same separator, if any. */
	readonly order: (mark: string) => 'mdy' | 'dmy' | null;
	/** The cells are the whole column, so a time that is always midnight may be dropped. */
	readonly complete: boolean;
}

/** Whether a header speaks of a date or a time. */
export function isDateHeader(name: string): boolean {
	return /date|time|day\b|month|period|created|modified|closed|日期|时间|月份|年月|日$/i.test(name);
}

/**
 * Decides whether the cells (no null tokens among them) are dates, over all of them together. At least 95 % must be, and
 * never a day/month order against the evidence: with values that only read as M/D/Y beside values that only read as D/M/Y the
 * column is mixed; with none of either it is ambiguous.
 */
export function detectDates(cells: readonly LineCell[], hints: DateHints): DateFinding {
	const families = new Map<string, { cells: { cell: DateCell; at: LineCell }[] }>();
	const mayMiss = cells.length * 0.05;
	let parsed = 0;
	let missed = 0;
	for (const at of cells) {
		const cell = dateCell(at.text.trim(), hints.dateHeader);
		if (!cell?.valid) {
			if (++missed > mayMiss) return { kind: 'none' };
			continue;
		}
		parsed++;
		const known = families.get(cell.family);
		if (known) known.cells.push({ cell, at });
		else families.set(cell.family, { cells: [{ cell, at }] });
	}
	if (parsed === 0) return { kind: 'none' };
	const groups = [...families.values()].map((family) => family.cells);
	if (groups.length > 1) {
		return { kind: 'mixed', examples: groups.flatMap((group) => (group[0] ? [group[0].at] : [])) };
	}
	return decide(groups[0] ?? [], hints, parsed);
}

function decide(group: readonly { cell: DateCell; at: LineCell }[], hints: DateHints, parsed: number): DateFinding {
	const sample = group[0];
	if (!sample) return { kind: 'none' };
	const loose = sample.cell.family.startsWith('xx');
	const mark = sample.cell.family.slice(3);
	const onlyMdy = group.find(({ cell }) => loose && cell.mdy && !cell.dmy);
	const onlyDmy = group.find(({ cell }) => loose && cell.dmy && !cell.mdy);
	if (onlyMdy && onlyDmy) return { kind: 'mixed', examples: [onlyMdy.at, onlyDmy.at] };
	const order = onlyMdy ? 'mdy' : onlyDmy ? 'dmy' : hints.order(mark);
	if (loose && !order) return { kind: 'ambiguous', example: sample.at, mark };
	const timed = group.some(({ cell }) => !cell.midnight);
	const anyTime = group.some(({ cell }) => cell.time !== '');
	const dropped = anyTime && !timed && hints.complete && !group.some(({ cell }) => cell.zone);
	const type = anyTime && !dropped ? 'timestamp' : 'date';
	if (!dropped && group.every(({ cell }) => cell.plain))
		return { kind: 'date', format: { type }, parsed, timesDropped: dropped };
	const patterns = [...new Set(group.map(({ cell }) => ordered(cell.pattern, order) + cell.time))].sort();
	return {
		kind: 'date',
		format: { type, format: formatJson({ kind: 'date', patterns }) },
		parsed,
		timesDropped: dropped
	};
}

function ordered(pattern: string, order: 'mdy' | 'dmy' | null): string {
	return pattern.replace('<1>', order === 'dmy' ? '%d' : '%m').replace('<2>', order === 'dmy' ? '%m' : '%d');
}

/** The day/month order a column proves by itself, per separator: evidence for columns that cannot. */
export function provenOrder(cells: readonly LineCell[]): { mark: string; order: 'mdy' | 'dmy' } | null {
	if (!cells.slice(0, 20).some(({ text }) => /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d/.test(text))) return null;
	const finding = detectDates(cells, { dateHeader: false, order: () => null, complete: false });
	if (finding.kind !== 'date') return null;
	const pattern = (finding.format.format as { patterns?: readonly string[] } | undefined)?.patterns?.[0] ?? '';
	const match = /^%([dm])([-/.])%[dm]/.exec(pattern);
	return match?.[2] ? { mark: match[2], order: match[1] === 'd' ? 'dmy' : 'mdy' } : null;
}
