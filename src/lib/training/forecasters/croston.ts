import type { Forecaster } from '$lib/core/forecast/forecaster';
import { crostonFilter, intermittentForecaster } from './intermittent-demand';

/** Croston's method for intermittent demand (Croston 1972): sizes and intervals smoothed apart. A flat forecast. */
export function createCroston(): Forecaster {
	return intermittentForecaster('croston', crostonFilter);
}
