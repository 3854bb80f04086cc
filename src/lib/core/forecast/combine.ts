import type { Entry } from './contest';
import type { ForecasterKind } from './forecaster';
import { bySeries, type Scored } from './score';
import type { Series } from './series';
import { learnWeights, weightedForecast, type MemberErrors } from './weights';

/** What the combination starts from: one of each family, and no two that err alike (docs/decisions/0007-forecast-choice.md). */
const COMBINED: readonly ForecasterKind[] = ['four-theta', 'stl-ets', 'pretrained', 'residual-network'];
/** Never a member: it is the yardstick. */
const YARDSTICK: ForecasterKind = 'seasonal-naive';

/**
 * Weights before anything is learned, one per kind: equal for 4Theta, decomposition with exponential smoothing and the two
 * networks, 0 for others; where fewer than two of these ran, equal for all that did.
 */
export function priorWeights(kinds: readonly ForecasterKind[]): number[] {
	const members = kinds.filter((kind) => COMBINED.includes(kind));
	const taken = members.length > 1 ? members : kinds;
	return kinds.map((kind) => (taken.includes(kind) ? 1 / taken.length : 0));
}

/**
 * Adds the 'combination' of all that ran but seasonal naive: their weighted mean, with weights learned from the backtest
 * errors of all series. What it says of a past origin uses weights learned without that origin (with a single origin:
 * without that half of the series), so that its own backtest is honest. A series that a member cannot do is combined of
 * the others. Fewer than two kinds: nothing is added.
 */
export function withCombination(entries: readonly Entry[], series: readonly Series[]): readonly Entry[] {
	const members = entries.filter(({ kind }) => kind !== YARDSTICK);
	if (members.length < 2) return entries;
	const kinds = members.map(({ kind }) => kind);
	const pasts = members.map(({ backtest }) => bySeries(backtest));
	const lessons = lessonsOf(pasts, series);
	const weightsWithout = crossFit(lessons, kinds);
	const final = learn(lessons, kinds);
	const points = new Map<string, Float64Array>();
	const backtest: Scored[] = [];
	for (const { key } of series) {
		const able = members.map((entry, m) => entry.points.has(key) && complete(pasts, m, key));
		const weigh = (weights: Float64Array) => restricted(weights, able);
		if (!able.some(Boolean)) continue;
		points.set(
			key,
			mixed(
				members.map((entry) => entry.points.get(key)),
				weigh(final)
			)
		);
		const first = pasts[able.indexOf(true)]!.get(key) ?? [];
		for (const [i, one] of first.entries()) {
			const past = pasts.map((own) => own.get(key)?.[i]?.point);
			backtest.push({ ...one, kind: 'combination', point: mixed(past, weigh(weightsWithout(one))) });
		}
	}
	const params = { members: kinds, weights: [...final] };
	const seconds = members.reduce((sum, member) => sum + member.seconds, 0);
	const model = { kind: 'combination', format: 2, params, weights: [] } as const;
	return [...entries, { kind: 'combination', backtest, points, model, seconds }];
}

/** The errors of all members at one origin of one series. */
interface Lesson {
	readonly key: string;
	readonly fold: number;
	/** Second half of the series, for the cross fit with a single origin. */
	readonly second: boolean;
	readonly rows: readonly MemberErrors[];
}

/** Origins that every member did, so that their errors can be compared. */
function lessonsOf(pasts: readonly ReadonlyMap<string, readonly Scored[]>[], series: readonly Series[]): Lesson[] {
	return series.flatMap(({ key }, at) => {
		const own = pasts.map((past) => past.get(key) ?? []);
		if (own.some(({ length }) => length !== own[0]!.length)) return [];
		return own[0]!.map((one, i) => ({
			key,
			fold: one.fold,
			second: 2 * at >= series.length,
			rows: rowsOf(own.map((past) => past[i]!))
		}));
	});
}

function rowsOf(members: readonly Scored[]): MemberErrors[] {
	const { actual, scale } = members[0]!;
	return Array.from(actual).flatMap((y, k) =>
		Number.isFinite(y) ? [Float64Array.from(members, ({ point }) => (y - point[k]!) / scale)] : []
	);
}

function learn(lessons: readonly Lesson[], kinds: readonly ForecasterKind[]): Float64Array {
	const series = new Set(lessons.map(({ key }) => key)).size;
	return learnWeights(
		lessons.flatMap(({ rows }) => rows),
		priorWeights(kinds),
		series
	);
}

/** The weights to judge a past forecast by: learned from the other origins, or from the other half of the series. */
function crossFit(lessons: readonly Lesson[], kinds: readonly ForecasterKind[]): (one: Scored) => Float64Array {
	const folds = [...new Set(lessons.map(({ fold }) => fold))];
	if (folds.length > 1) {
		const byFold = new Map(
			folds.map((fold) => [
				fold,
				learn(
					lessons.filter((one) => one.fold !== fold),
					kinds
				)
			])
		);
		const prior = Float64Array.from(priorWeights(kinds));
		return ({ fold }) => byFold.get(fold) ?? prior;
	}
	const halves = [true, false].map((second) =>
		learn(
			lessons.filter((one) => one.second !== second),
			kinds
		)
	);
	const seconds = new Set(lessons.filter(({ second }) => second).map(({ key }) => key));
	return ({ key }) => halves[seconds.has(key) ? 0 : 1]!;
}

/** Whether a member did as many origins of a series as any. */
function complete(pasts: readonly ReadonlyMap<string, readonly Scored[]>[], member: number, key: string): boolean {
	const most = Math.max(...pasts.map((past) => past.get(key)?.length ?? 0));
	return (pasts[member]!.get(key)?.length ?? 0) === most;
}

/** The weights of those that are able, summing to 1; equal where they have none. */
function restricted(weights: Float64Array, able: readonly boolean[]): Float64Array {
	const kept = weights.map((weight, m) => (able[m] ? weight : 0));
	const total = kept.reduce((sum, weight) => sum + weight, 0);
	if (total > 0) return kept.map((weight) => weight / total);
	const count = able.filter(Boolean).length;
	return kept.map((_, m) => (able[m] ? 1 / count : 0));
}

function mixed(points: readonly (Float64Array | undefined)[], weights: Float64Array): Float64Array {
	const taking = points.flatMap((point, m) => (point && weights[m]! > 0 ? [{ point, weight: weights[m]! }] : []));
	return weightedForecast(
		taking.map(({ point }) => point),
		taking.map(({ weight }) => weight)
	);
}
