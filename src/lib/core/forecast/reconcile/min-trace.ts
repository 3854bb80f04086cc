import { addUp, gaps, type Summing } from './structure';

/** Error covariance as a diagonal and few rows: W = diag(own) + rowsᵀ·rows. */
export interface ErrorCovariance {
	/** [m] the part of each node alone, above 0. */
	readonly own: Float64Array;
	/** [t][m] the shared part, one scaled row an origin. */
	readonly rows: readonly Float64Array[];
	/** 0–1: how far correlations were shrunk towards none. */
	readonly shrinkage: number;
}

/**
 * Shrunk covariance of backtest errors [t][m], the same origins for all nodes (Schäfer and Strimmer 2005, towards the
 * diagonal; uncentred, as in Wickramasuriya et al. 2019). Never built as [m, m]: time and memory grow with t²·m.
 * Fewer than two origins give a shrinkage of 1. A node without any error gets a variance of a millionth of the mean.
 */
export function shrunkCovariance(errors: readonly Float64Array[], nodes: number): ErrorCovariance {
	const t = errors.length;
	const own = new Float64Array(nodes);
	for (const row of errors) row.forEach((e, i) => (own[i] = (own[i] ?? 0) + (e * e) / t));
	const floor = (own.reduce((sum, v) => sum + v, 0) / nodes) * 1e-6 || 1;
	const safe = own.map((v) => Math.max(v, floor));
	const shrinkage = t < 2 ? 1 : intensity(errors, safe);
	const scale = Math.sqrt((1 - shrinkage) / t);
	const rows = shrinkage === 1 ? [] : errors.map((row) => row.map((e) => e * scale));
	// Only off-diagonal terms shrink: the diagonal of W stays the variance.
	return { own: safe.map((v, i) => v - (1 - shrinkage) * (own[i] ?? 0)), rows, shrinkage };
}

/** Keeps the covariance invertible where errors are fully correlated. */
const LEAST_SHRINKAGE = 1e-4;

/** Σ Var(r_ij) / Σ r_ij² over i ≠ j, cut to LEAST_SHRINKAGE–1, through the [t, t] product of the standardised errors. */
function intensity(errors: readonly Float64Array[], variance: Float64Array): number {
	const t = errors.length;
	const x = errors.map((row) => row.map((e, i) => e / Math.sqrt(variance[i] ?? 1)));
	let products = 0;
	for (const a of x) for (const b of x) products += dot(a, b) ** 2;
	let squares = 0;
	for (const a of x) squares += dot(a, a) ** 2;
	variance.forEach((_, i) => {
		let second = 0;
		for (const row of x) {
			const square = (row[i] ?? 0) ** 2;
			second += square;
			squares -= square * square;
		}
		products -= second * second;
	});
	if (products <= 0) return 1;
	// Var(r) = (Σ x_i²x_j² - (Σ x_i x_j)²/t) / (t(t-1)), r = Σ x_i x_j / t.
	const share = ((squares - products / t) * t) / ((t - 1) * products);
	return Math.min(1, Math.max(LEAST_SHRINKAGE, share));
}

/**
 * Minimum-trace reconciliation, ỹ = ŷ - W·Cᵀ(C·W·Cᵀ)⁻¹C·ŷ with C·y = 0 the sums of the tree (Wickramasuriya,
 * Athanasopoulos and Hyndman 2019). Solves one system as large as there are parents. Returns the map [m] → [m].
 */
export function minTrace(tree: Summing, { own, rows }: ErrorCovariance): (point: Float64Array) => Float64Array {
	const shared = rows.map((row) => gaps(tree, row));
	const lower = factor(constraintCovariance(tree, own, shared));
	return (point) => {
		const z = solve(lower, gaps(tree, point));
		const back = new Float64Array(point.length);
		tree.parents.forEach((node, k) => (back[node] = z[k] ?? 0));
		const lifted = back.map((v, i) => v - (back[tree.parent[i] ?? -1] ?? 0));
		const answer = point.map((v, i) => v - (own[i] ?? 0) * (lifted[i] ?? 0));
		rows.forEach((row, r) => {
			const weight = dot(shared[r] ?? z, z);
			row.forEach((v, i) => (answer[i] = (answer[i] ?? 0) - v * weight));
		});
		return addUp(tree, answer);
	};
}

/** C·W·Cᵀ [parents, parents]: sparse from the diagonal, plus one outer product an origin. */
function constraintCovariance(tree: Summing, own: Float64Array, shared: readonly Float64Array[]): Float64Array[] {
	const place = new Map(tree.parents.map((node, k) => [node, k]));
	const matrix = tree.parents.map(() => new Float64Array(tree.parents.length));
	const add = (a: number, b: number, v: number): void => {
		const row = matrix[a];
		if (row) row[b] = (row[b] ?? 0) + v;
	};
	own.forEach((v, node) => {
		const self = place.get(node);
		const above = place.get(tree.parent[node] ?? -1);
		if (self !== undefined) add(self, self, v);
		if (above !== undefined) add(above, above, v);
		if (self !== undefined && above !== undefined) {
			add(self, above, -v);
			add(above, self, -v);
		}
	});
	for (const row of shared) row.forEach((a, i) => row.forEach((b, j) => add(i, j, a * b)));
	return matrix;
}

/** Lower Cholesky factor of a positive definite matrix. */
function factor(matrix: readonly Float64Array[]): Float64Array[] {
	const lower: Float64Array[] = [];
	for (const source of matrix) {
		const row = new Float64Array(lower.length + 1);
		for (let j = 0; j <= lower.length; j++) {
			const other = lower[j] ?? row;
			let v = source[j] ?? 0;
			for (let k = 0; k < j; k++) v -= (row[k] ?? 0) * (other[k] ?? 0);
			row[j] = other === row ? Math.sqrt(v) : v / (other[j] ?? 1);
		}
		lower.push(row);
	}
	return lower;
}

function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
	const z = right.slice();
	lower.forEach((row, i) => {
		let v = z[i] ?? 0;
		for (let k = 0; k < i; k++) v -= (row[k] ?? 0) * (z[k] ?? 0);
		z[i] = v / (row[i] ?? 1);
	});
	for (let i = lower.length - 1; i >= 0; i--) {
		const row = lower[i];
		if (!row) continue;
		const v = (z[i] ?? 0) / (row[i] ?? 1);
		z[i] = v;
		for (let k = 0; k < i; k++) z[k] = (z[k] ?? 0) - (row[k] ?? 0) * v;
	}
	return z;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
	return sum;
}
