import { solveSymmetric } from '../forecast/linear-system';
import type { Series } from '../forecast/series';

/** What a known input does to a series. */
export interface EventEffect {
	readonly name: string;
	/** Working scale, per unit of the input. */
	readonly effect: number;
	/** [n] the input less its mean over the history, and the same for the periods that follow, as far as known. */
	readonly input: Float64Array;
	readonly ahead: Float64Array;
}

/** Splits values into trend and season. */
type Smoother = (y: Float64Array, robust: boolean) => { readonly trend: Float64Array; readonly season: Float64Array };

/** An input of which trend and season leave less than this share tells nothing of its own. */
const LEAST_OWN = 0.02;
/** Penalty as a share of each input's own variation. */
const RIDGE = 0.02;
const ROUNDS = 4;

/**
 * Effects of the known inputs of a series on `y` [n] (working scale) by partial regression (Frisch–Waugh–Lovell): what
 * trend and season leave of y on what they leave of each input, reweighted by Huber's rule so that outliers hardly count.
 * Inputs that trend and season explain are left out.
 */
export function eventEffects(y: Float64Array, series: Series, smooth: Smoother): EventEffect[] {
	const n = y.length;
	const left = (x: Float64Array, robust: boolean) => {
		const { trend, season } = smooth(x, robust);
		return x.map((value, t) => value - trend[t]! - season[t]!);
	};
	const inputs = (series.inputs ?? []).flatMap(({ name, start, values }) => {
		const from = series.start - start;
		const known = Float64Array.from({ length: n }, (_, t) => values[from + t] ?? NaN);
		const seen = known.filter(Number.isFinite);
		const mean = seen.reduce((sum, v) => sum + v, 0) / Math.max(1, seen.length);
		const centred = (v: number) => (Number.isFinite(v) ? v - mean : 0);
		const input = known.map(centred);
		const own = left(input, false);
		if (!(power(own) > LEAST_OWN * power(input))) return [];
		return [{ name, input, own, ahead: values.slice(Math.max(0, from + n)).map(centred) }];
	});
	if (inputs.length === 0) return [];
	const effects = huber(
		left(y, false),
		inputs.map(({ own }) => own)
	);
	return inputs.map(({ name, input, ahead }, i) => ({ name, effect: effects[i] ?? 0, input, ahead }));
}

function power(x: Float64Array): number {
	return x.reduce((sum, v) => sum + v * v, 0);
}

/** Ridge regression of r on the columns, reweighted; all 0 when it cannot be solved. */
function huber(r: Float64Array, columns: readonly Float64Array[]): Float64Array {
	const n = r.length;
	let weights = new Float64Array(n).fill(1);
	let effects = new Float64Array(columns.length);
	for (let round = 0; round < ROUNDS; round++) {
		const next = weighted(r, columns, weights);
		if (!next) return effects;
		effects = next;
		const rest = r.map((value, t) => Math.abs(columns.reduce((sum, x, i) => sum - x[t]! * next[i]!, value)));
		const limit = 1.345 * 1.4826 * (rest.slice().sort()[n >> 1] ?? 0);
		weights = rest.map((size) => (size <= limit || limit === 0 ? 1 : limit / size));
	}
	return effects;
}

function weighted(
	r: Float64Array,
	columns: readonly Float64Array[],
	w: Float64Array
): Float64Array<ArrayBuffer> | null {
	const k = columns.length;
	const gram = new Float64Array(k * k);
	const cross = new Float64Array(k);
	for (let i = 0; i < k; i++) {
		for (let j = 0; j < k; j++) {
			gram[i * k + j] = r.reduce((sum, _, t) => sum + w[t]! * columns[i]![t]! * columns[j]![t]!, 0);
		}
		cross[i] = r.reduce((sum, value, t) => sum + w[t]! * columns[i]![t]! * value, 0);
		gram[i * k + i]! *= 1 + RIDGE;
	}
	return solveSymmetric(gram, cross, k) ? cross : null;
}
