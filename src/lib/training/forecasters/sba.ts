import type { Forecaster } from '$lib/core/forecast/forecaster';
import { crostonFilter, intermittentForecaster } from './intermittent-demand';

/** Croston's method without its bias (Syntetos & Boylan 2005). A flat forecast. */
export function createSba(): Forecaster {
	return intermittentForecaster('sba', (values, alpha, beta, expected) =>
		crostonFilter(values, alpha, beta, expected, 1)
	);
}
