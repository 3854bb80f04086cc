import type { NumberKind } from './number-format';

const DAY_MS = 86_400_000;
const MIDNIGHT = '00:00:00';
/** Serial 0 as milliseconds since 1970: the last day of 1899 less one, because 1900 is counted as a leap year. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The last day of 9999. */
const MOST_1900 = 2_958_466;
const MOST_1904 = MOST_1900 - 1462;

/** A serial number as its number format shows it: ISO date, date with time, time of day, or hours passed. */
export interface SerialText {
	readonly text: string;
	/** The format shows the date only, but there is a time of day too. */
	readonly hiddenTime: boolean;
}

/** Null when the number is no date in the workbook's system; it is then shown as a number. */
export function serialText(serial: number, kind: Exclude<NumberKind, 'number'>, from1904: boolean): SerialText | null {
	if (!(serial >= 0) || serial >= (from1904 ? MOST_1904 : MOST_1900)) return null;
	// Half a millisecond absorbs what a double cannot hold; programs write whole milliseconds or less.
	const ms = Math.round(serial * DAY_MS);
	if (kind === 'elapsed') return { text: elapsed(ms), hiddenTime: false };
	const days = Math.floor(ms / DAY_MS);
	const time = clock(ms - days * DAY_MS);
	if (kind === 'time' || (days === 0 && !from1904)) {
		// A whole number under a time format hides its date; a date below the first day has none.
		return days === 0 ? { text: time, hiddenTime: false } : dated(days, time, from1904, 'timestamp');
	}
	return dated(days, time, from1904, kind);
}

function dated(days: number, time: string, from1904: boolean, kind: 'date' | 'timestamp'): SerialText {
	const date = dayText(days, from1904);
	if (kind === 'date') return { text: date, hiddenTime: time !== MIDNIGHT };
	return { text: `${date} ${time}`, hiddenTime: false };
}

function dayText(days: number, from1904: boolean): string {
	if (from1904) return iso(EPOCH_1904 + days * DAY_MS);
	if (days === 60) return '1900-02-29';
	return iso(EPOCH_1900 + (days < 60 ? days + 1 : days) * DAY_MS);
}

/** Days come again and again in a table. */
const known = new Map<number, string>();

function iso(ms: number): string {
	let text = known.get(ms);
	if (text === undefined) {
		text = new Date(ms).toISOString().slice(0, 10);
		if (known.size < 20_000) known.set(ms, text);
	}
	return text;
}

/** Whole seconds unless there really are parts of one. */
function clock(ms: number): string {
	if (ms === 0) return MIDNIGHT;
	const seconds = Math.floor(ms / 1000);
	const part = ms - seconds * 1000;
	return part === 0 ? hours(seconds) : `${hours(seconds)}.${String(part).padStart(3, '0')}`;
}

function elapsed(ms: number): string {
	return hours(Math.round(ms / 1000));
}

function hours(seconds: number): string {
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}
