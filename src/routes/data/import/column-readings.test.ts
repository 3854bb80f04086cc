import { describe, expect, it } from 'vitest';
import { columnReadings, readAs } from './column-readings';
import { bothReadings, datePatterns } from './date-orders';

const kinds = (cells: string[]): string[] => columnReadings(cells, { type: 'text' }).map(({ kind }) => kind);

describe('ways to read a column', () => {
	it('offers both orders of day and month side by side', () => {
		const readings = columnReadings(['03/04/2024', '05/06/2024', ''], { type: 'text' });
		expect(readings.map(({ kind, samples }) => [kind, samples.map(({ value }) => value)])).toEqual([
			['text', ['03/04/2024', '05/06/2024']],
			['date-dmy', ['2024-04-03', '2024-06-05']],
			['date-mdy', ['2024-03-04', '2024-05-06']]
		]);
	});
	it('offers the number forms that fit, exactly', () => {
		const comma = columnReadings(['1.234,50', '12,00'], { type: 'text' }).find(({ kind }) => kind === 'number-comma');
		expect(comma?.samples.map(({ value }) => value)).toEqual(['1234.50', '12.00']);
		expect(kinds(['12.5 %', '3 %'])).toEqual(['text', 'percent']);
		expect(kinds(['red', 'blue'])).toEqual(['text']);
		expect(kinds(['yes', 'no'])).toEqual(['text', 'yes-no']);
	});
	it('keeps what was detected even when it misfits', () => {
		const now = { type: 'date', format: { kind: 'date', patterns: ['%Y年%m月%d日'] } } as const;
		const [, detected] = columnReadings(['2024年3月5日', 'soon'], now);
		expect(detected).toMatchObject({ kind: 'detected', misfits: 1 });
		expect(readAs('2024年3月5日', now)).toBe('2024-03-05');
	});
	it('reads dates with times and two-digit years', () => {
		expect(datePatterns(['3/4/24 2:05 PM', '13/4/24'], 'dmy')).toEqual({
			patterns: ['%d/%m/%y', '%d/%m/%y %I:%M %p'],
			timed: true
		});
		expect(bothReadings('03/04/2024')).toEqual({ dmy: '2024-04-03', mdy: '2024-03-04' });
		expect(bothReadings('13/04/2024')).toBeNull();
		expect(bothReadings('04/04/2024')).toBeNull();
	});
});
