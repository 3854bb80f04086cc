import type { Season, SeasonKind } from '$lib/core/forecast/seasonality';
import { line } from './line';
import { minimise } from './minimise';

/** A fitted exponential smoothing model with seasonal states. */
export interface SeasonalTrend {
	readonly kind: SeasonKind;
	readonly level: number;
	readonly trend: number;
	readonly phi: number;
	/** [m] next season's effects: the first is that of the first forecast. */
	readonly effects: readonly number[];
	/** Corrected Akaike criterion; lower is better, comparable between kinds. */
	readonly aicc: number;
}

/** Cycles whose effects start the recursion; later ones are learnt. */
const STARTING_CYCLES = 6;

/**
 * Exponential smoothing with seasonal states: ETS(A,N|Ad,A) for additive, ETS(M,N|Ad,M) for multiplicative effects
 * (Hyndman et al. 2008). α, β, γ, φ by maximum likelihood; the initial states from `start`, a decomposition.
 */
export function fitSeasonalTrend(values: Float64Array, start: Season, damped: boolean): SeasonalTrend {
	const filter =
		start.kind === 'additive' ? new AdditiveFilter(values, start) : new MultiplicativeFilter(values, start);
	const spread = damped
		? (x: Float64Array) => filter.run(x[0]!, x[1]! * (1 - x[0]!), x[0]! * x[2]!, x[3]!)
		: (x: Float64Array) => filter.run(x[0]!, x[1]! * (1 - x[0]!), 0, 1);
	const from = damped ? [0.3, 0.1, 0.1, 0.92] : [0.3, 0.1];
	const lower = damped ? [0.0001, 0.0001, 0.0001, 0.8] : [0.0001, 0.0001];
	const upper = damped ? [0.9999, 0.9999, 0.9999, 0.98] : [0.9999, 0.9999];
	filter.trended = damped;
	const { at, value } = minimise(spread, from, lower, upper, { evaluations: damped ? 140 : 70, tolerance: 1e-6 });
	spread(at);
	const n = values.length;
	const k = (damped ? 6 : 3) + start.indices.length;
	const m = start.indices.length;
	return {
		kind: start.kind,
		level: filter.level,
		trend: filter.trend,
		phi: damped ? at[3]! : 1,
		effects: Array.from({ length: m }, (_, i) => filter.effects[(n + i) % m]!),
		aicc: value + 2 * k + (n - k - 1 > 0 ? (2 * k * (k + 1)) / (n - k - 1) : 0)
	};
}

/** Point forecasts [h]. */
export function extendSeasonal(
	{ kind, level, trend, phi, effects }: Omit<SeasonalTrend, 'aicc'>,
	h: number
): Float64Array {
	let [sum, power] = [0, 1];
	return Float64Array.from({ length: h }, (_, k) => {
		power *= phi;
		sum += power;
		const effect = effects[k % effects.length]!;
		return kind === 'additive' ? level + trend * sum + effect : (level + trend * sum) * effect;
	});
}

abstract class SeasonalFilter {
	level = 0;
	trend = 0;
	trended = true;
	readonly effects: Float64Array;
	protected readonly startLevel: number;
	protected readonly startTrend: number;

	constructor(
		protected readonly values: Float64Array,
		protected readonly start: Season
	) {
		const m = start.indices.length;
		this.effects = new Float64Array(m);
		const head = values.subarray(0, Math.min(values.length, Math.max(2 * m, 8)));
		const first = line(
			head.map((y, t) => (start.kind === 'additive' ? y - start.indices[t % m]! : y / start.indices[t % m]!))
		);
		this.startLevel = first.intercept - first.slope;
		this.startTrend = first.slope;
	}

	protected reset(): void {
		this.effects.set(this.start.indices);
		this.level = this.trended ? this.startLevel : this.startLevel + this.startTrend * (this.effects.length / 2);
		this.trend = this.trended ? this.startTrend : 0;
	}

	/** −2 log likelihood up to a constant; leaves the last states. */
	abstract run(alpha: number, gamma: number, beta: number, phi: number): number;
}

class AdditiveFilter extends SeasonalFilter {
	run(alpha: number, gamma: number, beta: number, phi: number): number {
		this.reset();
		const { values, effects } = this;
		const [n, m] = [values.length, effects.length];
		let [level, trend, sse, phase] = [this.level, this.trend, 0, 0];
		for (let t = 0; t < n; t++) {
			const ahead = level + phi * trend;
			const error = values[t]! - ahead - effects[phase]!;
			sse += error * error;
			level = ahead + alpha * error;
			trend = phi * trend + beta * error;
			effects[phase]! += gamma * error;
			if (++phase === m) phase = 0;
		}
		[this.level, this.trend] = [level, trend];
		return n * Math.log(Math.max(sse, 1e-300) / n);
	}
}

class MultiplicativeFilter extends SeasonalFilter {
	run(alpha: number, gamma: number, beta: number, phi: number): number {
		this.reset();
		const { values, effects } = this;
		const [n, m] = [values.length, effects.length];
		let [level, trend, sse, logs, phase] = [this.level, this.trend, 0, 0, 0];
		for (let t = 0; t < n; t++) {
			const ahead = level + phi * trend;
			const effect = effects[phase]!;
			const expected = ahead * effect;
			if (!(expected > 0)) return Infinity;
			const error = values[t]! / expected - 1;
			sse += error * error;
			logs += Math.log(expected);
			level = ahead * (1 + alpha * error);
			trend = phi * trend + beta * ahead * error;
			effects[phase] = effect * (1 + gamma * error);
			if (++phase === m) phase = 0;
		}
		[this.level, this.trend] = [level, trend];
		return n * Math.log(Math.max(sse, 1e-300) / n) + 2 * logs;
	}
}

/** How many values the starting effects are taken from. */
export function startingLength(n: number, m: number): number {
	return Math.min(n, STARTING_CYCLES * m);
}
