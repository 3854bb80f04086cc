import { describe, expect, it } from 'vitest';
import type { Progress } from '$lib/core/forecast/result';
import { thinProgress } from './progress';

function run(steps: readonly [ms: number, done: number, note?: string][]): Progress[] {
	const seen: Progress[] = [];
	let time = 0;
	const report = thinProgress(
		(progress) => seen.push(progress),
		() => time
	);
	for (const [ms, done, note] of steps) {
		time = ms;
		report.progress(done, 100, note);
	}
	return seen;
}

describe('progress', () => {
	it('reports at most ten times a second', () => {
		const steps = Array.from({ length: 1000 }, (_, ms): [number, number] => [ms, ms / 10]);
		expect(run(steps)).toHaveLength(10);
	});

	it('names phase and kind and never goes back', () => {
		const seen = run([
			[0, 10, 'backtest:theta'],
			[200, 5, 'fit:residual-network']
		]);
		expect(seen.map(({ share, phase, kind }) => [share, phase, kind])).toEqual([
			[0.1, 'backtest', 'theta'],
			[0.1, 'fit', 'residual-network']
		]);
	});

	it('sends the learning curve of the fit that runs', () => {
		const seen: Progress[] = [];
		let time = 0;
		const report = thinProgress(
			(progress) => seen.push(progress),
			() => (time += 200)
		);
		const tell = (step: number) => report.trace({ step, steps: 500, loss: 1 / step, validation: null });
		for (let step = 1; step <= 300; step++) tell(step);
		report.progress(1, 9, 'backtest:residual-network');
		tell(1);
		tell(2);
		report.progress(2, 9, 'backtest:residual-network');
		report.progress(3, 9, 'fit:residual-network');
		expect(seen.map(({ curve }) => curve.map(({ step }) => step))).toEqual([[], [1, 2], []]);
		for (let step = 1; step <= 300; step++) tell(step);
		report.progress(4, 9, 'fit:residual-network');
		const sent = seen.at(-1)!.curve;
		expect(sent.length).toBeLessThanOrEqual(200);
		expect(sent.at(-1)!.step).toBe(300);
	});

	it('guesses the time left once there is enough to go by', () => {
		const seen = run([
			[500, 20],
			[2000, 1],
			[4000, 40]
		]);
		expect(seen.map(({ secondsLeft }) => secondsLeft)).toEqual([null, 8, 6]);
	});
});
