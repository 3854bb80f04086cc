import {
	type ArmaOrder,
	blocksOf,
	countCoefficients,
	dense,
	fromPartials,
	isAdmissible,
	multiplied,
	negated,
	partials
} from './arima-model';
import { solveGeneral } from '$lib/core/forecast/linear-system';
import { descend } from './descend';

/** A model fitted by exact maximum likelihood. */
export interface LikelihoodFit {
	readonly order: ArmaOrder;
	/** φ, θ, Φ, Θ, then μ when the order has a mean. */
	readonly coefficients: Float64Array;
	readonly sigma2: number;
	readonly logLikelihood: number;
	readonly aicc: number;
	/** What past innovations add to the forecast k + 1 steps after the end; 0 from their number on. */
	readonly ahead: Float64Array;
}

/**
 * Exact Gaussian likelihood of seasonal ARMA models of one series by the innovations algorithm (Ansley 1979; Brockwell &
 * Davis 1991, 8.7): the variance of every one-step prediction is known, no start values are guessed.
 */
export class ExactLikelihood {
	private logs = 0;
	private squares = 0;
	private mean = 0;
	private readonly e: Float64Array;
	private rows = new Float64Array(0);
	private variances = new Float64Array(0);
	private readonly one: Float64Array;

	constructor(
		private readonly w: Float64Array,
		private readonly m: number
	) {
		this.e = new Float64Array(w.length);
		this.one = new Float64Array(w.length);
	}

	/**
	 * Maximum likelihood from the given coefficients, over partial autocorrelations so that every point tried is stationary
	 * and invertible. Null when no admissible maximum is found.
	 */
	fit(order: ArmaOrder, from: Float64Array): LikelihoodFit | null {
		const k = countCoefficients({ ...order, mean: false });
		const start = unbounded(from, order);
		if (!start) return null;
		const at = new Float64Array(k);
		const cost = (u: Float64Array) => {
			bounded(u, order, at);
			return this.evaluate(at, order);
		};
		const { at: best } = descend(cost, start);
		bounded(best, order, at);
		return this.at(order, at);
	}

	/** The likelihood at given coefficients (without mean, which follows from them). Null when it is not admissible. */
	at(order: ArmaOrder, coefficients: Float64Array): LikelihoodFit | null {
		const n = this.w.length;
		const k = countCoefficients({ ...order, mean: false });
		const arma = coefficients.slice(0, k);
		const ahead: number[] = [];
		const half = this.evaluate(arma, order, ahead);
		if (!Number.isFinite(half) || !isAdmissible(blocksOf(arma, order), 1.001)) return null;
		const count = k + (order.mean ? 1 : 0) + 1;
		const logLikelihood = -half - (n / 2) * (Math.log(2 * Math.PI) + 1);
		return {
			order,
			coefficients: order.mean ? Float64Array.of(...arma, this.mean) : arma,
			sigma2: this.squares / n,
			logLikelihood,
			aicc: -2 * logLikelihood + 2 * count + (2 * count * (count + 1)) / Math.max(1e-9, n - count - 1),
			ahead: Float64Array.from(ahead)
		};
	}

	/** −log likelihood up to a constant, the variance and the mean at their best for these coefficients. */
	private evaluate(arma: Float64Array, order: ArmaOrder, ahead?: number[]): number {
		const { phi, theta, seasonalPhi, seasonalTheta } = blocksOf(arma, order);
		const ar = dense(multiplied(phi, seasonalPhi, this.m, -1)).map((c, i) => (i === 0 ? 1 : -c));
		const ma = dense(multiplied(theta, seasonalTheta, this.m, 1));
		const gamma = autocovariances(ar, ma);
		if (!gamma) return Infinity;
		const n = this.w.length;
		this.innovate(ar, ma, gamma, order.mean, ahead);
		return (n / 2) * Math.log(Math.max(this.squares, 1e-300) / n) + this.logs / 2;
	}

	private space(size: number): Float64Array {
		if (this.rows.length < size) {
			this.rows = new Float64Array(size);
			this.variances = new Float64Array(size);
		}
		return this.rows;
	}

	/** Runs the innovations; leaves the sum of squares, of log variances, and the mean. */
	private innovate(ar: Float64Array, ma: Float64Array, gamma: Float64Array, withMean: boolean, ahead?: number[]): void {
		const { w, e, one } = this;
		const n = w.length;
		const [p, q] = [ar.length - 1, ma.length - 1];
		const start = p > 0 ? Math.max(p, q) : 0;
		const width = Math.max(start, q) + 1;
		const total = ahead ? n + q : n;
		const space = this.space(total * width);
		const rows = new InnovationRows(ar, ma, gamma, start, width, space, this.variances);
		let [xx, xo, oo, logs] = [0, 0, 0, 0];
		for (let t = 0; t < total; t++) {
			const reach = rows.next(t);
			if (t >= n) {
				ahead!.push(rows.weigh(e, t, n, reach));
				continue;
			}
			let x = w[t]! - rows.weigh(e, t, t, reach);
			if (t >= start) for (let i = 1; i <= p; i++) x -= ar[i]! * w[t - i]!;
			e[t] = x;
			if (withMean) {
				let o = 1 - rows.weigh(one, t, t, reach);
				if (t >= start) for (let i = 1; i <= p; i++) o -= ar[i]!;
				one[t] = o;
				xo += (x * o) / rows.variance;
				oo += (o * o) / rows.variance;
			}
			xx += (x * x) / rows.variance;
			logs += Math.log(rows.variance);
		}
		this.mean = withMean && oo > 0 ? xo / oo : 0;
		this.squares = Math.max(0, xx - this.mean * xo);
		this.logs = logs;
		if (ahead && withMean) this.removeMean(rows, ahead, n);
	}

	/** The same contributions for the series less its mean: everything is linear. */
	private removeMean(rows: InnovationRows, ahead: number[], n: number): void {
		for (let k = 0; k < ahead.length; k++) {
			ahead[k]! -= this.mean * rows.weighAt(this.one, n + k, n);
		}
	}
}

/** Rows of the triangular innovation coefficients θ(t, j). */
class InnovationRows {
	/** Variance of the innovation of the newest row, in units of the noise. */
	variance = 1;
	private readonly late: Float64Array;
	private readonly q: number;
	/** First row from which nothing changes any more. */
	private settled = Infinity;

	constructor(
		private readonly ar: Float64Array,
		private readonly ma: Float64Array,
		private readonly gamma: Float64Array,
		private readonly start: number,
		private readonly width: number,
		/** Row t from t · width on; variances of all rows. Overwritten. */
		private readonly rows: Float64Array,
		private readonly variances: Float64Array
	) {
		this.q = ma.length - 1;
		this.late = new Float64Array(this.q + 1);
		for (let lag = 0; lag <= this.q; lag++) {
			let sum = 0;
			for (let r = 0; r + lag <= this.q; r++) sum += ma[r]! * ma[r + lag]!;
			this.late[lag] = sum;
		}
	}

	/** Makes row t; returns how many past innovations it weighs. */
	next(t: number): number {
		const { width, rows, variances, start, q } = this;
		const reach = t < start ? t : Math.min(t, q);
		if (t > this.settled) {
			this.variance = 1;
			return reach;
		}
		const own = t * width;
		// rows[own + j] weighs the innovation j steps back, j = 1…reach.
		let variance = this.covariance(t, t);
		for (let k = t - reach; k < t; k++) {
			let value = this.covariance(t, k);
			const other = k * width + k;
			const otherReach = k < start ? k : Math.min(k, q);
			for (let j = Math.max(t - reach, k - otherReach); j < k; j++) {
				value -= rows[other - j]! * rows[own + t - j]! * variances[j]!;
			}
			rows[own + t - k] = value / variances[k]!;
			variance -= (value * value) / variances[k]!;
		}
		variances[t] = variance;
		this.variance = variance;
		if (t > start + q && variance - 1 < 1e-9) this.settle(t);
		return reach;
	}

	private settle(t: number): void {
		const own = t * this.width;
		for (let j = 1; j <= this.q; j++) if (Math.abs(this.rows[own + j]! - this.ma[j]!) > 1e-7) return;
		this.settled = t;
	}

	/** Weighed sum of the innovations before `end` for row t, the newest made. */
	weigh(e: Float64Array, t: number, end: number, reach: number): number {
		const settled = t > this.settled;
		const row = settled ? this.ma : this.rows;
		const own = settled ? 0 : t * this.width;
		let sum = 0;
		for (let j = Math.max(1, t - end + 1); j <= reach; j++) sum += row[own + j]! * e[t - j]!;
		return sum;
	}

	/** The same for one of the last rows. */
	weighAt(e: Float64Array, t: number, end: number): number {
		return this.weigh(e, t, end, t < this.start ? t : Math.min(t, this.q));
	}

	/** Covariance of the transformed series (Ansley): its own before `start`, that of the moving average after. */
	private covariance(t: number, k: number): number {
		const lag = t - k;
		const { start, gamma, ar, late } = this;
		if (k >= start) return lag <= this.q ? late[lag]! : 0;
		if (t < start) return gamma[lag]!;
		let value = gamma[lag] ?? 0;
		for (let r = 1; r < ar.length; r++) value -= ar[r]! * gamma[Math.abs(r - lag)]!;
		return value;
	}
}

/** Autocovariances of an ARMA process with unit noise at lags 0…2·max(p, q) (B&D 3.3). Null when there are none. */
function autocovariances(ar: Float64Array, ma: Float64Array): Float64Array | null {
	const [p, q] = [ar.length - 1, ma.length - 1];
	if (p === 0) return new Float64Array(1);
	const psi = new Float64Array(q + 1);
	for (let j = 0; j <= q; j++) {
		psi[j] = ma[j]!;
		for (let i = 1; i <= Math.min(j, p); i++) psi[j]! += ar[i]! * psi[j - i]!;
	}
	const right = (k: number) => {
		let sum = 0;
		for (let j = k; j <= q; j++) sum += ma[j]! * psi[j - k]!;
		return sum;
	};
	const size = p + 1;
	const a = new Float64Array(size * size);
	const b = new Float64Array(size);
	for (let k = 0; k <= p; k++) {
		a[k * size + k]! += 1;
		for (let i = 1; i <= p; i++) a[k * size + Math.abs(k - i)]! -= ar[i]!;
		b[k] = right(k);
	}
	if (!solveGeneral(a, b, size)) return null;
	const last = 2 * Math.max(p, q);
	const gamma = new Float64Array(last + 1);
	gamma.set(b.subarray(0, Math.min(size, last + 1)));
	for (let k = size; k <= last; k++) {
		let value = k <= q ? right(k) : 0;
		for (let i = 1; i <= p; i++) value += ar[i]! * gamma[k - i]!;
		gamma[k] = value;
	}
	return gamma[0]! > 0 ? gamma : null;
}

/** Coefficients → unbounded numbers (atanh of partial autocorrelations); null when they are not admissible. */
function unbounded(x: Float64Array, order: ArmaOrder): Float64Array | null {
	const { phi, theta, seasonalPhi, seasonalTheta } = blocksOf(x, order);
	const parts = [partials(phi), partials(negated(theta)), partials(seasonalPhi), partials(negated(seasonalTheta))];
	if (parts.includes(null)) return null;
	return Float64Array.from(
		parts.flatMap((part) => Array.from(part!, (r) => Math.atanh(Math.max(-0.99, Math.min(0.99, r)))))
	);
}

function bounded(u: Float64Array, order: ArmaOrder, out: Float64Array): void {
	const { phi, theta, seasonalPhi, seasonalTheta } = blocksOf(out, order);
	const tanh = u.map(Math.tanh);
	const given = blocksOf(tanh, order);
	fromPartials(given.phi, phi);
	fromPartials(given.seasonalPhi, seasonalPhi);
	for (const [partial, target] of [
		[given.theta, theta],
		[given.seasonalTheta, seasonalTheta]
	] as const) {
		fromPartials(partial, target);
		for (let i = 0; i < target.length; i++) target[i] = -target[i]!;
	}
}
