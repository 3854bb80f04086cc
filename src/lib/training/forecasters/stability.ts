/**
 * Whether a seasonal exponential smoothing model forgets its distant past: all roots of its characteristic polynomial
 * lie within the unit circle ("admissible", Hyndman, Akram & Archibald 2008). φ = 1 and β = 0 where the model lacks them.
 * Schur–Cohn recursion, no root is computed. A root on the circle (to 1e-10) passes.
 */
export function isStable(alpha: number, beta: number, gamma: number, phi: number, m: number): boolean {
	const degree = m + 1;
	const inner = alpha + beta - alpha * phi;
	const shrink = 1 / (1 + 1e-10);
	coefficients[0] = phi * (1 - alpha - gamma);
	coefficients[1] = inner + gamma - 1;
	for (let k = 2; k < m; k++) coefficients[k] = inner;
	coefficients[m] = alpha + beta - phi;
	coefficients[degree] = 1;
	let power = 1;
	for (let k = degree; k >= 0; k--) {
		coefficients[k]! *= power;
		power *= shrink;
	}
	for (let d = degree; d > 0; d--) {
		const reflection = coefficients[0] / coefficients[d]!;
		if (!(Math.abs(reflection) < 1)) return false;
		for (let k = 1; k <= d; k++) reduced[k - 1] = coefficients[k]! - reflection * coefficients[d - k]!;
		for (let k = 0; k < d; k++) coefficients[k] = reduced[k]!;
	}
	return true;
}

const coefficients = new Float64Array(400);
const reduced = new Float64Array(400);
