import { aicc } from './damped-trend';
import { factorise, substitute } from '$lib/core/forecast/linear-system';

/** Most harmonics of one season, and the fewest values that pay for one more. */
const [MOST_HARMONICS, VALUES_EACH] = [12, 8];

/** Value of harmonic column `c` (0 = first cosine, 1 = first sine, 2 = second cosine …) at time t of a period. */
export function harmonic(c: number, t: number, period: number): number {
	const angle = (2 * Math.PI * ((c >> 1) + 1) * t) / period;
	return c % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
}

/**
 * A long season as a sum of sines and cosines, as many pairs as the corrected Akaike criterion wants, by least squares
 * beside a line (`differenced`: both sides differenced, for values that wander). [m] effects by phase t mod m; null = none.
 */
export function harmonicSeason(values: Float64Array, m: number, differenced: boolean): Float64Array | null {
	const n = values.length - (differenced ? 1 : 0);
	const most = Math.min(MOST_HARMONICS, Math.floor((m - 1) / 2), Math.floor(n / VALUES_EACH));
	if (values.length < 1.5 * m || most < 1) return null;
	const base = differenced ? 1 : 2;
	const size = base + 2 * most;
	const row = new Float64Array(size);
	const normal = new Float64Array(size * size);
	const right = new Float64Array(size);
	let squares = 0;
	for (let t = 0; t < n; t++) {
		const y = differenced ? values[t + 1]! - values[t]! : values[t]!;
		row[0] = 1;
		if (!differenced) row[1] = t / n - 0.5;
		for (let c = 0; c < 2 * most; c++) {
			row[base + c] = differenced ? harmonic(c, t + 1, m) - harmonic(c, t, m) : harmonic(c, t, m);
		}
		for (let i = 0; i < size; i++) {
			for (let j = 0; j <= i; j++) normal[i * size + j]! += row[i]! * row[j]!;
			right[i]! += row[i]! * y;
		}
		squares += y * y;
	}
	// The factor of a leading block is the leading block of the factor: one factorisation serves every number of pairs.
	if (!factorise(normal, size)) return null;
	const half = right.slice();
	let [best, pairs, explained] = [Infinity, 0, 0];
	for (let i = 0; i < size; i++) {
		for (let c = 0; c < i; c++) half[i]! -= normal[i * size + c]! * half[c]!;
		half[i]! /= normal[i * size + i]!;
		explained += half[i]! ** 2;
		const used = (i + 1 - base) / 2;
		if (used < 0 || !Number.isInteger(used)) continue;
		const value = aicc(Math.max(0, squares - explained), n, i + 2);
		if (value < best) [best, pairs] = [value, used];
	}
	return pairs === 0 ? null : effects(normal, right, size, base, pairs, m);
}

function effects(factor: Float64Array, right: Float64Array, size: number, base: number, pairs: number, m: number) {
	const k = base + 2 * pairs;
	const small = new Float64Array(k * k);
	for (let i = 0; i < k; i++) for (let j = 0; j <= i; j++) small[i * k + j] = factor[i * size + j]!;
	const solution = right.slice(0, k);
	substitute(small, solution, k);
	return Float64Array.from({ length: m }, (_, t) => {
		let sum = 0;
		for (let c = 0; c < 2 * pairs; c++) sum += solution[base + c]! * harmonic(c, t, m);
		return sum;
	});
}
