import { coverage, mase, maseScale, mean, msis, owa, smape } from '../../../src/lib/core/forecast/accuracy';
import type { ForecasterKind } from '../../../src/lib/core/forecast/forecaster';
import { naive2 } from '../../../src/lib/core/forecast/naive2';
import type { ForecastResult } from '../../../src/lib/core/forecast/result';
import type { ForecastSet } from './sets';

/** Scores of one kind on the test part of a set. */
export interface Scores {
	readonly owa: number;
	readonly mase: number;
	readonly smape: number;
	readonly coverage80: number;
	readonly coverage95: number;
	/** At 95 %. */
	readonly msis: number;
	readonly seconds: number;
	/** MASE in the backtest inside the training part, which the choice went by. */
	readonly backtestMase: number;
}

export interface SetScores extends Scores {
	readonly chosen: ForecasterKind;
	/** Series that were forecast; the run drops those too short for a model. All scores are over these. */
	readonly scored: number;
	readonly models: Readonly<Partial<Record<ForecasterKind, Scores>>>;
}

/** sMAPE and MASE of Naive2 on a set: the yardstick of the OWA. */
export function naive2Scores(set: ForecastSet): { smape: number; mase: number } {
	const points = set.series.map(({ values }) => naive2(values, set.season, set.horizon));
	return pointScores(set, points);
}

/** Mean sMAPE and MASE of forecasts [series][h]. */
export function pointScores(set: ForecastSet, points: readonly Float64Array[]): { smape: number; mase: number } {
	return {
		smape: mean(points.map((point, i) => smape(set.tests[i]!, point))),
		mase: mean(points.map((point, i) => mase(set.tests[i]!, point, scaleOf(set, i))))
	};
}

function scaleOf(set: ForecastSet, i: number): number {
	return maseScale(set.series[i]!.values, set.maseLag);
}

/** The part of a set that a result forecasts. The choice is one of the kinds that did every series of the run. */
function forecastPart(set: ForecastSet, { forecasts, chosen }: ForecastResult): ForecastSet {
	const done = new Set(forecasts.filter(({ kind }) => kind === chosen).map(({ key }) => key));
	const kept = set.series.flatMap(({ key }, i) => (done.has(key) ? [i] : []));
	return { ...set, series: kept.map((i) => set.series[i]!), tests: kept.map((i) => set.tests[i]!) };
}

/** Scores every kind of a result, and the automatic choice, against the test part. */
export function scoreSet(whole: ForecastSet, result: ForecastResult): SetScores {
	const set = forecastPart(whole, result);
	const yardstick = naive2Scores(set);
	const index = new Map(set.series.map(({ key }, i) => [key, i]));
	const models: Partial<Record<ForecasterKind, Scores>> = {};
	for (const { kind, seconds, mase: backtestMase } of result.accuracy) {
		const forecasts = result.forecasts.filter((forecast) => forecast.kind === kind);
		const points = set.series.map(({ key }) => forecasts.find((forecast) => forecast.key === key)?.point);
		if (points.some((point) => !point)) continue;
		const point = pointScores(set, points as Float64Array[]);
		const inside = [0.8, 0.95].map((level) => {
			let [hits, n] = [0, 0];
			for (const { key, bands } of forecasts) {
				const band = bands.find((one) => one.level === level)!;
				const found = coverage(set.tests[index.get(key)!]!, band.lower, band.upper);
				hits += found.inside;
				n += found.n;
			}
			return hits / n;
		});
		const widths = forecasts.map(({ key, bands }) => {
			const i = index.get(key)!;
			const band = bands.find((one) => one.level === 0.95)!;
			return msis(set.tests[i]!, band.lower, band.upper, scaleOf(set, i), 0.95);
		});
		models[kind] = {
			owa: owa(point, yardstick),
			...point,
			coverage80: inside[0]!,
			coverage95: inside[1]!,
			msis: mean(widths),
			seconds,
			backtestMase
		};
	}
	return {
		...models[result.chosen]!,
		seconds: result.seconds,
		chosen: result.chosen,
		scored: set.series.length,
		models
	};
}
