import type { DateFound, LineCell } from './date-detect';
import { formatJson, type SerialSystem } from './value-format';

const SERIALS: readonly (readonly [SerialSystem, RegExp, number, number])[] = [
	['1900', /^\d{5}(?:\.\d{1,12})?$/, 20_000, 80_000],
	['unix', /^\d{9,10}$/, 600_000_000, 2_500_000_000],
	['unix-ms', /^\d{12,13}$/, 600_000_000_000, 2_500_000_000_000]
];

/** Numbers that count days or seconds, under a header that speaks of dates. */
export function serialDates(cells: readonly LineCell[]): DateFound | null {
	const texts = cells.map(({ text }) => text.trim());
	for (const [serial, shape, least, most] of SERIALS) {
		const fits = (text: string): boolean => shape.test(text) && Number(text) >= least && Number(text) <= most;
		if (texts.length === 0 || !texts.every(fits)) continue;
		const day = serial === '1900' ? 1 : serial === 'unix' ? 86_400 : 86_400_000;
		const type = texts.every((text) => Number(text) % day === 0) ? 'date' : 'timestamp';
		const format = { type, format: formatJson({ kind: 'date', patterns: [], serial }) } as const;
		return { kind: 'date', format, parsed: texts.length, timesDropped: false, because: 'serial' };
	}
	return null;
}
