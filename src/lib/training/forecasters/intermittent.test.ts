import { describe, expect, it } from 'vitest';
import { forecasterBattery } from './battery';
import { createCroston } from './croston';
import { crostonFilter, fitRate, tsbFilter } from './intermittent-demand';
import { createLinear } from './linear';
import { apply, RidgeSums } from './linear-map';
import { createSba } from './sba';
import { createTsb } from './tsb';

forecasterBattery('croston', createCroston);
forecasterBattery('sba', createSba);
forecasterBattery('tsb', createTsb);
forecasterBattery('linear', createLinear);

describe('intermittent demand', () => {
	const values = Float64Array.of(0, 0, 6, 0, 3, 0);
	const expected = new Float64Array(6);

	it('Croston by hand: sizes 4.5 → 4.65 → 4.485, intervals 3 → 3 → 2.8', () => {
		const rate = crostonFilter(values, 0.1, 0.2, expected);
		expect(rate).toBeCloseTo((4.5 + 0.15 - 0.165) / 2.8, 12);
		expect(expected[2]).toBeCloseTo(1.5, 12);
		expect(expected[3]).toBeCloseTo(4.65 / 3, 12);
	});

	it('SBA is Croston less β/2', () => {
		const [plain, corrected] = [
			crostonFilter(values, 0.1, 0.2, expected),
			crostonFilter(values, 0.1, 0.2, expected, 1)
		];
		expect(corrected).toBeCloseTo(0.9 * plain, 12);
	});

	it('TSB fades when sales end, Croston does not', () => {
		const ended = Float64Array.from({ length: 60 }, (_, t) => (t < 30 && t % 3 === 0 ? 6 : 0));
		const buffer = new Float64Array(60);
		expect(fitRate(ended, tsbFilter)).toBeLessThan(0.3);
		expect(fitRate(ended, crostonFilter)).toBeGreaterThan(0.9);
		expect(tsbFilter(new Float64Array(5), 0.1, 0.1, buffer)).toBe(0);
	});
});

describe('ridge regression from sums', () => {
	it('finds a linear map and prefers no penalty without noise', () => {
		const sums = new RidgeSums(3, 2);
		for (let i = 0; i < 100; i++) {
			const [a, b, c] = [Math.sin(i), Math.cos(3 * i), Math.sin(i * i)];
			sums.add(Float64Array.of(a, b, c, 1), Float64Array.of(2 * a - b + 1, 3 * c), i);
		}
		const [one, two] = apply(sums.solve(), Float64Array.of(0.3, -0.2, 0.5, 1));
		expect(one).toBeCloseTo(1.8, 2);
		expect(two).toBeCloseTo(1.5, 2);
	});

	it('answers zero for noise', () => {
		const sums = new RidgeSums(20, 1);
		for (let i = 0; i < 40; i++) {
			const x = Float64Array.from({ length: 21 }, (_, j) => (j === 20 ? 1 : Math.sin(i * 31.7 + j * j * 17.3 + i * j)));
			sums.add(x, Float64Array.of(Math.sin(i * i * 3.3)), i);
		}
		expect(Math.max(...sums.solve().weights.map(Math.abs))).toBeLessThan(0.2);
	});
});
