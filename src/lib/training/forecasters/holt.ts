import type { Forecaster } from '$lib/core/forecast/forecaster';
import { adjustedForecaster } from './adjusted-forecaster';
import { fitHoltTrend } from './damped-trend';

/** Holt's linear trend (1957): level and trend both follow the seasonally adjusted series; the trend goes on for ever. */
export function createHolt(): Forecaster {
	return adjustedForecaster('holt', 5, fitHoltTrend);
}
