/* Days are counted from 1970-01-01, months from year 0; text is ISO. */

/** @param {string} iso */
export const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/** @param {number} day */
export const isoDay = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** 0 = January. @param {number} day */
export const monthOfYear = (day) => new Date(day * 86_400_000).getUTCMonth();

/** 0 = Monday. @param {number} day */
export const weekday = (day) => (((day + 3) % 7) + 7) % 7;

/** "2024-03". @param {number} day */
export const monthKey = (day) => isoDay(day).slice(0, 7);

/** "2024-Q1". @param {string} iso */
export const quarterKey = (iso) => `${iso.slice(0, 4)}-Q${Math.floor((Number(iso.slice(5, 7)) + 2) / 3)}`;

/** Last day of the month of `day`. @param {number} day */
export function monthEnd(day) {
	const date = new Date(day * 86_400_000);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / 86_400_000;
}

/**
 * First to last day, both included.
 * @param {number} from
 * @param {number} to
 */
export const days = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
