import type { Forecaster } from '$lib/core/forecast/forecaster';
import { intermittentForecaster, tsbFilter } from './intermittent-demand';

/** Intermittent demand that may die out (Teunter, Syntetos & Babai 2011). A flat forecast. */
export function createTsb(): Forecaster {
	return intermittentForecaster('tsb', tsbFilter);
}
