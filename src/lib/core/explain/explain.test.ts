import { describe, expect, it } from 'vitest';
import { withCalendar } from '../forecast/calendar-inputs';
import { lunarNewYear } from '../forecast/holidays';
import { firstDay, dayNumber, lastDay } from '../period';
import { changePoints } from './change-points';
import { decompose, expected } from './decompose';
import { explain, repair } from './explain';
import { historyIssues } from './history-issues';
import { contributions, peak, yearlyTrend } from './next-period';
import { made, normals } from './synthetic';

const wave = (t: number) => Math.sin((2 * Math.PI * t) / 12);

describe('decompose', () => {
	it('takes a multiplicative series apart and says so', () => {
		const noise = normals(1);
		const parts = decompose(
			made(72, (t) => 1000 * 1.01 ** t * Math.exp(0.3 * wave(t) + 0.02 * noise())),
			{ season: 12 }
		);
		expect(parts.kind).toBe('multiplicative');
		expect(yearlyTrend(parts, 12).change).toBeCloseTo(1.01 ** 12 - 1, 1);
		const high = peak(parts, 0, 12, 'high')!;
		expect(high.period % 12).toBe(3);
		expect(high.effect).toBeCloseTo(Math.exp(0.3) - 1, 1);
		for (let t = 0; t < 72; t++) {
			const sum = parts.trend[t]! + parts.season[t]! + parts.events[t]! + parts.remainder[t]!;
			expect(Math.exp(sum)).toBeCloseTo(parts.values[t]!, 6);
		}
	});

	it('keeps an additive series additive', () => {
		const noise = normals(2);
		const parts = decompose(
			made(96, (t) => 2000 + 80 * t + 300 * wave(t) + 40 * noise()),
			{ season: 12 }
		);
		expect(parts.kind).toBe('additive');
		expect(yearlyTrend(parts, 12).change).toBeCloseTo(960, -2);
		const parts0 = decompose(
			made(48, (t) => 100 * wave(t)),
			{ season: 12 }
		);
		expect(parts0.kind).toBe('additive');
	});

	it('learns the effect of a moving Spring Festival', () => {
		const noise = normals(3);
		const share = (t: number) => {
			const [first, last] = [dayNumber(firstDay(2015 * 12 + t, 'month')), dayNumber(lastDay(2015 * 12 + t, 'month'))];
			const eve = lunarNewYear(2015 + Math.floor(t / 12)) - 1;
			return Math.max(0, Math.min(eve + 7, last) - Math.max(eve, first) + 1) / 8;
		};
		const series = made(96, (t) => 1000 * Math.exp(0.004 * t + 0.1 * wave(t) - 0.4 * share(t) + 0.02 * noise()));
		const calendar = { holidays: ['CN'], workingDays: false, events: [] };
		const parts = decompose(withCalendar(series, calendar, 12), { season: 12 });
		const festival = parts.effects.find(({ name }) => name === 'holiday:spring-festival')!;
		expect(festival.effect).toBeGreaterThan(-0.5);
		expect(festival.effect).toBeLessThan(-0.3);
		const without = decompose(series, { season: 12 });
		const size = (r: Float64Array) => r.reduce((sum, v) => sum + Math.abs(v), 0);
		expect(size(parts.remainder)).toBeLessThan(0.6 * size(without.remainder));
	});
});

describe('effects of a calendar', () => {
	it('are seldom claimed where there are none', () => {
		let claimed = 0;
		for (let run = 0; run < 20; run++) {
			const noise = normals(500 + run);
			const series = made(48, (t) => 1000 * Math.exp(0.2 * wave(t) + 0.2 * noise()));
			const calendar = { holidays: ['US'], workingDays: false, events: [] };
			const { effects, unsure } = decompose(withCalendar(series, calendar, 12), { season: 12 });
			expect(effects.length + unsure.length).toBeGreaterThan(1);
			if (effects.length > 0) claimed++;
		}
		expect(claimed).toBeLessThanOrEqual(5);
	});
});

describe('changePoints', () => {
	it('finds a level shift at its place with its size, whatever single outliers there are', () => {
		const noise = normals(4);
		const z = Float64Array.from({ length: 60 }, (_, t) => 100 + (t >= 37 ? 20 : 0) + 2 * noise() + (t === 12 ? 90 : 0));
		const found = changePoints(z);
		expect(found.map(({ kind }) => kind)).toEqual(['level']);
		expect(Math.abs(found[0]!.at - 37)).toBeLessThanOrEqual(1);
		expect(found[0]!.size).toBeGreaterThan(16);
		expect(found[0]!.size).toBeLessThan(24);
	});

	it('finds a bend of the trend', () => {
		const noise = normals(5);
		const found = changePoints(Float64Array.from({ length: 80 }, (_, t) => 50 + 2 * Math.max(0, t - 45) + 2 * noise()));
		expect(found.map(({ kind }) => kind)).toEqual(['trend']);
		expect(Math.abs(found[0]!.at - 45)).toBeLessThanOrEqual(4);
		expect(found[0]!.size).toBeCloseTo(2, 0);
	});

	it.each([
		[36, 0],
		[60, 0],
		[120, 0],
		[60, 0.4],
		[120, 0.4]
	])('%d values without a break, autocorrelation %d: at most 1 in 20 gives an alarm', (n, phi) => {
		let alarms = 0;
		for (let run = 0; run < 100; run++) {
			const noise = normals(1000 * n + run);
			let e = 0;
			for (let warm = 0; warm < 20; warm++) e = phi * e + noise();
			if (changePoints(Float64Array.from({ length: n }, (_, t) => 10 + 0.1 * t + (e = phi * e + noise()))).length)
				alarms++;
		}
		expect(alarms).toBeLessThanOrEqual(5);
	});

	it('no change in a constant or a very short series', () => {
		expect(changePoints(new Float64Array(40).fill(7))).toEqual([]);
		expect(changePoints(Float64Array.of(1, 5, 2))).toEqual([]);
	});
});

describe('explain', () => {
	it('flags an outlier with what was expected, and repairs it', () => {
		const noise = normals(6);
		const truth = (t: number) => 1000 + 5 * t + 200 * wave(t);
		const series = made(60, (t) => truth(t) + 20 * noise());
		series.values[41]! += 900;
		const { anomalies } = explain(series, 12);
		expect(anomalies.map(({ period }) => period - series.start)).toEqual([41]);
		const [one] = anomalies;
		expect(Math.abs(one!.expected - truth(41))).toBeLessThan(60);
		expect(one!.lower).toBeLessThan(truth(41));
		expect(one!.upper).toBeGreaterThan(truth(41));
		expect(one!.upper).toBeLessThan(one!.value);
		const repaired = repair(series, [one!.period], 12);
		expect(Math.abs(repaired.values[41]! - one!.expected)).toBeLessThan(10);
		expect(repaired.values.filter((y, t) => y !== series.values[t]).length).toBe(1);
	});

	it('seldom flags anything where there is nothing', () => {
		let alarms = 0;
		for (let run = 0; run < 40; run++) {
			const noise = normals(run + 77);
			const { anomalies } = explain(
				made(60, (t) => 1000 + 200 * wave(t) + 30 * noise()),
				12
			);
			if (anomalies.length) alarms++;
		}
		expect(alarms).toBeLessThanOrEqual(4);
	});

	it('a level shift is a change, not a row of anomalies, and the trend holds it', () => {
		const noise = normals(8);
		const series = made(60, (t) => (t < 40 ? 1000 : 1600) + 100 * wave(t) + 20 * noise());
		const { changes, anomalies, parts } = explain(series, 12);
		expect(changes.map(({ kind, at }) => [kind, at])).toEqual([['level', 40]]);
		expect(anomalies).toEqual([]);
		const said = expected(parts);
		expect(Math.abs(said[39]! - series.values[39]!)).toBeLessThan(80);
		expect(Math.abs(said[40]! - series.values[40]!)).toBeLessThan(80);
	});

	it('the contributions add up to the forecast, in both forms', () => {
		for (const add of [
			(t: number) => 1000 * 1.01 ** t * Math.exp(0.3 * wave(t)),
			(t: number) => 50 * t - 900 + 300 * wave(t)
		]) {
			const series = made(60, add);
			const { parts } = explain(series, 12);
			for (const step of [1, 5, 13]) {
				const said = contributions(parts, series.start, 12, step);
				const sum = said.events.reduce((total, { amount }) => total + amount, said.level + said.trend + said.season);
				expect(sum).toBeCloseTo(said.forecast, 6);
				expect(said.period).toBe(series.start + 60 + step - 1);
				expect(Math.abs(said.forecast / add(59 + step) - 1)).toBeLessThan(0.12);
			}
		}
	});
});

describe('historyIssues', () => {
	const codes = (values: (t: number) => number) => historyIssues(made(48, values)).map(({ code }) => code);

	it('names what makes a forecast doubtful', () => {
		const noise = normals(9);
		expect(codes(() => 0)).toEqual(['series-zeros']);
		expect(codes((t) => (t % 3 === 0 ? 5 : 0))).toEqual(['series-sparse']);
		expect(codes((t) => 100 + 3 * noise() + (t >= 30 ? 60 : 0))).toEqual(['series-level-shift']);
		expect(codes((t) => 100 + 3 * noise() + (t === 30 ? 5000 : 0))).toEqual(['series-outlier']);
		expect(codes((t) => 100 + t + 3 * noise())).toEqual([]);
	});

	it('takes one value, gaps and a constant without a word of its own', () => {
		expect(historyIssues(made(1, () => 5))).toEqual([]);
		expect(historyIssues(made(40, (t) => (t % 5 === 0 ? NaN : 8)))).toEqual([]);
		expect(historyIssues(made(40, () => 8))).toEqual([]);
	});
});
