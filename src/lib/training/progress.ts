import type { ForecasterKind, Job, TracePoint } from '$lib/core/forecast/forecaster';
import type { Progress } from '$lib/core/forecast/result';

/** Least time between two reports, in ms. */
const BETWEEN_MS = 100;
/** No guess at the time left before this much has been seen. */
const LEAST_SHARE = 0.03;
const LEAST_MS = 1000;
/** Most points of a learning curve that are kept; then every second one is dropped. */
const MOST_POINTS = 200;

/**
 * Turns a job's progress and learning curve, told as often as it likes, into at most ten reports a second with the time
 * left. Shares never go back. Notes read "phase:kind"; a new note begins a new curve.
 */
export function thinProgress(
	report: (progress: Progress) => void,
	now: () => number
): { readonly progress: Job['progress']; readonly trace: NonNullable<Job['trace']> } {
	const began = now();
	let last = -Infinity;
	let best = 0;
	let noted = '';
	let curve: TracePoint[] = [];
	return {
		progress: (done, total, note = '') => {
			if (total > 0) best = Math.max(best, Math.min(1, done / total));
			if (note !== noted) [noted, curve] = [note, []];
			const time = now();
			if (time - last < BETWEEN_MS) return;
			last = time;
			const spent = time - began;
			const known = best >= LEAST_SHARE && spent >= LEAST_MS;
			const [phase = '', kind = ''] = note.split(':');
			report({
				share: best,
				secondsLeft: known ? (spent * (1 - best)) / best / 1000 : null,
				phase,
				kind: kind === '' ? null : (kind as ForecasterKind),
				curve
			});
		},
		trace: (point) => {
			const before = curve.at(-1);
			if (before && point.step <= before.step) curve = [];
			curve = [...(curve.length < MOST_POINTS ? curve : curve.filter((_, at) => at % 2 === 1)), point];
		}
	};
}
