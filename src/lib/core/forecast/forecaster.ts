import type { Json } from '../json';
import type { Issue } from '../result';
import type { Pace } from './pace';
import type { Series } from './series';

/** Name of a forecasting model. One file each in `training/forecasters/`, one line in their registry. */
export type ForecasterKind =
	| 'seasonal-naive'
	| 'naive'
	| 'drift'
	| 'moving-average'
	| 'ses'
	| 'holt'
	| 'damped'
	| 'theta'
	| 'dynamic-theta'
	| 'four-theta'
	| 'ets'
	| 'ets-average'
	| 'ets-damped'
	| 'stl-ets'
	| 'arima'
	| 'fourier-regression'
	| 'linear'
	| 'croston'
	| 'sba'
	| 'tsb'
	| 'pretrained'
	| 'fine-tuned'
	| 'residual-network'
	| 'combination';

/** Where a job reports to and learns that it must stop. `progress` may be called often; the worker thins it out. */
export interface Job {
	readonly seed: number;
	readonly signal: AbortSignal;
	/** Measures time and rests; changes no number. */
	readonly pace: Pace;
	/** `done` of `total`, any unit; `note` is a short machine word such as "fit" or "backtest". */
	progress(done: number, total: number, note?: string): void;
	/** Told some times a second while a network trains, never awaited. */
	readonly trace?: ((point: TracePoint) => void) | undefined;
}

/** One point of the learning curve of a network. */
export interface TracePoint {
	/** Optimiser steps taken, of so many planned. */
	readonly step: number;
	readonly steps: number;
	/** Mean training loss since the last point; the unit is the network's own. */
	readonly loss: number;
	/** Loss on the validation windows; null where it was not measured at this point. */
	readonly validation: number | null;
}

/** What fits are made of besides the series. `season` = seasonal period m (1 = none). */
export interface FitSettings {
	readonly season: number;
	readonly horizon: number;
	/** Seconds one fit over all series may take (global networks stop training then). */
	readonly budgetSeconds: number;
}

/** A fitted model as plain data: JSON parameters plus named weight arrays. */
export interface SavedModel {
	readonly kind: ForecasterKind;
	readonly format: number;
	readonly params: Json;
	readonly weights: readonly {
		readonly name: string;
		readonly shape: readonly number[];
		readonly values: Float32Array;
	}[];
}

/**
 * A model family. `fit` sees all series at once: local models loop over them, global ones learn across them.
 * Same seed and same input give the same numbers. Values may contain NaN (missing); outputs are always finite.
 */
export interface Forecaster {
	readonly kind: ForecasterKind;
	/** Learns across series (true) or fits each on its own. */
	readonly global: boolean;
	/** Fewest observations a series must have for this model at this season and horizon. */
	minLength(settings: FitSettings): number;
	fit(series: readonly Series[], settings: FitSettings, job: Job): Promise<Fitted>;
	/** The saved model made ready again, for the same series. */
	load(saved: SavedModel): Promise<Fitted>;
}

/** A fitted model: its own type, so predicting before fitting cannot be written. */
export interface Fitted {
	/** Point forecasts, one [h] array per fitted series, in their order. */
	predict(h: number): Promise<Float64Array[]>;
	save(): Promise<SavedModel>;
	/** What the user should know of this fit, e.g. 'training-diverged'. */
	readonly issues?: readonly Issue[];
	/** Frees tensors; the object must not be used after. */
	dispose(): void;
}
