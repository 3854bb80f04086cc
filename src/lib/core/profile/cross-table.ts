import { count, text } from '../model/rows';
import { chain, step } from '../sql/chain';
import { id, literal, sql, type Query } from '../sql/sql';
import type { Column, Rows, Table } from '../table';
import { finite, rowOf } from './cells';

/** How two columns of labels meet. */
export interface CrossTable {
	/** Rows with both labels. */
	readonly n: number;
	/** Distinct labels of each column among these rows. */
	readonly xCount: number;
	readonly yCount: number;
	/**
	 * Cramér's V = √(χ² / (n·(min(r, c) − 1))), 0 no association … 1 one decides the other (Cramér 1946, without correction for
	 * small samples); null when a column has one label.
	 */
	readonly v: number | null;
	/** The most frequent labels of each column. */
	readonly xs: readonly string[];
	readonly ys: readonly string[];
	/** [y][x] rows. */
	readonly cells: readonly (readonly number[])[];
}

/** Counts of the `limit` × `limit` most frequent labels, and χ² over all of them. Read by {@link readCrossTable}. */
export function crossTableQuery(table: Table, x: Column, y: Column, limit: number): Query {
	return chain(
		[
			step(
				'cells',
				'Rows per pair of labels',
				sql`
					SELECT CAST(${id(x.name)} AS VARCHAR) AS x, CAST(${id(y.name)} AS VARCHAR) AS y, count(*) AS n
					FROM ${id(table.id)}
					WHERE ${id(x.name)} IS NOT NULL AND ${id(y.name)} IS NOT NULL
					GROUP BY ALL`
			),
			step(
				'xs',
				'Rows per label of x',
				sql`SELECT x, sum(n) AS x_n, row_number() OVER (ORDER BY sum(n) DESC, x) AS x_place FROM cells GROUP BY x`
			),
			step(
				'ys',
				'Rows per label of y',
				sql`SELECT y, sum(n) AS y_n, row_number() OVER (ORDER BY sum(n) DESC, y) AS y_place FROM cells GROUP BY y`
			),
			step(
				'overall',
				'The statistic: χ² / n = Σ n² / (row · column) − 1',
				sql`
					SELECT
						CAST(sum(n) AS BIGINT) AS all_n,
						(SELECT count(*) FROM xs) AS x_count,
						(SELECT count(*) FROM ys) AS y_count,
						sum(CAST(n AS DOUBLE) * n / (CAST(x_n AS DOUBLE) * y_n)) - 1 AS phi_squared
					FROM cells
					JOIN xs USING (x)
					JOIN ys USING (y)`
			),
			step(
				'shown',
				'The most frequent labels of both',
				sql`
					SELECT x, y, coalesce(n, 0) AS n, x_place, y_place
					FROM xs
					JOIN ys ON TRUE
					LEFT JOIN cells USING (x, y)
					WHERE x_place <= ${literal(limit)} AND y_place <= ${literal(limit)}`
			)
		],
		'The cells, with the statistic beside them',
		sql`
			SELECT *
			FROM overall
			LEFT JOIN shown ON TRUE
			ORDER BY y_place, x_place`
	);
}

/** The table out of the rows of {@link crossTableQuery}. */
export function readCrossTable(rows: Rows): CrossTable {
	const cell = rowOf(rows);
	const all = Array.from({ length: rows.length }, (_, r) => rowOf(rows, r)).filter((row) => row('x') !== null);
	const xs = [...new Set(all.map((row) => text(row('x')) ?? ''))];
	const ys = [...new Set(all.map((row) => text(row('y')) ?? ''))];
	const least = Math.min(count(cell('x_count')), count(cell('y_count')));
	const phi = finite(cell('phi_squared'));
	const known = new Map(all.map((row) => [JSON.stringify([row('x'), row('y')]), count(row('n'))]));
	return {
		n: count(cell('all_n')),
		xCount: count(cell('x_count')),
		yCount: count(cell('y_count')),
		v: least < 2 || phi === null ? null : Math.sqrt(Math.min(1, Math.max(0, phi / (least - 1)))),
		xs,
		ys,
		cells: ys.map((y) => xs.map((x) => known.get(JSON.stringify([x, y])) ?? 0))
	};
}
