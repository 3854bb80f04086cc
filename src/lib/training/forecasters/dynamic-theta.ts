import type { Forecaster } from '$lib/core/forecast/forecaster';
import { deseasonalise, reseasonalise, type Season } from '$lib/core/forecast/seasonality';
import { localForecaster } from './local-forecaster';
import { minimiseOne } from './minimise';
import { decideSeasonRule, seasonBy, type SeasonRule } from './season-rule';

/** A fitted dynamic optimised Theta model: all that the recursion needs to go on. */
export interface DynamicTheta {
	readonly alpha: number;
	/** θ ≥ 1; 1 = simple exponential smoothing. */
	readonly theta: number;
	readonly level: number;
	/** Mean, slope and number of the values seen. */
	readonly mean: number;
	readonly slope: number;
	readonly n: number;
}

interface State extends DynamicTheta {
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
}

const [LEAST_ALPHA, MOST_ALPHA] = [0.1, 0.99];
/** First step whose error counts: the line needs two values. */
const FIRST = 2;

/**
 * Dynamic optimised Theta model (Fiorucci et al. 2016): simple exponential smoothing plus a share 1 − 1/θ of the regression
 * line over the values seen so far, α, θ and the first level by least squares. The season is taken out beforehand by the
 * rule that forecast held-out ends best.
 */
export function createDynamicTheta(): Forecaster {
	return localForecaster<State, SeasonRule>({
		kind: 'dynamic-theta',
		format: 1,
		minLength: () => 5,
		plan: (histories, settings, turn) => decideSeasonRule(histories, settings, dynamicThetaForecast, turn),
		fit: (history, { season: m }, rule) => fit(history, seasonBy(rule, history, m)),
		predict
	});
}

/** Forecasts [h] of a history with a given season. */
export function dynamicThetaForecast(history: Float64Array, season: Season | null, h: number): Float64Array {
	return predict(fit(history, season), h);
}

function fit(history: Float64Array, season: Season | null): State {
	const plain = season && { kind: season.kind, indices: Array.from(season.indices) };
	return { ...fitDynamicTheta(deseasonalise(history, season)), season: plain };
}

function predict({ season, ...model }: State, h: number): Float64Array {
	const flat = extendDynamicTheta(model, h);
	return reseasonalise(flat, season && { kind: season.kind, indices: Float64Array.from(season.indices) }, model.n);
}

/**
 * Fits by least squares of the one-step errors from the third value on. Given α these are linear in the first level and in
 * 1 − 1/θ, so both are known in closed form and only α is searched.
 */
export function fitDynamicTheta(values: Float64Array): DynamicTheta {
	const search = new Search(values);
	const alpha = minimiseOne((a) => search.run(a), LEAST_ALPHA, MOST_ALPHA);
	search.run(alpha);
	const { level, mean, slope, share } = search;
	return { alpha, theta: 1 / (1 - share), level, mean, slope, n: values.length };
}

/** Largest share of the line: θ stays finite. */
const MOST_SHARE = 1 - 1e-10;

class Search {
	level = 0;
	mean = 0;
	slope = 0;
	share = 0;
	constructor(private readonly values: Float64Array) {}

	/** Sum of squared errors at α with the best first level and share of the line. */
	run(alpha: number): number {
		const { values } = this;
		const n = values.length;
		const keep = 1 - alpha;
		let level = alpha * values[0]!; // as if the first level were 0
		let [weight, mean, slope] = [keep, values[0]!, 0]; // of the first level in this one
		let [ee, el, ep, ll, lp, pp] = [0, 0, 0, 0, 0, 0];
		for (let t = 1; t < n; t++) {
			// The pull of the line; `weight` = (1 − α)^t. Its intercept is that of the line over t values.
			const pull = (mean - (slope * (t + 1)) / 2) * weight + (slope * (1 - weight * keep)) / alpha;
			if (t >= FIRST) {
				const error = values[t]! - level;
				ee += error * error;
				el += error * weight;
				ep += error * pull;
				ll += weight * weight;
				lp += weight * pull;
				pp += pull * pull;
			}
			const y = values[t]!;
			slope = ((t - 1) * slope + (6 * (y - mean)) / (t + 1)) / (t + 2);
			mean += (y - mean) / (t + 1);
			level += alpha * (y - level);
			weight *= keep;
		}
		const best = solveShare(el, ep, ll, lp, pp);
		[this.level, this.mean, this.slope, this.share] = [level + weight * best.first, mean, slope, best.share];
		const { first, share } = best;
		return Math.max(
			0,
			ee - 2 * (first * el + share * ep) + first * first * ll + 2 * first * share * lp + share * share * pp
		);
	}
}

/** Least squares in two unknowns, the share within [0, 1). */
function solveShare(el: number, ep: number, ll: number, lp: number, pp: number): { first: number; share: number } {
	const free = ll * pp - lp * lp;
	const share = free > 1e-12 * ll * pp ? (ep * ll - el * lp) / free : 0;
	const held = Math.min(MOST_SHARE, Math.max(0, share));
	return { first: ll > 0 ? (el - held * lp) / ll : 0, share: held };
}

/** Point forecasts [h]: the recursion goes on with its own forecasts as values. */
export function extendDynamicTheta(model: DynamicTheta, h: number): Float64Array {
	const { alpha, theta, n } = model;
	const share = 1 - 1 / theta;
	let { level, mean, slope } = model;
	let weight = (1 - alpha) ** n;
	return Float64Array.from({ length: h }, (_, k) => {
		const t = n + k;
		const pull = (mean - (slope * (t + 1)) / 2) * weight + (slope * (1 - weight * (1 - alpha))) / alpha;
		const y = level + share * pull;
		slope = ((t - 1) * slope + (6 * (y - mean)) / (t + 1)) / (t + 2);
		mean += (y - mean) / (t + 1);
		level += alpha * (y - level);
		weight *= 1 - alpha;
		return y;
	});
}
