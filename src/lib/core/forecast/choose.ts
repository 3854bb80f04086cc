import type { ForecasterKind } from './forecaster';

/** MASE of one kind at one backtest origin of one series. */
export interface FoldScore {
	readonly key: string;
	readonly fold: number;
	readonly mase: number;
}

/** Standard error of the mean of `values`; NaN below 2. */
export function standardError(values: readonly number[]): number {
	const n = values.length;
	if (n < 2) return NaN;
	const mean = values.reduce((sum, v) => sum + v, 0) / n;
	return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1) / n);
}

/** The mean of b − a over the origins that both have, with its standard error. Above 0 = `a` is better. */
export function improvement(a: readonly FoldScore[], b: readonly FoldScore[]): { mean: number; se: number; n: number } {
	const other = new Map(b.map((score) => [`${score.fold} ${score.key}`, score.mase]));
	const differences = a.flatMap(({ key, fold, mase }) => {
		const rival = other.get(`${fold} ${key}`);
		return rival === undefined ? [] : [rival - mase];
	});
	const n = differences.length;
	return { mean: differences.reduce((sum, d) => sum + d, 0) / n, se: standardError(differences), n };
}

/** Kind that costs nothing and everybody understands: it wins every tie. */
const SIMPLEST: ForecasterKind = 'seasonal-naive';

/**
 * The automatic choice: the kind with the lowest mean MASE over the origins common to all; seasonal naive unless that
 * kind beats it by more than one standard error of the paired differences (the one-standard-error rule of Breiman et al.
 * 1984). `scores` holds only kinds that can forecast every series.
 */
export function choose(scores: ReadonlyMap<ForecasterKind, readonly FoldScore[]>): ForecasterKind {
	const naive = scores.get(SIMPLEST) ?? [];
	let best: ForecasterKind = SIMPLEST;
	let lead = { mean: 0, se: 0 };
	for (const [kind, own] of scores) {
		if (kind === SIMPLEST) continue;
		const gain = improvement(own, naive);
		const better = best === SIMPLEST ? gain.mean > 0 : improvement(own, scores.get(best)!).mean > 0;
		if (better) [best, lead] = [kind, gain];
	}
	return lead.mean > (Number.isNaN(lead.se) ? 0 : lead.se) ? best : SIMPLEST;
}
