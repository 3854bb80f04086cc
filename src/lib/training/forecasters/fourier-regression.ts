import { WORKING_DAYS } from '$lib/core/forecast/calendar-inputs';
import type { Forecaster, FitSettings } from '$lib/core/forecast/forecaster';
import type { HolidayRegion } from '$lib/core/forecast/holidays';
import { allPositive } from '$lib/core/forecast/seasonality';
import type { Series } from '$lib/core/forecast/series';
import { decide, type Trial } from './held-out';
import { localForecaster } from './local-forecaster';
import { type Design, type Input, type Regressors, regressors } from './regression-design';
import { ridgeRegression } from './ridge';
import { continueTrend, type Continuation, extendParts, type TrendPart } from './trend-forecast';

/** Settings decided once for all series, on held-out ends. */
interface Recipe {
	readonly log: boolean;
	readonly regions: readonly HolidayRegion[];
	readonly workingDays: boolean;
	readonly yearly: boolean;
	/** How the rest goes on: as smoothing would, or along the pieces of the trend. */
	readonly trend: Continuation | 'pieces';
}

/** A fitted series. */
interface State {
	readonly log: boolean;
	readonly design: Design;
	readonly coefficients: readonly number[];
	/** Continuation of what season and calendar do not explain; empty when the pieces of the trend go on. */
	readonly parts: readonly TrendPart[];
}

const BASE: Recipe = { log: true, regions: [], workingDays: false, yearly: false, trend: 'both' };
const STEPS: readonly (readonly Partial<Recipe>[])[] = [
	[{ log: false }],
	[{ yearly: true }],
	[{ regions: ['western'] }, { regions: ['chinese'] }],
	[{ workingDays: true }],
	[{ trend: 'smoothed' }, { trend: 'theta' }, { trend: 'pieces' }]
];
/** Of a long series so many last values are used. */
const RECENT = 1100;
/** Damping of the trend's last piece beyond the end, per period. */
const PHI = 0.95;
/** Days and weeks of a year. */
const [YEAR, WEEKS] = [365.25, 365.25 / 7];
/** Most pairs of sine and cosine for a season, and knots of the trend. */
const [MOST_PAIRS, MOST_KNOTS] = [20, 6];
/** Series looked at for a decision: fewer where they are long. */
const SAMPLE = { most: 40, least: 8, values: 6_000 };

/**
 * Regression on a piecewise trend, sines and cosines for up to two seasons, holidays (春节 and Easter move), working days and
 * known inputs, all penalised (ridge, leave-one-out). What these leave goes on by exponential smoothing or Theta, or the
 * trend's last piece goes on damped. Logs, holidays and continuation are decided on held-out ends for all series together.
 */
export function createFourierRegression(): Forecaster {
	return localForecaster<State, Recipe>({
		kind: 'fourier-regression',
		format: 1,
		minLength: () => 8,
		plan,
		fit,
		predict
	});
}

async function plan(
	histories: readonly Float64Array[],
	settings: FitSettings,
	turn: () => Promise<void> | void,
	series: readonly Series[]
): Promise<Recipe> {
	const longest = Math.max(...histories.map(({ length }) => length));
	const sample = Math.min(SAMPLE.most, Math.max(SAMPLE.least, Math.round(SAMPLE.values / longest)));
	const trial =
		(recipe: Recipe): Trial =>
		(past, h, i) =>
			predict(fit(past, settings, recipe, series[i]!), h);
	let recipe = BASE;
	for (const step of STEPS) {
		const rivals = step
			.filter((change) => sensible(change, histories, series))
			.map((change) => ({ ...recipe, ...change }));
		if (rivals.length === 0) continue;
		const recipes = [recipe, ...rivals];
		recipe = recipes[await decide(histories, settings, recipes.map(trial), turn, sample)]!;
	}
	return recipe;
}

function sensible(change: Partial<Recipe>, histories: readonly Float64Array[], series: readonly Series[]): boolean {
	const { grain } = series[0]!;
	if (change.log === false) return histories.some(allPositive);
	if (change.yearly) return grain === 'day' && histories.some(({ length }) => length >= 1.5 * YEAR);
	const told = (name: string) => series.some(({ inputs = [] }) => inputs.some((input) => input.name.startsWith(name)));
	if (change.workingDays) return (grain === 'month' || grain === 'quarter') && !told(WORKING_DAYS);
	if (change.regions && told('holiday:')) return false;
	return change.regions === undefined || grain === 'day' || grain === 'week' || grain === 'month';
}

function fit(history: Float64Array, { season }: FitSettings, recipe: Recipe, series: Series): State {
	const log = recipe.log && allPositive(history);
	const recent = history.subarray(-RECENT);
	const y = log ? recent.map(Math.log) : recent;
	const n = y.length;
	const design = designOf({ ...series, start: series.start + history.length - n }, n, season, recipe);
	const x = regressors(design, 0, n, PHI);
	const beta = ridgeRegression(x, y) ?? new Float64Array(x.columns);
	const rest = y.map((value, t) => value - effect(x, beta, t, x.effectsFrom));
	const parts = recipe.trend === 'pieces' ? [] : continueTrend(rest, recipe.trend);
	return { log, design, coefficients: Array.from(beta), parts };
}

function designOf({ grain, start, inputs = [] }: Series, n: number, season: number, recipe: Recipe): Design {
	const periods = season < 2 || n < 1.25 * season ? [] : [grain === 'week' && season === 52 ? WEEKS : season];
	if (recipe.yearly && n >= 1.25 * YEAR) periods.push(YEAR);
	return {
		grain,
		start,
		n,
		seasons: periods.map((period) => ({
			period,
			pairs: Math.min(period > 2 * MOST_PAIRS ? MOST_PAIRS : Math.floor(period / 2), Math.floor(n / 5))
		})),
		knots: Math.min(MOST_KNOTS, Math.floor(n / Math.max(12, season))),
		regions: recipe.regions,
		workingDays: recipe.workingDays,
		inputs: inputs.map(({ start: first, values }) => ({ start: first, ...standard(values, start - first, n) }))
	};
}

/** A known input with mean and spread over the history. */
function standard(values: Float64Array, from: number, n: number): Omit<Input, 'start'> {
	const known = values.subarray(Math.max(0, from), Math.max(0, from + n)).filter(Number.isFinite);
	const mean = known.reduce((sum, v) => sum + v, 0) / Math.max(1, known.length);
	const spread = Math.sqrt(known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, known.length));
	return { values: Array.from(values), mean, scale: spread > 0 ? spread : 1 };
}

/** Sum of the columns from `first` on at row t. */
function effect({ rows, columns }: Regressors, beta: ArrayLike<number>, t: number, first: number): number {
	let sum = 0;
	for (let c = first; c < columns; c++) sum += rows[t * columns + c]! * beta[c]!;
	return sum;
}

function predict({ log, design, coefficients, parts }: State, h: number): Float64Array {
	const x = regressors(design, design.n, h, PHI);
	const first = parts.length > 0 ? x.effectsFrom : 0;
	const forecast = extendParts(parts, h);
	for (let k = 0; k < h; k++) forecast[k]! += effect(x, coefficients, k, first);
	return log ? forecast.map(Math.exp) : forecast;
}
