import { EtsUnknowns, LEAST } from './ets-unknowns';
import { isStable } from './stability';

/** Relative one-step error below which a fit counts as perfect: keeps the logarithm finite. */
const PERFECT = 1e-8;

/**
 * The likelihood of an ETS model and, by carrying derivatives through the recursion, its Gauss–Newton matrix: the one-step
 * errors e are what every form shares (Hyndman et al. 2008, tables 2.2 and 2.3); the form of the error only weighs them.
 */
export class EtsRecursion extends EtsUnknowns {
	/** Filled by `slopes`: Gauss–Newton matrix [size × size], lower triangle, and half the gradient of the squared errors. */
	readonly normal: Float64Array;
	readonly gradient: Float64Array;
	/** Sum of the squares behind the last `value`: of ε for multiplicative errors, else of e. */
	squares = 0;
	/** Filled by `value`: states after the last observation, effects by phase. */
	level = 0;
	trend = 0;
	readonly effects: Float64Array;
	alpha = 0;
	beta = 0;
	gamma = 0;
	phi = 1;

	readonly #ahead: Float64Array;
	readonly #effect: Float64Array;
	readonly #error: Float64Array;
	readonly #before: Float64Array;
	readonly #row: Float64Array;
	readonly #level: Float64Array;
	readonly #trend: Float64Array;
	readonly #season: Float64Array;
	readonly #logs: Float64Array;

	/** For `values` [n], of size about 1, and seasonal period `m`. */
	constructor(
		readonly values: Float64Array,
		m: number
	) {
		super(m);
		const n = values.length;
		const most = 6 + m;
		[this.#ahead, this.#effect, this.#error, this.#before] = [0, 1, 2, 3].map(() => new Float64Array(n)) as Four;
		[this.#row, this.#level, this.#trend, this.#logs] = [0, 1, 2, 3].map(() => new Float64Array(most)) as Four;
		this.#season = new Float64Array(most * m);
		this.effects = new Float64Array(m);
		this.normal = new Float64Array(most * most);
		this.gradient = new Float64Array(most);
	}

	/** −2 log likelihood + constant of the form at x; Infinity where a model cannot be. Leaves states behind. */
	value(x: Float64Array): number {
		const alpha = x[0]!;
		this.alpha = alpha;
		this.beta = this.iBeta < 0 ? 0 : LEAST + (alpha - LEAST) * x[this.iBeta]!;
		this.gamma = this.iGamma < 0 ? 0 : LEAST + (1 - alpha - LEAST) * x[this.iGamma]!;
		this.phi = this.iPhi < 0 ? 1 : x[this.iPhi]!;
		if (this.iGamma >= 0 && !isStable(alpha, this.beta, this.gamma, this.phi, this.m)) return Infinity;
		this.level = this.iLevel < 0 ? this.anchor : x[this.iLevel]!;
		this.trend = this.iTrend < 0 ? 0 : x[this.iTrend]!;
		for (let j = 0; j < this.phases; j++) this.effects[j] = this.iGamma < 0 ? 0 : x[this.base + j]!;
		const logs = this.form.season === 'M' ? this.#multiplicative() : this.#additive();
		const n = this.values.length;
		return n * Math.log(Math.max(this.squares, n * PERFECT * PERFECT)) + 2 * logs;
	}

	/** Runs no or additive seasons; returns Σ log ŷ for multiplicative errors, else 0. */
	#additive(): number {
		const { values, effects, alpha, beta, gamma, phi } = this;
		const [aheads, errors, befores] = [this.#ahead, this.#error, this.#before];
		const [n, m, relative] = [values.length, this.phases, this.form.error === 'M'];
		let [level, trend, sum, product, logs, phase] = [this.level, this.trend, 0, 1, 0, 0];
		for (let t = 0; t < n; t++) {
			const ahead = level + phi * trend;
			const fitted = ahead + effects[phase]!;
			const error = values[t]! - fitted;
			aheads[t] = fitted;
			errors[t] = error;
			befores[t] = trend;
			if (relative) {
				if (!(fitted > 1e-9)) return Infinity;
				sum += (error / fitted) ** 2;
				product *= fitted;
				if (product > 1e100 || product < 1e-100) [logs, product] = [logs + Math.log(product), 1];
			} else sum += error * error;
			level = ahead + alpha * error;
			trend = phi * trend + beta * error;
			effects[phase]! += gamma * error;
			if (++phase === m) phase = 0;
		}
		[this.level, this.trend, this.squares] = [level, trend, sum];
		return relative ? logs + Math.log(product) : 0;
	}

	/** Runs multiplicative seasons; returns Σ log ŷ. */
	#multiplicative(): number {
		const { values, effects, alpha, beta, gamma, phi } = this;
		const [aheads, seasons, errors, befores] = [this.#ahead, this.#effect, this.#error, this.#before];
		const [n, m] = [values.length, this.phases];
		let [level, trend, sum, product, logs, phase] = [this.level, this.trend, 0, 1, 0, 0];
		for (let t = 0; t < n; t++) {
			const ahead = level + phi * trend;
			const effect = effects[phase]!;
			const fitted = ahead * effect;
			if (!(ahead > 1e-9 && effect > 1e-9)) return Infinity;
			const error = values[t]! - fitted;
			aheads[t] = ahead;
			seasons[t] = effect;
			errors[t] = error;
			befores[t] = trend;
			sum += (error / fitted) ** 2;
			product *= fitted;
			if (product > 1e100 || product < 1e-100) [logs, product] = [logs + Math.log(product), 1];
			level = ahead + (alpha * error) / effect;
			trend = phi * trend + (beta * error) / effect;
			effects[phase] = effect + (gamma * error) / ahead;
			if (++phase === m) phase = 0;
		}
		[this.level, this.trend, this.squares] = [level, trend, sum];
		return logs + Math.log(product);
	}

	/** Fills `normal` and `gradient` at x, which the last call of `value` must have been about. */
	slopes(x: Float64Array): void {
		const { size } = this;
		const [level, trend, season, row] = [this.#level, this.#trend, this.#season, this.#row];
		this.normal.fill(0);
		this.gradient.fill(0);
		this.#logs.fill(0);
		level.fill(0);
		trend.fill(0);
		season.fill(0);
		row.fill(0);
		if (this.iLevel >= 0) level[this.iLevel] = 1;
		if (this.iTrend >= 0) trend[this.iTrend] = 1;
		if (this.iGamma >= 0) for (let j = 0; j < this.m; j++) season[j * size + this.base + j] = 1;
		const [n, m, base] = [this.values.length, this.phases, this.base];
		const multiplicative = this.form.season === 'M';
		for (let t = 0, phase = 0; t < n; t++) {
			const active = this.iGamma < 0 ? size : Math.min(size, base + t + 1);
			if (multiplicative) this.#carryMultiplicative(x, t, phase * size, active);
			else this.#carryAdditive(x, t, phase * size, active);
			this.#gather(t, active);
			if (++phase === m) phase = 0;
		}
		if (this.form.error === 'M') this.#withLogs();
	}

	/** Carries the derivatives over one step; leaves those of ŷ in the row. */
	#carryAdditive(x: Float64Array, t: number, at: number, active: number): void {
		const { alpha, beta, gamma, phi } = this;
		const [level, trend, season, row] = [this.#level, this.#trend, this.#season, this.#row];
		const error = this.#error[t]!;
		const iPhi = this.iPhi;
		if (iPhi >= 0) level[iPhi]! += this.#before[t]!;
		for (let k = 0; k < active; k++) {
			const slope = phi * trend[k]!;
			const ahead = level[k]! + slope;
			const fitted = ahead + season[at + k]!;
			row[k] = fitted;
			level[k] = ahead - alpha * fitted;
			trend[k] = slope - beta * fitted;
			season[at + k]! -= gamma * fitted;
		}
		if (iPhi >= 0) trend[iPhi]! += this.#before[t]!;
		this.#own(x, at, error, error);
	}

	#carryMultiplicative(x: Float64Array, t: number, at: number, active: number): void {
		const { alpha, beta, gamma, phi } = this;
		const [level, trend, season, row] = [this.#level, this.#trend, this.#season, this.#row];
		const [ahead, effect, error] = [this.#ahead[t]!, this.#effect[t]!, this.#error[t]!];
		const [byEffect, byAhead] = [error / effect, error / ahead];
		const [overEffect, overAhead] = [1 / effect, 1 / ahead];
		const iPhi = this.iPhi;
		if (iPhi >= 0) level[iPhi]! += this.#before[t]!;
		for (let k = 0; k < active; k++) {
			const slope = phi * trend[k]!;
			const a = level[k]! + slope;
			const s = season[at + k]!;
			const fitted = effect * a + ahead * s;
			const move = -(fitted + byEffect * s) * overEffect;
			row[k] = fitted;
			level[k] = a + alpha * move;
			trend[k] = slope + beta * move;
			season[at + k] = s - gamma * (fitted + byAhead * a) * overAhead;
		}
		if (iPhi >= 0) trend[iPhi]! += this.#before[t]!;
		this.#own(x, at, byEffect, byAhead);
	}

	/** What α, β*, γ* themselves add: each multiplies the error of this step. */
	#own(x: Float64Array, at: number, error: number, seasonal: number): void {
		this.#level[0]! += error;
		if (this.iBeta >= 0) {
			this.#trend[0]! += x[this.iBeta]! * error;
			this.#trend[this.iBeta]! += (this.alpha - LEAST) * error;
		}
		if (this.iGamma >= 0) {
			this.#season[at]! -= x[this.iGamma]! * seasonal;
			this.#season[at + this.iGamma]! += (1 - this.alpha - LEAST) * seasonal;
		}
	}

	/** Adds one row of derivatives to the sums. */
	#gather(t: number, active: number): void {
		const { normal, gradient, size } = this;
		const row = this.#row;
		let error = this.#error[t]!;
		if (this.form.error === 'M') {
			const logs = this.#logs;
			const over = 1 / (this.values[t]! - error);
			error *= over;
			const weight = (1 + error) * over;
			for (let k = 0; k < active; k++) {
				logs[k]! += row[k]! * over;
				row[k]! *= weight;
			}
		}
		for (let i = 0; i < active; i++) {
			const own = row[i]!;
			gradient[i]! -= own * error;
			const start = i * size;
			for (let j = 0; j <= i; j++) normal[start + j]! += own * row[j]!;
		}
	}

	/** Multiplicative errors: the least squares problem is that of ε times the geometric mean of ŷ. */
	#withLogs(): void {
		const { normal, gradient, size, squares } = this;
		const logs = this.#logs;
		const n = this.values.length;
		for (let i = 0; i < size; i++) logs[i]! /= n;
		for (let i = 0; i < size; i++) {
			for (let j = 0; j <= i; j++) {
				normal[i * size + j]! += gradient[i]! * logs[j]! + logs[i]! * gradient[j]! + squares * logs[i]! * logs[j]!;
			}
		}
		for (let i = 0; i < size; i++) gradient[i]! += squares * logs[i]!;
	}
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];
