import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Grain, periodOf } from '../../../src/lib/core/period';
import type { Series } from '../../../src/lib/core/forecast/series';

/** One development set: histories, the values to forecast, and how to score them. */
export interface ForecastSet {
	readonly name: string;
	readonly grain: Grain;
	readonly season: number;
	/** Lag of the MASE scale. */
	readonly maseLag: number;
	readonly horizon: number;
	readonly series: readonly Series[];
	/** [series][h] */
	readonly tests: readonly Float64Array[];
}

const GRAINS: Readonly<Record<string, Grain>> = { D: 'day', W: 'week', M: 'month', Q: 'quarter', Y: 'year' };

interface Meta {
	readonly dataset: string;
	readonly id: string;
	readonly grain: Grain;
	readonly season: number;
	readonly maseLag: number;
	readonly horizon: number;
}

function rows(file: string): string[][] {
	const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/);
	return lines.slice(1).map((line) => line.split(','));
}

/** Describes every series of a folder: its `series.csv`. */
export function readMeta(folder: string): Meta[] {
	return rows(join(folder, 'series.csv')).map(([dataset, id, freq, season, lag, horizon]) => ({
		dataset: dataset!,
		id: id!,
		grain: GRAINS[freq!]!,
		season: Number(season),
		maseLag: Number(lag),
		horizon: Number(horizon)
	}));
}

/** Reads a set (its first `limit` series) from `<name>_train.csv` and `<name>_test.csv`. */
export function readSet(folder: string, name: string, metas: readonly Meta[], limit = Infinity): ForecastSet {
	const own = metas.filter(({ dataset }) => dataset === name).slice(0, limit);
	const first = own[0];
	if (!first || !existsSync(join(folder, `${name}_train.csv`)))
		throw new Error(`no forecasting set "${name}" in ${folder}`);
	const train = bySeries(join(folder, `${name}_train.csv`));
	const test = bySeries(join(folder, `${name}_test.csv`));
	const { grain, season, maseLag, horizon } = first;
	const series = own.map(({ id }) => {
		const points = train.get(id)!;
		return { key: id, grain, start: periodOf(points.firstDay, grain), values: Float64Array.from(points.values) };
	});
	const tests = own.map(({ id }) => Float64Array.from(test.get(id)!.values));
	return { name, grain, season, maseLag, horizon, series, tests };
}

function bySeries(file: string): Map<string, { firstDay: string; values: number[] }> {
	const result = new Map<string, { firstDay: string; values: number[] }>();
	for (const [id, day, value] of rows(file)) {
		const own = result.get(id!) ?? { firstDay: day!, values: [] };
		own.values.push(Number(value));
		result.set(id!, own);
	}
	return result;
}
