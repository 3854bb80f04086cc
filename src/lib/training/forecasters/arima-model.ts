/** Numbers of coefficients of a seasonal ARMA model: φ, θ, and the seasonal Φ, Θ at lags m, 2m … */
export interface ArmaOrder {
	readonly p: number;
	readonly q: number;
	readonly P: number;
	readonly Q: number;
	/** With a mean of the (differenced) series. */
	readonly mean: boolean;
}

/** Number of coefficients, mean included, variance not. */
export function countCoefficients({ p, q, P, Q, mean }: ArmaOrder): number {
	return p + q + P + Q + (mean ? 1 : 0);
}

/** Coefficients φ, θ, Φ, Θ in this order: (1 − φB)(1 − ΦBᵐ)(w − μ) = (1 + θB)(1 + ΘBᵐ)e, the signs of R. */
export interface Blocks {
	readonly phi: Float64Array;
	readonly theta: Float64Array;
	readonly seasonalPhi: Float64Array;
	readonly seasonalTheta: Float64Array;
}

/** Views on the four blocks of a coefficient vector. */
export function blocksOf(x: Float64Array, { p, q, P, Q }: ArmaOrder): Blocks {
	return {
		phi: x.subarray(0, p),
		theta: x.subarray(p, p + q),
		seasonalPhi: x.subarray(p + q, p + q + P),
		seasonalTheta: x.subarray(p + q + P, p + q + P + Q)
	};
}

/** A polynomial in B without its leading 1: only the lags that are not 0. */
export interface Lags {
	readonly lags: Int32Array;
	readonly weights: Float64Array;
}

/** (1 + s·a₁B + …)(1 + s·A₁Bᵐ + …) without the 1; `sign` s is −1 for autoregressive, +1 for moving average blocks. */
export function multiplied(ordinary: Float64Array, seasonal: Float64Array, m: number, sign: 1 | -1): Lags {
	const count = (ordinary.length + 1) * (seasonal.length + 1) - 1;
	const lags = new Int32Array(count);
	const weights = new Float64Array(count);
	let at = 0;
	for (let j = 0; j <= seasonal.length; j++) {
		const outer = j === 0 ? 1 : sign * seasonal[j - 1]!;
		for (let i = j === 0 ? 1 : 0; i <= ordinary.length; i++, at++) {
			lags[at] = i + j * m;
			weights[at] = outer * (i === 0 ? 1 : sign * ordinary[i - 1]!);
		}
	}
	return { lags, weights };
}

/** The same as a dense polynomial [degree + 1] with its leading 1. */
export function dense({ lags, weights }: Lags): Float64Array {
	const degree = lags.length > 0 ? lags[lags.length - 1]! : 0;
	const polynomial = new Float64Array(degree + 1);
	polynomial[0] = 1;
	for (let i = 0; i < lags.length; i++) polynomial[lags[i]!]! += weights[i]!;
	return polynomial;
}

/** Product of two dense polynomials. */
export function product(a: Float64Array, b: Float64Array): Float64Array {
	const result = new Float64Array(a.length + b.length - 1);
	for (let i = 0; i < a.length; i++) {
		if (a[i] === 0) continue;
		for (let j = 0; j < b.length; j++) result[i + j]! += a[i]! * b[j]!;
	}
	return result;
}

/**
 * Partial autocorrelations of an autoregression (Durbin–Levinson backwards); null when it is not stationary. The roots of
 * the polynomial must be outside a circle of radius `margin`.
 */
export function partials(coefficients: Float64Array, margin = 1): Float64Array | null {
	const k = coefficients.length;
	const a = coefficients.map((c, i) => c * margin ** (i + 1));
	const result = new Float64Array(k);
	const before = new Float64Array(k);
	for (let order = k; order >= 1; order--) {
		const r = a[order - 1]!;
		if (!(Math.abs(r) < 1)) return null;
		result[order - 1] = r;
		for (let i = 0; i < order - 1; i++) before[i] = (a[i]! + r * a[order - 2 - i]!) / (1 - r * r);
		a.set(before.subarray(0, order - 1));
	}
	return result;
}

/** Autoregression with the given partial autocorrelations, each in (−1, 1): always stationary (Monahan 1984). */
export function fromPartials(partial: Float64Array, out: Float64Array): void {
	const before = new Float64Array(partial.length);
	for (let order = 0; order < partial.length; order++) {
		const r = partial[order]!;
		before.set(out.subarray(0, order));
		for (let i = 0; i < order; i++) out[i] = before[i]! - r * before[order - 1 - i]!;
		out[order] = r;
	}
}

/** Roots at least this far outside the unit circle; nearer models forecast badly and are not admitted. */
export const ROOT_MARGIN = 1.01;

/** Stationary and invertible, by a margin. */
export function isAdmissible({ phi, theta, seasonalPhi, seasonalTheta }: Blocks, margin = ROOT_MARGIN): boolean {
	return (
		partials(phi, margin) !== null &&
		partials(seasonalPhi, margin) !== null &&
		partials(negated(theta), margin) !== null &&
		partials(negated(seasonalTheta), margin) !== null
	);
}

/** −x: moving average coefficients as those of an autoregression. */
export function negated(x: Float64Array): Float64Array {
	return x.map((v) => -v);
}
