import type { Forecaster } from '$lib/core/forecast/forecaster';
import { allPositive, classicalSeason, type Season } from '$lib/core/forecast/seasonality';
import { aicc, extend, fitDampedTrend } from './damped-trend';
import { smooth } from './exponential-smoothing';
import { localForecaster } from './local-forecaster';
import { decideSeasonRule, seasonBy, type SeasonRule } from './season-rule';
import { deseasonalise, reseasonalise } from '$lib/core/forecast/seasonality';
import { extendSeasonal, fitSeasonalTrend, type SeasonalTrend, startingLength } from './seasonal-smoothing';
import { thetaForecast } from './theta';

interface AdjustedState {
	readonly form: 'adjusted';
	readonly level: number;
	readonly trend: number;
	readonly phi: number;
	readonly n: number;
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
}
interface SeasonalState extends SeasonalTrend {
	readonly form: 'seasonal';
}
type State = AdjustedState | SeasonalState;

export function createEtsDamped(): Forecaster {
	return localForecaster<State, SeasonRule>({
		kind: 'ets-damped',
		format: 1,
		minLength: () => 8,
		plan: (histories, settings, turn) => decideSeasonRule(histories, settings, thetaForecast, turn),
		fit: (history, { season }, rule) => fit(history, season, rule),
		predict
	});
}

function fit(history: Float64Array, m: number, rule: SeasonRule): State {
	const season = seasonBy(rule, history, m);
	if (season && history.length >= 3 * m && m <= 24) return fitSeasonal(history, m) ?? fitAdjusted(history, season);
	return fitAdjusted(history, season);
}

function fitSeasonal(history: Float64Array, m: number): SeasonalState | null {
	const head = history.subarray(0, startingLength(history.length, m));
	const starts = [
		classicalSeason(head, m, 'additive'),
		allPositive(history) ? classicalSeason(head, m, 'multiplicative') : null
	].filter((start) => start !== null);
	let best: SeasonalTrend | null = null;
	for (const start of starts) {
		for (const damped of [false, true]) {
			const found = fitSeasonalTrend(history, start, damped);
			if (!best || found.aicc < best.aicc) best = found;
		}
	}
	return best && { form: 'seasonal', ...best };
}

function fitAdjusted(history: Float64Array, season: Season | null): AdjustedState {
	const adjusted = deseasonalise(history, season);
	const damped = fitDampedTrend(adjusted);
	const flat = smooth(adjusted);
	const plain = season && { kind: season.kind, indices: Array.from(season.indices) };
	const flatWins = aicc(flat.sse, history.length, 3) <= damped.aicc;
	const { level, trend, phi } = flatWins ? { level: flat.level, trend: 0, phi: 1 } : damped;
	return { form: 'adjusted', level, trend, phi, n: history.length, season: plain };
}

function predict(state: State, h: number): Float64Array {
	if (state.form === 'seasonal') return extendSeasonal(state, h);
	const { season, n } = state;
	return reseasonalise(
		extend(state, h),
		season && { kind: season.kind, indices: Float64Array.from(season.indices) },
		n
	);
}
