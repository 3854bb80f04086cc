import { describe, expect, it } from 'vitest';
import type { ForecastResult } from './result';
import { readForecastResult, writeForecastResult } from './result-file';

const result: ForecastResult = {
	chosen: 'theta',
	accuracy: [
		{
			kind: 'theta',
			mase: 0.1 + 0.2,
			smape: 12,
			rmse: Infinity,
			bias: -0,
			n: 36,
			maseSe: NaN,
			maseByStep: Float64Array.of(1 / 3, NaN, -Infinity),
			coverage: [0.8],
			seconds: 0.5
		}
	],
	accuracyBySeries: [],
	forecasts: [
		{
			key: '华东 "East"',
			kind: 'theta',
			start: 24_000,
			point: Float64Array.of(Math.PI),
			bands: [{ level: 0.8, lower: new Float64Array(0), upper: Float64Array.of(4) }]
		}
	],
	backtest: [],
	folds: 3,
	models: [
		{
			kind: 'theta',
			format: 1,
			params: { alpha: 0.5 },
			weights: [{ name: 'w', shape: [3], values: Float32Array.of(1, 2, 3) }]
		}
	],
	issues: [],
	seconds: 1,
	seed: 7
};

describe('forecast result file', () => {
	it('gives every bit back', () => {
		expect(readForecastResult(writeForecastResult(result))).toEqual(result);
	});

	it('reads from the middle of a larger buffer', () => {
		const bytes = writeForecastResult(result);
		const larger = new Uint8Array(bytes.length + 13);
		larger.set(bytes, 13);
		expect(readForecastResult(larger.subarray(13))).toEqual(result);
	});

	it('refuses a file that is cut short', () => {
		const bytes = writeForecastResult(result);
		expect(() => readForecastResult(bytes.subarray(0, bytes.length - 8))).toThrow(RangeError);
	});
});
