import type { Forecaster } from '$lib/core/forecast/forecaster';
import { localForecaster } from './local-forecaster';

/** Repeats the last value, whatever the season. */
export function createNaive(): Forecaster {
	return localForecaster<number, null>({
		kind: 'naive',
		format: 1,
		minLength: () => 1,
		plan: async () => null,
		fit: (history) => history[history.length - 1]!,
		predict: (last, h) => new Float64Array(h).fill(last)
	});
}
