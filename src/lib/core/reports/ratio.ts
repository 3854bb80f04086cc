import { MONEY_SUM } from '../sql/dates';
import { sql, type Sql } from '../sql/sql';

/** top ÷ bottom, always a DOUBLE in DuckDB; NULL when the bottom is 0 or NULL. */
export function ratio(top: Sql, bottom: Sql): Sql {
	return sql`${top} / nullif(${bottom}, 0)`;
}

/** A sum of money as exact decimal with four digits after the point; 0 over no rows. */
export function moneySum(amount: Sql): Sql {
	return sql`CAST(coalesce(${amount}, 0) AS ${MONEY_SUM})`;
}

/** A mean of money, rounded to four decimals; NULL when the count is 0. */
export function moneyMean(total: Sql, count: Sql): Sql {
	return sql`CAST(${ratio(total, count)} AS ${MONEY_SUM})`;
}

/**
 * The Wilson score interval (95 %, z = 1.96) of `win_rate` over `closed` deals, as the columns `win_rate_low` and `win_rate_high`,
 * 0–1; NULL when nothing was closed: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
 * E. B. Wilson (1927), JASA 22, 209–212.
 */
export const WILSON: readonly Sql[] = [
	sql`CASE WHEN closed > 0 THEN greatest(0, ${limit(sql`-`)}) END AS win_rate_low`,
	sql`CASE WHEN closed > 0 THEN least(1, ${limit(sql`+`)}) END AS win_rate_high`
];

/** z² = 3.841… and z = 1.959… of the two-sided 95 % interval of the normal distribution. */
function limit(sign: Sql): Sql {
	const root = sql`1.959963984540054e0 * sqrt(win_rate * (1 - win_rate) / closed + 3.841458820694124e0 / (4 * closed ^ 2))`;
	return sql`(win_rate + 3.841458820694124e0 / (2 * closed) ${sign} ${root}) / (1 + 3.841458820694124e0 / closed)`;
}
