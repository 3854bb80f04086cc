import { mean } from './accuracy';
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
	const centre = mean(values);
	return Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (n - 1) / n);
}

/** From this many series on, the origins of one series count as one observation: they share most of their history. */
const CLUSTERED_FROM = 8;

/**
 * The mean of b − a over the origins that both have, with its standard error (over series where there are 8 or more, else
 * over origins). Above 0 = `a` is better. NaN without common origins.
 */
export function improvement(a: readonly FoldScore[], b: readonly FoldScore[]): { mean: number; se: number } {
	const other = new Map(b.map((score) => [`${score.fold} ${score.key}`, score.mase]));
	const byKey = new Map<string, number[]>();
	for (const { key, fold, mase } of a) {
		const rival = other.get(`${fold} ${key}`);
		if (rival === undefined) continue;
		const own = byKey.get(key);
		if (own) own.push(rival - mase);
		else byKey.set(key, [rival - mase]);
	}
	const all = [...byKey.values()].flat();
	const units = byKey.size >= CLUSTERED_FROM ? [...byKey.values()].map(mean) : all;
	return { mean: mean(all), se: standardError(units) };
}

/** Kind that costs nothing and everybody understands: it wins every tie. */
const SIMPLEST: ForecasterKind = 'seasonal-naive';

/** Kind that wins ties among the others: a mean of models is rarely the worst and often the best on new data. */
const STEADIEST: ForecasterKind = 'combination';

/** Standard errors by which a model must beat the combination: picking one model on its past is mostly luck. */
const TO_BEAT_STEADIEST = 2;
/** Standard errors by which a model must beat seasonal naive (the one-standard-error rule of Breiman et al. 1984). */
const TO_BEAT_SIMPLEST = 1;

/**
 * The automatic choice, by mean MASE over the origins that two kinds have in common, with the standard error of the paired
 * differences: the combination, unless a single kind beats it by more than two standard errors (without a combination: the
 * lowest MASE); and seasonal naive, unless the winner beats that by more than one. `scores` holds only kinds that can
 * forecast every series.
 */
export function choose(scores: ReadonlyMap<ForecasterKind, readonly FoldScore[]>): ForecasterKind {
	let best: ForecasterKind | undefined;
	for (const kind of scores.keys()) {
		if (kind === SIMPLEST || kind === STEADIEST) continue;
		if (best === undefined || improvement(scores.get(kind)!, scores.get(best)!).mean > 0) best = kind;
	}
	const steady = scores.get(STEADIEST);
	if (steady && (best === undefined || !clearlyBeats(scores.get(best)!, steady))) best = STEADIEST;
	if (best === undefined) return SIMPLEST;
	return beats(scores.get(best)!, scores.get(SIMPLEST) ?? [], TO_BEAT_SIMPLEST) ? best : SIMPLEST;
}

/** Better by more than so many standard errors; with a single pair, better at all. */
function beats(a: readonly FoldScore[], b: readonly FoldScore[], errors: number): boolean {
	const lead = improvement(a, b);
	return lead.mean > (Number.isNaN(lead.se) ? 0 : errors * lead.se);
}

/** Better than the combination by two standard errors; a single pair proves nothing. */
function clearlyBeats(a: readonly FoldScore[], steady: readonly FoldScore[]): boolean {
	return !Number.isNaN(improvement(a, steady).se) && beats(a, steady, TO_BEAT_STEADIEST);
}
