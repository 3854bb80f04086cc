import type { Forecaster, FitSettings } from '$lib/core/forecast/forecaster';
import { fitEts, fitEtsAverage } from './ets-choice';
import { type EtsFit, extendEts } from './ets-model';
import { decide } from './held-out';
import { localForecaster } from './local-forecaster';
import { stl } from '$lib/core/forecast/stl';

/** How a season too long for states of its own is treated; decided once for all series. */
type LongSeason = 'ignored' | 'removed';

type Model = Pick<EtsFit, 'name' | 'form' | 'level' | 'trend' | 'phi' | 'effects'> & { readonly weight: number };

interface State {
	/** One, or several to be averaged; their weights sum to 1. */
	readonly models: readonly Model[];
	/** The season taken out beforehand, as it was in the last cycle; null = none. */
	readonly cycle: readonly number[] | null;
}

/** Longest season with states of its own (R's `ets` has the same limit). */
const LONGEST_SEASON = 24;
/** Cycles over which the season removed beforehand may change. */
const STL_CYCLES = 13;
/** Series looked at when deciding: an STL is dear. */
const PLAN_SAMPLE = 40;

/**
 * Exponential smoothing in state space form: of all additive and multiplicative combinations of error, trend and season the
 * one with the lowest corrected Akaike criterion (Hyndman et al. 2008). Seasons longer than 24 are taken out by STL first,
 * if that forecasts held-out ends better.
 */
export function createEts(): Forecaster {
	return create('ets', (history, m) => [{ ...fitEts(history, m), weight: 1 }]);
}

/** All those combinations averaged instead of one chosen: those with a better criterion count more. */
export function createEtsAverage(): Forecaster {
	return create('ets-average', fitEtsAverage);
}

type Fit = (history: Float64Array, m: number) => readonly Model[];

function create(kind: 'ets' | 'ets-average', models: Fit): Forecaster {
	return localForecaster<State, LongSeason>({
		kind,
		format: 1,
		minLength: () => 5,
		plan: (histories, settings, turn) => plan(histories, settings, turn, models),
		fit: (history, { season: m }, longSeason) => fit(history, m, longSeason, models),
		predict
	});
}

async function plan(
	histories: readonly Float64Array[],
	settings: FitSettings,
	turn: () => Promise<void> | void,
	models: Fit
): Promise<LongSeason> {
	const { season: m } = settings;
	if (m <= LONGEST_SEASON || histories.every(({ length }) => length <= 2 * m)) return 'ignored';
	const ways: readonly LongSeason[] = ['ignored', 'removed'];
	const trials = ways.map((way) => (past: Float64Array, h: number) => predict(fit(past, m, way, models), h));
	return ways[await decide(histories, settings, trials, turn, PLAN_SAMPLE)]!;
}

function fit(history: Float64Array, m: number, longSeason: LongSeason, models: Fit): State {
	if (m <= LONGEST_SEASON) return state(models(history, m), null);
	if (longSeason === 'ignored' || history.length <= 2 * m) return state(models(history, 1), null);
	const { season } = stl(history, m, STL_CYCLES);
	const adjusted = history.map((y, t) => y - season[t]!);
	return state(models(adjusted, 1), Array.from(season.subarray(-m)));
}

function state(models: readonly Model[], cycle: readonly number[] | null): State {
	const kept = models.map(({ name, form, level, trend, phi, effects, weight }) => {
		return { name, form, level, trend, phi, effects, weight };
	});
	return { models: kept, cycle };
}

function predict({ models, cycle }: State, h: number): Float64Array {
	const forecast = new Float64Array(h);
	for (const model of models) {
		const own = extendEts(model, h);
		for (let k = 0; k < h; k++) forecast[k]! += model.weight * own[k]!;
	}
	return cycle ? forecast.map((y, k) => y + cycle[k % cycle.length]!) : forecast;
}
