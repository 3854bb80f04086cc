import { mase, maseScale } from '$lib/core/forecast/accuracy';
import { type FoldScore, improvement } from '$lib/core/forecast/choose';
import type { FitSettings } from '$lib/core/forecast/forecaster';

/** A way to forecast `h` steps from a past: the first values of the history at position `i`. */
export type Trial = (past: Float64Array, h: number, i: number) => Float64Array;

/** Series looked at for a decision, at most: a fair sample is enough and keeps it cheap. */
const MAX_SAMPLE = 100;
/** Origins per series when there are many series, and when there are few. */
const [FEWEST_ORIGINS, MOST_ORIGINS] = [2, 6];
/** A history of so many horizons is long: twice the origins, further apart. */
const LONG = 12;

/**
 * Decides between ways to forecast, once for all series, by MASE on held-out ends of the histories given (the training
 * part of whoever calls): the first way, unless another is better by more than one standard error; of several, the best.
 * Returns its position.
 */
export async function decide(
	histories: readonly Float64Array[],
	{ season: m, horizon }: FitSettings,
	trials: readonly Trial[],
	turn: () => Promise<void> | void,
	most = MAX_SAMPLE
): Promise<number> {
	const stride = Math.max(1, Math.ceil(histories.length / most));
	const sample = histories.filter((_, i) => i % stride === 0);
	const perSeries = Math.min(MOST_ORIGINS, Math.max(FEWEST_ORIGINS, Math.ceil(15 / sample.length)));
	const scores = trials.map(() => [] as FoldScore[]);
	for (const [i, history] of sample.entries()) {
		const h = Math.min(horizon, Math.max(1, Math.floor(history.length / 5)));
		const long = history.length >= LONG * h;
		for (let fold = 0; fold < (long ? 2 * perSeries : perSeries); fold++) {
			const at = history.length - h - Math.ceil(long ? fold * h : (fold * h) / 2);
			if (at < Math.max(8, m + 4)) break;
			await turn();
			const past = history.subarray(0, at);
			const actual = history.subarray(at, at + h);
			const scale = maseScale(past, m);
			for (const [j, trial] of trials.entries()) {
				scores[j]!.push({ key: String(i), fold, mase: mase(actual, trial(past, h, i * stride), scale) });
			}
		}
	}
	return firstUnlessBeaten(scores);
}

function firstUnlessBeaten(scores: readonly (readonly FoldScore[])[]): number {
	let best = 0;
	let most = 0;
	for (let i = 1; i < scores.length; i++) {
		const { mean, se } = improvement(scores[i]!, scores[0]!);
		if (mean > most && mean > (Number.isNaN(se) ? 0 : se)) [best, most] = [i, mean];
	}
	return best;
}
