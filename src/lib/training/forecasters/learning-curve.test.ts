import { describe, expect, it } from 'vitest';
import type { TracePoint } from '$lib/core/forecast/forecaster';
import { LearningCurve } from './learning-curve';

function curveAt(times: number[]) {
	const points: TracePoint[] = [];
	let time = 0;
	const pace = { now: () => time, rest: () => Promise.resolve() };
	const curve = new LearningCurve({ pace, trace: (point) => points.push(point) });
	times.forEach((at, i) => {
		time = at;
		curve.learnt(i + 1);
		curve.step(i + 1, times.length, null);
	});
	return points;
}

describe('the learning curve', () => {
	it('has a point every quarter of a second and one at the end, each with the mean loss since the last', () => {
		expect(curveAt([10, 20, 300, 310, 320])).toEqual([
			{ step: 3, steps: 5, loss: 2, validation: null },
			{ step: 5, steps: 5, loss: 4.5, validation: null }
		]);
	});

	it('has a point wherever validation was measured, and none of numbers that are not finite', () => {
		const points: TracePoint[] = [];
		const pace = { now: () => 0, rest: () => Promise.resolve() };
		const curve = new LearningCurve({ pace, trace: (point) => points.push(point) });
		curve.learnt(NaN);
		curve.step(1, 9, 0.5);
		curve.learnt(2);
		curve.step(2, 9, 0.4);
		curve.learnt(4);
		curve.step(9, 9, NaN);
		expect(points).toEqual([
			{ step: 2, steps: 9, loss: 2, validation: 0.4 },
			{ step: 9, steps: 9, loss: 4, validation: null }
		]);
	});
});
