import type { Forecaster } from '$lib/core/forecast/forecaster';
import { adjustedForecaster } from './adjusted-forecaster';
import { smooth } from './exponential-smoothing';

/** Simple exponential smoothing of the seasonally adjusted series (Brown 1956): flat, newer values count more. */
export function createSes(): Forecaster {
	return adjustedForecaster('ses', 3, (adjusted) => ({ level: smooth(adjusted).level, trend: 0, phi: 1 }));
}
