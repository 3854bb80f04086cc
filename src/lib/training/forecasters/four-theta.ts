import type { Forecaster } from '$lib/core/forecast/forecaster';
import {
	allPositive,
	classicalSeason,
	deseasonalise,
	isSeasonal,
	reseasonalise,
	type Season
} from '$lib/core/forecast/seasonality';
import { smooth } from './exponential-smoothing';
import { line } from './line';
import { localForecaster } from './local-forecaster';
import { minimiseOne } from './minimise';
import { decideSeasonRule, seasonBy, type SeasonRule } from './season-rule';
import { thetaForecast } from './theta';

/** How the two theta lines meet, and the shape of the long-run line. */
interface Form {
	readonly model: 'additive' | 'multiplicative';
	readonly curve: 'linear' | 'exponential';
}

/** A fitted form of one series. */
interface State extends Form {
	readonly theta: number;
	/** Smoothed theta line after the last value. */
	readonly level: number;
	/** The long-run line over 0…n−1, of logarithms when exponential. */
	readonly intercept: number;
	readonly slope: number;
	readonly n: number;
	readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
}

const LINEAR: Form = { model: 'additive', curve: 'linear' };
const FORMS: readonly Form[] = [
	LINEAR,
	{ model: 'multiplicative', curve: 'linear' },
	{ model: 'additive', curve: 'exponential' },
	{ model: 'multiplicative', curve: 'exponential' }
];
const [LEAST_THETA, MOST_THETA] = [1, 3];

/**
 * 4Theta (Petropoulos & Nikolopoulos 2005; Spiliotis et al. 2020): additive or multiplicative season, theta model and a
 * linear or exponential line, θ from 1 to 3; the form and θ with the least mean absolute one-step error.
 */
export function createFourTheta(): Forecaster {
	return localForecaster<State, SeasonRule>({
		kind: 'four-theta',
		format: 1,
		minLength: () => 5,
		plan: (histories, settings, turn) => decideSeasonRule(histories, settings, thetaForecast, turn),
		fit: (history, { season: m }, rule) => fit(history, seasons(history, m, rule)),
		predict
	});
}

/** 4Theta forecasts [h] with the seasonal adjustment of the M competitions. */
export function fourThetaForecast(history: Float64Array, m: number, h: number): Float64Array {
	return predict(fit(history, seasons(history, m, { name: 'tested' })), h);
}

/** Seasonal adjustments to try: both kinds where the M4 test finds a season, else what the rule says. */
function seasons(history: Float64Array, m: number, rule: SeasonRule): (Season | null)[] {
	if (rule.name !== 'tested') return [seasonBy(rule, history, m)];
	if (!isSeasonal(history, m)) return [null];
	const multiplicative = allPositive(history) ? classicalSeason(history, m, 'multiplicative') : null;
	return [multiplicative, classicalSeason(history, m, 'additive')].filter((season) => season !== null);
}

function fit(history: Float64Array, found: readonly (Season | null)[]): State {
	let best: State | undefined;
	let least = Infinity;
	for (const season of found.length > 0 ? found : [null]) {
		const adjusted = deseasonalise(history, season);
		for (const form of allPositive(adjusted) ? FORMS : [LINEAR]) {
			const trial = new ThetaLines(history, adjusted, season, form);
			if (!trial.possible) continue;
			const theta = minimiseOne((at) => trial.run(at), LEAST_THETA, MOST_THETA, 4, 8);
			const error = trial.run(theta);
			if (best && !(error < least)) continue;
			least = error;
			best = trial.state(theta);
		}
	}
	return best!;
}

/** One form over one adjusted series. */
class ThetaLines {
	/** False when a multiplicative model meets a line that is not above 0. */
	readonly possible: boolean;
	#level = 0;
	readonly #intercept: number;
	readonly #slope: number;
	readonly #longRun: Float64Array;
	readonly #bent: Float64Array;
	/** Logarithms of the adjusted values and of the long-run line, for multiplicative models. */
	readonly #logs: Float64Array;
	readonly #longLogs: Float64Array;

	constructor(
		private readonly history: Float64Array,
		private readonly adjusted: Float64Array,
		private readonly season: Season | null,
		private readonly form: Form
	) {
		const exponential = form.curve === 'exponential';
		const { intercept, slope } = line(exponential ? adjusted.map(Math.log) : adjusted);
		[this.#intercept, this.#slope] = [intercept, slope];
		this.#longRun = adjusted.map((_, t) => along(intercept, slope, t, exponential));
		this.#bent = new Float64Array(adjusted.length);
		this.possible = form.model === 'additive' || allPositive(this.#longRun);
		const multiplicative = this.possible && form.model === 'multiplicative';
		this.#logs = multiplicative ? adjusted.map(Math.log) : adjusted;
		this.#longLogs = multiplicative ? this.#longRun.map(Math.log) : this.#longRun;
	}

	/** Mean absolute one-step error at θ; Infinity where a power cannot be taken. */
	run(theta: number, rounds = 9): number {
		const { history, adjusted, season } = this;
		const [bent, logs, longLogs] = [this.#bent, this.#logs, this.#longLogs];
		const additive = this.form.model === 'additive';
		for (let t = 0; t < bent.length; t++) {
			const line = theta * logs[t]! + (1 - theta) * longLogs[t]!;
			bent[t] = additive ? line : Math.exp(line);
		}
		const { alpha, initial } = smooth(bent, rounds);
		let level = initial;
		let sum = 0;
		for (let t = 0; t < bent.length; t++) {
			if (!additive && !(level > 0)) return Infinity;
			const line = (additive ? level : Math.log(level)) / theta + (1 - 1 / theta) * longLogs[t]!;
			const joined = additive ? line : Math.exp(line);
			const error = adjusted[t]! - joined;
			sum += Math.abs(season?.kind === 'multiplicative' ? (error * history[t]!) / adjusted[t]! : error);
			level += alpha * (bent[t]! - level);
		}
		this.#level = level;
		return sum / bent.length;
	}

	/** The state after a run at θ. */
	state(theta: number): State {
		this.run(theta, 18);
		const season = this.season && { kind: this.season.kind, indices: Array.from(this.season.indices) };
		const [intercept, slope, level] = [this.#intercept, this.#slope, this.#level];
		return { ...this.form, theta, level, intercept, slope, n: this.adjusted.length, season };
	}
}

function along(intercept: number, slope: number, t: number, exponential: boolean): number {
	const value = intercept + slope * t;
	return exponential ? Math.exp(value) : value;
}

/** Puts the theta line and the long-run line together. */
function join(level: number, longRun: number, theta: number, additive: boolean): number {
	if (additive) return level / theta + (1 - 1 / theta) * longRun;
	return level > 0 && longRun > 0 ? level ** (1 / theta) * longRun ** (1 - 1 / theta) : 0;
}

function predict({ model, curve, theta, level, intercept, slope, n, season }: State, h: number): Float64Array {
	const flat = Float64Array.from({ length: h }, (_, k) =>
		join(level, along(intercept, slope, n + k, curve === 'exponential'), theta, model === 'additive')
	);
	return reseasonalise(flat, season && { kind: season.kind, indices: Float64Array.from(season.indices) }, n);
}
