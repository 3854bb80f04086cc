import { describe, expect, it } from 'vitest';
import { choose, type FoldScore, improvement } from './choose';
import type { ForecasterKind } from './forecaster';

const scores = (...mase: number[]): FoldScore[] => mase.map((value, fold) => ({ key: '', fold, mase: value }));
const field = (rows: Partial<Record<ForecasterKind, FoldScore[]>>) =>
	new Map(Object.entries(rows) as [ForecasterKind, FoldScore[]][]);

describe('the automatic choice', () => {
	it('is the model that clearly beats naive', () => {
		expect(choose(field({ 'seasonal-naive': scores(1, 1.1, 0.9), theta: scores(0.7, 0.8, 0.6) }))).toBe('theta');
	});
	it('is naive when naive wins, and when the lead is within its noise', () => {
		expect(choose(field({ 'seasonal-naive': scores(0.5, 0.6), theta: scores(0.7, 0.8) }))).toBe('seasonal-naive');
		expect(choose(field({ 'seasonal-naive': scores(1, 1, 1), theta: scores(0.2, 1.4, 1.3) }))).toBe('seasonal-naive');
		expect(choose(field({ 'seasonal-naive': scores(1) }))).toBe('seasonal-naive');
		expect(choose(field({ 'seasonal-naive': [], theta: [] }))).toBe('seasonal-naive');
	});
	it('is the combination unless a single model clearly beats it', () => {
		const naive = scores(2, 2.1, 1.9);
		const theta = scores(0.9, 1.1, 1);
		expect(choose(field({ 'seasonal-naive': naive, theta, combination: scores(0.98, 1.02, 1.05) }))).toBe(
			'combination'
		);
		expect(choose(field({ 'seasonal-naive': naive, theta, combination: scores(1.2, 1.41, 1.3) }))).toBe('theta');
	});
	it('compares only origins that both have', () => {
		expect(improvement(scores(1), scores(3, 100))).toEqual({ mean: 2, se: NaN });
	});
	it('leaves the combination in place when a single pair speaks against it', () => {
		const at = (mase: number) => [{ key: '', fold: 0, mase }];
		const scores = new Map<ForecasterKind, { key: string; fold: number; mase: number }[]>([
			['seasonal-naive', at(1)],
			['theta', at(0.5)],
			['combination', at(0.6)]
		]);
		expect(choose(scores)).toBe('combination');
	});
	it('counts the origins of one series as one when there are many series', () => {
		const many = (value: (key: number) => number) =>
			Array.from({ length: 30 }, (_, i) => ({ key: `${i % 10}`, fold: Math.floor(i / 10), mase: value(i % 10) }));
		const { se } = improvement(
			many(() => 1),
			many((key) => 1 + key)
		);
		expect(se).toBeCloseTo(Math.sqrt(82.5 / 9 / 10), 9);
	});
});
