import type { SeriesForecast } from '../forecast/result';
import { dayNumber, firstDay, lastDay, type Grain, type PeriodIndex } from '../period';
import type { Measure } from '../model/measures';
import { supplies } from '../model/facts';
import type { SalesModel } from '../model/model';
import type { Scenario, ScenarioEffect } from '../workspace/workspace';

/** A supposition that can be made of a measure. */
export type Lever = ScenarioEffect['lever'];

/** Days of a mean year and month. */
const [YEAR, MONTH] = [365.25, 365.25 / 12];

/** Months until a new seller sells like the others, unless the scenario says otherwise. */
export const RAMP_MONTHS = 6;
/** Per cent more quantity per per cent more price, unless the scenario says otherwise: buyers do not react. */
export const ELASTICITY = 0;

/** Nothing falls by more: at −100 % a price has no elasticity and a growth no rate. */
const LEAST_CHANGE = -0.99;

/** A scenario's forecast beside the base. Arrays [h]. */
export interface ScenarioForecast {
	readonly scenario: Scenario;
	/** What the base is multiplied by, per period. */
	readonly factor: Float64Array;
	readonly forecast: SeriesForecast;
	/** Scenario − base. */
	readonly difference: Float64Array;
}

/** The levers that mean something for a measure: win rate and sellers only for deals won, price only for money sold. */
export function leversFor({ name }: Measure, model: SalesModel): readonly Lever[] {
	const won = name === 'won_amount' || name === 'won_deals';
	const priced = name === 'won_amount' || name === 'sales' || name === 'quantity';
	const sellers = supplies(model, 'owner') && (won || name === 'new_deals' || name === 'sales');
	return [
		'growth',
		...(priced ? (['price'] as const) : []),
		...(won ? (['win-rate'] as const) : []),
		...(sellers ? (['headcount'] as const) : []),
		'event'
	];
}

/**
 * The base forecast under the suppositions of a scenario: every period times the product of its effects' factors
 * ({@link effectFactor}), so their order does not matter and no change gives the base itself. A value below 0 (a loss) moves by the same
 * amount to the better: base + |base| · (factor − 1). Intervals keep their width relative to the forecast: their distance from
 * the point is multiplied by the factor. They tell how far actuals may be off if the suppositions come true, not whether they do.
 */
export function applyScenario(
	base: SeriesForecast,
	scenario: Scenario,
	grain: Grain,
	measure: Pick<Measure, 'unit'>
): ScenarioForecast {
	const { start, point, bands } = base;
	const factor = point.map((_, step) =>
		scenario.effects.reduce((product, effect) => product * effectFactor(effect, start, step, grain, measure), 1)
	);
	const moved = point.map((value, k) => value + Math.abs(value) * (factor[k]! - 1));
	const bound = (values: Float64Array) => values.map((value, k) => moved[k]! + (value - point[k]!) * factor[k]!);
	return {
		scenario,
		factor,
		forecast: {
			...base,
			point: moved,
			bands: bands.map((band) => ({ ...band, lower: bound(band.lower), upper: bound(band.upper) }))
		},
		difference: moved.map((value, k) => value - point[k]!)
	};
}

/**
 * The factor of one effect on the period `step` ahead (0 = the first). With c the change and w the share of the period's days
 * on which the effect holds:
 * - growth: c a year on top of the forecast, compounding from the first day it holds: mean of (1 + c)^(days ÷ 365.25);
 * - price: 1 + w · ((1 + c)^(1 + e) − 1) for money and (1 + c)^e for quantities, e the elasticity (constant, usually ≤ 0);
 * - win rate, event: 1 + w · c;
 * - headcount: 1 + w · c when sellers leave; new sellers sell in proportion to their days, up to the full c after the
 *   ramp-up months.
 */
export function effectFactor(
	effect: ScenarioEffect,
	start: PeriodIndex,
	step: number,
	grain: Grain,
	{ unit }: Pick<Measure, 'unit'>
): number {
	const [first, last] = span(start + step, grain);
	const from = Math.max(effect.from ? dayNumber(effect.from) : span(start, grain)[0], span(start, grain)[0]);
	const to = effect.to ? dayNumber(effect.to) : Infinity;
	const days = Math.max(0, Math.min(to, last) - Math.max(from, first) + 1);
	const weight = days / (last - first + 1);
	const { lever } = effect;
	const change = Math.max(LEAST_CHANGE, effect.change);
	if (change === 0 || (weight === 0 && lever !== 'growth')) return 1;
	if (lever === 'growth') return growth(change, first, last, from, to);
	if (lever === 'price') {
		const elasticity = effect.elasticity ?? ELASTICITY;
		return 1 + weight * ((1 + change) ** (elasticity + (unit === 'money' ? 1 : 0)) - 1);
	}
	if (lever === 'headcount' && change > 0) {
		const ramp = (effect.rampMonths ?? RAMP_MONTHS) * MONTH;
		const begin = Math.max(from, first) - (effect.from ? dayNumber(effect.from) : from);
		return 1 + weight * change * meanRamp(begin, begin + days, ramp);
	}
	return 1 + weight * change;
}

/** Mean over the days of a period of (1 + c)^(years since `from`); growth stops at `to` and what was gained stays. */
function growth(change: number, first: number, last: number, from: number, to: number): number {
	let sum = 0;
	for (let day = first; day <= last; day++) {
		const grown = Math.max(0, Math.min(day + 0.5, to + 1) - from);
		sum += (1 + change) ** (grown / YEAR);
	}
	return sum / (last - first + 1);
}

/** Mean of min(1, day ÷ ramp) over the days a…b. */
function meanRamp(a: number, b: number, ramp: number): number {
	if (ramp <= 0 || b <= a) return 1;
	const area = (x: number) => (x <= ramp ? (x * x) / (2 * ramp) : x - ramp / 2);
	return (area(b) - area(a)) / (b - a);
}

function span(period: PeriodIndex, grain: Grain): readonly [first: number, last: number] {
	return [dayNumber(firstDay(period, grain)), dayNumber(lastDay(period, grain))];
}
