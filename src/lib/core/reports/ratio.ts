import { MONEY_SUM } from '../sql/dates';
import { sql, type Sql } from '../sql/sql';

/** top ÷ bottom as DOUBLE; NULL when the bottom is 0 or NULL. */
export function ratio(top: Sql, bottom: Sql): Sql {
	return sql`CAST(${top} AS DOUBLE) / nullif(CAST(${bottom} AS DOUBLE), 0)`;
}

/** A sum of money as exact decimal with four digits after the point; 0 over no rows. */
export function moneySum(amount: Sql): Sql {
	return sql`CAST(coalesce(${amount}, 0) AS ${MONEY_SUM})`;
}

/** A mean of money, rounded to four decimals; NULL when the count is 0. */
export function moneyMean(total: Sql, count: Sql): Sql {
	return sql`CAST(${ratio(total, count)} AS ${MONEY_SUM})`;
}

/** z of a two-sided 95 % interval of the normal distribution. */
const Z = sql`1.959963984540054e0`;

/**
 * One end of the Wilson score interval (95 %) of k successes in n trials, 0–1; NULL when n is 0:
 * (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). E. B. Wilson (1927), JASA 22, 209–212.
 */
export function wilson(k: Sql, n: Sql, end: 'low' | 'high'): Sql {
	const sign = end === 'low' ? sql`-` : sql`+`;
	const p = sql`(${k} / ${n})`;
	return sql`
		CASE WHEN ${n} > 0 THEN
			(${p} + ${Z} ^ 2 / (2 * ${n}) ${sign} ${Z} * sqrt(${p} * (1 - ${p}) / ${n} + ${Z} ^ 2 / (4 * ${n} ^ 2)))
			/ (1 + ${Z} ^ 2 / ${n})
		END`;
}
