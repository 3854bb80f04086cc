/** How seasonal effects meet the level: y = level · index, or y = level + index. */
export type SeasonKind = 'multiplicative' | 'additive';

/** Seasonal effects of one cycle. `indices` [m], by phase t mod m counted from the first observation. */
export interface Season {
	readonly kind: SeasonKind;
	readonly indices: Float64Array;
}

/** Autocorrelation of `values` [n] at one lag, as R's acf: both sums over n. NaN for a constant series. */
export function autocorrelation(values: Float64Array, lag: number): number {
	return autocorrelations(values, lag)[lag - 1] ?? NaN;
}

/** Autocorrelations at lags 1…`lags`. [lags] */
export function autocorrelations(values: Float64Array, lags: number): Float64Array {
	const n = values.length;
	let mean = 0;
	for (let t = 0; t < n; t++) mean += values[t]! / n;
	let variance = 0;
	for (let t = 0; t < n; t++) variance += (values[t]! - mean) ** 2;
	const result = new Float64Array(lags).fill(NaN);
	if (variance <= 1e-24 * n * mean * mean) return result; // constant but for rounding
	for (let lag = 1; lag <= lags; lag++) {
		let sum = 0;
		for (let t = lag; t < n; t++) sum += (values[t]! - mean) * (values[t - lag]! - mean);
		result[lag - 1] = sum / variance;
	}
	return result;
}

/**
 * Seasonality test of the M4 competition: the autocorrelation at lag m is beyond its 90 % limit (Bartlett). False below
 * three full seasons, for m < 2 and for a constant series.
 */
export function isSeasonal(values: Float64Array, season: number): boolean {
	const n = values.length;
	if (season < 2 || n < 3 * season) return false;
	const r = autocorrelations(values, season);
	let sum = 1;
	for (let lag = 0; lag < season - 1; lag++) sum += 2 * r[lag]! ** 2;
	return Math.abs(r[season - 1]!) > 1.645 * Math.sqrt(sum / n);
}

/** Centred moving average over one season (2×m when m is even); NaN for the half season at both ends. [n] */
export function centredMovingAverage(values: Float64Array, season: number): Float64Array {
	const n = values.length;
	const trend = new Float64Array(n).fill(NaN);
	const half = Math.floor(season / 2);
	const even = season % 2 === 0;
	for (let t = half; t < n - half; t++) {
		let sum = 0;
		for (let j = t - half; j <= t + half; j++) sum += values[j]!;
		if (even) sum -= (values[t - half]! + values[t + half]!) / 2;
		trend[t] = sum / season;
	}
	return trend;
}

/**
 * Classical decomposition: means by phase of the ratios (or differences) to the centred moving average, normalised to
 * mean 1 (or 0). Needs two full seasons. Null when an index is not finite or, multiplicatively, not above 0.
 */
export function classicalSeason(values: Float64Array, season: number, kind: SeasonKind): Season | null {
	if (season < 2 || values.length < 2 * season) return null;
	return seasonOf(values, centredMovingAverage(values, season), season, kind, 1);
}

/**
 * Mean effect per phase against a given trend [n] (NaN = leave out). `decay` 0–1 weighs a value k cycles before the last
 * by decay^k. Null as in {@link classicalSeason}.
 */
export function seasonOf(
	values: Float64Array,
	trend: Float64Array,
	season: number,
	kind: SeasonKind,
	decay: number
): Season | null {
	const indices = new Float64Array(season);
	const weights = new Float64Array(season);
	const n = values.length;
	for (let t = 0; t < n; t++) {
		const level = trend[t]!;
		if (Number.isNaN(level)) continue;
		const weight = decay === 1 ? 1 : decay ** Math.floor((n - 1 - t) / season);
		const effect = kind === 'multiplicative' ? values[t]! / level : values[t]! - level;
		indices[t % season]! += weight * effect;
		weights[t % season]! += weight;
	}
	let total = 0;
	for (let p = 0; p < season; p++) {
		indices[p]! /= weights[p]!;
		total += indices[p]! / season;
	}
	for (let p = 0; p < season; p++) {
		indices[p] = kind === 'multiplicative' ? indices[p]! / total : indices[p]! - total;
		if (!Number.isFinite(indices[p]!) || (kind === 'multiplicative' && indices[p]! <= 0)) return null;
	}
	return { kind, indices };
}

/** `values` [n] without the season. */
export function deseasonalise(values: Float64Array, season: Season | null): Float64Array {
	if (!season) return values;
	const { kind, indices } = season;
	return values.map((y, t) => {
		const index = indices[t % indices.length]!;
		return kind === 'multiplicative' ? y / index : y - index;
	});
}

/** Puts the season back, in place, into forecasts [h] that start at phase `n` (the length of the history). */
export function reseasonalise(forecast: Float64Array, season: Season | null, n: number): Float64Array {
	if (!season) return forecast;
	const { kind, indices } = season;
	for (let k = 0; k < forecast.length; k++) {
		const index = indices[(n + k) % indices.length]!;
		forecast[k] = kind === 'multiplicative' ? forecast[k]! * index : forecast[k]! + index;
	}
	return forecast;
}

/** True when multiplicative effects make sense: every value above 0. */
export function allPositive(values: Float64Array): boolean {
	for (let t = 0; t < values.length; t++) if (!(values[t]! > 0)) return false;
	return true;
}
