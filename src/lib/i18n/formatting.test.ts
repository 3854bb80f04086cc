import { describe, expect, it } from 'vitest';
import { periodOf } from '$lib/core/period';
import { formatBytes, formatCell, formatMoney, formatNumber, formatShare, numberOf } from './formatting';
import { formatDay, formatPeriod, isoWeek, yearOf } from './periods';

const en = { locale: 'en' } as const;
const zh = { locale: 'zh-CN' } as const;

describe('numbers', () => {
	it('keeps exact decimals exact', () => {
		expect(formatMoney('90071992547409931.07', en)).toBe('90,071,992,547,409,931.07');
		expect(formatMoney('3706827.64', zh)).toBe('3,706,827.64');
		expect(formatNumber(123456789012345678901n, en)).toBe('123,456,789,012,345,678,901');
	});
	it('writes cents only where there are any', () => {
		expect(formatMoney(10005534, en)).toBe('10,005,534');
		expect(formatMoney('2297200.8', en)).toBe('2,297,200.80');
		expect(formatMoney(1134672, { ...en, currency: 'USD' })).toBe('$1,134,672');
		expect(formatMoney('12.5', { ...zh, currency: 'CNY' })).toBe('¥12.50');
		expect(formatMoney(1234, { ...en, currency: 'JPY' })).toBe('¥1,234');
		expect(formatMoney(5, { ...en, digits: 2 })).toBe('5.00');
	});
	it('shortens by the habits of the language', () => {
		expect(formatMoney(12345, { ...en, compact: true })).toBe('12.3K');
		expect(formatMoney(4_500_000, { ...en, compact: true, currency: 'EUR' })).toBe('€4.5M');
		expect(formatMoney(1.2e9, { ...en, compact: true })).toBe('1.2B');
		expect(formatMoney(12345, { ...zh, compact: true })).toBe('1.2万');
		expect(formatMoney(3.4e8, { ...zh, compact: true })).toBe('3.4亿');
	});
	it('writes shares as percent, growth with its sign', () => {
		expect(formatShare(0.6315, en)).toBe('63.15%');
		expect(formatShare(-0.0283, { ...en, sign: true })).toBe('−2.83%');
		expect(formatShare(0.2947, { ...zh, sign: true })).toBe('+29.47%');
		expect(formatShare(0, { ...en, sign: true })).toBe('0.00%');
		expect(formatShare(0.5, { ...en, compact: true })).toBe('50%');
	});
	it('writes sizes', () => {
		expect(formatBytes(3_700_000, 'en')).toBe('3.7 MB');
		expect(formatBytes(999_999, 'en')).toBe('1 MB');
		expect(formatBytes(12, 'en')).toBe('12 byte');
	});
});

describe('periods', () => {
	it.each([
		['2017-08-15', 'quarter', '2017 Q3', '2017年第三季度'],
		['2017-03-01', 'month', 'Mar 2017', '2017年3月'],
		['2017-03-01', 'week', '2017 W09', '2017年第9周'],
		['2017-03-01', 'year', '2017', '2017年'],
		['2017-03-05', 'day', 'Mar 5, 2017', '2017年3月5日']
	] as const)('%s by %s', (day, grain, english, chinese) => {
		expect(formatPeriod(periodOf(day, grain), grain, 'en')).toBe(english);
		expect(formatPeriod(periodOf(day, grain), grain, 'zh-CN')).toBe(chinese);
	});
	it('counts ISO weeks across the turn of the year', () => {
		// ISO 8601: 2021-01-03 is in 2020-W53, 2018-12-31 in 2019-W01.
		expect(isoWeek(periodOf('2021-01-03', 'week'))).toEqual({ year: 2020, week: 53 });
		expect(isoWeek(periodOf('2018-12-31', 'week'))).toEqual({ year: 2019, week: 1 });
		expect(yearOf(periodOf('2018-12-31', 'week'), 'week')).toBe(2019);
		expect(yearOf(periodOf('2018-12-31', 'month'), 'month')).toBe(2018);
	});
	it('leaves text that is no day alone', () => {
		expect(formatDay('soon', 'en')).toBe('soon');
	});
});

describe('cells', () => {
	it.each([
		[null, 'money', '–'],
		[null, 'text', '–'],
		['47.93', 'days', '47.9 days'],
		[1, 'days', '1 day'],
		[1234, 'count', '1,234'],
		['0.1', 'number', '0.1'],
		['A', 'grade', 'A'],
		['<b>x</b>', 'text', '<b>x</b>'],
		['2017-03-05', 'date', 'Mar 5, 2017'],
		['2017-03-05 14:30:00', 'date', 'Mar 5, 2017 14:30'],
		[NaN, 'number', '–'],
		['2017-07-01', 'period', '2017 Q3'],
		[periodOf('2017-07-01', 'quarter'), 'period', '2017 Q3']
	] as const)('%s as %s', (cell, unit, text) => {
		expect(formatCell(cell, unit, { ...en, grain: 'quarter' })).toBe(text);
	});
	it('leaves out what the header says', () => {
		expect(formatCell(12.5, 'money', { ...en, currency: 'USD', bare: true })).toBe('12.50');
		expect(formatCell(12, 'days', { ...zh, bare: true })).toBe('12');
		expect(formatCell(12, 'days', zh)).toBe('12天');
	});
	it('reads the numbers behind cells', () => {
		expect(numberOf('3706827.64')).toBe(3706827.64);
		expect(numberOf('2017-01-01')).toBeNull();
		expect(numberOf(12n)).toBe(12);
		expect(numberOf(null)).toBeNull();
	});
});
