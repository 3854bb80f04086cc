import { dayNumber, dayOf, type Day } from '../period';

/** Year, month and day in a file name: 2026-10-31, 2026_10_31, 2026.10.31, 20261031, 2026年10月31日. Other digits must not touch it. */
const PATTERNS = [
	/(?<!\d)((?:19|20)\d\d)[-_. ]([01]?\d)[-_. ]([0-3]?\d)(?!\d)/u,
	/(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)/u,
	/(?<!\d)((?:19|20)\d\d)\s*年\s*([01]?\d)\s*月\s*([0-3]?\d)\s*[日号]/u
];

/** The day a file name says, year first; null when it says none. The last one wins: exports carry their date at the end. */
export function dayInName(fileName: string): Day | null {
	const found = PATTERNS.flatMap((pattern) => [...fileName.matchAll(new RegExp(pattern, 'gu'))]);
	const days = found.flatMap((match) => {
		const day = calendarDay(match[1], match[2], match[3]);
		return day === null ? [] : [{ day, at: match.index }];
	});
	return days.sort((a, b) => b.at - a.at)[0]?.day ?? null;
}

/**
 * The day some files stand for: the latest one their names say, else the day the last of them was changed, else null.
 * @param modified ISO instants; null when unknown
 */
export function dayOfFiles(
	files: readonly { readonly fileName: string; readonly modified: string | null }[]
): Day | null {
	const latest = (days: readonly (Day | null)[]): Day | null =>
		days.reduce<Day | null>((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
	return latest(files.map((file) => dayInName(file.fileName))) ?? latest(files.map((file) => changedOn(file.modified)));
}

/**
 * A file name without what tells one of a row from the next: extension, digits, months, "(1)", "copy". Two files with the same stem are
 * likely the same export of two months. Lower case.
 */
export function nameStem(fileName: string): string {
	const base = fileName.split(/[/\\]/).pop() ?? '';
	return base
		.normalize('NFKC')
		.toLowerCase()
		.replace(/(\.[a-z]{1,7})+$/u, '')
		.replace(/[\p{N}一二三四五六七八九十]+\s*[年月日号季周期]+(度|份)?/gu, ' ')
		.replace(/(?<!\p{L})(copy|副本|part|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*(?!\p{L})/gu, ' ')
		.replace(/(?<!\p{L})(q|h|w|fy)(?=\p{N})/gu, ' ')
		.replace(/[^\p{L}]+/gu, ' ')
		.trim();
}

function changedOn(modified: string | null): Day | null {
	return modified === null ? null : modified.slice(0, 10);
}

function calendarDay(year = '', month = '', date = ''): Day | null {
	const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	if (Number(month) < 1 || Number(month) > 12 || Number(date) < 1 || Number(date) > 31) return null;
	return dayOf(dayNumber(day)) === day ? day : null;
}
