import { type Loess, loess, loessAt } from './loess';

/** Parts of a series: values = trend + seasons + remainder. */
export interface Decomposition {
	/** [n] */
	readonly trend: Float64Array;
	/** One array [n] per seasonal period asked for, in the order asked; all 0 for a period that was left out. */
	readonly seasons: readonly Float64Array[];
}

/** Smoothing of the seasons: how many cycles a season is learnt from, or the same every year. */
export type SeasonWindow = number | 'periodic';

/** Rounds that bring trend and season apart; robust rounds weigh outliers down in between. */
export interface StlRounds {
	readonly inner: number;
	readonly robust: number;
}
const PLAIN: StlRounds = { inner: 2, robust: 0 };

/** Smallest odd whole number ≥ x. */
const odd = (x: number) => 2 * Math.ceil((x - 1) / 2) + 1;
const everyTenth = (window: number, degree: 0 | 1): Loess => ({ window, degree, jump: Math.ceil(window / 10) });

/**
 * Seasonal-trend decomposition by Loess (Cleveland, Cleveland, McRae & Terpenning 1990) of `values` [n] without gaps, with
 * the usual windows for trend and low-pass filter. Needs two full periods. Returns season and trend, [n] each.
 */
export function stl(
	values: Float64Array,
	period: number,
	window: SeasonWindow,
	{ inner, robust }: StlRounds = PLAIN
): { season: Float64Array; trend: Float64Array } {
	const n = values.length;
	if (n < 2 * period) throw new RangeError(`${n} values are less than two periods of ${period}`);
	const cycles = window === 'periodic' ? 10 * n + 1 : window;
	const smoothers = {
		season: everyTenth(cycles, 0),
		trend: everyTenth(odd(Math.ceil((1.5 * period) / (1 - 1.5 / cycles))), 1),
		lowPass: everyTenth(odd(period), 1)
	};
	const work = new Workspace(values, period, smoothers);
	for (let round = 0; round <= robust; round++) {
		for (let i = 0; i < inner; i++) work.step();
		if (round < robust) work.reweigh();
	}
	if (window === 'periodic') work.average();
	return { season: work.season, trend: work.trend };
}

/** Buffers of one decomposition; `step` is the inner loop of the paper. */
class Workspace {
	readonly season: Float64Array;
	readonly trend: Float64Array;
	private robust: Float64Array | null = null;
	private readonly n: number;
	private readonly extended: Float64Array;
	private readonly buffer: Float64Array;
	private readonly smooth: Float64Array;

	constructor(
		private readonly values: Float64Array,
		private readonly period: number,
		private readonly smoothers: { readonly season: Loess; readonly trend: Loess; readonly lowPass: Loess }
	) {
		const n = values.length;
		this.n = n;
		this.season = new Float64Array(n);
		this.trend = new Float64Array(n);
		this.extended = new Float64Array(n + 2 * period);
		this.buffer = new Float64Array(n + 2 * period);
		this.smooth = new Float64Array(n + 2 * period);
	}

	step(): void {
		const { n, period, values, season, trend, extended, buffer, smooth, smoothers, robust } = this;
		this.smoothCycles();
		movingAverage(extended, n + 2 * period, period, buffer);
		movingAverage(buffer, n + period + 1, period, smooth);
		movingAverage(smooth, n + 2, 3, buffer);
		loess(buffer, 0, n, smoothers.lowPass, null, smooth, 0);
		for (let t = 0; t < n; t++) {
			season[t] = extended[period + t]! - smooth[t]!;
			buffer[t] = values[t]! - season[t]!;
		}
		loess(buffer, 0, n, smoothers.trend, robust, trend, 0);
	}

	/** Smooths the values of each phase over the cycles, one cycle further at both ends, into `extended`. */
	private smoothCycles(): void {
		const { n, period, values, trend, extended, buffer, smooth, smoothers, robust } = this;
		const { window, degree } = smoothers.season;
		const weights = robust && new Float64Array(Math.ceil(n / period));
		for (let phase = 0; phase < period; phase++) {
			const k = Math.ceil((n - phase) / period);
			for (let i = 0; i < k; i++) {
				const t = phase + i * period;
				buffer[i] = values[t]! - trend[t]!;
				if (weights) weights[i] = robust[t]!;
			}
			loess(buffer, 0, k, smoothers.season, weights, smooth, 1);
			const before = loessAt(buffer, 0, k, -1, 0, Math.min(window, k) - 1, window, degree, weights);
			const after = loessAt(buffer, 0, k, k, Math.max(0, k - window), k - 1, window, degree, weights);
			smooth[0] = Number.isNaN(before) ? smooth[1]! : before;
			smooth[k + 1] = Number.isNaN(after) ? smooth[k]! : after;
			for (let i = 0; i < k + 2; i++) extended[phase + i * period] = smooth[i]!;
		}
	}

	/** Bisquare weights by the size of the remainder. */
	reweigh(): void {
		const { n, values, season, trend } = this;
		const size = values.map((y, t) => Math.abs(y - season[t]! - trend[t]!));
		const sorted = size.slice().sort();
		const limit = 3 * (sorted[n >> 1]! + sorted[n - (n >> 1) - 1]!);
		this.robust = size.map((r) => {
			if (r > 0.999 * limit) return 0;
			if (r <= 0.001 * limit) return 1;
			return (1 - (r / limit) ** 2) ** 2;
		});
	}

	/** Makes the season the same in every cycle. */
	average(): void {
		const { n, period, season } = this;
		for (let phase = 0; phase < period; phase++) {
			let sum = 0;
			let count = 0;
			for (let t = phase; t < n; t += period, count++) sum += season[t]!;
			for (let t = phase; t < n; t += period) season[t] = sum / count;
		}
	}
}

/** Means of `length` neighbours: `n` − length + 1 values into `out`. */
function movingAverage(values: Float64Array, n: number, length: number, out: Float64Array): void {
	let sum = 0;
	for (let t = 0; t < length; t++) sum += values[t]!;
	out[0] = sum / length;
	for (let t = length; t < n; t++) {
		sum += values[t]! - values[t - length]!;
		out[t - length + 1] = sum / length;
	}
}

/** Rounds over several seasons. */
const SEASON_ROUNDS = 2;

/**
 * Several seasons at once (MSTL, Bandara, Hyndman & Bergmeir 2021): STL for one period after the other, each on the values
 * without the others' seasons, twice over. `windows[i]` belongs to `periods[i]`, shortest period first. A period that the
 * values do not hold twice is left out; with none left the trend is the values themselves smoothed over their whole length.
 */
export function mstl(
	values: Float64Array,
	periods: readonly number[],
	windows: readonly SeasonWindow[],
	rounds: StlRounds = PLAIN
): Decomposition {
	const n = values.length;
	const seasons = periods.map(() => new Float64Array(n));
	const used = periods.map((_, i) => i).filter((i) => periods[i]! > 1 && n >= 2 * periods[i]!);
	if (used.length === 0) return { trend: smoothTrend(values), seasons };
	const rest = values.slice();
	let trend: Float64Array = rest;
	for (let round = 0; round < (used.length > 1 ? SEASON_ROUNDS : 1); round++) {
		for (const i of used) {
			const own = seasons[i]!;
			for (let t = 0; t < n; t++) rest[t]! += own[t]!;
			const found = stl(rest, periods[i]!, windows[i]!, rounds);
			own.set(found.season);
			trend = found.trend;
			for (let t = 0; t < n; t++) rest[t]! -= own[t]!;
		}
	}
	return { trend, seasons };
}

function smoothTrend(values: Float64Array): Float64Array {
	const trend = new Float64Array(values.length);
	loess(values, 0, values.length, { window: odd(values.length), degree: 1, jump: 1 }, null, trend, 0);
	return trend;
}
