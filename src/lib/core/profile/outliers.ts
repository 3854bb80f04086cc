import { count, text } from '../model/rows';
import { chain } from '../sql/chain';
import { id, literal, sql, type Query } from '../sql/sql';
import type { Column, Rows, Table } from '../table';
import { rowOf } from './cells';
import type { Distribution } from './distribution';
import { numberOf } from './values-step';

/** Tukey's fences: values below q1 − 1.5·(q3 − q1) or above q3 + 1.5·(q3 − q1) are called outliers (Tukey 1977). */
export interface Fences {
	readonly low: number;
	readonly high: number;
}

/** The fences of a column of numbers; null without quartiles. With equal quartiles everything else would be an outlier: null too. */
export function fencesOf({ quantiles }: Distribution): Fences | null {
	const q1 = quantiles[1] ?? null;
	const q3 = quantiles[3] ?? null;
	if (q1 === null || q3 === null || q1 === q3) return null;
	return { low: q1 - 1.5 * (q3 - q1), high: q3 + 1.5 * (q3 - q1) };
}

/** What lies beyond the fences. */
export interface Outliers extends Fences {
	readonly below: number;
	readonly above: number;
	/** The farthest values on each side with their rows, farthest first. */
	readonly lowest: readonly { readonly value: string; readonly count: number }[];
	readonly highest: readonly { readonly value: string; readonly count: number }[];
}

/** Counts beyond the fences and the five farthest values on each side: (kind, value, n). Read by {@link readOutliers}. */
export function outliersQuery(table: Table, column: Column, { low, high }: Fences): Query {
	const value = id(column.name);
	const number = numberOf(column, value);
	const from = id(table.id);
	const below = sql`${number} < ${literal(low)}`;
	const above = sql`${number} > ${literal(high)}`;
	return chain(
		[],
		'Counts beyond the fences, then the farthest values',
		sql`
			SELECT 'below' AS kind, CAST(NULL AS VARCHAR) AS value, count(*) AS n, 0 AS place FROM ${from} WHERE ${below}
			UNION ALL
			SELECT 'above', NULL, count(*), 0 FROM ${from} WHERE ${above}
			UNION ALL
			(
				SELECT 'lowest', CAST(${value} AS VARCHAR), count(*), row_number() OVER (ORDER BY ${value})
				FROM ${from}
				WHERE ${below}
				GROUP BY ${value}
				ORDER BY ${value}
				LIMIT 5
			)
			UNION ALL
			(
				SELECT 'highest', CAST(${value} AS VARCHAR), count(*), row_number() OVER (ORDER BY ${value} DESC)
				FROM ${from}
				WHERE ${above}
				GROUP BY ${value}
				ORDER BY ${value} DESC
				LIMIT 5
			)
			ORDER BY kind, place`
	);
}

/** The outliers out of the rows of {@link outliersQuery}. */
export function readOutliers(fences: Fences, rows: Rows): Outliers {
	const all = Array.from({ length: rows.length }, (_, r) => rowOf(rows, r));
	const of = (kind: string) => all.filter((cell) => cell('kind') === kind);
	const values = (kind: string) =>
		of(kind).map((cell) => ({ value: text(cell('value')) ?? '', count: count(cell('n')) }));
	return {
		...fences,
		below: count(of('below')[0]?.('n')),
		above: count(of('above')[0]?.('n')),
		lowest: values('lowest'),
		highest: values('highest')
	};
}
