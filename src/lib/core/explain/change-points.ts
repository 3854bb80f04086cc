import { middle } from './decompose';

/** A level that changed for good: from place `at` on, by `size` on the working scale. */
export interface Step {
	readonly at: number;
	readonly size: number;
}

/** A place where level or trend changed. */
export interface ChangePoint {
	readonly kind: 'level' | 'trend';
	/** First place after the change. */
	readonly at: number;
	/** Level: by how much it moved. Trend: by how much the slope per period changed. Working scale. */
	readonly size: number;
	/** Squared t-like statistic; the larger, the surer. */
	readonly strength: number;
}

/** Most changes told of one history. */
const MOST = 4;
/** Fewest values on both sides of a change. */
const LEAST = 4;
/** Values from the end that are looked at: what was long ago explains little. */
const RECENT = 1_200;
/**
 * A change counts when its squared statistic is beyond this: on simulated series of 24 to 240 values without any change
 * (white and autocorrelated noise) at most 1 in 20 gives an alarm; `change-points.test.ts` holds it.
 */
const [LIMIT, SHORT_LIMIT] = [15, 260];
/** Two changes of one kind keep this many places between them. */
const APART = 4;
/** Places tried at once. */
const MOST_TRIED = 150;

/**
 * Changes of level (steps) and of trend (bends) in `z` [n], values without season and events, oldest first. Greedy
 * regression on a line plus steps and bends, after single outliers were pulled in (Hampel); a step or bend is taken while its
 * statistic, made smaller by the autocorrelation of what is left, passes the limit. `used` = parameters that the season taken
 * out before was worth.
 */
export function changePoints(z: Float64Array, used = 0): ChangePoint[] {
	const offset = Math.max(0, z.length - RECENT);
	const y = pulledIn(z.subarray(offset));
	const n = y.length;
	if (n < 2 * LEAST + 2) return [];
	const found: { readonly kind: ChangePoint['kind']; readonly at: number; readonly strength: number }[] = [];
	const basis = new Basis(y);
	basis.add(Float64Array.from({ length: n }, () => 1));
	basis.add(Float64Array.from({ length: n }, (_, t) => t));
	while (found.length < MOST) {
		const best = strongest(basis, n, found);
		if (!best) break;
		const limit = LIMIT + SHORT_LIMIT / n;
		const left = basis.without(best.column);
		const p = basis.columns.length + 1;
		const variance = (sumOfSquares(left) / Math.max(1, n - p - Math.min(used, n / 3))) * inflation(left);
		const strength = best.gain / Math.max(variance, 1e-300);
		if (!(strength > limit) || best.gain <= 1e-9 * sumOfSquares(y)) break;
		basis.add(best.column);
		found.push({ kind: best.kind, at: best.at, strength });
	}
	const sizes = coefficients(y, found);
	return found.map((one, i) => ({ ...one, at: one.at + offset, size: sizes[i] ?? 0 })).sort((a, b) => a.at - b.at);
}

function regressor(kind: ChangePoint['kind'], at: number, n: number): Float64Array {
	return Float64Array.from({ length: n }, (_, t) => (t < at ? 0 : kind === 'level' ? 1 : t - at + 1));
}

/** The step or bend that explains most; in long histories looked for roughly first, then around the best place. */
function strongest(basis: Basis, n: number, found: readonly { readonly at: number }[]) {
	const stride = Math.ceil(n / MOST_TRIED);
	const rough = search(basis, n, found, LEAST, n - LEAST, stride);
	if (stride === 1 || !rough) return rough;
	return search(basis, n, found, Math.max(LEAST, rough.at - stride), Math.min(n - LEAST, rough.at + stride), 1);
}

function search(
	basis: Basis,
	n: number,
	found: readonly { readonly at: number }[],
	from: number,
	to: number,
	by: number
) {
	let best: { kind: ChangePoint['kind']; at: number; gain: number; column: Float64Array } | null = null;
	for (let at = from; at <= to; at += by) {
		if (found.some((one) => Math.abs(one.at - at) < APART)) continue;
		for (const kind of ['level', 'trend'] as const) {
			const column = regressor(kind, at, n);
			const gain = basis.gain(column);
			if (!best || gain > best.gain) best = { kind, at, gain, column };
		}
	}
	return best;
}

/** Orthonormal columns and what they leave of y. */
class Basis {
	readonly columns: Float64Array[] = [];
	private rest: Float64Array;

	constructor(y: Float64Array) {
		this.rest = y.slice();
	}

	add(column: Float64Array): void {
		const unit = this.unit(column);
		this.rest = this.without(column);
		if (unit) this.columns.push(unit);
	}

	/** By how much the squared residuals shrink with a column more. */
	gain(column: Float64Array): number {
		const unit = this.unit(column);
		return unit ? dot(unit, this.rest) ** 2 : 0;
	}

	/** What is left of y with a column more. */
	without(column: Float64Array): Float64Array {
		const unit = this.unit(column);
		if (!unit) return this.rest;
		const share = dot(unit, this.rest);
		return this.rest.map((r, t) => r - share * unit[t]!);
	}

	private unit(column: Float64Array): Float64Array | null {
		const own = column.slice();
		for (const other of this.columns) {
			const share = dot(other, own);
			for (let t = 0; t < own.length; t++) own[t]! -= share * other[t]!;
		}
		const length = Math.sqrt(sumOfSquares(own));
		if (length <= 1e-6 * Math.sqrt(sumOfSquares(column))) return null;
		return own.map((value) => value / length);
	}
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
	return sum;
}

function sumOfSquares(a: Float64Array): number {
	return dot(a, a);
}

/** By how much autocorrelated noise widens a mean: (1 + ρ) ÷ (1 − ρ) of the lag-1 autocorrelation, corrected for short series. */
function inflation(rest: Float64Array): number {
	const n = rest.length;
	let product = 0;
	for (let t = 1; t < n; t++) product += rest[t]! * rest[t - 1]!;
	const raw = product / Math.max(sumOfSquares(rest), 1e-300);
	const rho = Math.min(0.9, Math.max(0, raw + (1 + 4 * Math.max(0, raw)) / n));
	return (1 + rho) / (1 - rho);
}

/** Single values far from their neighbours' median are drawn to it: 3 robust deviations at most (Hampel). */
function pulledIn(z: Float64Array): Float64Array {
	const n = z.length;
	const medians = z.map((_, t) => middle(z.slice(Math.max(0, t - 3), Math.min(n, t + 4))));
	const limit = 3 * 1.4826 * middle(z.map((value, t) => Math.abs(value - medians[t]!)));
	return z.map((value, t) => Math.min(medians[t]! + limit, Math.max(medians[t]! - limit, value)));
}

/** Sizes of all changes at once, by least squares with the line. */
function coefficients(y: Float64Array, found: readonly { kind: ChangePoint['kind']; at: number }[]): number[] {
	const n = y.length;
	const line = [Float64Array.from({ length: n }, () => 1), Float64Array.from({ length: n }, (_, t) => t)];
	const columns = [...line, ...found.map(({ kind, at }) => regressor(kind, at, n))];
	return found.map((_, i) => {
		const own = new Basis(columns[i + 2]!);
		columns.forEach((column, c) => c !== i + 2 && own.add(column));
		const left = own.without(new Float64Array(n));
		return dot(left, y) / Math.max(sumOfSquares(left), 1e-300);
	});
}
