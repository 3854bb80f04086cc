import { factorise, substitute } from '$lib/core/forecast/linear-system';
import type { Regressors } from './regression-design';

/** Penalties tried, as shares of the number of values. */
const GRID = [1e-5, 1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3];

/** Values left out once each, about; of a longer history every second or third. */
const MOST_LEFT_OUT = 300;

/**
 * Ridge regression of y [n] with one penalty per column, its size chosen by the squared leave-one-out errors, which are
 * known in closed form: eₜ / (1 − hₜₜ). Null when nothing can be solved.
 */
export function ridgeRegression({ rows, columns: k, penalties }: Regressors, y: Float64Array): Float64Array | null {
	const n = y.length;
	const gram = new Float64Array(k * k);
	const cross = new Float64Array(k);
	for (let t = 0; t < n; t++) {
		const row = t * k;
		for (let i = 0; i < k; i++) {
			const x = rows[row + i]!;
			if (x === 0) continue;
			for (let j = 0; j <= i; j++) gram[i * k + j]! += x * rows[row + j]!;
			cross[i]! += x * y[t]!;
		}
	}
	let best = Infinity;
	let solution: Float64Array | null = null;
	for (const share of GRID) {
		const factor = gram.slice();
		for (let i = 0; i < k; i++) factor[i * k + i]! += share * n * penalties[i]! + 1e-9 * n;
		if (!factorise(factor, k)) continue;
		const beta = cross.slice();
		substitute(factor, beta, k);
		const error = leaveOneOut(rows, k, y, factor, beta);
		if (error < best) [best, solution] = [error, beta];
	}
	return solution;
}

function leaveOneOut(rows: Float64Array, k: number, y: Float64Array, factor: Float64Array, beta: Float64Array): number {
	const half = new Float64Array(k);
	const stride = Math.max(1, Math.floor(y.length / MOST_LEFT_OUT));
	let error = 0;
	for (let t = 0; t < y.length; t += stride) {
		let fitted = 0;
		let leverage = 0;
		for (let i = 0; i < k; i++) {
			let value = rows[t * k + i]!;
			fitted += value * beta[i]!;
			for (let c = 0; c < i; c++) value -= factor[i * k + c]! * half[c]!;
			half[i] = value / factor[i * k + i]!;
			leverage += half[i]! * half[i]!;
		}
		error += ((y[t]! - fitted) / Math.max(1e-3, 1 - leverage)) ** 2;
	}
	return error;
}
