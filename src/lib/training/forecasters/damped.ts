import type { Forecaster } from '$lib/core/forecast/forecaster';
import { adjustedForecaster } from './adjusted-forecaster';
import { fitDampedTrend } from './damped-trend';

/** Damped trend of Gardner & McKenzie (1985) on the seasonally adjusted series: the trend flattens out. */
export function createDamped(): Forecaster {
	return adjustedForecaster('damped', 6, fitDampedTrend);
}
