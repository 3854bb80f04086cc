import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Patience } from './patience';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
	['an idle machine', 100, 5_000],
	['a busy machine', 500, 10_000],
	['the busiest machine', 20_000, 15_000]
])('%s', (_, started, allowed) => {
	const silent = vi.fn();
	const watch = new Patience().watch(silent);
	vi.advanceTimersByTime(started);
	watch.heard();
	vi.advanceTimersByTime(allowed - 1);
	expect(silent).not.toHaveBeenCalled();
	watch.heard();
	vi.advanceTimersByTime(allowed - 1);
	expect(silent).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1);
	expect(silent).toHaveBeenCalledOnce();
});

it('a script that never starts is given up, and nothing is heard after the end', () => {
	const silent = vi.fn();
	new Patience().watch(silent).end();
	vi.advanceTimersByTime(60_000);
	expect(silent).not.toHaveBeenCalled();
	new Patience().watch(silent);
	vi.advanceTimersByTime(30_000);
	expect(silent).toHaveBeenCalledOnce();
});
