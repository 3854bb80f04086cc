import { minimise } from './minimise';

/** A fitted trend model: the forecast k steps ahead is level + trend · (φ + φ² + … + φᵏ). */
export interface Trend {
	readonly level: number;
	readonly trend: number;
	readonly phi: number;
	/** Corrected Akaike criterion; lower is better. */
	readonly aicc: number;
}

/** Corrected Akaike criterion of a least squares fit with `k` parameters (error variance included) to `n` values. */
export function aicc(sse: number, n: number, k: number): number {
	if (n - k - 1 <= 0) return Infinity;
	return n * Math.log(Math.max(sse, 1e-300) / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
}

/**
 * Damped trend exponential smoothing, ETS(A,Ad,N) of Hyndman et al. 2008: α, β, φ searched; the initial level and trend
 * in closed form, because the one-step errors are linear in them.
 */
export function fitDampedTrend(values: Float64Array): Trend {
	const n = values.length;
	const filter = new Filter(values);
	const { at, value } = minimise((x) => filter.run(x[0]!, x[0]! * x[1]!, x[2]!), [0.3, 0.2, 0.92], LOWER, UPPER);
	filter.run(at[0]!, at[0]! * at[1]!, at[2]!);
	return { level: filter.level, trend: filter.trend, phi: at[2]!, aicc: aicc(value, n, 6) };
}

/** Holt's linear trend, ETS(A,A,N): as the damped trend with φ = 1. */
export function fitHoltTrend(values: Float64Array): Trend {
	const filter = new Filter(values);
	const { at, value } = minimise((x) => filter.run(x[0]!, x[0]! * x[1]!, 1), [0.3, 0.2], LOWER, UPPER);
	filter.run(at[0]!, at[0]! * at[1]!, 1);
	return { level: filter.level, trend: filter.trend, phi: 1, aicc: aicc(value, values.length, 5) };
}

const LOWER = [0.0001, 0.0001, 0.8];
const UPPER = [0.9999, 0.9999, 0.98];

/** Runs the recursion for three starts at once (0, unit level, unit trend) and solves for the best start. */
class Filter {
	level = 0;
	trend = 0;
	constructor(private readonly values: Float64Array) {}

	/** Sum of squared errors with the best initial state; leaves the last state in `level` and `trend`. */
	run(alpha: number, beta: number, phi: number): number {
		const { values } = this;
		let [l, b, l1, b1, l2, b2] = [0, 0, 1, 0, 0, 1];
		let [ee, e1, e2, s11, s12, s22] = [0, 0, 0, 0, 0, 0];
		for (let t = 0; t < values.length; t++) {
			const [ahead, ahead1, ahead2] = [l + phi * b, l1 + phi * b1, l2 + phi * b2];
			const error = values[t]! - ahead;
			ee += error * error;
			e1 += error * ahead1;
			e2 += error * ahead2;
			s11 += ahead1 * ahead1;
			s12 += ahead1 * ahead2;
			s22 += ahead2 * ahead2;
			l = ahead + alpha * error;
			b = phi * b + beta * error;
			l1 = ahead1 - alpha * ahead1;
			b1 = phi * b1 - beta * ahead1;
			l2 = ahead2 - alpha * ahead2;
			b2 = phi * b2 - beta * ahead2;
		}
		const det = s11 * s22 - s12 * s12;
		const solid = det > 1e-10 * s11 * s22;
		const level = solid ? (e1 * s22 - e2 * s12) / det : e1 / s11;
		const trend = solid ? (e2 * s11 - e1 * s12) / det : 0;
		this.level = l + level * l1 + trend * l2;
		this.trend = b + level * b1 + trend * b2;
		return Math.max(0, ee - level * e1 - trend * e2);
	}
}

/** Point forecasts [h] of a trend model. */
export function extend({ level, trend, phi }: Pick<Trend, 'level' | 'trend' | 'phi'>, h: number): Float64Array {
	const forecast = new Float64Array(h);
	let [sum, power] = [0, 1];
	for (let k = 0; k < h; k++) {
		power *= phi;
		sum += power;
		forecast[k] = level + trend * sum;
	}
	return forecast;
}
