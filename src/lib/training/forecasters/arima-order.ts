import { autocorrelation } from '$lib/core/forecast/seasonality';
import { CssFitter, type CssFit } from './arima-css';
import type { ArmaOrder } from './arima-model';
import { stl } from '$lib/core/forecast/stl';

/** How often a series is differenced. */
export interface Differences {
	/** At lag 1. */
	readonly d: number;
	/** At lag m. */
	readonly D: number;
}

/** Critical value of the KPSS level test at 5 % (Kwiatkowski et al. 1992). */
const KPSS_LIMIT = 0.463;
/** Seasonal strength from which a season is differenced (Wang, Smith & Hyndman 2006). */
const STRONG_SEASON = 0.64;
const MOST_DIFFERENCES = 2;

/** Differences at `lag`: [n − lag]. */
export function difference(values: Float64Array, lag: number): Float64Array {
	return Float64Array.from({ length: values.length - lag }, (_, t) => values[t + lag]! - values[t]!);
}

/**
 * D by the strength of the season in an STL decomposition, then d by repeated KPSS tests (Hyndman & Khandakar 2008).
 */
export function chooseDifferences(values: Float64Array, m: number): Differences {
	const D = m > 1 && values.length > 2 * m && seasonalStrength(values, m) > STRONG_SEASON ? 1 : 0;
	let rest = D === 1 ? difference(values, m) : values;
	let d = 0;
	while (d < MOST_DIFFERENCES && !isConstant(rest) && rest.length > 3 && kpss(rest) > KPSS_LIMIT) {
		rest = difference(rest, 1);
		d++;
	}
	return { d, D };
}

/** Share of the variance without trend that the season explains, 0–1. */
export function seasonalStrength(values: Float64Array, m: number): number {
	const { season, trend } = stl(values, m, 11);
	const rest = values.map((y, t) => y - season[t]! - trend[t]!);
	const detrended = values.map((y, t) => y - trend[t]!);
	const all = variance(detrended);
	return all > 0 ? Math.max(0, Math.min(1, 1 - variance(rest) / all)) : 0;
}

/** KPSS statistic for a constant level, with the usual short bandwidth ⌊3√n / 13⌋. */
export function kpss(values: Float64Array): number {
	const n = values.length;
	const mean = values.reduce((sum, v) => sum + v, 0) / n;
	const e = values.map((v) => v - mean);
	let partial = 0;
	let squares = 0;
	for (let t = 0; t < n; t++) {
		partial += e[t]!;
		squares += partial * partial;
	}
	const lags = Math.floor((3 * Math.sqrt(n)) / 13);
	let longRun = 0;
	for (let lag = 0; lag <= lags; lag++) {
		let sum = 0;
		for (let t = lag; t < n; t++) sum += e[t]! * e[t - lag]!;
		longRun += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * (sum / n);
	}
	return longRun > 0 ? squares / (n * n) / longRun : 0;
}

function variance(values: Float64Array): number {
	const n = values.length;
	const mean = values.reduce((sum, v) => sum + v, 0) / n;
	return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
}

/** Constant but for rounding. */
export function isConstant(values: Float64Array): boolean {
	return Number.isNaN(autocorrelation(values, 1));
}

const LARGEST = { p: 5, q: 5, P: 2, Q: 2 };
/** No more models are tried for one series. */
const MOST_MODELS = 94;
const NEIGHBOURS: readonly (readonly [number, number, number, number])[] = [
	[0, 0, -1, 0],
	[0, 0, 0, -1],
	[0, 0, 1, 0],
	[0, 0, 0, 1],
	[0, 0, -1, -1],
	[0, 0, -1, 1],
	[0, 0, 1, -1],
	[0, 0, 1, 1],
	[-1, 0, 0, 0],
	[0, -1, 0, 0],
	[1, 0, 0, 0],
	[0, 1, 0, 0],
	[-1, -1, 0, 0],
	[-1, 1, 0, 0],
	[1, -1, 0, 0],
	[1, 1, 0, 0]
];

/**
 * The stepwise search of Hyndman & Khandakar (2008) over the orders of the differenced series `w`, fitted by conditional
 * sum of squares; `mayMean` allows a mean (a drift after differencing). `judge` gives the AICc to go by: models that
 * condition on more values look too good by their own. Returns the models fitted, best first.
 */
export function searchOrders(
	w: Float64Array,
	m: number,
	mayMean: boolean,
	judge: (fit: CssFit) => number = (fit) => fit.aicc
): CssFit[] {
	const search = new Search(w, m, judge);
	const [P, Q] = [search.limit.P > 0 ? 1 : 0, search.limit.Q > 0 ? 1 : 0];
	search.attempt({ p: 2, q: 2, P, Q, mean: mayMean });
	search.attempt({ p: 0, q: 0, P: 0, Q: 0, mean: mayMean });
	search.attempt({ p: 1, q: 0, P, Q: 0, mean: mayMean });
	search.attempt({ p: 0, q: 1, P: 0, Q, mean: mayMean });
	if (mayMean) search.attempt({ p: 0, q: 0, P: 0, Q: 0, mean: false });
	while (search.improve(mayMean));
	return search.found.sort((a, b) => a.aicc - b.aicc);
}

class Search {
	readonly found: CssFit[] = [];
	readonly limit: { readonly p: number; readonly q: number; readonly P: number; readonly Q: number };
	private best: CssFit | null = null;
	private readonly tried = new Set<string>();
	private readonly fitter: CssFitter;

	constructor(
		w: Float64Array,
		m: number,
		private readonly judge: (fit: CssFit) => number
	) {
		this.fitter = new CssFitter(w, m);
		const ordinary = Math.floor(w.length / 3);
		const seasonal = m > 1 ? Math.floor(w.length / 3 / m) : 0;
		this.limit = {
			p: Math.min(LARGEST.p, ordinary),
			q: Math.min(LARGEST.q, ordinary),
			P: Math.min(LARGEST.P, seasonal),
			Q: Math.min(LARGEST.Q, seasonal)
		};
	}

	/** Fits one order if it is allowed and new; true when it is the best so far. */
	attempt(order: ArmaOrder): boolean {
		const { p, q, P, Q, mean } = order;
		const { limit } = this;
		if (p < 0 || q < 0 || P < 0 || Q < 0 || p > limit.p || q > limit.q || P > limit.P || Q > limit.Q) return false;
		const name = `${p} ${q} ${P} ${Q} ${mean}`;
		if (this.tried.has(name) || this.tried.size >= MOST_MODELS) return false;
		this.tried.add(name);
		const own = this.fitter.fit(order);
		if (!own) return false;
		const fit = { ...own, aicc: this.judge(own) };
		if (fit.aicc === Infinity) return false;
		this.found.push(fit);
		if (this.best && fit.aicc >= this.best.aicc) return false;
		this.best = fit;
		return true;
	}

	/** Moves to the first better neighbour of the best order; false when there is none. */
	improve(mayMean: boolean): boolean {
		if (!this.best) return false;
		const { p, q, P, Q, mean } = this.best.order;
		for (const [dp, dq, dP, dQ] of NEIGHBOURS) {
			if (this.attempt({ p: p + dp, q: q + dq, P: P + dP, Q: Q + dQ, mean })) return true;
		}
		return mayMean && this.attempt({ p, q, P, Q, mean: !mean });
	}
}
