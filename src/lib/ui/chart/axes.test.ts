import { describe, expect, it } from 'vitest';
import { periodOf } from '$lib/core/period';
import { alignZeros, extentOf, niceStep, periodTicks, valueExtent, valueTicks } from './axes';

describe('value axes', () => {
	it('steps by 1, 2 and 5', () => {
		expect([niceStep(10, 5), niceStep(97, 5), niceStep(0.7, 5), niceStep(3, 6, true)]).toEqual([2, 20, 0.2, 1]);
	});
	it('starts bars at zero and lets distant lines float', () => {
		expect(valueExtent([900, 1000], true).low).toBe(0);
		expect(valueExtent([900, 1000], false).low).toBeGreaterThan(800);
		expect(valueExtent([100, 1000], false).low).toBe(0);
		expect(valueExtent([null, null], true)).toEqual({ low: 0, high: 1.06 });
	});
	it('levels the zeros of two axes without cutting anything', () => {
		const { left, right } = alignZeros({ low: 0, high: 100 }, { low: -0.25, high: 1 });
		expect(-left.low / (left.high - left.low)).toBeCloseTo(0.2);
		expect(right).toEqual({ low: -0.25, high: 1 });
		expect(alignZeros({ low: -30, high: 10 }, { low: -1, high: 1 }).right).toEqual({ low: -3, high: 1 });
	});
	it('leaves axes alone where levelling would empty a third of the chart', () => {
		const axes = { left: { low: 0, high: 100 }, right: { low: -0.5, high: 1 } };
		expect(alignZeros(axes.left, axes.right)).toEqual(axes);
	});
	it('writes ticks in the short forms of each language', () => {
		const extent = { low: 0, high: 1_050_000 };
		const texts = (locale: 'en' | 'zh-CN') => valueTicks(extent, 'money', { locale, currency: null, wanted: 5 }).texts;
		expect(texts('en')).toEqual(['0', '500K', '1M']);
		expect(texts('zh-CN')).toEqual(['0', '50万', '100万']);
		expect(valueTicks({ low: 0, high: 0.03 }, 'share', { locale: 'en', currency: null, wanted: 3 }).texts).toEqual([
			'0%',
			'1%',
			'2%',
			'3%'
		]);
		expect(valueTicks({ low: 0, high: 0.2 }, 'number', { locale: 'en', currency: null, wanted: 4 }).texts).toEqual([
			'0.00',
			'0.05',
			'0.10',
			'0.15',
			'0.20'
		]);
	});
	it('finds no extent in nothing', () => {
		expect(extentOf([null, NaN])).toBeNull();
	});
});

describe('period axes', () => {
	it('names the year once and starts steps where calendars do', () => {
		const ticks = periodTicks(periodOf('2016-11-01', 'month'), periodOf('2017-12-01', 'month'), 'month', 'en', 300);
		expect(ticks.texts).toEqual(['Jan<br>2017', 'Apr', 'Jul', 'Oct']);
	});
	it('labels every period where there is room', () => {
		const ticks = periodTicks(
			periodOf('2017-01-01', 'quarter'),
			periodOf('2017-12-01', 'quarter'),
			'quarter',
			'zh-CN',
			800
		);
		expect(ticks.texts).toEqual(['Q1<br>2017年', 'Q2', 'Q3', 'Q4']);
	});
});
