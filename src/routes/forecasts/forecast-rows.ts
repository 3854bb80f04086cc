import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import type { ForecastResult, SeriesForecast } from '$lib/core/forecast/result';
import { firstDay, type Grain } from '$lib/core/period';
import type { Unit } from '$lib/core/reports/recipe';
import type { Cell, Column, Rows } from '$lib/core/table';
import { formatShare } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';
import { forecasterName } from './forecaster-names';

/** Forecast values as a table: one row per series and period, with every interval. `key` keeps one series. */
export function forecastRows(
	result: ForecastResult,
	kind: ForecasterKind,
	grain: Grain,
	seriesName: (key: string) => string,
	unit: Unit,
	key?: string
): Rows {
	const forecasts = result.forecasts.filter((one) => one.kind === kind && (key === undefined || one.key === key));
	const levels = forecasts[0]?.bands.map((band) => band.level) ?? [];
	const digits = unit === 'money' ? 2 : 1;
	const cells = forecasts.flatMap((forecast) =>
		Array.from(forecast.point, (point, step): Cell[] => [
			...(key === undefined ? [seriesName(forecast.key), forecasterName(kind)] : []),
			firstDay(forecast.start + step, grain),
			rounded(point, digits),
			...bounds(forecast, step, digits)
		])
	);
	const columns: Column[] = [
		...(key === undefined ? [column('series', 'text'), column('model', 'text')] : []),
		column('period', 'date'),
		column('point', 'float'),
		...levels.flatMap((level) => [column(`lower:${level}`, 'float'), column(`upper:${level}`, 'float')])
	];
	return { columns, values: columns.map((_, c) => cells.map((row) => row[c] ?? null)), length: cells.length };
}

/** Title and unit of a column of {@link forecastRows}. */
export function forecastColumns(name: string, unit: Unit): { title: string; unit: Unit } {
	const [base, level] = name.split(':');
	const share = level ? formatShare(Number(level), { digits: 0 }) : '';
	if (base === 'series') return { title: m.forecasts_col_series(), unit: 'text' };
	if (base === 'model') return { title: m.forecasts_col_model(), unit: 'text' };
	if (base === 'period') return { title: m.forecasts_col_period(), unit: 'period' };
	if (base === 'lower') return { title: m.forecasts_col_lower({ level: share }), unit };
	if (base === 'upper') return { title: m.forecasts_col_upper({ level: share }), unit };
	return { title: m.forecasts_col_point(), unit };
}

function bounds(forecast: SeriesForecast, step: number, digits: number): Cell[] {
	return forecast.bands.flatMap((band) => [rounded(band.lower[step], digits), rounded(band.upper[step], digits)]);
}

function rounded(value: number | undefined, digits: number): Cell {
	return value === undefined || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
}

function column(name: string, type: Column['type']): Column {
	return { name, type, nullable: false };
}
