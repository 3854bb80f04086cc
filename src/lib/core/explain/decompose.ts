import { fillGaps } from '../forecast/gaps';
import { allPositive, type SeasonKind } from '../forecast/seasonality';
import type { Series } from '../forecast/series';
import { mstl, type SeasonWindow, type StlRounds } from '../forecast/stl';
import type { Step } from './change-points';
import { type EventEffect, eventEffects } from './event-effects';

/**
 * A history taken apart on the working scale, where the parts add up: value = trend + season + events + remainder when
 * additive, log value = the same when multiplicative.
 */
export interface Parts {
	readonly kind: SeasonKind;
	/** [n] history with gaps filled, own scale. */
	readonly values: Float64Array;
	/** [n] each, working scale. */
	readonly trend: Float64Array;
	readonly season: Float64Array;
	readonly events: Float64Array;
	readonly remainder: Float64Array;
	readonly effects: readonly EventEffect[];
	/** Names of known inputs whose effect cannot be told from noise. */
	readonly unsure: readonly string[];
	/** False when the history is shorter than two seasons: the season is then all 0. */
	readonly seasonal: boolean;
	/** Standard deviation of the remainder, robust (1.4826 · MAD, made larger for the values the parts have used up). */
	readonly sigma: number;
}

/** How the parts are looked for. */
export interface DecomposeOptions {
	/** Seasonal period; below 2 = none. */
	readonly season: number;
	/** Forced; chosen by the data when absent. */
	readonly kind?: SeasonKind;
	/** Level shifts that belong to the trend. */
	readonly steps?: readonly Step[];
}

const ROBUST: StlRounds = { inner: 2, robust: 5 };
const YEAR = 365;
/** A robust fit lies closer to most values than the truth does: by so much its remainder is too small (simulated). */
const CLOSE = 1.15;

/**
 * Robust seasonal-trend decomposition (STL, Cleveland et al. 1990) with the effects of known inputs taken out by partial
 * regression. Multiplicative when every value is above 0 and the remainder is likelier so: of both forms the one with the
 * larger Laplace likelihood on the scale of the values, n·log(mean |r|) + Σ log y for logs.
 */
export function decompose(series: Series, { season, kind, steps = [] }: DecomposeOptions): Parts {
	const values = fillGaps(series.values, season);
	if (kind) return fit(values, series, season, kind, steps);
	const additive = fit(values, series, season, 'additive', steps);
	if (!allPositive(values)) return additive;
	const multiplicative = fit(values, series, season, 'multiplicative', steps);
	return cost(multiplicative) < cost(additive) ? multiplicative : additive;
}

/** A value on the working scale back on its own. */
export function ownScale(kind: SeasonKind, value: number): number {
	return kind === 'multiplicative' ? Math.exp(value) : value;
}

/** What the parts without the remainder say of each period, own scale. [n] */
export function expected({ kind, trend, season, events }: Parts): Float64Array {
	return trend.map((level, t) => ownScale(kind, level + season[t]! + events[t]!));
}

function fit(values: Float64Array, series: Series, season: number, kind: SeasonKind, steps: readonly Step[]): Parts {
	const n = values.length;
	const y = kind === 'multiplicative' ? values.map(Math.log) : values.slice();
	for (const step of steps) for (let t = step.at; t < n; t++) y[t]! -= step.size;
	const periods = periodsOf(n, season);
	const taken = usedUp(n, periods);
	const { effects, unsure } = eventEffects(y, series, (x, robust) => smooth(x, periods, robust), taken);
	const events = new Float64Array(n);
	for (const { effect, input } of effects) for (let t = 0; t < n; t++) events[t]! += effect * input[t]!;
	const parts = smooth(
		y.map((value, t) => value - events[t]!),
		periods,
		true
	);
	const remainder = y.map((value, t) => value - parts.trend[t]! - parts.season[t]! - events[t]!);
	for (const step of steps) for (let t = step.at; t < n; t++) parts.trend[t]! += step.size;
	const used = taken + effects.length + steps.length;
	const sigma = spread(remainder, used, kind === 'multiplicative' ? 1 : middle(values.map(Math.abs)));
	return { kind, values, ...parts, events, remainder, effects, unsure, seasonal: periods.length > 0, sigma };
}

/** Periods that the history holds at least twice; of days the year too. */
function periodsOf(n: number, season: number): number[] {
	const wanted = season === 7 ? [7, YEAR] : [season];
	return wanted.filter((period) => period > 1 && n >= 2 * period);
}

function smooth(y: Float64Array, periods: readonly number[], robust: boolean) {
	const windows = periods.map((period): SeasonWindow => {
		const cycles = y.length / period;
		return cycles < 8 ? 'periodic' : 2 * Math.floor(Math.max(13, cycles / 3) / 2) + 1;
	});
	const { trend, seasons } = mstl(y, periods, windows, robust ? ROBUST : { inner: 2, robust: 0 });
	const season = new Float64Array(y.length);
	for (const one of seasons) for (let t = 0; t < y.length; t++) season[t]! += one[t]!;
	return { trend, season };
}

/** Parameters that trend and season are worth, about. */
function usedUp(n: number, periods: readonly number[]): number {
	const longest = Math.max(...periods, 0);
	return longest === 0 ? 2 : longest + (1.4 * n) / longest;
}

function spread(remainder: Float64Array, used: number, scale: number): number {
	const n = remainder.length;
	const centre = middle(remainder);
	const mad = middle(remainder.map((r) => Math.abs(r - centre)));
	const taken = Math.min(used / n, 0.7);
	const wider = (CLOSE * (1 + taken / 2) * (1 + 4 / Math.max(4, n - used))) / Math.sqrt(1 - taken);
	return Math.max(1.4826 * mad * wider, 1e-3 * scale, 1e-12);
}

/** Median of values without gaps; 0 of none. */
export function middle(values: Float64Array): number {
	const sorted = values.slice().sort();
	const n = sorted.length;
	return n === 0 ? 0 : (sorted[n >> 1]! + sorted[n - (n >> 1) - 1]!) / 2;
}

function cost({ kind, values, remainder }: Parts): number {
	const n = values.length;
	const size = remainder.reduce((sum, r) => sum + Math.abs(r), 0) / n;
	const logs = kind === 'multiplicative' ? values.reduce((sum, y) => sum + Math.log(y), 0) : 0;
	return n * Math.log(Math.max(size, 1e-300)) + logs;
}
