import type { Forecaster, FitSettings } from '$lib/core/forecast/forecaster';
import { allPositive } from '$lib/core/forecast/seasonality';
import type { Series } from '$lib/core/forecast/series';
import { decide, type Trial } from './held-out';
import { runningLine } from './line';
import { localForecaster } from './local-forecaster';
import { fittedSeason } from './season-rule';
import { type MeasuredSeason, seasonProfiles, shrinkSeason } from './shared-season';
import { mstl, type SeasonWindow } from '$lib/core/forecast/stl';
import { continueTrend, type Continuation, extendParts, type TrendPart } from './trend-forecast';

/** Settings decided once for all series, on held-out ends. */
interface Recipe {
	/** Effects multiply (on logs) where every value is above 0. */
	readonly log: boolean;
	readonly window: SeasonWindow;
	/** Season as measured, shrunk by its noise, or left out. */
	readonly season: 'measured' | 'shrunk' | 'none';
	/** Profiles shared between the series that seasons are shrunk towards. */
	readonly shared: number;
	/** A yearly season besides the weekly one of days. */
	readonly yearly: boolean;
	readonly trend: Continuation;
}

/** What every fit needs: the recipe, and the profiles found in all series. */
interface Plan {
	readonly recipe: Recipe;
	readonly profiles: readonly Float64Array[];
}

/** A fitted series. */
interface State {
	readonly log: boolean;
	/** Per period the effects of the cycle that comes next. */
	readonly cycles: readonly (readonly number[])[];
	readonly parts: readonly TrendPart[];
}

const BASE: Recipe = { log: true, window: 11, season: 'shrunk', shared: 0, yearly: false, trend: 'both' };
/** What is tried against it, one setting after the other. */
const STEPS: readonly (readonly Partial<Recipe>[])[] = [
	[{ log: false }],
	[{ window: 'periodic' }, { window: 7 }],
	[{ shared: 1 }, { shared: 3 }, { season: 'measured' }, { season: 'none' }],
	[{ yearly: true }],
	[{ trend: 'smoothed' }, { trend: 'theta' }]
];
/** Series looked at for a decision: fewer where they are long. */
const SAMPLE = { most: 60, least: 10, values: 12_000 };
/** Trend and level depend on so many last values only. */
const RECENT = 400;
/** Days of a year; needs three of them before it is tried. */
const YEAR = 365;
/** Fewest cycles a season is learnt from. */
const LEAST_CYCLES = 1.25;
/** Cycles that a season smoothed over so many rests on. */
const EFFECTIVE_CYCLES = 5;

/**
 * Seasonal-trend decomposition by Loess with one or two seasons (STL, Cleveland et al. 1990; MSTL, Bandara et al. 2021);
 * trend and remainder go on by damped exponential smoothing or Theta, the last cycle repeats. Scale, windows, shrinkage of
 * the season and continuation are decided on held-out ends; seasons seen twice or three times only may lean on profiles
 * that all series share.
 */
export function createStlEts(): Forecaster {
	return localForecaster<State, Plan>({ kind: 'stl-ets', format: 1, minLength: () => 8, plan, fit, predict });
}

async function plan(
	histories: readonly Float64Array[],
	settings: FitSettings,
	turn: () => Promise<void> | void,
	series: readonly Series[]
): Promise<Plan> {
	const heads = histories.map((history) => history.subarray(0, Math.max(8, history.length - 2 * settings.horizon)));
	const trial = (recipe: Recipe): Trial => {
		const profiles = profilesOf(heads, settings, recipe, series);
		return (past, h, i) => predict(fit(past, settings, { recipe, profiles }, series[i]!), h);
	};
	const longest = Math.max(...histories.map(({ length }) => length));
	const sample = Math.min(SAMPLE.most, Math.max(SAMPLE.least, Math.round(SAMPLE.values / longest)));
	let recipe = BASE;
	for (const step of STEPS) {
		const rivals = step
			.map((change) => ({ ...recipe, ...change }))
			.filter((one) => sensible(one, histories, settings, series));
		if (rivals.length === 0) continue;
		const recipes = [recipe, ...rivals];
		recipe = recipes[await decide(histories, settings, recipes.map(trial), turn, sample)]!;
	}
	return { recipe, profiles: profilesOf(histories, settings, recipe, series) };
}

/** Leaves out settings that could change nothing here. */
function sensible(
	recipe: Recipe,
	histories: readonly Float64Array[],
	{ season }: FitSettings,
	series: readonly Series[]
) {
	if (!recipe.log && !histories.some(allPositive)) return false;
	if (recipe.season === 'none' && recipe.shared > 0) return false;
	if (season < 2 && (recipe.season !== BASE.season || recipe.window !== BASE.window)) return false;
	if (recipe.shared * 3 > histories.length) return false;
	return !recipe.yearly || (series[0]!.grain === 'day' && histories.some(({ length }) => length >= 3 * YEAR));
}

function profilesOf(
	histories: readonly Float64Array[],
	settings: FitSettings,
	recipe: Recipe,
	series: readonly Series[]
): Float64Array[] {
	if (recipe.shared === 0) return [];
	const seasons = histories.flatMap((history, i) =>
		decompose(history, settings, recipe, series[i]!).seasons.slice(0, 1)
	);
	return seasonProfiles(
		seasons.filter(({ effects }) => effects.length === settings.season),
		recipe.shared
	);
}

/** Last cycle of each season by calendar phase. */
interface Decomposed {
	readonly log: boolean;
	readonly seasons: readonly MeasuredSeason[];
	/** Values without any season. */
	readonly adjusted: Float64Array;
}

function decompose(history: Float64Array, { season: m }: FitSettings, recipe: Recipe, { start }: Series): Decomposed {
	const n = history.length;
	const log = recipe.log && allPositive(history);
	const values = log ? history.map(Math.log) : history;
	const wanted = recipe.season === 'none' ? [] : recipe.yearly && n >= 3 * YEAR ? [m, YEAR] : [m];
	const periods = wanted.filter((period) => period > 1 && n >= LEAST_CYCLES * period);
	const windows = periods.map((period) => (period === m ? recipe.window : 'periodic'));
	const { trend, seasons } = n < 2 * m && periods.length > 0 ? oneCycle(values, m) : mstl(values, periods, windows);
	const adjusted = values.slice();
	for (const season of seasons) for (let t = 0; t < n; t++) adjusted[t]! -= season[t]!;
	let squares = 0;
	for (let t = 0; t < n; t++) squares += (adjusted[t]! - trend[t]!) ** 2;
	const measured = periods.map((period, i) => measure(seasons[i]!, period, windows[i]!, squares, start));
	return { log, seasons: measured, adjusted };
}

/** A season seen less than twice: repeated means about a running line, which is what Loess would come to. */
function oneCycle(values: Float64Array, m: number) {
	const { indices } = fittedSeason(values, m, 'additive', 1, 1)!;
	const season = values.map((_, t) => indices[t % m]!);
	return {
		seasons: [season],
		trend: runningLine(
			values.map((y, t) => y - season[t]!),
			2 * values.length
		)
	};
}

function measure(season: Float64Array, period: number, window: SeasonWindow, squares: number, start: number) {
	const n = season.length;
	const effects = new Float64Array(period);
	let mean = 0;
	for (let t = n - period; t < n; t++) {
		effects[modulo(start + t, period)] = season[t]!;
		mean += season[t]! / period;
	}
	const cycles = window === 'periodic' ? n / period : Math.min(n / period, EFFECTIVE_CYCLES);
	const freedom = n * Math.max(0.1, 1 - 1 / cycles - 1 / (1.5 * period));
	return { effects: effects.map((effect) => effect - mean), noise: squares / freedom / cycles };
}

function fit(history: Float64Array, settings: FitSettings, { recipe, profiles }: Plan, series: Series): State {
	const { log, seasons, adjusted } = decompose(history, settings, recipe, series);
	const { start } = series;
	const n = history.length;
	const cycles = seasons.map((season) => {
		const { effects } = season;
		const period = effects.length;
		const believed =
			recipe.season === 'shrunk' ? shrinkSeason(season, period === settings.season ? profiles : []) : effects;
		for (let t = 0; t < n; t++) {
			const phase = modulo(start + t, period);
			adjusted[t]! += effects[phase]! - believed[phase]!;
		}
		return Array.from({ length: period }, (_, k) => believed[modulo(start + n + k, period)]!);
	});
	return { log, cycles, parts: continueTrend(adjusted.subarray(-RECENT), recipe.trend) };
}

function predict({ log, cycles, parts }: State, h: number): Float64Array {
	const forecast = extendParts(parts, h);
	for (const cycle of cycles) for (let k = 0; k < h; k++) forecast[k]! += cycle[k % cycle.length]!;
	return log ? forecast.map(Math.exp) : forecast;
}

function modulo(a: number, m: number): number {
	return ((a % m) + m) % m;
}
