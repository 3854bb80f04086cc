/** A box-bounded minimum. */
export interface Minimum {
	readonly at: Float64Array;
	readonly value: number;
}

/**
 * Nelder–Mead simplex search (1965) inside a box: points outside are moved to its wall. Deterministic; allocates only at
 * the start. `cost` may return NaN or Infinity for impossible points.
 */
export function minimise(
	cost: (x: Float64Array) => number,
	start: readonly number[],
	lower: readonly number[],
	upper: readonly number[],
	{ evaluations = 120, tolerance = 1e-7 } = {}
): Minimum {
	const d = start.length;
	const points = Array.from({ length: d + 1 }, () => Float64Array.from(start));
	const values = new Float64Array(d + 1);
	const centre = new Float64Array(d);
	const trial = new Float64Array(d);
	const second = new Float64Array(d);
	let used = 0;
	const evaluate = (x: Float64Array) => {
		used++;
		const value = cost(x);
		return Number.isNaN(value) ? Infinity : value;
	};
	const place = (target: Float64Array, worst: Float64Array, by: number) => {
		for (let i = 0; i < d; i++) {
			target[i] = Math.min(upper[i]!, Math.max(lower[i]!, centre[i]! + by * (worst[i]! - centre[i]!)));
		}
		return evaluate(target);
	};
	for (let p = 0; p <= d; p++) {
		if (p > 0) {
			const i = p - 1;
			const span = 0.2 * (upper[i]! - lower[i]!);
			points[p]![i] = start[i]! + span <= upper[i]! ? start[i]! + span : start[i]! - span;
		}
		values[p] = evaluate(points[p]!);
	}
	while (used < evaluations) {
		let [best, worst, next] = [0, 0, -1];
		for (let p = 1; p <= d; p++) {
			if (values[p]! < values[best]!) best = p;
			if (values[p]! >= values[worst]!) worst = p;
		}
		for (let p = 0; p <= d; p++) if (p !== worst && (next < 0 || values[p]! > values[next]!)) next = p;
		if (values[worst]! - values[best]! <= tolerance * (Math.abs(values[best]!) + 1e-12)) break;
		centre.fill(0);
		for (let p = 0; p <= d; p++) if (p !== worst) for (let i = 0; i < d; i++) centre[i]! += points[p]![i]! / d;
		const far = points[worst]!;
		const reflected = place(trial, far, -1);
		if (reflected < values[best]!) {
			const expanded = place(second, far, -2);
			far.set(expanded < reflected ? second : trial);
			values[worst] = Math.min(expanded, reflected);
		} else if (reflected < values[next]!) {
			far.set(trial);
			values[worst] = reflected;
		} else {
			const contracted = place(second, far, reflected < values[worst]! ? -0.5 : 0.5);
			if (contracted < Math.min(reflected, values[worst]!)) {
				far.set(second);
				values[worst] = contracted;
			} else shrink(points, values, best, evaluate);
		}
	}
	let best = 0;
	for (let p = 1; p <= d; p++) if (values[p]! < values[best]!) best = p;
	return { at: points[best]!, value: values[best]! };
}

function shrink(points: Float64Array[], values: Float64Array, best: number, evaluate: (x: Float64Array) => number) {
	const target = points[best]!;
	for (const [p, point] of points.entries()) {
		if (p === best) continue;
		for (let i = 0; i < point.length; i++) point[i] = (point[i]! + target[i]!) / 2;
		values[p] = evaluate(point);
	}
}

/** Minimum of a function of one variable: a coarse grid, then golden sections around its best point. */
export function minimiseOne(cost: (x: number) => number, lower: number, upper: number, grid = 12, rounds = 18): number {
	let best = lower;
	let least = Infinity;
	const step = (upper - lower) / grid;
	for (let i = 0; i <= grid; i++) {
		const value = cost(lower + i * step);
		if (value < least) [best, least] = [lower + i * step, value];
	}
	const ratio = (Math.sqrt(5) - 1) / 2;
	let [a, b] = [Math.max(lower, best - step), Math.min(upper, best + step)];
	let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
	let [atC, atD] = [cost(c), cost(d)];
	for (let round = 0; round < rounds; round++) {
		if (atC < atD) {
			[b, d, atD] = [d, c, atC];
			c = b - ratio * (b - a);
			atC = cost(c);
		} else {
			[a, c, atC] = [c, d, atD];
			d = a + ratio * (b - a);
			atD = cost(d);
		}
	}
	const middle = (a + b) / 2;
	return cost(middle) <= least ? middle : best;
}
