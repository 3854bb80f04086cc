import type { Forecaster } from '$lib/core/forecast/forecaster';
import {
	allPositive,
	classicalSeason,
	deseasonalise,
	isSeasonal,
	reseasonalise,
	type Season
} from '$lib/core/forecast/seasonality';
import { aicc, extend, fitDampedTrend } from './damped-trend';
import { smooth } from './exponential-smoothing';
import { localForecaster } from './local-forecaster';

interface State {
	readonly level: number;
	readonly trend: number;
	readonly phi: number;
	readonly n: number;
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
}

export function createEtsDamped(): Forecaster {
	return localForecaster<State, null>({
		kind: 'ets-damped',
		format: 1,
		minLength: () => 8,
		plan: async () => null,
		fit: (history, { season }) => fit(history, season),
		predict
	});
}

function fit(history: Float64Array, m: number): State {
	const season = isSeasonal(history, m)
		? classicalSeason(history, m, allPositive(history) ? 'multiplicative' : 'additive')
		: null;
	const adjusted = deseasonalise(history, season);
	const damped = fitDampedTrend(adjusted);
	const flat = smooth(adjusted);
	const plain = season && { kind: season.kind, indices: Array.from(season.indices) };
	const flatWins = aicc(flat.sse, history.length, 3) <= damped.aicc;
	const { level, trend, phi } = flatWins ? { level: flat.level, trend: 0, phi: 1 } : damped;
	return { level, trend, phi, n: history.length, season: plain };
}

function predict({ level, trend, phi, n, season }: State, h: number): Float64Array {
	const flat = extend({ level, trend, phi }, h);
	return reseasonalise(flat, season && { kind: season.kind, indices: Float64Array.from(season.indices) }, n);
}
