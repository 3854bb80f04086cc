import type { Pace } from '$lib/core/forecast/pace';

/** A pace that can be stopped: while paused, a rest does not end, and the clock stands still from that rest on. */
export interface PausablePace extends Pace {
	pause(): void;
	resume(): void;
}

/**
 * Makes `pace` pausable. A job that rests often stops within moments and goes on where it was: no number changes. Until it
 * rests its clock runs on, because a job rests by the clock.
 */
export function pausable(pace: Pace): PausablePace {
	let paused = false;
	let heldSince = 0;
	let lost = 0;
	let held: (() => void)[] = [];
	return {
		now: () => (held.length > 0 ? heldSince : pace.now()) - lost,
		async rest() {
			await pace.rest();
			if (!paused) return;
			if (held.length === 0) heldSince = pace.now();
			await new Promise<void>((resolve) => held.push(resolve));
		},
		pause() {
			paused = true;
		},
		resume() {
			paused = false;
			if (held.length === 0) return;
			lost += pace.now() - heldSince;
			for (const go of held) go();
			held = [];
		}
	};
}
