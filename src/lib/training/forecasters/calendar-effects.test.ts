import { expect, it } from 'vitest';
import { withCalendar } from '$lib/core/forecast/calendar-inputs';
import { daysInside, holidayWindows } from '$lib/core/forecast/holidays';
import type { Series } from '$lib/core/forecast/series';
import { made, normals } from '$lib/core/explain/synthetic';
import { dayNumber, firstDay, lastDay } from '$lib/core/period';
import { hostPace } from '../host-pace';
import { createFourierRegression } from './fourier-regression';

const SETTINGS = { season: 12, horizon: 12, budgetSeconds: 1 };
const START = 2012 * 12;
const CALENDAR = { holidays: ['CN'], workingDays: false, events: [] };

/** Months with a Spring Festival that moves: the days before it sell more, its own days much less. */
function festive(seed: number, n: number): Series {
	const noise = normals(seed);
	const windows = holidayWindows('chinese');
	const share = (name: string, t: number) => {
		const window = windows.find((one) => one.name === name)!;
		const [first, last] = [dayNumber(firstDay(START + t, 'month')), dayNumber(lastDay(START + t, 'month'))];
		return daysInside(window, first, last) / window.days;
	};
	return made(
		n,
		(t) =>
			1000 *
			Math.exp(
				0.005 * t +
					0.1 * Math.sin((2 * Math.PI * t) / 12) +
					0.15 * share('before-spring-festival', t) -
					0.5 * share('spring-festival', t) +
					0.03 * noise()
			),
		'month',
		START
	);
}

async function heldOutError(series: Series): Promise<number> {
	const at = series.values.length - 12;
	const job = { seed: 1, signal: new AbortController().signal, pace: hostPace, progress: () => undefined };
	const fitted = await createFourierRegression().fit(
		[{ ...series, values: series.values.slice(0, at) }],
		SETTINGS,
		job
	);
	const [point] = await fitted.predict(12);
	const errors = [0, 1, 2].map((k) => Math.abs(point![k]! - series.values[at + k]!));
	return errors.reduce((sum, error) => sum + error, 0);
}

it('a calendar that knows Spring Festival forecasts held-out January to March better than one without', async () => {
	let [without, knowing] = [0, 0];
	for (let seed = 0; seed < 12; seed++) {
		const series = festive(seed, 12 * (3 + (seed % 3)));
		without += await heldOutError(series);
		knowing += await heldOutError(withCalendar(series, CALENDAR, 0));
	}
	expect(knowing).toBeLessThan(0.8 * without);
});

it('an event of one’s own that moves is learnt and carried to its next date', async () => {
	const events = [2, 1, 3, 2, 1, 3].map((month, year) => {
		const first = firstDay(START + 12 * year + month - 1, 'month');
		return { name: 'Fair', from: first, to: `${first.slice(0, 8)}10` };
	});
	const noise = normals(5);
	const held = (t: number) => events.some(({ from }) => from === firstDay(START + t, 'month'));
	const series = made(72, (t) => 1000 + 4 * t + 40 * noise() + (held(t) ? 700 : 0), 'month', START);
	const told = withCalendar(series, { holidays: [], workingDays: false, events }, 0);
	expect(await heldOutError(told)).toBeLessThan(0.5 * (await heldOutError(series)));
});
