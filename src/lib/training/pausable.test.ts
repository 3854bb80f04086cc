import { describe, expect, it } from 'vitest';
import { pausable } from './pausable';

function clocked() {
	const clock = { time: 0 };
	const pace = pausable({ now: () => clock.time, rest: () => Promise.resolve() });
	return { clock, pace };
}

describe('a pausable pace', () => {
	it('does not count the time a job was held, and runs on until it rests', async () => {
		const { clock, pace } = clocked();
		clock.time = 100;
		pace.pause();
		clock.time = 130;
		expect(pace.now()).toBe(130);
		const rest = pace.rest();
		await Promise.resolve();
		clock.time = 5000;
		expect(pace.now()).toBe(130);
		pace.resume();
		await rest;
		clock.time = 5050;
		expect(pace.now()).toBe(180);
		pace.pause();
		pace.resume();
		expect(pace.now()).toBe(180);
	});

	it('holds a job at its next rest until it is resumed', async () => {
		const { pace } = clocked();
		const seen: string[] = [];
		const job = (async () => {
			await pace.rest();
			seen.push('first');
			pace.pause();
			await pace.rest();
			seen.push('second');
		})();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(seen).toEqual(['first']);
		pace.resume();
		await job;
		expect(seen).toEqual(['first', 'second']);
	});
});
