import type { Forecaster, ForecasterKind } from '$lib/core/forecast/forecaster';
import { deseasonalise, reseasonalise, type Season } from '$lib/core/forecast/seasonality';
import { extend } from './damped-trend';
import { localForecaster } from './local-forecaster';
import { seasonBy } from './season-rule';

/** Where a series without season stands, and where it goes: level + trend · (φ + … + φᵏ) after k steps. */
export interface Course {
	readonly level: number;
	readonly trend: number;
	readonly phi: number;
}

interface State extends Course {
	readonly n: number;
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
}

/**
 * A forecaster that takes the season out as the M competitions do (classical decomposition where the autocorrelation test
 * finds one), sets a course, and puts the season back: the benchmarks of M4.
 */
export function adjustedForecaster(
	kind: ForecasterKind,
	minLength: number,
	course: (adjusted: Float64Array, m: number) => Course
): Forecaster {
	return localForecaster<State, null>({
		kind,
		format: 1,
		minLength: () => minLength,
		plan: async () => null,
		fit: (history, { season: m }) => {
			const season = seasonBy({ name: 'tested' }, history, m);
			const { level, trend, phi } = course(deseasonalise(history, season), m);
			const plain = season && { kind: season.kind, indices: Array.from(season.indices) };
			return { level, trend, phi, n: history.length, season: plain };
		},
		predict: ({ season, n, ...found }, h) =>
			reseasonalise(extend(found, h), season && { kind: season.kind, indices: Float64Array.from(season.indices) }, n)
	});
}
