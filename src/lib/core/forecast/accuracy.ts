/**
 * Accuracy measures of point forecasts and intervals. Actuals that are NaN (missing) are left out of every figure;
 * a figure over nothing is NaN.
 */

/** Symmetric MAPE as in M4, percent 0–200: mean of 200·|y−f| / (|y|+|f|); a term with y = f = 0 counts 0. Arrays [h]. */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
	return meanOver(actual, forecast, (y, f) => (y === f ? 0 : (200 * Math.abs(y - f)) / (Math.abs(y) + Math.abs(f))));
}

/**
 * Scale of the MASE (Hyndman & Koehler 2006): mean |y_t − y_{t−m}| of a history [n] without missing values. Falls back
 * to lag 1 where there is no full season or the seasonal differences are all 0, then to mean |y|, then to 1, so that the
 * scale is always finite and above 0.
 */
export function maseScale(history: ArrayLike<number>, season: number): number {
	for (const lag of season > 1 ? [season, 1] : [1]) {
		const scale = meanLagDifference(history, lag);
		if (scale > 0 && Number.isFinite(scale)) return scale;
	}
	let sum = 0;
	for (let t = 0; t < history.length; t++) sum += Math.abs(history[t]!);
	const level = sum / history.length;
	return level > 0 && Number.isFinite(level) ? level : 1;
}

function meanLagDifference(history: ArrayLike<number>, lag: number): number {
	let sum = 0;
	for (let t = lag; t < history.length; t++) sum += Math.abs(history[t]! - history[t - lag]!);
	return sum / (history.length - lag);
}

/** Mean absolute scaled error: mean |y−f| / `scale`, the scale from {@link maseScale} of the history. Arrays [h]. */
export function mase(actual: ArrayLike<number>, forecast: ArrayLike<number>, scale: number): number {
	return meanOver(actual, forecast, (y, f) => Math.abs(y - f)) / scale;
}

/** Root mean squared error, in the unit of the series. Arrays [h]. */
export function rmse(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
	return Math.sqrt(meanOver(actual, forecast, (y, f) => (y - f) ** 2));
}

/** Relative bias Σ(f−y) / Σ|y|; above 0 = forecasts too high. 0 when all actuals and forecasts are 0. Arrays [h]. */
export function bias(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
	const size = meanOver(actual, forecast, (y) => Math.abs(y));
	const error = meanOver(actual, forecast, (y, f) => f - y);
	return error === 0 ? 0 : error / size;
}

/**
 * Mean scaled interval score as in M4 (Gneiting & Raftery 2007): width plus 2/(1−level) times every miss, divided by the
 * MASE `scale`. Lower is better. `level` 0–1, arrays [h].
 */
export function msis(
	actual: ArrayLike<number>,
	lower: ArrayLike<number>,
	upper: ArrayLike<number>,
	scale: number,
	level: number
): number {
	const penalty = 2 / (1 - level);
	let sum = 0;
	let count = 0;
	for (let k = 0; k < actual.length; k++) {
		const y = actual[k]!;
		if (Number.isNaN(y)) continue;
		const [low, high] = [lower[k]!, upper[k]!];
		sum += high - low + penalty * (Math.max(0, low - y) + Math.max(0, y - high));
		count++;
	}
	return count === 0 ? NaN : sum / count / scale;
}

/** How many of the `n` known actuals lie inside [lower, upper]. Arrays [h]. */
export function coverage(
	actual: ArrayLike<number>,
	lower: ArrayLike<number>,
	upper: ArrayLike<number>
): { inside: number; n: number } {
	let inside = 0;
	let n = 0;
	for (let k = 0; k < actual.length; k++) {
		const y = actual[k]!;
		if (Number.isNaN(y)) continue;
		n++;
		if (y >= lower[k]! && y <= upper[k]!) inside++;
	}
	return { inside, n };
}

/** Overall weighted average of M4: mean of sMAPE and MASE, each relative to Naive2 over the same series. 1 = Naive2. */
export function owa(
	model: { readonly smape: number; readonly mase: number },
	naive2: { readonly smape: number; readonly mase: number }
): number {
	return (model.smape / naive2.smape + model.mase / naive2.mase) / 2;
}

/** Mean of a list, NaN when empty. */
export function mean(values: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]!;
	return sum / values.length;
}

function meanOver(
	actual: ArrayLike<number>,
	forecast: ArrayLike<number>,
	term: (y: number, f: number) => number
): number {
	let sum = 0;
	let count = 0;
	for (let k = 0; k < actual.length; k++) {
		if (Number.isNaN(actual[k]!)) continue;
		sum += term(actual[k]!, forecast[k]!);
		count++;
	}
	return count === 0 ? NaN : sum / count;
}
