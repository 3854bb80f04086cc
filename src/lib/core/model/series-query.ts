import type { Series } from '../forecast/series';
import { periodOf, type Grain, type PeriodIndex } from '../period';
import { activeFilters, dimensionConditions, rangeConditions } from '../reports/conditions';
import { FILTER_DIMENSIONS, type Filters } from '../reports/recipe';
import { chain, step } from '../sql/chain';
import { startOf } from '../sql/dates';
import { every, sql, word, type Query, type Sql } from '../sql/sql';
import type { Rows } from '../table';
import { isDimension, type Dimension } from './dimensions';
import { facts, factStep, supplies, type FactColumn } from './facts';
import type { Measure } from './measures';
import type { SalesModel } from './model';
import { cells, text } from './rows';

/** Key of the series of rows without a value in the breakdown; "" is the total. */
export const NO_VALUE = '∅';

/**
 * A measure per period, for the total (`breakdown` null) or for each value of a dimension. Rows: (key, period, value) in the
 * order of key and period; `period` is the first day as a DATE. Rows without the measure's date belong to no period; the date
 * range of the filters applies to that date. Periods without rows are absent: {@link readSeries} fills them.
 * Throws RangeError when `breakdown` is no dimension.
 */
export function seriesQuery(
	measure: Measure,
	grain: Grain,
	breakdown: string | null,
	filters: Filters,
	model: SalesModel
): Query {
	if (breakdown !== null && !isDimension(breakdown)) throw new RangeError(`no dimension ${breakdown}`);
	const date = word(measure.date);
	const active = activeFilters(filters, FILTER_DIMENSIONS, model);
	const columns: FactColumn[] = [measure.date, ...measure.columns, ...keyColumns(breakdown, model), ...active];
	const conditions = [
		sql`${date} IS NOT NULL`,
		...(measure.where ? [measure.where] : []),
		...dimensionConditions(filters, FILTER_DIMENSIONS, model),
		...rangeConditions(date, filters)
	];
	return chain(
		[
			facts(model, columns),
			step(
				'counted',
				'Rows that count, with their key and period',
				sql`
					SELECT *, ${keySql(breakdown, model)} AS key, ${startOf(grain, date)} AS period
					FROM ${factStep(model)}
					WHERE ${every(conditions)}`
			)
		],
		'The measure per key and period',
		sql`
			SELECT key, period, ${measure.value} AS value
			FROM counted
			GROUP BY key, period
			ORDER BY key NULLS LAST, period`
	);
}

function keyColumns(breakdown: Dimension | null, model: SalesModel): FactColumn[] {
	if (breakdown === null) return [];
	return breakdown === 'customer' && namedApart(model) ? ['customer', 'customer_name'] : [breakdown];
}

/** Customers have a number and a name, so that two may share the name. */
function namedApart(model: SalesModel): boolean {
	return supplies(model, 'customer') && model.fields.customer_id !== undefined && model.fields.account !== undefined;
}

function keySql(breakdown: Dimension | null, model: SalesModel): Sql {
	if (breakdown === null) return sql`''`;
	if (breakdown === 'customer' && namedApart(model)) return sql`customer_name || ' · ' || customer`;
	return word(breakdown);
}

/** How {@link readSeries} makes whole series. */
export interface SeriesReading {
	/** Last period to keep: the last complete one. Later rows are dropped, and every series reaches it. */
	readonly through: PeriodIndex;
	/** Additive measures are 0 in periods without rows; others are missing there (NaN). Default true. */
	readonly additive?: boolean;
}

/**
 * The series out of the rows of {@link seriesQuery}: no gaps, from each key's own first period to `through`; the keys with the
 * largest totals first, ties by key. A period without rows is 0 for an additive measure (nothing was sold), else NaN.
 */
export function readSeries(rows: Rows, grain: Grain, { through, additive = true }: SeriesReading): Series[] {
	const keys = cells(rows, 'key');
	const periods = cells(rows, 'period');
	const values = cells(rows, 'value');
	const points = new Map<string, [PeriodIndex, number][]>();
	for (let r = 0; r < rows.length; r++) {
		const day = text(periods[r]);
		const period = day === null ? NaN : periodOf(day, grain);
		if (!(period <= through)) continue;
		const key = text(keys[r]) ?? NO_VALUE;
		const value = values[r] ?? null;
		const list = points.get(key) ?? [];
		list.push([period, value === null ? NaN : Number(value)]);
		points.set(key, list);
	}
	return [...points]
		.map(([key, found]) => whole(key, grain, found, through, additive))
		.sort((a, b) => total(b) - total(a) || (a.key < b.key ? -1 : 1));
}

function whole(
	key: string,
	grain: Grain,
	points: readonly (readonly [PeriodIndex, number])[],
	through: PeriodIndex,
	additive: boolean
): Series {
	const start = points.reduce((first, [period]) => Math.min(first, period), through);
	const values = new Float64Array(through - start + 1).fill(additive ? 0 : NaN);
	for (const [period, value] of points) values[period - start] = value;
	return { key, grain, start, values };
}

function total(series: Series): number {
	return series.values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0);
}
