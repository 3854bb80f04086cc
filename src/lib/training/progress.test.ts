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
		report(done, 100, note);
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

	it('guesses the time left once there is enough to go by', () => {
		const seen = run([
			[500, 20],
			[2000, 1],
			[4000, 40]
		]);
		expect(seen.map(({ secondsLeft }) => secondsLeft)).toEqual([null, 8, 6]);
	});
});
