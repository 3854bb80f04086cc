import type { Forecaster, FitSettings } from '$lib/core/forecast/forecaster';
import {
	allPositive,
	classicalSeason,
	deseasonalise,
	reseasonalise,
	type Season
} from '$lib/core/forecast/seasonality';
import { aicc, extend, fitDampedTrend } from './damped-trend';
import { smooth } from './exponential-smoothing';
import { decide } from './held-out';
import { localForecaster } from './local-forecaster';
import { decideSeasonRule, seasonBy, type SeasonRule } from './season-rule';
import { extendSeasonal, fitSeasonalTrend, type SeasonalTrend, startingLength } from './seasonal-smoothing';
import { thetaForecast } from './theta';

/** Where the season lives: taken out beforehand, or in states that go on learning. */
type Form = 'adjusted' | 'seasonal';

/** What is decided once for all series. */
interface Plan {
	readonly season: SeasonRule;
	readonly form: Form;
}

/** One model of the average. */
interface Part {
	readonly weight: number;
	readonly level: number;
	readonly trend: number;
	readonly phi: number;
}

interface AdjustedState {
	readonly form: 'adjusted';
	readonly n: number;
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
	readonly parts: readonly Part[];
}
interface SeasonalState {
	readonly form: 'seasonal';
	readonly parts: readonly (Part & Pick<SeasonalTrend, 'kind' | 'effects'>)[];
}
type State = AdjustedState | SeasonalState;

/** Longest season with states of its own, and the cycles it takes to learn them. */
const [LONGEST_SEASON, FEWEST_CYCLES] = [24, 3];
/** Series looked at when deciding between the two forms: their fits are dear. */
const FORM_SAMPLE = 40;
/** A part with less weight than this is dropped. */
const NEGLIGIBLE = 0.02;

/**
 * Exponential smoothing with damped trend (Gardner & McKenzie 1985) in the state space form of Hyndman et al. 2008:
 * the damped and the trendless model, averaged by their Akaike weights (Burnham & Anderson 2002). The season is taken out
 * beforehand as for Theta, or kept in additive or multiplicative states: whichever forecast held-out ends better.
 */
export function createEtsDamped(): Forecaster {
	return localForecaster<State, Plan>({
		kind: 'ets-damped',
		format: 1,
		minLength: () => 8,
		plan,
		fit: (history, { season: m }, { season, form }) => fit(history, m, season, form),
		predict
	});
}

async function plan(
	histories: readonly Float64Array[],
	settings: FitSettings,
	turn: () => Promise<void> | void
): Promise<Plan> {
	const m = settings.season;
	const season = await decideSeasonRule(histories, settings, thetaForecast, turn);
	if (m < 2 || m > LONGEST_SEASON || season.name === 'none') return { season, form: 'adjusted' };
	const forms: readonly Form[] = ['adjusted', 'seasonal'];
	const trials = forms.map((form) => (past: Float64Array, h: number) => predict(fit(past, m, season, form), h));
	return { season, form: forms[await decide(histories, settings, trials, turn, FORM_SAMPLE)]! };
}

function fit(history: Float64Array, m: number, rule: SeasonRule, form: Form): State {
	const season = seasonBy(rule, history, m);
	const learnt = form === 'seasonal' && season && history.length >= FEWEST_CYCLES * m ? fitSeasonal(history, m) : null;
	return learnt ?? fitAdjusted(history, season);
}

function fitSeasonal(history: Float64Array, m: number): SeasonalState | null {
	const head = history.subarray(0, startingLength(history.length, m));
	const additive = classicalSeason(head, m, 'additive');
	const multiplicative = allPositive(history) ? classicalSeason(head, m, 'multiplicative') : null;
	const found = [additive, multiplicative].flatMap((start) =>
		start ? [false, true].map((damped) => fitSeasonalTrend(history, start, damped)) : []
	);
	const parts = weigh(found);
	return parts.length > 0 ? { form: 'seasonal', parts } : null;
}

function fitAdjusted(history: Float64Array, season: Season | null): AdjustedState {
	const adjusted = deseasonalise(history, season);
	const flat = smooth(adjusted);
	const n = history.length;
	const parts = weigh([{ level: flat.level, trend: 0, phi: 1, aicc: aicc(flat.sse, n, 3) }, fitDampedTrend(adjusted)]);
	return { form: 'adjusted', n, season: season && { kind: season.kind, indices: Array.from(season.indices) }, parts };
}

/** Akaike weights exp(−Δ/2), negligible ones dropped, summing to 1. */
function weigh<Model extends { readonly aicc: number }>(models: readonly Model[]): (Model & { weight: number })[] {
	const best = Math.min(...models.map((model) => model.aicc));
	const weighed = models
		.map((model) => ({ ...model, weight: model.aicc === best ? 1 : Math.exp((best - model.aicc) / 2) }))
		.filter(({ weight }) => weight >= NEGLIGIBLE);
	const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
	return weighed.map((model) => ({ ...model, weight: model.weight / total }));
}

function predict(state: State, h: number): Float64Array {
	const forecast = new Float64Array(h);
	for (const part of state.parts) {
		const own = 'effects' in part ? extendSeasonal(part, h) : extend(part, h);
		for (let k = 0; k < h; k++) forecast[k]! += part.weight * own[k]!;
	}
	if (state.form === 'seasonal' || !state.season) return forecast;
	const { kind, indices } = state.season;
	return reseasonalise(forecast, { kind, indices: Float64Array.from(indices) }, state.n);
}
