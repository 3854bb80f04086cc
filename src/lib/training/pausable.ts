import type { Pace } from '$lib/core/forecast/pace';

/** A pace that can be stopped: while paused, a rest does not end, and its clock stands still. */
export interface PausablePace extends Pace {
	pause(): void;
	resume(): void;
}

/** Makes `pace` pausable. A job that rests often stops within moments and goes on where it was: no number changes. */
export function pausable(pace: Pace): PausablePace {
	let since: number | null = null;
	let lost = 0;
	let waiting: (() => void)[] = [];
	return {
		now: () => (since ?? pace.now()) - lost,
		async rest() {
			await pace.rest();
			if (since !== null) await new Promise<void>((resolve) => waiting.push(resolve));
		},
		pause() {
			since ??= pace.now();
		},
		resume() {
			if (since === null) return;
			lost += pace.now() - since;
			since = null;
			for (const go of waiting) go();
			waiting = [];
		}
	};
}
