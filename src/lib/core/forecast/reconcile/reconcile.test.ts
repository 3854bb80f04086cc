import { expect, test } from 'vitest';
import { minTrace, shrunkCovariance } from './min-trace';
import { bottomUp, topDown } from './shares';
import { addUp, gaps, summing } from './structure';

const tree = summing([-1, 0, 0, 1, 1]);
const point = Float64Array.of(100, 50, 40, 20, 25);
/** Repeatable figures between -1 and 1. */
const wave = (n: number, k: number) =>
	Float64Array.from({ length: n }, (_, i) => Math.sin(12.9898 * (i + 1) * (k + 1.7)));

test('bottom-up sums the leaves, top-down shares the total', () => {
	expect([...bottomUp(tree, point)]).toEqual([85, 45, 40, 20, 25]);
	const shared = topDown(tree, point);
	expect(shared[0]).toBeCloseTo(100, 10);
	expect(shared[1]).toBeCloseTo(500 / 9, 10);
	expect(shared[3]).toBeCloseTo((500 / 9) * (20 / 45), 10);
});

test('equal variances give the least-squares answer computed by hand', () => {
	// Total 10, children 4 and 3: the gap of 3 is spread as -1, +1, +1.
	const ols = minTrace(summing([-1, 0, 0]), {
		own: Float64Array.of(1, 1, 1),
		rows: [],
		shrinkage: 1
	});
	[9, 5, 4].forEach((v, i) => expect(ols(Float64Array.of(10, 4, 3))[i]).toBeCloseTo(v, 10));
});

test('shared errors count as in the full covariance, by hand', () => {
	// W = I + uuᵀ with u = (2, 1, 0): C·W·Cᵀ = 3 + 1, W·Cᵀ = (3, 0, -1), gap 3.
	const map = minTrace(summing([-1, 0, 0]), {
		own: Float64Array.of(1, 1, 1),
		rows: [Float64Array.of(2, 1, 0)],
		shrinkage: 0.5
	});
	[7.75, 4, 3.75].forEach((v, i) => expect(map(Float64Array.of(10, 4, 3))[i]).toBeCloseTo(v, 10));
});

test('shrinkage equals the pairwise definition', () => {
	const errors = Array.from({ length: 6 }, (_, k) => wave(5, k));
	const t = 6;
	const at = (k: number, i: number) => errors[k]?.[i] ?? 0;
	const sd = [0, 1, 2, 3, 4].map((i) => Math.sqrt(errors.reduce((s, _, k) => s + at(k, i) ** 2 / t, 0)));
	let [top, bottom] = [0, 0];
	for (let i = 0; i < 5; i++)
		for (let j = 0; j < 5; j++) {
			if (i === j) continue;
			const w = errors.map((_, k) => (at(k, i) * at(k, j)) / ((sd[i] ?? 1) * (sd[j] ?? 1)));
			const r = w.reduce((s, v) => s + v, 0) / t;
			top += w.reduce((s, v) => s + (v - r) ** 2, 0) / (t * (t - 1));
			bottom += r * r;
		}
	expect(shrunkCovariance(errors, 5).shrinkage).toBeCloseTo(Math.min(1, top / bottom), 10);
});

test('MinT adds up and leaves coherent forecasts alone, with 1,000 leaves', () => {
	const parent = [-1, ...Array<number>(50).fill(0)];
	for (let i = 0; i < 1000; i++) parent.push(1 + (i % 50));
	const wide = summing(parent);
	const common = wave(12, 99);
	const errors = common.reduce<Float64Array[]>((all, c, k) => [...all, wave(1051, k).map((v) => v + c * 2)], []);
	const map = minTrace(wide, shrunkCovariance(errors, 1051));
	const answer = map(wave(1051, 40).map((v) => 100 * v));
	expect(Math.max(...gaps(wide, answer).map(Math.abs))).toBeLessThan(1e-8);
	const coherent = addUp(wide, wave(1051, 41));
	const again = map(coherent);
	coherent.forEach((v, i) => expect(Math.abs(v - (again[i] ?? NaN))).toBeLessThan(1e-8));
});

test('a parent has to come before its child', () => {
	expect(() => summing([1, -1])).toThrow(RangeError);
});
