import { describe, expect, it } from 'vitest';
import { daysInside, easterSunday, holidayWindows, lunarNewYear, workingDays } from '$lib/core/forecast/holidays';
import { dayNumber, dayOf } from '$lib/core/period';
import { airPassengers } from '../../../../tests/oracles/textbook';
import { forecasterBattery } from './battery';
import { createFourierRegression } from './fourier-regression';
import { harmonicSeason } from './harmonics';
import { seasonProfiles, shrinkSeason } from './shared-season';
import { mstl, stl } from '$lib/core/forecast/stl';
import { createStlEts } from './stl-ets';
import { hostPace } from '../host-pace';

forecasterBattery('stl-ets', createStlEts);
forecasterBattery('fourier-regression', createFourierRegression);

describe('STL and MSTL against R 4.2.2 and forecast 8.20', () => {
	it('stl(AirPassengers, s.window = 11)', () => {
		const { season, trend } = stl(airPassengers, 12, 11);
		expect([0, 1, 69, 143].map((t) => season[t])).toEqual(
			[-16.9770740864, -17.1776333372, -21.7110053102, -44.196324979].map((v) => expect.closeTo(v, 8))
		);
		expect([0, 69, 143].map((t) => trend[t])).toEqual(
			[123.145056928, 251.162308361, 496.683254025].map((v) => expect.closeTo(v, 8))
		);
	});

	it('two seasons come apart again', () => {
		const week = [3, -1, -2, 0, 1, 4, -5];
		const month = (t: number) => 6 * Math.sin((2 * Math.PI * t) / 30);
		const values = Float64Array.from({ length: 300 }, (_, t) => 50 + 0.1 * t + week[t % 7]! + month(t));
		const { seasons, trend } = mstl(values, [7, 30], ['periodic', 'periodic']);
		for (let t = 40; t < 260; t++) {
			expect(Math.abs(seasons[0]![t]! - week[t % 7]!)).toBeLessThan(0.1);
			expect(Math.abs(seasons[1]![t]! - month(t))).toBeLessThan(0.15);
			expect(Math.abs(trend[t]! - 50 - 0.1 * t)).toBeLessThan(0.1);
		}
	});

	it('one outlier hardly moves a robust decomposition', () => {
		const values = Float64Array.from({ length: 72 }, (_, t) => 100 + 10 * Math.sin((2 * Math.PI * t) / 12));
		values[30]! += 500;
		const away = (rounds: number) =>
			Math.abs(stl(values, 12, 'periodic', { inner: 2, robust: rounds }).trend[30]! - 100);
		expect(away(5)).toBeLessThan(1);
		expect(away(0)).toBeGreaterThan(5);
	});
});

describe('shrinking seasons', () => {
	/** Uniform, variance 1. */
	const noisy = (seed: number, t: number) =>
		Math.sqrt(12) * ((Math.abs(Math.sin((52 * seed + t + 1) * 12.9898) * 43758.5453) % 1) - 0.5);

	it('leaves nothing of noise and nearly all of a clear season', () => {
		const noise = Float64Array.from({ length: 52 }, (_, t) => noisy(1, t));
		expect(Math.max(...shrinkSeason({ effects: noise, noise: 2 }, []).map(Math.abs))).toBeLessThan(0.3);
		const clear = Float64Array.from({ length: 52 }, (_, t) => 20 * Math.sin((2 * Math.PI * t) / 52));
		expect(shrinkSeason({ effects: clear, noise: 1 }, [])[13]).toBeGreaterThan(19.5);
	});

	it('finds the profile that noisy series share', () => {
		const truth = Float64Array.from({ length: 52 }, (_, t) => (t === 47 || t === 51 ? 5 : -0.2));
		const seasons = Array.from({ length: 30 }, (_, i) => ({
			effects: truth.map((v, t) => v + noisy(i, t)),
			noise: 1
		}));
		const profiles = seasonProfiles(seasons, 1);
		const error = (effects: Float64Array) => effects.reduce((sum, v, t) => sum + (v - truth[t]!) ** 2, 0);
		const [alone, shared] = [shrinkSeason(seasons[0]!, []), shrinkSeason(seasons[0]!, profiles)];
		expect(error(shared)).toBeLessThan(0.6 * error(alone));
	});
});

describe('calendar', () => {
	it.each([
		[1990, '1990-01-27'],
		[2017, '2017-01-28'],
		[2020, '2020-01-25'],
		[2023, '2023-01-22'],
		[2024, '2024-02-10'],
		[2025, '2025-01-29'],
		[2033, '2033-01-31']
	])('lunar new year %i', (year, day) => expect(dayOf(lunarNewYear(year))).toBe(day));

	it('lunar new year as the calendar built into the platform', () => {
		const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
		for (let year = 1970; year < 2100; year++) {
			const parts = lunar.formatToParts(new Date(lunarNewYear(year) * 86_400_000));
			const part = (type: string) => parts.find((one) => one.type === type)?.value;
			expect([year, part('month'), part('day')]).toEqual([year, '1', '1']);
		}
	});

	it.each([
		[1961, '1961-04-02'],
		[2000, '2000-04-23'],
		[2008, '2008-03-23'],
		[2024, '2024-03-31'],
		[2038, '2038-04-25']
	])('Easter %i', (year, day) => expect(dayOf(easterSunday(year))).toBe(day));

	it('Thanksgiving, Labor Day and working days', () => {
		const first = (name: string, year: number) =>
			dayOf(
				holidayWindows('western')
					.find((window) => window.name === name)!
					.first(year)
			);
		expect(first('thanksgiving', 2024)).toBe('2024-11-28');
		expect(first('labor-day', 2024)).toBe('2024-09-02');
		expect(first('memorial-day', 2024)).toBe('2024-05-27');
		expect(workingDays(dayNumber('2024-02-01'), dayNumber('2024-02-29'))).toBe(21);
		expect(workingDays(dayNumber('2024-06-01'), dayNumber('2024-06-30'))).toBe(20);
	});

	it('a window across new year is counted on both sides', () => {
		const after = holidayWindows('western').find(({ name }) => name === 'after-christmas')!;
		expect(daysInside(after, dayNumber('2023-12-31'), dayNumber('2024-01-02'))).toBe(1);
	});
});

describe('regression', () => {
	const job = { seed: 1, signal: new AbortController().signal, pace: hostPace, progress: () => undefined };
	const settings = { season: 52, horizon: 10, budgetSeconds: 1 };
	const bumps = Array.from({ length: 150 }, (_, t) => (t % 11 === 4 || t % 17 === 9 ? 1 : 0));
	const value = (t: number) => 100 + 20 * Math.sin((2 * Math.PI * t * 7) / 365.25) + 40 * bumps[t]!;
	const series = (inputs: boolean) => ({
		key: '',
		grain: 'week' as const,
		start: 2500,
		values: Float64Array.from({ length: 140 }, (_, t) => value(t)),
		...(inputs && { inputs: [{ name: 'promotion', start: 2500, values: Float64Array.from(bumps) }] })
	});
	const errorOf = async (inputs: boolean) => {
		const [point] = await (await createFourierRegression().fit([series(inputs)], settings, job)).predict(10);
		return point!.reduce((sum, f, k) => sum + Math.abs(f - value(140 + k)) / 10, 0);
	};

	it('uses what is known of the future', async () => {
		const [without, known] = [await errorOf(false), await errorOf(true)];
		expect(known).toBeLessThan(2);
		expect(without).toBeGreaterThan(3 * known);
	});

	it('finds a long season as harmonics, and none in noise', () => {
		const wave = (t: number) => 10 * Math.sin((2 * Math.PI * t) / 52) + 3 * Math.cos((4 * Math.PI * t) / 52);
		const effects = harmonicSeason(
			Float64Array.from({ length: 130 }, (_, t) => 5 + wave(t)),
			52,
			false
		)!;
		for (let t = 0; t < 52; t++) expect(effects[t]).toBeCloseTo(wave(t), 6);
		const noise = Float64Array.from(
			{ length: 130 },
			(_, t) => (Math.abs(Math.sin(t * 12.9898) * 43758.5453) % 1) - 0.5
		);
		expect(harmonicSeason(noise, 52, false)).toBeNull();
	});
});
