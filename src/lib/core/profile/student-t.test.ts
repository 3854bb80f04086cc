import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { correlationP } from './student-t';

describe('correlationP', () => {
	// R: 2 * pt(-abs(r * sqrt((n - 2) / (1 - r^2))), n - 2), and closed forms for one and two degrees of freedom.
	test.each([
		[-0.8676594, 32, 1.293959e-10],
		[-0.7761684, 32, 1.787835e-7],
		[0.81642052, 11, 0.002169629],
		[0.5, 3, 1 - (2 / Math.PI) * Math.atan(0.5 / Math.sqrt(0.75))],
		[0.5, 4, 0.5],
		[0.9, 4, 0.1]
	])('r = %f, n = %i', (r, n, p) => {
		expect(correlationP(r, n) / p).toBeCloseTo(1, 5);
	});

	test('limits', () => {
		expect(correlationP(0, 10)).toBeCloseTo(1, 12);
		expect(correlationP(1, 10)).toBe(0);
		expect(correlationP(-1, 10)).toBe(0);
		expect(correlationP(0.4, 2)).toBeNaN();
		expect(correlationP(NaN, 20)).toBeNaN();
	});

	test('large samples agree with the normal distribution', () => {
		// P(|Z| ≥ 1.959963985) = 0.05
		const n = 10_000_002;
		const t = 1.959963985;
		const r = t / Math.sqrt(n - 2 + t * t);
		expect(correlationP(r, n)).toBeCloseTo(0.05, 6);
	});

	property.prop([fc.double({ min: -0.999, max: 0.999, noNaN: true }), fc.integer({ min: 3, max: 5_000_000 })])(
		'a share, symmetric, falling with |r|',
		(r, n) => {
			const p = correlationP(r, n);
			expect(p).toBeGreaterThanOrEqual(0);
			expect(p).toBeLessThanOrEqual(1 + 1e-12);
			expect(correlationP(-r, n)).toBe(p);
			expect(correlationP(r * 0.9, n)).toBeGreaterThanOrEqual(p * (1 - 1e-9) - 1e-15);
		}
	);
});
