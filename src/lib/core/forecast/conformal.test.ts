import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bands, offsets, poolByStep, upperQuantile } from './conformal';
import { heldOutCoverage } from './held-out-coverage';
import type { OriginErrors } from './calibrate';

/** Seeded normal numbers (Lehmer generator, Box–Muller). */
function normals(seed: number): () => number {
	let state = seed;
	const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
	return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const LEVELS = [0.8, 0.95];

function share(draw: (k: number) => number, h: number, level: number, pool: number[][]): number {
	const { lower, upper } = offsets(pool, [level])[0]!;
	let inside = 0;
	for (let i = 0; i < 20_000; i++) {
		const error = draw(i % h);
		if (error >= -lower[i % h]! && error <= upper[i % h]!) inside++;
	}
	return inside / 20_000;
}

describe('conformal intervals', () => {
	it('take the ⌈(n+1)·level⌉-th smallest error', () => {
		const errors = Array.from({ length: 19 }, (_, i) => 19 - i);
		expect(upperQuantile(errors, 0.95)).toBe(19);
		expect(upperQuantile(errors, 0.8)).toBe(16);
		expect(upperQuantile([4, 1, 3, 2], 0.95)).toBeGreaterThan(4); // 4 errors cannot tell 95 %: wider than the widest
	});
	it.each([
		['few errors per step', 40, 0.035],
		['many', 1000, 0.015]
	])('cover what they promise on new errors that grow with the step: %s', (_, count, tolerance) => {
		const normal = normals(7);
		const draw = (k: number) => normal() * (1 + 0.2 * k);
		const pool = Array.from({ length: 12 }, (_, k) => Array.from({ length: count }, () => draw(k)));
		for (const level of LEVELS) expect(Math.abs(share(draw, 12, level, pool) - level)).toBeLessThan(tolerance);
	});
	it('follow skewed errors on both sides when there are many', () => {
		const normal = normals(11);
		const draw = () => Math.exp(normal()) - 1.6;
		const { lower, upper } = offsets([Array.from({ length: 3000 }, draw)], [0.8])[0]!;
		expect(upper[0]!).toBeGreaterThan(1.3 * lower[0]!);
		expect(lower[0]!).toBeGreaterThan(0);
	});
	it('borrow from neighbouring steps, grown to size', () => {
		const pool = [Array.from({ length: 120 }, (_, i) => (i % 2 ? 1 : -1)), [2, -2], []];
		const { upper } = offsets(pool, [0.8])[0]!;
		expect(upper[0]).toBe(1);
		expect(upper[1]).toBe(2);
		expect(upper[2]!).toBeCloseTo(2 * Math.sqrt(3 / 2), 9);
	});
	it('never cross the point or one another, whatever the errors', () => {
		const errors = fc.array(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { maxLength: 30 }), {
			minLength: 1,
			maxLength: 8
		});
		fc.assert(
			fc.property(errors, (pool) => {
				fc.pre(pool.some((step) => step.length > 0));
				const point = new Float64Array(pool.length).fill(10);
				const [wide, narrow] = bands(point, 3, offsets(pool, [0.95, 0.8]), 0);
				for (let k = 0; k < pool.length; k++) {
					expect(narrow!.lower[k]!).toBeLessThanOrEqual(10);
					expect(narrow!.upper[k]!).toBeGreaterThanOrEqual(10);
					expect(wide!.lower[k]!).toBeLessThanOrEqual(narrow!.lower[k]!);
					expect(wide!.upper[k]!).toBeGreaterThanOrEqual(narrow!.upper[k]!);
					expect(wide!.lower[k]!).toBeGreaterThanOrEqual(0);
				}
			})
		);
	});
	it('refuse an empty pool', () => {
		expect(() => offsets([[], []], [0.8])).toThrow(RangeError);
	});
});

describe('held-out coverage', () => {
	const forecasts = (folds: number, keys: number, size: (fold: number) => number): OriginErrors[] => {
		const normal = normals(3);
		return Array.from({ length: folds * keys }, (_, i) => ({
			key: `s${i % keys}`,
			fold: Math.floor(i / keys),
			known: 50,
			errors: Float64Array.from({ length: 6 }, () => normal() * size(Math.floor(i / keys)))
		}));
	};
	it('is near the promise when folds are alike', () => {
		const [at80, at95] = heldOutCoverage(
			forecasts(4, 40, () => 1),
			6,
			LEVELS
		);
		expect(Math.abs(at80! - 0.8)).toBeLessThan(0.04);
		expect(Math.abs(at95! - 0.95)).toBeLessThan(0.03);
	});
	it('tells when a fold was harder than the others', () => {
		const [at80] = heldOutCoverage(
			forecasts(2, 40, (fold) => (fold === 0 ? 5 : 1)),
			6,
			LEVELS
		);
		expect(at80!).toBeLessThan(0.7);
	});
	it('holds out series when there is one fold, and says NaN when there is one series too', () => {
		expect(
			heldOutCoverage(
				forecasts(1, 30, () => 1),
				6,
				[0.8]
			)[0]!
		).toBeGreaterThan(0.7);
		expect(
			heldOutCoverage(
				forecasts(1, 1, () => 1),
				6,
				[0.8]
			)[0]
		).toBeNaN();
	});
	it('pools by step and leaves missing actuals out', () => {
		const pool = poolByStep([{ key: 'a', fold: 0, errors: Float64Array.of(1, NaN) }], 2);
		expect(pool).toEqual([[1], []]);
	});
});
