import { describe, expect, it } from 'vitest';
import { calibrate, learningPower, type OriginErrors } from './calibrate';

const origin = (key: string, fold: number, known: number, size: number): OriginErrors => ({
	...{ key, fold, known },
	errors: Float64Array.of(size, -size, size, -size)
});
const keys = Array.from({ length: 400 }, (_, i) => `s${i}`);

describe('the learning power', () => {
	it('is half of what was measured, with many series', () => {
		// Errors go as 1 / √length.
		const origins = keys.flatMap((key) =>
			[100, 64, 36].map((known, fold) => origin(key, fold, known, 10 / Math.sqrt(known)))
		);
		expect(learningPower(origins)).toBeCloseTo((0.5 * -0.5 * 400) / 420, 9);
	});
	it('never makes intervals wider, and says nothing from one origin', () => {
		const rising = keys.flatMap((key) => [100, 50].map((known, fold) => origin(key, fold, known, known)));
		expect(learningPower(rising)).toBeCloseTo(0, 12);
		expect(learningPower(keys.map((key) => origin(key, 0, 40, 1)))).toBe(0);
	});
});

it('take fifty thousand series', () => {
	const origins = Array.from({ length: 150_000 }, (_, i) =>
		origin(`s${i % 50_000}`, Math.floor(i / 50_000), 40 - i / 50_000, 1)
	);
	expect(learningPower(origins)).toBeCloseTo(0, 6);
});

describe('calibrated errors', () => {
	it('shrink to the length of the history there is now', () => {
		const origins = keys.flatMap((key) =>
			[100, 25].map((known, fold) => origin(key, fold, known, 10 / Math.sqrt(known)))
		);
		const { errors, factorOf } = calibrate(origins, new Map(keys.map((key) => [key, 400])));
		const power = learningPower(origins);
		const [newer, older] = [1 * 4 ** power, 2 * 16 ** power];
		const mean = (newer + older) / 2;
		// Each is also divided by the factor of its series, measured on its other origin.
		expect(errors[0]!.errors[0]!).toBeCloseTo(newer / ((24 + (4 * older) / mean) / 28), 9);
		expect(errors[1]!.errors[0]!).toBeCloseTo(older / ((24 + (4 * newer) / mean) / 28), 9);
		expect(factorOf('s1')).toBeCloseTo(1, 9);
	});
	it('give a series that is hard to forecast wider intervals, moderately', () => {
		const origins = keys.flatMap((key, i) => [50, 40].map((known, fold) => origin(key, fold, known, i === 0 ? 9 : 1)));
		const { factorOf, errors } = calibrate(origins, new Map());
		// Prior of six horizons of four: (24 + 8 · 9 / 1.02) / (24 + 8).
		expect(factorOf('s0')).toBeCloseTo((24 + (8 * 9) / 1.02) / 32, 9);
		expect(factorOf('s1')).toBeCloseTo((24 + 8 / 1.02) / 32, 9);
		expect(factorOf('unknown')).toBe(1);
		// Its own errors are divided by a factor measured on the other origin alone.
		expect(errors[0]!.errors[0]!).toBeCloseTo(9 / ((24 + (4 * 9) / 1.02) / 28), 9);
	});
	it('leave a single series as it is', () => {
		const origins = [origin('', 0, 50, 2)];
		expect(calibrate(origins, new Map([['', 60]])).errors[0]!.errors).toEqual(origins[0]!.errors);
	});
});
