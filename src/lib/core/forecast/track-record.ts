import { bias, coverage, mase, maseScale } from './accuracy';
import { known } from './backtest';
import type { ForecasterKind } from './forecaster';
import type { ForecastResult, SeriesForecast } from './result';
import type { Series } from './series';

/** How a forecast made earlier did once its periods had come. Figures over no period are NaN. */
export interface RunScore {
	readonly kind: ForecasterKind;
	/** The forecast as it was made. */
	readonly forecast: SeriesForecast;
	/** [h] what came; NaN where it has not come yet or is missing. */
	readonly actual: Float64Array;
	/** Periods that have come. */
	readonly n: number;
	/** Σ|F − A| / Σ|A| (crm-domain, forecast accuracy). */
	readonly wape: number;
	/** Σ(F − A) / Σ|A|; above 0 = too high. */
	readonly bias: number;
	/** Mean |F − A| over the mean seasonal difference of the history before the forecast. */
	readonly mase: number;
	/** The same for seasonal naive in the same run; NaN where that was not kept. */
	readonly naiveMase: number;
	/** Share of the periods inside the interval, per level of the run. */
	readonly coverage: readonly { readonly level: number; readonly inside: number }[];
}

/**
 * Scores the forecast of `kind` in an earlier result by a series as it is known today. Null where the result has no such
 * forecast of that series. A past that was changed since (a restated month) is not noticed: only periods after the
 * forecast's start are compared.
 */
export function scoreRun(
	result: ForecastResult,
	kind: ForecasterKind,
	series: Series,
	season: number
): RunScore | null {
	const forecast = forecastBy(result, kind, series.key);
	if (!forecast) return null;
	const from = forecast.start - series.start;
	const actual = Float64Array.from(forecast.point, (_, k) => series.values[from + k] ?? NaN);
	const scale = from > 1 ? maseScale(known(series, from, season).values, season) : NaN;
	const naive = forecastBy(result, 'seasonal-naive', series.key);
	return {
		kind,
		forecast,
		actual,
		n: actual.filter(Number.isFinite).length,
		wape: wape(actual, forecast.point),
		bias: actual.some(Number.isFinite) ? bias(actual, forecast.point) : NaN,
		mase: mase(actual, forecast.point, scale),
		naiveMase: naive?.start === forecast.start ? mase(actual, naive.point, scale) : NaN,
		coverage: forecast.bands.map(({ level, lower, upper }) => {
			const { inside, n } = coverage(actual, lower, upper);
			return { level, inside: inside / n };
		})
	};
}

/** Σ|F − A| / Σ|A| over known actuals: 0 when both are all 0, NaN when only the actuals are or none is known. Arrays [h]. */
export function wape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
	let [error, size, n] = [0, 0, 0];
	for (let k = 0; k < actual.length; k++) {
		if (!Number.isFinite(actual[k]!)) continue;
		error += Math.abs(forecast[k]! - actual[k]!);
		size += Math.abs(actual[k]!);
		n++;
	}
	if (n === 0) return NaN;
	return error === 0 ? 0 : size === 0 ? NaN : error / size;
}

function forecastBy(result: ForecastResult, kind: ForecasterKind, key: string): SeriesForecast | undefined {
	return result.forecasts.find((one) => one.kind === kind && one.key === key);
}
