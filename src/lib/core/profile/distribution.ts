import { count, text } from '../model/rows';
import { chain, step } from '../sql/chain';
import { id, literal, sql, type Query, type Sql } from '../sql/sql';
import type { Column, Rows, Table } from '../table';
import { finite, rowOf } from './cells';
import { columnKind } from './column-kind';
import { squarable, valuesStep } from './values-step';

/** Distinct values are counted exactly in tables up to this many rows, else estimated (HyperLogLog, a few percent off). */
export const EXACT_DISTINCT_ROWS = 2_000_000;

/** The five quantiles of a profile. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** How the values of a number or date column are spread, over all rows. */
export interface Distribution {
	readonly rows: number;
	readonly nulls: number;
	readonly distinct: number;
	/** False: estimated. */
	readonly distinctExact: boolean;
	/** Smallest and largest finite value, exact, as text in the forms of a Cell; null without any. */
	readonly min: string | null;
	readonly max: string | null;
	/** Exact sum as text for integers and decimals, the double's text for floats; null for dates and without values. */
	readonly sum: string | null;
	readonly mean: number | null;
	/** Sample variance and sample standard deviation: divided by n − 1. null with fewer than two values, or out of range. */
	readonly variance: number | null;
	readonly deviation: number | null;
	/**
	 * Of {@link QUANTILES}, in order. Numbers: `quantile_cont`, linear between order statistics at (n − 1)p, which is R's type 7.
	 * Dates: days since 1970-01-01 of `quantile_disc`, the first day at or below which a share p of the values lies.
	 */
	readonly quantiles: readonly (number | null)[];
	readonly zeros: number;
	readonly negatives: number;
	/** Values of a float column that are NaN or infinite: counted here and left out of everything else. */
	readonly notFinite: number;
}

/** The figures of a number or date column: one pass, one row. Read by {@link readDistribution}. */
export function distributionQuery(table: Table, column: Column): Query {
	const numeric = columnKind(column) === 'number';
	const exact = table.rows <= EXACT_DISTINCT_ROWS;
	return chain(
		[
			valuesStep(table.id, column),
			step(
				'extent',
				'The largest size, to keep squares in range',
				sql`SELECT max(abs(number)) AS size FROM column_values`
			),
			step('figures', 'One pass over all values', numeric ? numberFigures(exact) : dateFigures(exact))
		],
		'Counts, range, moments and quantiles',
		sql`
			SELECT * EXCLUDE (q), q[1] AS q1, q[2] AS q2, q[3] AS q3, q[4] AS q4, q[5] AS q5
			FROM figures`
	);
}

const SHARES = sql`[0.05, 0.25, 0.5, 0.75, 0.95]`;

function distinct(exact: boolean): Sql {
	return exact ? sql`count(DISTINCT value)` : sql`approx_count_distinct(value)`;
}

function numberFigures(exact: boolean): Sql {
	return sql`
		SELECT
			count(*) AS all_rows,
			count(value) AS filled,
			count(number) AS finite,
			${distinct(exact)} AS different,
			CAST(min(value) FILTER (WHERE number IS NOT NULL) AS VARCHAR) AS smallest,
			CAST(max(value) FILTER (WHERE number IS NOT NULL) AS VARCHAR) AS largest,
			CAST(sum(value) FILTER (WHERE number IS NOT NULL) AS VARCHAR) AS total,
			avg(number) AS mean,
			var_samp(number) FILTER (WHERE ${squarable(sql`size`)}) AS variance,
			count(*) FILTER (WHERE number = 0) AS zeros,
			count(*) FILTER (WHERE number < 0) AS negatives,
			quantile_cont(number, ${SHARES}) AS q
		FROM column_values, extent`;
}

function dateFigures(exact: boolean): Sql {
	return sql`
		SELECT
			count(*) AS all_rows,
			count(value) AS filled,
			count(number) AS finite,
			${distinct(exact)} AS different,
			CAST(min(value) FILTER (WHERE number IS NOT NULL) AS VARCHAR) AS smallest,
			CAST(max(value) FILTER (WHERE number IS NOT NULL) AS VARCHAR) AS largest,
			quantile_disc(number, ${SHARES}) AS q
		FROM column_values`;
}

/** The figures out of the row of {@link distributionQuery}. */
export function readDistribution(table: Table, column: Column, rows: Rows): Distribution {
	const cell = rowOf(rows);
	const numeric = columnKind(column) === 'number';
	const variance = numeric ? finite(cell('variance')) : null;
	return {
		rows: count(cell('all_rows')),
		nulls: count(cell('all_rows')) - count(cell('filled')),
		distinct: count(cell('different')),
		distinctExact: table.rows <= EXACT_DISTINCT_ROWS,
		min: text(cell('smallest')),
		max: text(cell('largest')),
		sum: numeric ? text(cell('total')) : null,
		mean: numeric ? finite(cell('mean')) : null,
		variance,
		deviation: variance === null ? null : Math.sqrt(variance),
		quantiles: ['q1', 'q2', 'q3', 'q4', 'q5'].map((name) => finite(cell(name))),
		zeros: numeric ? count(cell('zeros')) : 0,
		negatives: numeric ? count(cell('negatives')) : 0,
		notFinite: count(cell('filled')) - count(cell('finite'))
	};
}

/** Most frequent values of a column, ties by value. */
export interface TopValue {
	/** As text in the forms of a Cell. */
	readonly value: string;
	readonly count: number;
}

/** The `limit` most frequent values of any column. Read by {@link readTopValues}. */
export function topValuesQuery(table: Table, column: Column, limit: number): Query {
	return chain(
		[],
		`The most frequent values of ${column.name}`,
		sql`
			SELECT CAST(${id(column.name)} AS VARCHAR) AS value, count(*) AS n
			FROM ${id(table.id)}
			WHERE ${id(column.name)} IS NOT NULL
			GROUP BY ALL
			ORDER BY n DESC, value
			LIMIT ${literal(limit)}`
	);
}

/** The values out of the rows of {@link topValuesQuery}. */
export function readTopValues(rows: Rows): TopValue[] {
	return Array.from({ length: rows.length }, (_, r) => {
		const cell = rowOf(rows, r);
		return { value: text(cell('value')) ?? '', count: count(cell('n')) };
	});
}
