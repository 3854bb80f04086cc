import type { Grain } from '../period';
import { sql, type Sql } from './sql';

/** Exact money: 14 digits before the point and four after; what does not fit becomes NULL and is counted. */
export const MONEY: Sql = sql`DECIMAL(18, 4)`;

/** A sum of money: wide enough for any number of rows. */
export const MONEY_SUM: Sql = sql`DECIMAL(38, 4)`;

const TRUNCATE: Readonly<Record<Grain, Sql>> = {
	day: sql`'day'`,
	week: sql`'week'`,
	month: sql`'month'`,
	quarter: sql`'quarter'`,
	year: sql`'year'`
};

const STEP: Readonly<Record<Grain, Sql>> = {
	day: sql`INTERVAL 1 DAY`,
	week: sql`INTERVAL 7 DAY`,
	month: sql`INTERVAL 1 MONTH`,
	quarter: sql`INTERVAL 3 MONTH`,
	year: sql`INTERVAL 1 YEAR`
};

/** First day of the period that holds the DATE `date`; weeks start on Monday. A DATE again. */
export function startOf(grain: Grain, date: Sql): Sql {
	return sql`date_trunc(${TRUNCATE[grain]}, ${date})`;
}

/** The length of one period as an INTERVAL. */
export function periodStep(grain: Grain): Sql {
	return STEP[grain];
}

/** One row per period from the first to the last `period` of the step `from`: the periods without a row too. */
export function calendar(grain: Grain, from: Sql): Sql {
	return sql`
		SELECT CAST(unnest(generate_series(min(period), max(period), ${periodStep(grain)})) AS DATE) AS period
		FROM ${from}`;
}
