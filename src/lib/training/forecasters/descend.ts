import type { Minimum } from './minimise';

/** Step of the numerical derivatives. */
const STEP = 1e-4;

/**
 * Quasi-Newton descent (BFGS, Nocedal & Wright 2006, chapter 6) with central differences for smooth costs of a few
 * variables without bounds. Deterministic. `cost` may return Infinity for impossible points.
 */
export function descend(
	cost: (x: Float64Array) => number,
	start: Float64Array,
	{ iterations = 40, tolerance = 1e-9 } = {}
): Minimum {
	const d = start.length;
	let at = start.slice();
	let value = cost(at);
	if (d === 0 || !Number.isFinite(value)) return { at, value };
	let slope = gradient(cost, at);
	const inverse = new Float64Array(d * d);
	reset(inverse, d, slope);
	let fresh = true;
	for (let i = 0; i < iterations; i++) {
		const direction = times(inverse, slope, d);
		let fall = 0;
		for (let j = 0; j < d; j++) fall += direction[j]! * slope[j]!;
		let length = 1;
		let next = at;
		let reached = Infinity;
		for (let tries = 0; tries < 14; tries++, length /= 3) {
			next = at.map((x, j) => x + length * direction[j]!);
			reached = cost(next);
			if (reached <= value + 1e-4 * length * fall) break;
		}
		if (!(reached < value)) {
			if (fresh) break;
			reset(inverse, d, slope);
			fresh = true;
			continue;
		}
		const gain = value - reached;
		const nextSlope = gradient(cost, next);
		update(inverse, next, at, nextSlope, slope);
		[at, value, slope] = [next, reached, nextSlope];
		fresh = false;
		if (gain <= tolerance * (Math.abs(value) + 1e-3)) break;
	}
	return { at, value };
}

function gradient(cost: (x: Float64Array) => number, at: Float64Array): Float64Array {
	const x = at.slice();
	return at.map((value, j) => {
		x[j] = value + STEP;
		const above = cost(x);
		x[j] = value - STEP;
		const below = cost(x);
		x[j] = value;
		const slope = (above - below) / (2 * STEP);
		return Number.isFinite(slope) ? slope : 0;
	});
}

/** A first step of at most a fifth. */
function reset(inverse: Float64Array, d: number, slope: Float64Array): void {
	const size = Math.sqrt(slope.reduce((sum, g) => sum + g * g, 0));
	inverse.fill(0);
	for (let j = 0; j < d; j++) inverse[j * d + j] = Math.min(1, 0.2 / (size + 1e-300));
}

function times(inverse: Float64Array, slope: Float64Array, d: number): Float64Array {
	const direction = new Float64Array(d);
	for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) direction[i]! -= inverse[i * d + j]! * slope[j]!;
	return direction;
}

function update(
	inverse: Float64Array,
	next: Float64Array,
	at: Float64Array,
	nextSlope: Float64Array,
	slope: Float64Array
) {
	const d = at.length;
	const s = next.map((x, j) => x - at[j]!);
	const y = nextSlope.map((g, j) => g - slope[j]!);
	let sy = 0;
	for (let j = 0; j < d; j++) sy += s[j]! * y[j]!;
	if (!(sy > 1e-12)) return;
	const hy = times(inverse, y, d).map((v) => -v);
	let yhy = 0;
	for (let j = 0; j < d; j++) yhy += y[j]! * hy[j]!;
	for (let i = 0; i < d; i++) {
		for (let j = 0; j < d; j++) {
			inverse[i * d + j]! += ((1 + yhy / sy) * s[i]! * s[j]! - hy[i]! * s[j]! - s[i]! * hy[j]!) / sy;
		}
	}
}
