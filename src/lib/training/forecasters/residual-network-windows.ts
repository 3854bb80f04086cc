import { fillGaps, firstKnown } from '$lib/core/forecast/gaps';
import type { Series } from '$lib/core/forecast/series';

/** A series made ready for windows. It begins with its first record. */
export interface History {
	/** [n] gaps filled. */
	readonly filled: Float64Array;
	/** [n] as recorded; NaN = missing, and such targets do not count. */
	readonly recorded: Float64Array;
	/** Mean absolute seasonal difference, the scale of MASE; 0 when constant. */
	readonly spread: number;
}

/** How long windows are: `lookBack` values in, `horizon` values out. */
export interface Framing {
	readonly lookBack: number;
	readonly horizon: number;
	/** Values whose mean is the level of a window. */
	readonly levelSpan: number;
}

/** Makes a series ready for windows of a seasonal period of `season`. */
export function prepare({ values }: Pick<Series, 'values'>, season: number): History {
	const recorded = values.slice(Math.min(firstKnown(values), values.length - 1));
	const filled = fillGaps(recorded, season);
	return { filled, recorded, spread: seasonalSpread(filled, season) };
}

function seasonalSpread(filled: Float64Array, season: number): number {
	const lag = filled.length > season ? season : 1;
	let sum = 0;
	for (let t = lag; t < filled.length; t++) sum += Math.abs(filled[t]! - filled[t - lag]!);
	return filled.length > lag ? sum / (filled.length - lag) : 0;
}

/** Level and scale by which a window is normalised; the scale is 0 when all its values are, and so is its forecast. */
export interface Norm {
	readonly level: number;
	readonly scale: number;
}

/** Norm of the past before `cut`: mean of its last values, and mean size of all its values in the window. */
export function normOf(values: ArrayLike<number>, cut: number, { lookBack, levelSpan }: Framing): Norm {
	const from = Math.max(0, cut - lookBack);
	let size = 0;
	for (let t = from; t < cut; t++) size += Math.abs(values[t]!);
	const span = Math.min(cut - from, levelSpan);
	let level = 0;
	for (let t = cut - span; t < cut; t++) level += values[t]!;
	return { level: level / span, scale: size / (cut - from) };
}

/** Writes the window that ends before `cut` at `offset` of `into`; before the history it repeats the first value. */
export function writeWindow(
	values: ArrayLike<number>,
	cut: number,
	{ level, scale }: Norm,
	{ lookBack }: Framing,
	into: Float32Array,
	offset: number
): void {
	const begin = cut - lookBack;
	for (let i = 0; i < lookBack; i++) into[offset + i] = (values[Math.max(0, begin + i)]! - level) / (scale || 1);
}

/** A window to learn from: its forecast begins at `cut`; values from `end` on are hidden. */
export interface Cut {
	readonly history: History;
	readonly cut: number;
	readonly end: number;
}

/** Windows with what should follow them. */
export interface Batch {
	/** [b × lookBack] */
	readonly inputs: Float32Array;
	/** [b × h] scaled; meaningless where the weight is 0. */
	readonly targets: Float32Array;
	/** [b × h] weight of each error; 0 = unknown. */
	readonly weights: Float32Array;
}

/** The batch of the given windows. */
export function batchOf(cuts: readonly Cut[], framing: Framing): Batch {
	const { lookBack, horizon } = framing;
	const batch: Batch = {
		inputs: new Float32Array(cuts.length * lookBack),
		targets: new Float32Array(cuts.length * horizon),
		weights: new Float32Array(cuts.length * horizon)
	};
	cuts.forEach(({ history, cut, end }, row) => {
		const norm = normOf(history.filled, cut, framing);
		writeWindow(history.filled, cut, norm, framing, batch.inputs, row * lookBack);
		if (norm.scale === 0) return;
		const weight = errorWeight(history.spread / norm.scale);
		for (let step = 0; step < horizon && cut + step < end; step++) {
			const value = history.recorded[cut + step]!;
			if (Number.isNaN(value)) continue;
			batch.targets[row * horizon + step] = (value - norm.level) / norm.scale;
			batch.weights[row * horizon + step] = weight;
		}
	});
	return batch;
}

/** Typical and least relative spread: they bring both halves of the weight to the same size and bound the second. */
const TYPICAL_SPREAD = 0.3;
const LEAST_SPREAD = 0.03;

/** Half of the weight asks for a small relative error (sMAPE), half for a small one in units of the spread (MASE). */
export function errorWeight(relativeSpread: number): number {
	return 0.5 + (0.5 * TYPICAL_SPREAD) / Math.max(LEAST_SPREAD, relativeSpread);
}
