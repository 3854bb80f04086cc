import { classicalSeason, deseasonalise, isSeasonal, reseasonalise } from './seasonality';

/**
 * Naive2 of the M competitions: the last value of the history [n], seasonally adjusted by classical multiplicative
 * indices when the M4 test finds a season. The yardstick of the OWA. Returns [h].
 */
export function naive2(history: Float64Array, season: number, h: number): Float64Array {
	const indices = isSeasonal(history, season) ? classicalSeason(history, season, 'multiplicative') : null;
	const adjusted = deseasonalise(history, indices);
	const forecast = new Float64Array(h).fill(adjusted[adjusted.length - 1]!);
	return reseasonalise(forecast, indices, history.length);
}

/** Seasonal naive: the value one season before; the last value where history is shorter than a season. Returns [h]. */
export function seasonalNaive(history: Float64Array, season: number, h: number): Float64Array {
	const n = history.length;
	const m = season > 1 && n >= season ? season : 1;
	return Float64Array.from({ length: h }, (_, k) => history[n - m + (k % m)]!);
}
