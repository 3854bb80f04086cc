import { expect, it } from 'vitest';
import type { BacktestForecast } from '../forecast/result';
import { errorByPeriod, errorBySeries } from './error-drivers';

const fold = (key: string, start: number, point: number[], actual: number[]): BacktestForecast => ({
	key,
	kind: 'theta',
	fold: 0,
	start,
	point: Float64Array.from(point),
	actual: Float64Array.from(actual)
});
const backtest = [
	fold('', 10, [5, 5], [4, 9]),
	fold('', 11, [6, 7], [9, NaN]),
	fold('north', 10, [1], [3]),
	fold('south', 10, [4], [4.5])
];

it('ranks periods by their share of the absolute error', () => {
	// errors: period 10: +1; period 11: −4 and −3
	expect(errorByPeriod(backtest, 'theta', '')).toEqual([
		{ of: 11, bias: -3.5, error: 3.5, share: 7 / 8 },
		{ of: 10, bias: 1, error: 1, share: 1 / 8 }
	]);
	expect(errorByPeriod(backtest, 'naive', '')).toEqual([]);
});

it('ranks series without counting the total twice', () => {
	expect(errorBySeries(backtest, 'theta').map(({ of, share }) => [of, share])).toEqual([
		['north', 0.8],
		['south', 0.2]
	]);
	expect(errorBySeries(backtest.slice(0, 2), 'theta').map(({ of }) => of)).toEqual(['']);
});
