import { mean } from '$lib/core/forecast/accuracy';
import type { Forecaster, FitSettings } from '$lib/core/forecast/forecaster';
import { deseasonalise, reseasonalise, type Season } from '$lib/core/forecast/seasonality';
import { smooth } from './exponential-smoothing';
import { line } from './line';
import { localForecaster } from './local-forecaster';
import { decide } from './held-out';
import { decideSeasonRule, seasonBy, type SeasonRule } from './season-rule';

/** How the last level is found: Theta's own way, or the interquartile mean of the last cycles with a flat forecast. */
export type LevelRule = 'theta' | 'robust';

/** What is decided once for all series. */
interface Plan {
	readonly season: SeasonRule;
	readonly level: LevelRule;
}

/** A fitted Theta model of one series. */
interface State {
	/** Smoothed level of the theta-2 line after the last observation. */
	readonly level: number;
	/** Intercept and slope of the regression on time 0…n−1. */
	readonly intercept: number;
	readonly slope: number;
	readonly n: number;
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
}

/**
 * Theta method (Assimakopoulos & Nikolopoulos 2000) as in the M4 benchmarks: seasonally adjusted, the mean of the
 * regression line and of the simple exponential smoothing of the line with doubled curvature. How to adjust for the season
 * is decided on held-out ends of the histories; so is whether outliers and zeros call for a robust flat level instead.
 */
export function createTheta(): Forecaster {
	return localForecaster<State, Plan>({
		kind: 'theta',
		format: 1,
		minLength: () => 5,
		plan,
		fit: (history, { season: m }, { season, level }) => fit(history, seasonBy(season, history, m), level, m),
		predict
	});
}

async function plan(
	histories: readonly Float64Array[],
	settings: FitSettings,
	turn: () => Promise<void> | void
): Promise<Plan> {
	const season = await decideSeasonRule(histories, settings, thetaForecast, turn);
	const trial = (level: LevelRule) => (past: Float64Array, h: number) => {
		const found = seasonBy(season, past, settings.season);
		return predict(fit(past, found, level, settings.season), h);
	};
	const levels: readonly LevelRule[] = ['theta', 'robust'];
	return { season, level: levels[await decide(histories, settings, levels.map(trial), turn)]! };
}

/** Theta forecasts [h] of a history with a given season. */
export function thetaForecast(history: Float64Array, season: Season | null, h: number): Float64Array {
	return predict(fit(history, season, 'theta', 1), h);
}

function fit(history: Float64Array, season: Season | null, rule: LevelRule, m: number): State {
	const adjusted = deseasonalise(history, season);
	const plain = season && { kind: season.kind, indices: Array.from(season.indices) };
	const n = history.length;
	if (rule === 'robust') {
		const level = 2 * interquartileMean(adjusted.subarray(-Math.max(12, 8 * m)));
		return { level, intercept: 0, slope: 0, n, season: plain };
	}
	const { intercept, slope } = line(adjusted);
	const bent = adjusted.map((y, t) => 2 * y - intercept - slope * t);
	return { level: smooth(bent).level, intercept, slope, n, season: plain };
}

/** Mean of the middle half: near the median, but not 0 as soon as half the values are. */
function interquartileMean(values: Float64Array): number {
	const sorted = values.slice().sort();
	const cut = Math.floor(sorted.length / 4);
	return mean(sorted.subarray(cut, sorted.length - cut));
}

function predict({ level, intercept, slope, n, season }: State, h: number): Float64Array {
	const flat = Float64Array.from({ length: h }, (_, k) => (level + intercept + slope * (n + k)) / 2);
	return reseasonalise(flat, season && { kind: season.kind, indices: Float64Array.from(season.indices) }, n);
}
