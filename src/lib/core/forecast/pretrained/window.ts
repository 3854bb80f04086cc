import type { NetworkCard } from './manifest';

/** Bounds of scaled inputs. */
const CLIP = 12;
/** Inputs that tell how much of the window is known. */
const LENGTH_CODES = 12;
const SCALARS = 5;
/** Weeks of last year, before and after this day. */
const YEAR_WEEKS = 8;
const WEEK = 7;
const YEAR = 52 * WEEK;

/** Level and scale of a window: y = level + scale · z. The scale is 0 when the known values are all the same. */
export interface WindowNorm {
	readonly level: number;
	readonly scale: number;
}

/** Inputs beside the window itself. */
export function staticSize({ lastYear }: Pick<NetworkCard, 'lastYear'>): number {
	return LENGTH_CODES + SCALARS + (lastYear ? 2 * YEAR_WEEKS + 1 : 0);
}

/** All inputs of a network. */
export function inputSize(card: Pick<NetworkCard, 'window' | 'lastYear'>): number {
	return card.window + staticSize(card);
}

/** Values before a forecast that can matter to it. */
export function pastSize({ window, lastYear }: Pick<NetworkCard, 'window' | 'lastYear'>): number {
	return lastYear ? Math.max(window, YEAR + WEEK * YEAR_WEEKS) : window;
}

const clip = (value: number, low = -CLIP, high = CLIP): number => Math.min(high, Math.max(low, value));

/**
 * Writes the inputs for a history [n ≥ 1, no gaps] at `offset` of `into`: the scaled window, right-aligned, zeros before
 * the history; then what tells its length and shape. Returns how to scale the outputs back.
 */
export function writeInputs(
	history: ArrayLike<number>,
	card: NetworkCard,
	into: Float32Array,
	offset: number
): WindowNorm {
	const { window, levelSpan } = card;
	const end = history.length;
	const n = Math.min(end, window);
	const begin = end - n;
	const level = meanOf(history, end - Math.min(n, levelSpan), end, (y) => y);
	const scale = meanOf(history, begin, end, (y) => Math.abs(y - level));
	const safe = scale > 0 ? scale : 1;
	into.fill(0, offset, offset + inputSize(card));
	for (let t = begin; t < end; t++) into[offset + window - end + t] = clip((history[t]! - level) / safe);
	let at = offset + window;
	for (let code = 0; code < LENGTH_CODES; code++) into[at++] = clip((n / window) * LENGTH_CODES - code, 0, 1);
	for (const value of shapeOf(history, begin, card, level, safe)) into[at++] = value;
	if (card.lastYear) writeLastYear(history, level, safe, into, at);
	return { level, scale };
}

function meanOf(history: ArrayLike<number>, begin: number, end: number, of: (y: number) => number): number {
	let sum = 0;
	for (let t = begin; t < end; t++) sum += of(history[t]!);
	return sum / Math.max(1, end - begin);
}

/** Mean absolute difference at a lag within the window. */
function roughness(history: ArrayLike<number>, begin: number, lag: number): number {
	let sum = 0;
	for (let t = begin + lag; t < history.length; t++) sum += Math.abs(history[t]! - history[t - lag]!);
	return sum / Math.max(1, history.length - begin - lag);
}

/** Five numbers on size, floor, zeros and roughness. */
function shapeOf(history: ArrayLike<number>, begin: number, card: NetworkCard, level: number, scale: number): number[] {
	const end = history.length;
	let lowest = Infinity;
	for (let t = begin; t < end; t++) lowest = Math.min(lowest, history[t]!);
	const step = roughness(history, begin, 1);
	const seasonal = end - begin > card.season && card.season > 1 ? roughness(history, begin, card.season) : step;
	return [
		Math.asinh(level / scale) / 3,
		clip((lowest - level) / scale, -CLIP, 0) / 3,
		meanOf(history, begin, end, (y) => (y === 0 ? 1 : 0)),
		Math.log1p(step / scale),
		Math.log1p(seasonal / scale)
	];
}

/** Weekly means of the 8 weeks before and after the same weekday 364 days ago, and a 1 when all are known. */
function writeLastYear(history: ArrayLike<number>, level: number, scale: number, into: Float32Array, at: number): void {
	const days = WEEK * YEAR_WEEKS;
	if (history.length < YEAR + days) return;
	const begin = history.length - YEAR - days;
	for (let week = 0; week < 2 * YEAR_WEEKS; week++) {
		const from = begin + WEEK * week;
		into[at + week] = clip((meanOf(history, from, from + WEEK, (y) => y) - level) / scale);
	}
	into[at + 2 * YEAR_WEEKS] = 1;
}
