import { describe, expect, it } from 'vitest';
import { calendarInputs, unseenEvents, withCalendar, WORKING_DAYS } from './calendar-inputs';
import { countryWindows, HOLIDAY_COUNTRIES } from './country-holidays';
import { dayNumber, dayOf, periodOf } from '../period';

const plain = { holidays: [], workingDays: false, events: [] };
const month = (text: string) => periodOf(`${text}-01`, 'month');

describe('calendarInputs', () => {
	it('spreads Spring Festival over the months that hold it', () => {
		// New year's day: 2023-01-22, 2024-02-10, 2025-01-29. The window is the eve and seven days more.
		const inputs = calendarInputs({ ...plain, holidays: ['CN'] }, 'month', month('2023-01'), 26);
		const festival = inputs.find(({ name }) => name === 'holiday:spring-festival')!;
		expect([0, 1, 12, 13, 24, 25].map((k) => festival.values[k])).toEqual([1, 0, 0, 1, 4 / 8, 4 / 8]);
		// 国庆节 is always in October: the season of months knows it.
		expect(inputs.map(({ name }) => name)).not.toContain('holiday:national-day');
	});

	it('counts working days', () => {
		const [input] = calendarInputs({ ...plain, workingDays: true }, 'month', month('2026-01'), 14);
		expect(input!.name).toBe(WORKING_DAYS);
		expect([...input!.values].slice(0, 3)).toEqual([22, 20, 22]);
	});

	it('events of one name are one input, the longest counts 1', () => {
		const events = [
			{ name: 'Sale', from: '2026-01-28', to: '2026-02-06' },
			{ name: 'Sale', from: '2026-04-01', to: '2026-04-05' }
		];
		const [input] = calendarInputs({ ...plain, events }, 'month', month('2026-01'), 5);
		expect([...input!.values]).toEqual([0.4, 0.6, 0, 0.5, 0]);
		const series = { key: '', grain: 'month', start: month('2026-01'), values: new Float64Array(3) } as const;
		expect(
			unseenEvents({ ...plain, events: [...events, { name: 'Fair', from: '2026-04-02', to: '2026-04-03' }] }, series)
		).toEqual(['Fair']);
	});

	it('goes as far ahead as the forecast, and leaves a series alone when there is nothing to say', () => {
		const series = { key: '', grain: 'day', start: dayNumber('2026-01-01'), values: new Float64Array(40) } as const;
		expect(withCalendar(series, plain, 28)).toBe(series);
		expect(withCalendar(series, { ...plain, holidays: ['US'] }, 28).inputs![0]!.values.length).toBe(68);
		expect(calendarInputs({ ...plain, holidays: ['CN', 'US'], workingDays: true }, 'year', 2020, 9)).toEqual([]);
	});
});

describe('holidays of countries', () => {
	it.each([
		['DE', 'whitsun', '2026-05-24'],
		['DE', 'ascension', '2026-05-14'],
		['GB', 'early-may', '2026-05-04'],
		['GB', 'spring-bank', '2026-05-25'],
		['GB', 'summer-bank', '2026-08-31'],
		['US', 'thanksgiving', '2026-11-26'],
		['CN', 'spring-festival', '2026-02-16']
	])('%s %s 2026', (country, name, day) => {
		const window = countryWindows(country).find((one) => one.name === name)!;
		expect(dayOf(window.first(2026))).toBe(day);
	});
	it('every country has some, an unknown one none', () => {
		for (const country of HOLIDAY_COUNTRIES) expect(countryWindows(country).length).toBeGreaterThan(7);
		expect(countryWindows('XX')).toEqual([]);
	});
});
