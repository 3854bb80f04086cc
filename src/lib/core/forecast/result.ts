import type { Grain, PeriodIndex } from '../period';
import type { Issue } from '../result';
import type { ForecasterKind, SavedModel, TracePoint } from './forecaster';
import type { Series } from './series';

/** What to forecast and how. Crosses the worker boundary as it is. */
export interface ForecastRequest {
	readonly series: readonly Series[];
	readonly grain: Grain;
	readonly season: number;
	readonly horizon: number;
	/** Candidates; seasonal naive is always added. */
	readonly kinds: readonly ForecasterKind[];
	/** Interval levels, 0–1, e.g. [0.8, 0.95]. */
	readonly levels: readonly number[];
	/** Rolling origins wanted; fewer are used where history is short, and the result says how many. */
	readonly folds: number;
	readonly seed: number;
	/** Training seconds for the network, all folds together. */
	readonly budgetSeconds: number;
}

/** Errors of one forecaster over all backtest origins (and series). Lower is better; bias is signed (F − A). */
export interface Accuracy {
	readonly kind: ForecasterKind;
	readonly mase: number;
	/** Percent, 0–200. */
	readonly smape: number;
	readonly rmse: number;
	/** Σ(F − A) / Σ|A|. */
	readonly bias: number;
	/** Forecast errors behind the figures. */
	readonly n: number;
	/** Standard error of the mean MASE over folds × series; NaN when fewer than 2. */
	readonly maseSe: number;
	/** [h] mean MASE per step ahead. */
	readonly maseByStep: Float64Array;
	/** Share of backtest actuals inside the interval, per level of the request. */
	readonly coverage: readonly number[];
	readonly seconds: number;
}

/** An interval. `level` 0–1; arrays [h]. lower ≤ point ≤ upper always. */
export interface Band {
	readonly level: number;
	readonly lower: Float64Array;
	readonly upper: Float64Array;
}

/** A forecast of one series by one forecaster: `start` is the first future period. */
export interface SeriesForecast {
	readonly key: string;
	readonly kind: ForecasterKind;
	readonly start: PeriodIndex;
	/** [h] */
	readonly point: Float64Array;
	readonly bands: readonly Band[];
}

/** What a forecaster would have said at a past origin. */
export interface BacktestForecast {
	readonly key: string;
	readonly kind: ForecasterKind;
	readonly fold: number;
	/** First forecast period of this origin. */
	readonly start: PeriodIndex;
	/** [h] */
	readonly point: Float64Array;
	/** [h] */
	readonly actual: Float64Array;
}

/** A forecast with its proof. */
export interface ForecastResult {
	/**
	 * Kind chosen automatically by backtest MASE; the combination wins ties among the models, seasonal naive wins ties
	 * against all of them (`choose.ts`).
	 */
	readonly chosen: ForecasterKind;
	/** Every candidate, best first; seasonal naive always in it. */
	readonly accuracy: readonly Accuracy[];
	/** Accuracy per series key. */
	readonly accuracyBySeries: readonly { readonly key: string; readonly accuracy: readonly Accuracy[] }[];
	/** Forecasts of every candidate for every series. */
	readonly forecasts: readonly SeriesForecast[];
	readonly backtest: readonly BacktestForecast[];
	readonly folds: number;
	readonly models: readonly SavedModel[];
	readonly issues: readonly Issue[];
	readonly seconds: number;
	readonly seed: number;
}

/** How far a job has come. `secondsLeft` is null until it can be estimated. */
export interface Progress {
	/** 0–1 */
	readonly share: number;
	readonly secondsLeft: number | null;
	/** e.g. "backtest" "fit"; messages `phase_*`. */
	readonly phase: string;
	readonly kind: ForecasterKind | null;
	/** Learning curve of the network training at present, oldest first; empty for models without one. */
	readonly curve: readonly TracePoint[];
}
