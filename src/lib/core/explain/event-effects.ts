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

/** Effects of known inputs, and the names of those whose effect cannot be told from noise. */
export interface EventEffects {
	readonly effects: readonly EventEffect[];
	readonly unsure: readonly string[];
}

/** An input of which trend and season leave less than this share tells nothing of its own. */
const LEAST_OWN = 0.05;
/** Penalty as a share of each input's own variation. */
const RIDGE = 0.02;
const ROUNDS = 4;
/** Standard errors that an effect must be away from nothing: above 2, since many holidays are tried. */
const LEAST_T = 2.5;

/**
 * Effects of the known inputs of a series on `y` [n] (working scale) by partial regression (Frisch–Waugh–Lovell): what
 * trend and season leave of y on what they leave of each input, reweighted by Huber's rule so that outliers hardly count.
 * Inputs that trend and season explain are left out, and one by one those within 2.5 standard errors of nothing. `used` = the
 * parameters that trend and season are worth.
 */
export function eventEffects(y: Float64Array, series: Series, smooth: Smoother, used: number): EventEffects {
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
	if (inputs.length === 0) return { effects: [], unsure: [] };
	const rest = left(y, false);
	let kept = inputs;
	while (kept.length > 0) {
		const columns = kept.map(({ own }) => own);
		const fitted = huber(rest, columns, used);
		const weakest = fitted.t.reduce((least, t, i) => (t < fitted.t[least]! ? i : least), 0);
		if (fitted.t[weakest]! >= LEAST_T) {
			const effects = kept.map(({ name, input, ahead }, i) => ({ name, effect: fitted.effects[i]!, input, ahead }));
			return { effects, unsure: inputs.filter((one) => !kept.includes(one)).map(({ name }) => name) };
		}
		kept = kept.toSpliced(weakest, 1);
	}
	return { effects: [], unsure: inputs.map(({ name }) => name) };
}

function power(x: Float64Array): number {
	return x.reduce((sum, v) => sum + v * v, 0);
}

interface Fit {
	readonly effects: Float64Array;
	/** |effect| ÷ its standard error; 0 where it cannot be solved. */
	readonly t: readonly number[];
}

/** Ridge regression of r on the columns, reweighted by Huber's rule. */
function huber(r: Float64Array, columns: readonly Float64Array[], used: number): Fit {
	const n = r.length;
	let weights = new Float64Array(n).fill(1);
	let effects = new Float64Array(columns.length);
	let spread = 0;
	for (let round = 0; round < ROUNDS; round++) {
		const { gram, cross } = normal(r, columns, weights);
		if (!solveSymmetric(gram, cross, columns.length)) return { effects, t: columns.map(() => 0) };
		effects = cross;
		const rest = r.map((value, t) => Math.abs(columns.reduce((sum, x, i) => sum - x[t]! * cross[i]!, value)));
		const free = Math.max(1, n - used - columns.length);
		spread = 1.4826 * (rest.slice().sort()[n >> 1] ?? 0) * Math.sqrt(n / free);
		const limit = 1.345 * spread;
		weights = rest.map((size) => (size <= limit || limit === 0 ? 1 : limit / size));
	}
	const t = columns.map((_, i) => {
		const { gram } = normal(r, columns, weights);
		const unit = new Float64Array(columns.length);
		unit[i] = 1;
		if (!solveSymmetric(gram, unit, columns.length)) return 0;
		return Math.abs(effects[i]!) / Math.max(spread * Math.sqrt(unit[i]), 1e-300);
	});
	return { effects, t };
}

/** Normal equations, weighted, with the ridge on the diagonal. */
function normal(r: Float64Array, columns: readonly Float64Array[], w: Float64Array) {
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
	return { gram, cross };
}
