import type { NetworkCard } from '$lib/core/forecast/pretrained/manifest';
import { inputSize, writeInputs } from '$lib/core/forecast/pretrained/window';
import type { Random } from './random';
import { errorWeight, prepare, type Batch, type Cut, type History } from './residual-network-windows';

/** Targets further from the level than this say that the scale is wrong, not what to learn. */
const FURTHEST = 12;
/** Fewest values before a forecast to learn from, as the pretrained network was taught with. */
const LEAST_PAST = 5;
/** Share of the series whose last horizon is held out, and how few series are all held out. */
const HELD_OUT = 0.25;
const ALL_HELD_OUT = 24;
const MOST_HELD_OUT = 400;

/** What fine-tuning draws from. */
export interface Material {
	readonly histories: readonly History[];
	/** [series] where learning ends: values from there on are held out. */
	readonly ends: readonly number[];
	/** Windows whose error tells whether learning helped. */
	readonly heldOut: readonly Cut[];
	/** Windows that can be learnt from. */
	readonly windows: number;
	/** Steps ahead that count. */
	readonly steps: number;
}

/** The earliest forecast to learn from: two seasons of past, or half of the history where that is less. */
function firstCut({ filled }: History, season: number): number {
	return Math.max(LEAST_PAST, Math.min(2 * season, Math.floor(filled.length / 2)));
}

/**
 * Parts histories [n], gaps NaN, into what to learn from and what to check with: the last `horizon` values of some series
 * (of all where there are few), never less than a horizon after the first window.
 */
export function materialOf(
	series: readonly Float64Array[],
	card: NetworkCard,
	season: number,
	horizon: number,
	random: Random
): Material {
	const steps = Math.min(horizon, card.horizon);
	const histories = series.map((values) => prepare({ values }, season));
	const share = histories.length <= ALL_HELD_OUT ? 1 : Math.min(HELD_OUT, MOST_HELD_OUT / histories.length);
	const ends = histories.map(({ filled }) => filled.length);
	const heldOut: Cut[] = [];
	histories.forEach((history, index) => {
		const cut = history.filled.length - steps;
		if (random() >= share || cut < firstCut(history, season) + steps || history.spread === 0) return;
		ends[index] = cut;
		heldOut.push({ history, cut, end: history.filled.length });
	});
	const windows = histories.reduce((sum, one, i) => sum + Math.max(0, ends[i]! - firstCut(one, season)), 0);
	return { histories, ends, heldOut, windows, steps };
}

/** Draws windows to learn from: a random series that has any, a random place in it. */
export function drawer({ histories, ends }: Material, season: number, random: Random): () => Cut {
	const able = histories.flatMap((history, i) => (ends[i]! > firstCut(history, season) ? [i] : []));
	return () => {
		const index = able[Math.floor(random() * able.length)]!;
		const history = histories[index]!;
		const from = firstCut(history, season);
		return { history, cut: from + Math.floor(random() * (ends[index]! - from)), end: ends[index]! };
	};
}

/** Inputs as the pretrained network sees them, and what should follow, in the scale of each window. */
export function tuningBatch(cuts: readonly Cut[], card: NetworkCard, steps: number): Batch {
	const { horizon } = card;
	const width = inputSize(card);
	const batch: Batch = {
		inputs: new Float32Array(cuts.length * width),
		targets: new Float32Array(cuts.length * horizon),
		weights: new Float32Array(cuts.length * horizon)
	};
	cuts.forEach(({ history, cut, end }, row) => {
		const { level, scale } = writeInputs(history.filled.subarray(0, cut), card, batch.inputs, row * width);
		if (!(scale > 0)) return;
		const size = Math.abs(level) + scale;
		const weight = (scale / size) * errorWeight(history.spread / size);
		for (let k = 0; k < steps && cut + k < end; k++) {
			const target = (history.recorded[cut + k]! - level) / scale;
			if (!(Math.abs(target) <= FURTHEST)) continue;
			batch.targets[row * horizon + k] = target;
			batch.weights[row * horizon + k] = weight;
		}
	});
	return batch;
}
