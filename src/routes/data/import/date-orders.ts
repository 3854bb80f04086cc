import { readDate } from '$lib/core/intake/value-format';

/** Orders in which day, month and year can stand. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const SPELLED =
	/^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:(T|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,6})?)?(?:\s?([AP]M))?)?$/i;

/** strptime patterns that read the texts with day, month and year in one order; `timed`: some carry a time of day. */
export function datePatterns(
	texts: readonly string[],
	order: DateOrder
): { readonly patterns: readonly string[]; readonly timed: boolean } {
	const found = new Set<string>();
	for (const text of texts) {
		const pattern = patternOf(text.trim(), order);
		if (pattern && readDate(text, { kind: 'date', patterns: [pattern] })) found.add(pattern);
	}
	const patterns = [...found].sort();
	return { patterns, timed: patterns.some((pattern) => /%[HI]/.test(pattern)) };
}

function patternOf(text: string, order: DateOrder): string | null {
	const match = SPELLED.exec(text);
	if (!match) return null;
	const [, first = '', mark = '', , last = '', gap, hour, , seconds, fraction, half] = match;
	const year = order === 'ymd' ? first : last;
	const other = order === 'ymd' ? last : first;
	if (other.length > 2 || (year.length !== 4 && year.length !== 2)) return null;
	const letter = year.length === 4 ? '%Y' : '%y';
	const day = { dmy: ['%d', '%m', letter], mdy: ['%m', '%d', letter], ymd: [letter, '%m', '%d'] }[order].join(mark);
	if (hour === undefined) return day;
	const clock = `${half ? '%I' : '%H'}:%M${seconds ? ':%S' : ''}${fraction ? '.%f' : ''}${half ? (/\s[AP]M$/i.test(text) ? ' %p' : '%p') : ''}`;
	return `${day}${gap === 'T' || gap === 't' ? 'T' : ' '}${clock}`;
}

/** The two days a text like "03/04/2024" can mean, ISO; null when it does not read both ways. */
export function bothReadings(text: string): { readonly dmy: string; readonly mdy: string } | null {
	const read = (order: DateOrder): string | null => {
		const { patterns } = datePatterns([text], order);
		return readDate(text, { kind: 'date', patterns })?.day ?? null;
	};
	const dmy = read('dmy');
	const mdy = read('mdy');
	return dmy && mdy && dmy !== mdy ? { dmy, mdy } : null;
}
