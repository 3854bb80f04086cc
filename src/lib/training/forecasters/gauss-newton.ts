/** A likelihood whose heart is a sum of squares, in a box. */
export interface Deviance {
	readonly size: number;
	readonly lower: Float64Array;
	readonly upper: Float64Array;
	/** Gauss–Newton matrix [size × size], lower triangle, and half the gradient of the sum of squares, after `slopes`. */
	readonly normal: Float64Array;
	readonly gradient: Float64Array;
	/** The sum of squares after `value`. */
	readonly squares: number;
	/** Number of terms of the sum. */
	readonly values: { readonly length: number };
	/** n·log(squares) + anything that `normal` and `gradient` know of; Infinity where it cannot be. */
	value(x: Float64Array): number;
	slopes(x: Float64Array): void;
}

const [FIRST_DAMPING, LEAST_DAMPING, MOST_DAMPING] = [1e-4, 1e-9, 1e4];
/** Up to here a step is as long as the quadratic model wants it: a small gain then means that the search is over. */
const FREE = 1e-3;
const MAX_ROUNDS = 40;

/**
 * Levenberg–Marquardt search inside a box, in place. Stops when a step gains less than `tolerance`, or early, with the
 * deviance reached so far, when even a multiple of the gain that the quadratic model promises would not bring it below `hopeless`.
 */
export function minimiseDeviance(deviance: Deviance, x: Float64Array, hopeless: number, tolerance = 2e-3): number {
	const d = deviance.size;
	const work = new Workspace(d);
	let value = deviance.value(x);
	let damping = FIRST_DAMPING;
	if (value === Infinity) return value;
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const squares = deviance.squares;
		const n = deviance.values.length;
		deviance.slopes(x);
		let gain = 0;
		while (damping <= MOST_DAMPING) {
			const promise = work.step(deviance, x, damping, squares, n);
			if (promise < tolerance / 4 && damping <= FREE && !work.stopped) return value;
			if (damping <= FREE && value - (round > 0 ? 2 : 4) * promise > hopeless) return value;
			const next = deviance.value(work.trial);
			gain = value - next;
			if (gain > 0) break;
			damping *= damping < 1e-3 ? 100 : 10;
		}
		if (!(gain > 0)) return value;
		value -= gain;
		x.set(work.trial);
		damping = Math.max(LEAST_DAMPING, damping / 10);
		if (gain < tolerance && damping <= FREE) return value;
	}
	return value;
}

/** Solves for one step. */
class Workspace {
	readonly trial: Float64Array;
	/** True when a limit cut the last step short. */
	stopped = false;
	readonly #step: Float64Array;
	readonly #factor: Float64Array;
	/** 1 = held: at its limit, or stopped by it. */
	readonly #held: Uint8Array;

	constructor(d: number) {
		this.trial = new Float64Array(d);
		this.#step = new Float64Array(d);
		this.#factor = new Float64Array(d * d);
		this.#held = new Uint8Array(d);
	}

	/** Leaves the next point in `trial`; returns the fall of the deviance that the quadratic model promises. */
	step(deviance: Deviance, x: Float64Array, damping: number, squares: number, n: number): number {
		const { size: d, lower, upper, gradient } = deviance;
		const [step, held, trial] = [this.#step, this.#held, this.trial];
		for (let i = 0; i < d; i++) {
			step[i] = 0;
			held[i] = (x[i]! <= lower[i]! && gradient[i]! > 0) || (x[i]! >= upper[i]! && gradient[i]! < 0) ? 1 : 0;
		}
		this.stopped = false;
		for (let again = true, tries = 0; again && tries < 6; tries++) {
			this.#solve(deviance, damping);
			again = false;
			for (let i = 0; i < d; i++) {
				const to = x[i]! + step[i]!;
				if (held[i] === 1 || (to >= lower[i]! && to <= upper[i]!)) continue;
				step[i] = (to < lower[i]! ? lower[i]! : upper[i]!) - x[i]!;
				held[i] = 1;
				again = this.stopped = true;
			}
		}
		for (let i = 0; i < d; i++) trial[i] = Math.min(upper[i]!, Math.max(lower[i]!, x[i]! + step[i]!));
		const left = squares + this.#change(deviance);
		return left > 0.05 * squares ? n * Math.log(squares / left) : n * 3;
	}

	/** Change of the sum of squares under the quadratic model. */
	#change({ size: d, normal, gradient }: Deviance): number {
		const step = this.#step;
		let change = 0;
		for (let i = 0; i < d; i++) {
			let row = 2 * gradient[i]! + normal[i * d + i]! * step[i]!;
			for (let j = 0; j < i; j++) row += 2 * normal[i * d + j]! * step[j]!;
			change += row * step[i]!;
		}
		return change;
	}

	/** Damped normal equations for what is not held (Cholesky); held steps stay and count on the right-hand side. */
	#solve({ size: d, normal, gradient }: Deviance, damping: number): void {
		const [step, factor, held] = [this.#step, this.#factor, this.#held];
		for (let i = 0; i < d; i++) {
			if (held[i] === 1) continue;
			let right = -gradient[i]!;
			for (let j = 0; j < d; j++) {
				if (held[j] === 1) right -= (j <= i ? normal[i * d + j]! : normal[j * d + i]!) * step[j]!;
			}
			for (let j = 0; j <= i; j++) {
				if (held[j] === 1) continue;
				let sum = normal[i * d + j]!;
				const start = i * d;
				const other = j * d;
				if (i === j) {
					const own = sum;
					for (let k = 0; k < j; k++) sum -= factor[start + k]! * factor[start + k]! * (1 - held[k]!);
					sum += damping * own + 1e-12 * own;
					factor[start + i] = sum > 1e-14 * own && sum > 0 ? Math.sqrt(sum) : 1e150;
				} else {
					for (let k = 0; k < j; k++) sum -= factor[start + k]! * factor[other + k]! * (1 - held[k]!);
					factor[start + j] = sum / factor[other + j]!;
				}
			}
			for (let j = 0; j < i; j++) if (held[j] !== 1) right -= factor[i * d + j]! * step[j]!;
			step[i] = right / factor[i * d + i]!;
		}
		for (let i = d - 1; i >= 0; i--) {
			if (held[i] === 1) continue;
			let sum = step[i]!;
			for (let k = i + 1; k < d; k++) if (held[k] !== 1) sum -= factor[k * d + i]! * step[k]!;
			step[i] = sum / factor[i * d + i]!;
		}
	}
}
