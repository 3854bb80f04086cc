import { chain, step } from '../sql/chain';
import { sql, word, type Query } from '../sql/sql';
import type { Day } from '../period';
import type { Rows } from '../table';
import { facts, factStep, type FactColumn } from './facts';
import type { SalesModel } from './model';
import { standsFor } from './completeness';
import { cells, count, text } from './rows';

/** The days the data covers. `typicalGap`: 95 % of the gaps between neighbouring days with data are at most this long. */
export interface DateRange {
	readonly first: Day;
	readonly last: Day;
	/** Whole days, at least 0. */
	readonly typicalGap: number;
	/** Distinct days with data. */
	readonly days: number;
	/** The day the data stands for: `last` and the typical gap after it. It is what recipes take as `asOf`. */
	readonly through: Day;
}

/** A date column of the fact rows. */
export type DateColumn = Extract<FactColumn, 'closed_on' | 'created_on' | 'expected_on' | 'ordered_on'>;

/** The date sales are counted by: the day a deal was closed, the day of an order. */
export function mainDate(model: SalesModel): DateColumn {
	return model.kind === 'deals' ? 'closed_on' : 'ordered_on';
}

/** First and last day of a date column (the main one unless said) and the gap usual between its days; one row. */
export function dateRangeQuery(model: SalesModel, column: DateColumn = mainDate(model)): Query {
	const date = word(column);
	return chain(
		[
			facts(model, [column]),
			step(
				'dates',
				'Distinct days with data',
				sql`SELECT DISTINCT ${date} AS date FROM ${factStep(model)} WHERE ${date} IS NOT NULL`
			),
			step(
				'gaps',
				'Days since the day before it',
				sql`SELECT date, date - lag(date) OVER (ORDER BY date) AS gap FROM dates`
			)
		],
		'The range and the 95th percentile of the gaps',
		sql`
			SELECT
				min(date) AS first,
				max(date) AS last,
				CAST(ceil(coalesce(quantile_cont(gap, 0.95), 0)) AS BIGINT) AS typical_gap,
				count(*) AS days
			FROM gaps`
	);
}

/** The range out of the row of {@link dateRangeQuery}; null when no row has a date. */
export function readDateRange(rows: Rows): DateRange | null {
	const first = text(cells(rows, 'first')[0]);
	const last = text(cells(rows, 'last')[0]);
	if (first === null || last === null) return null;
	const typicalGap = count(cells(rows, 'typical_gap')[0]);
	return { first, last, typicalGap, days: count(cells(rows, 'days')[0]), through: standsFor(last, typicalGap) };
}
