import type { PeriodIndex } from '../period';
import { ownScale, type Parts } from './decompose';

/** How the decomposition's own forecast of a period comes about: the amounts add up to `forecast`. Own scale. */
export interface Contributions {
	readonly period: PeriodIndex;
	/** Level at the end of the history. */
	readonly level: number;
	/** What the trend adds until then. */
	readonly trend: number;
	readonly season: number;
	/** By known input, those that do something only. */
	readonly events: readonly { readonly name: string; readonly amount: number }[];
	readonly forecast: number;
}

/** Damping of the slope per period ahead, as in damped-trend smoothing. */
const PHI = 0.9;

/** Slope of the trend per period at the end, working scale: its mean over the last season (at least six periods). */
export function slope({ trend }: Parts, season: number): number {
	const n = trend.length;
	const back = Math.min(n - 1, Math.max(season, 6));
	return back < 1 ? 0 : (trend[n - 1]! - trend[n - 1 - back]!) / back;
}

/**
 * The forecast `step` periods ahead (1 = the next), built up in this order: level, trend (slope damped by φ = 0.9 a
 * period), season (as in the last cycle), events. Multiplicatively each amount is what its factor adds to the product so far, so that
 * the amounts still add up.
 */
export function contributions(
	parts: Parts,
	start: PeriodIndex,
	season: number,
	step: number,
	steps: readonly number[] = []
): Contributions {
	const { kind, trend, effects } = parts;
	const n = trend.length;
	const damped = (PHI * (1 - PHI ** step)) / (1 - PHI);
	let sum = trend[n - 1]!;
	let amount = ownScale(kind, sum);
	const level = amount;
	const add = (value: number) => {
		sum += value;
		const next = ownScale(kind, sum);
		const own = next - amount;
		amount = next;
		return own;
	};
	const quiet = steps.some((at) => n - at <= Math.max(season, 6));
	const drift = add(quiet ? 0 : slope(parts, season) * damped);
	const seasonal = add(parts.seasonal ? phase(parts, season, step) : 0);
	const events = effects
		.map(({ name, effect, ahead }) => ({ name, amount: add(effect * (ahead[step - 1] ?? 0)) }))
		.filter((event) => Math.abs(event.amount) > 1e-9 * Math.max(1, Math.abs(level)));
	return { period: start + n + step - 1, level, trend: drift, season: seasonal, events, forecast: amount };
}

/** Season of the same phase in the last cycle; of days in the last year where one has been seen twice. */
function phase({ season: effects }: Parts, season: number, step: number): number {
	const n = effects.length;
	const cycle = season === 7 && n >= 730 ? 364 : season;
	const back = cycle * Math.ceil(step / cycle);
	return effects[n - 1 + step - back] ?? 0;
}

/** What the trend did over the last year (`year` periods; less where history is shorter): a share, or an amount when additive. */
export function yearlyTrend(
	{ kind, trend }: Parts,
	year: number
): { readonly change: number; readonly periods: number } {
	const n = trend.length;
	const periods = Math.min(year, n - 1);
	if (periods < 1) return { change: 0, periods: 0 };
	const moved = trend[n - 1]! - trend[n - 1 - periods]!;
	return { change: kind === 'multiplicative' ? Math.exp(moved) - 1 : moved, periods };
}

/** The period of the last cycle in which the season is highest or lowest, with its effect: a share, or an amount when additive. */
export function peak(
	{ kind, season: effects, seasonal }: Parts,
	start: PeriodIndex,
	season: number,
	side: 'high' | 'low'
): { readonly period: PeriodIndex; readonly effect: number } | null {
	if (!seasonal) return null;
	const n = effects.length;
	let best = n - 1;
	for (let t = n - season; t < n; t++) {
		if (side === 'high' ? effects[t]! > effects[best]! : effects[t]! < effects[best]!) best = t;
	}
	const effect = effects[best]!;
	return { period: start + best, effect: kind === 'multiplicative' ? Math.exp(effect) - 1 : effect };
}
