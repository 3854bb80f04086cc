import type { Forecaster } from '$lib/core/forecast/forecaster';
import { adjustedForecaster } from './adjusted-forecaster';

/** Random walk with drift: the last seasonally adjusted value, going on by the mean change so far. */
export function createDrift(): Forecaster {
	return adjustedForecaster('drift', 2, (adjusted) => {
		const n = adjusted.length;
		const last = adjusted[n - 1]!;
		return { level: last, trend: (last - adjusted[0]!) / (n - 1), phi: 1 };
	});
}
