import { type ArmaOrder, blocksOf, countCoefficients, isAdmissible, type Lags, multiplied } from './arima-model';
import { solveSymmetric } from '$lib/core/forecast/linear-system';

/** A model fitted by conditional sum of squares. */
export interface CssFit {
	readonly order: ArmaOrder;
	/** φ, θ, Φ, Θ, then μ when the order has a mean. */
	readonly coefficients: Float64Array;
	readonly sigma2: number;
	/** Corrected Akaike criterion, comparable between models of the same (differenced) series. */
	readonly aicc: number;
}

const ITERATIONS = 12;
const TOLERANCE = 1e-5;

/**
 * Conditional sum of squares fits of seasonal ARMA models to one series `w` [n] by Levenberg–Marquardt steps (Marquardt
 * 1963) with exact derivatives. Started by the regression of Hannan & Rissanen (1982). Buffers are shared between fits.
 */
export class CssFitter {
	private readonly n: number;
	private readonly x: Float64Array;
	private readonly e: Float64Array;
	private readonly inner: Float64Array;
	private readonly rough: Float64Array;
	private readonly roughFrom: number;
	private slopes: Float64Array[] = [];

	constructor(
		private readonly w: Float64Array,
		private readonly m: number
	) {
		const n = w.length;
		this.n = n;
		this.x = new Float64Array(n);
		this.e = new Float64Array(n);
		this.inner = new Float64Array(n);
		[this.rough, this.roughFrom] = longAutoregression(w, m);
	}

	/** The fit, or null when the series is too short for it or no admissible model is found. */
	fit(order: ArmaOrder): CssFit | null {
		const { n, m } = this;
		const k = countCoefficients(order);
		const first = order.p + m * order.P;
		const used = n - first;
		if (used < k + 3 || n - k - 2 <= 0) return null;
		let at = this.start(order, first);
		let sse = this.residuals(at, order, first);
		let damping = 1e-3;
		const normal = new Float64Array(k * k);
		const gradient = new Float64Array(k);
		for (let i = 0; i < ITERATIONS && k > 0; i++) {
			this.derivatives(at, order, first, normal, gradient);
			let better = false;
			for (let attempt = 0; attempt < 6 && !better; attempt++) {
				const next = this.step(at, normal, gradient, damping, k);
				const value = next && isAdmissible(blocksOf(next, order)) ? this.residuals(next, order, first) : Infinity;
				better = value < sse;
				damping = better ? damping / 10 : damping * 8;
				if (!better) continue;
				const gain = (sse - value) / sse;
				[at, sse] = [next!, value];
				if (gain < TOLERANCE) i = ITERATIONS;
			}
			if (!better) break;
		}
		const sigma2 = Math.max(sse, 1e-300) / used;
		const count = k + 1;
		const aicc = n * Math.log(sigma2) + 2 * count + (2 * count * (count + 1)) / Math.max(1e-9, n - count - 1);
		return Number.isFinite(aicc) ? { order, coefficients: at, sigma2, aicc } : null;
	}

	private step(at: Float64Array, normal: Float64Array, gradient: Float64Array, damping: number, k: number) {
		const a = normal.slice();
		const b = gradient.slice();
		for (let i = 0; i < k; i++) a[i * k + i]! += damping * (a[i * k + i]! || 1);
		return solveSymmetric(a, b, k) ? at.map((value, i) => value - b[i]!) : null;
	}

	/** Sum of squared residuals; leaves them in `e`, the series without its mean in `x`. */
	private residuals(at: Float64Array, order: ArmaOrder, first: number): number {
		const { n, w, x, e, m } = this;
		const mean = order.mean ? at[at.length - 1]! : 0;
		for (let t = 0; t < n; t++) x[t] = w[t]! - mean;
		const { phi, theta, seasonalPhi, seasonalTheta } = blocksOf(at, order);
		const ar = multiplied(phi, seasonalPhi, m, -1);
		const ma = multiplied(theta, seasonalTheta, m, 1);
		let sse = 0;
		e.fill(0, 0, first);
		for (let t = first; t < n; t++) {
			let value = x[t]!;
			for (let i = 0; i < ar.lags.length; i++) value += ar.weights[i]! * x[t - ar.lags[i]!]!;
			for (let i = 0; i < ma.lags.length; i++) {
				const s = t - ma.lags[i]!;
				if (s >= first) value -= ma.weights[i]! * e[s]!;
			}
			e[t] = value;
			sse += value * value;
		}
		return Number.isNaN(sse) ? Infinity : sse;
	}

	/** Normal matrix JᵀJ and gradient Jᵀe at the point whose residuals are in `e`. */
	private derivatives(at: Float64Array, order: ArmaOrder, first: number, normal: Float64Array, gradient: Float64Array) {
		const { n, m, x, e, inner } = this;
		const k = at.length;
		while (this.slopes.length < k) this.slopes.push(new Float64Array(n));
		const { phi, theta, seasonalPhi, seasonalTheta } = blocksOf(at, order);
		const none = new Float64Array(0);
		const ma = multiplied(theta, seasonalTheta, m, 1);
		let c = 0;
		const block = (source: Float64Array, other: Lags, count: number, lag: number, from: number) => {
			if (count === 0) return;
			for (let t = 0; t < n; t++) {
				let value = source[t]!;
				for (let i = 0; i < other.lags.length; i++) {
					const s = t - other.lags[i]!;
					if (s >= 0) value += other.weights[i]! * source[s]!;
				}
				inner[t] = value;
			}
			for (let i = 1; i <= count; i++) this.filter(ma, first, c++, i * lag, from);
		};
		block(x, multiplied(none, seasonalPhi, m, -1), phi.length, 1, 0);
		block(e, multiplied(none, seasonalTheta, m, 1), theta.length, 1, first);
		block(x, multiplied(phi, none, m, -1), seasonalPhi.length, m, 0);
		block(e, multiplied(theta, none, m, 1), seasonalTheta.length, m, first);
		if (order.mean) {
			let gain = 1;
			for (const weight of multiplied(phi, seasonalPhi, m, -1).weights) gain += weight;
			inner.fill(gain);
			this.filter(ma, first, c++, 0, 0);
		}
		for (let i = 0; i < k; i++) {
			const a = this.slopes[i]!;
			for (let j = 0; j <= i; j++) {
				const b = this.slopes[j]!;
				let sum = 0;
				for (let t = first; t < n; t++) sum += a[t]! * b[t]!;
				normal[i * k + j] = normal[j * k + i] = sum;
			}
			let sum = 0;
			for (let t = first; t < n; t++) sum += a[t]! * e[t]!;
			gradient[i] = sum;
		}
	}

	/** Slope number `c`: −inner, `lag` later, through the inverse of the moving average. */
	private filter(ma: Lags, first: number, c: number, lag: number, from: number): void {
		const { n, inner } = this;
		const slope = this.slopes[c]!;
		for (let t = first; t < n; t++) {
			let value = t - lag >= from ? -inner[t - lag]! : 0;
			for (let i = 0; i < ma.lags.length; i++) {
				const s = t - ma.lags[i]!;
				if (s >= first) value -= ma.weights[i]! * slope[s]!;
			}
			slope[t] = value;
		}
	}

	/** Hannan–Rissanen: regression on lags of the series and of rough residuals, shrunk until admissible. */
	private start(order: ArmaOrder, first: number): Float64Array {
		const { n, w, m, rough } = this;
		const { p, q, P, Q } = order;
		const k = countCoefficients(order);
		const at = new Float64Array(k);
		const mean = order.mean ? w.reduce((sum, v) => sum + v, 0) / n : 0;
		if (order.mean) at[k - 1] = mean;
		const terms: (readonly [Float64Array, number, number])[] = [];
		for (let i = 1; i <= p; i++) terms.push([w, i, mean]);
		for (let j = 1; j <= q; j++) terms.push([rough, j, 0]);
		for (let i = 1; i <= P; i++) terms.push([w, i * m, mean]);
		for (let j = 1; j <= Q; j++) terms.push([rough, j * m, 0]);
		const d = terms.length;
		const from = Math.max(first, this.roughFrom + Math.max(q, Q * m));
		if (d === 0 || n - from < 2 * d) return at;
		const normal = new Float64Array(d * d);
		const right = new Float64Array(d);
		const row = new Float64Array(d);
		for (let t = from; t < n; t++) {
			for (let i = 0; i < d; i++) row[i] = terms[i]![0][t - terms[i]![1]]! - terms[i]![2];
			for (let i = 0; i < d; i++) {
				for (let j = 0; j <= i; j++) normal[i * d + j]! += row[i]! * row[j]!;
				right[i]! += row[i]! * (w[t]! - mean);
			}
		}
		for (let i = 0; i < d; i++) normal[i * d + i]! *= 1.001;
		if (!solveSymmetric(normal, right, d)) return at;
		for (let shrink = 1; shrink > 0.1; shrink *= 0.8) {
			for (let i = 0; i < d; i++) at[i] = shrink * right[i]!;
			if (isAdmissible(blocksOf(at, order), 1.05)) return at;
		}
		at.fill(0, 0, d);
		return at;
	}
}

/** Residuals of a long autoregression (Yule–Walker), and where they begin. */
function longAutoregression(w: Float64Array, m: number): [Float64Array, number] {
	const n = w.length;
	const length = Math.max(1, Math.min(Math.max(8, m > 1 ? m + 2 : 8), Math.floor(n / 3)));
	const mean = w.reduce((sum, v) => sum + v, 0) / Math.max(1, n);
	const gamma = new Float64Array(length + 1);
	for (let lag = 0; lag <= length; lag++) {
		for (let t = lag; t < n; t++) gamma[lag]! += (w[t]! - mean) * (w[t - lag]! - mean);
	}
	const phi = new Float64Array(length);
	const before = new Float64Array(length);
	let variance = gamma[0]! * 1.000001;
	for (let order = 0; order < length && variance > 0; order++) {
		let r = gamma[order + 1]!;
		for (let i = 0; i < order; i++) r -= phi[i]! * gamma[order - i]!;
		r /= variance;
		before.set(phi.subarray(0, order));
		for (let i = 0; i < order; i++) phi[i] = before[i]! - r * before[order - 1 - i]!;
		phi[order] = r;
		variance *= 1 - r * r;
	}
	const residuals = new Float64Array(n);
	for (let t = length; t < n; t++) {
		let value = w[t]! - mean;
		for (let i = 0; i < length; i++) value -= phi[i]! * (w[t - 1 - i]! - mean);
		residuals[t] = value;
	}
	return [residuals, length];
}
