import type { Forecaster } from '$lib/core/forecast/forecaster';
import { seasonalNaive } from '$lib/core/forecast/naive2';
import { localForecaster } from './local-forecaster';

/** The last season, or the last value where there is no full season. */
type State = readonly number[];

/** Repeats the last season: the yardstick that every other model has to beat. */
export function createSeasonalNaive(): Forecaster {
	return localForecaster<State, null>({
		kind: 'seasonal-naive',
		format: 1,
		minLength: () => 1,
		plan: async () => null,
		fit: (history, { season }) => Array.from(seasonalNaive(history, season, season)),
		predict: (cycle, h) => Float64Array.from({ length: h }, (_, k) => cycle[k % cycle.length]!)
	});
}
