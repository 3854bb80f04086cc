import type { Forecaster, FitSettings } from '$lib/core/forecast/forecaster';
import { allPositive } from '$lib/core/forecast/seasonality';
import type { CssFit } from './arima-css';
import { type ArmaOrder, blocksOf, dense, multiplied, product } from './arima-model';
import { ExactLikelihood, type LikelihoodFit } from './arima-likelihood';
import { chooseDifferences, type Differences, difference, isConstant, searchOrders } from './arima-order';
import { harmonicSeason } from './harmonics';
import { decide, type Trial } from './held-out';
import { localForecaster } from './local-forecaster';

/** What is decided once for all series. */
interface Plan {
	/** Fitted to logs where every value is above 0. */
	readonly log: boolean;
}

/** A fitted series: the forecast is a recursion over past values. */
interface State {
	readonly log: boolean;
	readonly order: readonly [p: number, d: number, q: number, P: number, D: number, Q: number];
	/** What yₜ takes of yₜ₋₁, yₜ₋₂ … */
	readonly ar: readonly number[];
	/** Last values, newest first, as many as `ar`. */
	readonly tail: readonly number[];
	readonly constant: number;
	/** What past errors add to the first forecasts. */
	readonly ahead: readonly number[];
	/** Long season taken out beforehand: effects from the first forecast on; empty = none. */
	readonly cycle: readonly number[];
}

/** An ARIMA model of one series, as statistics programs print it. */
export interface ArimaFit extends LikelihoodFit, Differences {}

/** Longest season with coefficients of its own; longer ones are taken out as harmonics. */
const LONGEST_SEASON = 24;
/** Models of the search that are fitted by exact likelihood, and the length up to which that is worth its time. */
const [FINALISTS, LONGEST_EXACT] = [2, 250];
/** Of a long series so many last values are used. */
const RECENT = 600;
/** Series looked at when deciding. */
const SAMPLE = 16;

/**
 * Seasonal ARIMA with automatic order (Box & Jenkins 1970; Hyndman & Khandakar 2008): differences by KPSS test and seasonal
 * strength, orders by a stepwise search on AICc, coefficients by exact maximum likelihood. Seasons longer than 24 are taken
 * out as harmonics first. Logs or not is decided on held-out ends for all series together.
 */
export function createArima(): Forecaster {
	return localForecaster<State, Plan>({ kind: 'arima', format: 1, minLength: () => 8, plan, fit, predict });
}

async function plan(
	histories: readonly Float64Array[],
	settings: FitSettings,
	turn: () => Promise<void> | void
): Promise<Plan> {
	if (!histories.some(allPositive)) return { log: false };
	const ways: readonly Plan[] = [{ log: false }, { log: true }];
	const trials = ways.map(
		(way): Trial =>
			(past, h) =>
				predict(fit(past, settings, way), h)
	);
	return ways[await decide(histories, settings, trials, turn, SAMPLE)]!;
}

/** The automatic model of `values` [n] with season m (1 = none). */
export function autoArima(values: Float64Array, m: number): ArimaFit {
	const { d, D } = chooseDifferences(values, m);
	const w = differenced(values, m, { d, D });
	const mayMean = d + D <= 1;
	const exact = new ExactLikelihood(w, m);
	const short = w.length <= LONGEST_EXACT;
	const judge = ({ order, coefficients, aicc }: CssFit) =>
		short ? (exact.at(order, coefficients)?.aicc ?? Infinity) : aicc;
	const found = isConstant(w) ? [] : searchOrders(w, m, mayMean, judge).slice(0, FINALISTS);
	const fits = found.flatMap(({ order, coefficients }) => {
		const fit = (short ? exact.fit(order, coefficients) : null) ?? exact.at(order, coefficients);
		return fit ? [fit] : [];
	});
	const best = fits.reduce<LikelihoodFit | null>((a, b) => (a && a.aicc <= b.aicc ? a : b), null);
	const plain: ArmaOrder = { p: 0, q: 0, P: 0, Q: 0, mean: mayMean };
	return { ...(best ?? exact.at(plain, new Float64Array(0))!), d, D };
}

/** The model of a given order; null when it has no admissible maximum. */
export function fitArima(values: Float64Array, m: number, order: ArmaOrder, differences: Differences): ArimaFit | null {
	const w = differenced(values, m, differences);
	const k = order.p + order.q + order.P + order.Q;
	const start = new Float64Array(k).fill(0.1);
	const fit = new ExactLikelihood(w, m).fit(order, start);
	return fit && { ...fit, ...differences };
}

function differenced(values: Float64Array, m: number, { d, D }: Differences): Float64Array {
	let w = values;
	for (let i = 0; i < D; i++) w = difference(w, m);
	for (let i = 0; i < d; i++) w = difference(w, 1);
	return w;
}

function fit(history: Float64Array, { season }: FitSettings, { log: logs }: Plan): State {
	const log = logs && allPositive(history);
	const recent = history.subarray(-RECENT);
	const values = log ? recent.map(Math.log) : recent;
	const n = values.length;
	const long = season > LONGEST_SEASON;
	const m = long ? 1 : season;
	const effects = long ? harmonicSeason(values, season, chooseDifferences(values, 1).d > 0) : null;
	const adjusted = effects ? values.map((y, t) => y - effects[t % season]!) : values;
	const model = autoArima(adjusted, m);
	const cycle = effects ? Array.from(effects, (_, k) => effects[(n + k) % season]!) : [];
	return { ...recursion(model, adjusted, m), log, cycle };
}

/** The model as a recursion over the values themselves. */
function recursion(model: ArimaFit, values: Float64Array, m: number) {
	const { order, coefficients, d, D } = model;
	const { phi, seasonalPhi } = blocksOf(coefficients, order);
	let polynomial = dense(multiplied(phi, seasonalPhi, m, -1));
	const mean = order.mean ? coefficients[coefficients.length - 1]! : 0;
	const constant = mean * polynomial.reduce((sum, c) => sum + c, 0);
	const once = dense({ lags: Int32Array.of(1), weights: Float64Array.of(-1) });
	const yearly = dense({ lags: Int32Array.of(m), weights: Float64Array.of(-1) });
	for (let i = 0; i < d; i++) polynomial = product(polynomial, once);
	for (let i = 0; i < D; i++) polynomial = product(polynomial, yearly);
	const ar = Array.from(polynomial.subarray(1), (c) => -c);
	return {
		order: [order.p, d, order.q, order.P, D, order.Q] as const,
		ar,
		tail: Array.from(ar, (_, i) => values[values.length - 1 - i]!),
		constant,
		ahead: Array.from(model.ahead)
	};
}

function predict({ log, ar, tail, constant, ahead, cycle }: State, h: number): Float64Array {
	const forecast = new Float64Array(h);
	for (let k = 0; k < h; k++) {
		let value = constant + (ahead[k] ?? 0);
		for (let i = 0; i < ar.length; i++) value += ar[i]! * (i < k ? forecast[k - 1 - i]! : tail[i - k]!);
		forecast[k] = value;
	}
	if (cycle.length > 0) for (let k = 0; k < h; k++) forecast[k]! += cycle[k % cycle.length]!;
	return log ? forecast.map(Math.exp) : forecast;
}
