import { count, text } from '../model/rows';
import { chain, step, type Step } from '../sql/chain';
import { id, literal, sql, type Query, type Sql } from '../sql/sql';
import type { Column, Rows, Table } from '../table';
import { finite, rowOf } from './cells';
import { correlationP } from './student-t';
import { numberOf, squarable } from './values-step';

/** A correlation coefficient and its two-sided p under "no correlation"; NaN-free: null where there is none. */
export interface Coefficient {
	/** −1 … 1 */
	readonly r: number;
	/** {@link correlationP}; so small that a double cannot hold it: 0. */
	readonly p: number;
}

/** How two columns of numbers or dates move together. */
export interface Correlation {
	/** Rows with a value in both columns. */
	readonly n: number;
	/** Linear. null with fewer than three pairs or when a column is constant. */
	readonly pearson: Coefficient | null;
	/** Monotonous: Pearson's coefficient of the ranks, ties getting the mean of their ranks. */
	readonly spearman: Coefficient | null;
	/** Least squares y = intercept + slope·x; null where there is no coefficient. */
	readonly slope: number | null;
	readonly intercept: number | null;
}

/** The step `pairs`: `x` and `y` of the rows that have both. */
function pairs(table: Table, x: Column, y: Column): Step {
	return step(
		'pairs',
		`Rows with both ${x.name} and ${y.name}`,
		sql`
			SELECT x, y
			FROM (SELECT ${numberOf(x)} AS x, ${numberOf(y)} AS y FROM ${id(table.id)})
			WHERE ${squarable(sql`x`)} AND ${squarable(sql`y`)}`
	);
}

/** Mean rank of each distinct value: rows before it, and half of its own. */
function ranks(of: 'x' | 'y'): Sql {
	const column = of === 'x' ? sql`x` : sql`y`;
	return sql`
		SELECT ${column}, sum(n) OVER (ORDER BY ${column}) - (n - 1) / 2.0 AS place
		FROM (SELECT ${column}, count(*) AS n FROM pairs GROUP BY ${column})`;
}

/** Pearson, Spearman and the least-squares line of two columns: one row, read by {@link readCorrelation}. */
export function correlationQuery(table: Table, x: Column, y: Column): Query {
	return chain(
		[
			pairs(table, x, y),
			step('ranks_x', 'Mean rank of each value of x', ranks('x')),
			step('ranks_y', 'Mean rank of each value of y', ranks('y')),
			step(
				'ranked',
				'The pairs as ranks',
				sql`
					SELECT ranks_x.place AS rank_x, ranks_y.place AS rank_y
					FROM pairs
					JOIN ranks_x USING (x)
					JOIN ranks_y USING (y)`
			)
		],
		'The coefficients',
		sql`
			SELECT
				(SELECT count(*) FROM pairs) AS n,
				(SELECT corr(y, x) FROM pairs) AS pearson,
				(SELECT regr_slope(y, x) FROM pairs) AS slope,
				(SELECT regr_intercept(y, x) FROM pairs) AS intercept,
				(SELECT corr(rank_y, rank_x) FROM ranked) AS spearman`
	);
}

/** The correlation out of the row of {@link correlationQuery}. */
export function readCorrelation(rows: Rows): Correlation {
	const cell = rowOf(rows);
	const n = count(cell('n'));
	const coefficient = (name: string): Coefficient | null => {
		const r = finite(cell(name));
		if (r === null || n < 3) return null;
		const bounded = Math.min(1, Math.max(-1, r));
		return { r: bounded, p: correlationP(bounded, n) };
	};
	const pearson = coefficient('pearson');
	return {
		n,
		pearson,
		spearman: coefficient('spearman'),
		slope: pearson && finite(cell('slope')),
		intercept: pearson && finite(cell('intercept'))
	};
}

/** At most `most` pairs, drawn with a fixed seed: the same points every time. (x, y) in the order of the table. */
export function scatterQuery(table: Table, x: Column, y: Column, most: number): Query {
	return chain(
		[pairs(table, x, y)],
		'A random sample of the pairs, the same every time',
		sql`
			SELECT x, y
			FROM pairs
			USING SAMPLE reservoir(${literal(most)} ROWS) REPEATABLE (1)`
	);
}

/** [n] points out of the rows of {@link scatterQuery}. */
export function readScatter(rows: Rows): { readonly x: number; readonly y: number }[] {
	return Array.from({ length: rows.length }, (_, r) => {
		const cell = rowOf(rows, r);
		return { x: Number(cell('x')), y: Number(cell('y')) };
	});
}

/** Numbers of a group of rows. */
export interface Group {
	/** null: rows without a label. */
	readonly label: string | null;
	readonly n: number;
	readonly mean: number;
	readonly median: number;
	/** Sample standard deviation; null with one value. */
	readonly deviation: number | null;
}

/** The numbers of a column by the labels of another. */
export interface Groups {
	/** Rows with a number. */
	readonly n: number;
	/** All groups there are; `groups` holds the largest. */
	readonly count: number;
	/** η², the share of the numbers' variance that lies between the groups, 0–1; null when they are constant. */
	readonly explained: number | null;
	/** Most rows first. */
	readonly groups: readonly Group[];
}

/** Mean, median and deviation of the numbers of `y` by the labels of `x`, the `limit` largest groups. Read by {@link readGroups}. */
export function groupsQuery(table: Table, x: Column, y: Column, limit: number): Query {
	return chain(
		[
			step(
				'pairs',
				'Each label and its number',
				sql`
					SELECT label, number
					FROM (SELECT CAST(${id(x.name)} AS VARCHAR) AS label, ${numberOf(y)} AS number FROM ${id(table.id)})
					WHERE ${squarable(sql`number`)}`
			),
			step(
				'label_groups',
				'Figures of each label',
				sql`
					SELECT
						label,
						count(*) AS n,
						avg(number) AS mean,
						median(number) AS median,
						stddev_samp(number) AS deviation
					FROM pairs
					GROUP BY label`
			),
			step(
				'overall',
				'Squares between the labels and in all',
				sql`
					SELECT
						(SELECT count(*) FROM pairs) AS all_n,
						(SELECT count(*) FROM label_groups) AS labels,
						(SELECT var_pop(number) * count(*) FROM pairs) AS squares,
						(SELECT sum(n * power(mean - (SELECT avg(number) FROM pairs), 2)) FROM label_groups) AS between_squares`
			)
		],
		'The largest groups',
		sql`
			SELECT *
			FROM overall
			LEFT JOIN label_groups ON TRUE
			ORDER BY n DESC, label NULLS LAST
			LIMIT ${literal(limit)}`
	);
}

/** The groups out of the rows of {@link groupsQuery}. */
export function readGroups(rows: Rows): Groups {
	const cell = rowOf(rows);
	const squares = finite(cell('squares'));
	const between = finite(cell('between_squares'));
	const groups = Array.from({ length: rows.length }, (_, r) => rowOf(rows, r))
		.filter((row) => row('n') !== null)
		.map((row) => ({
			label: text(row('label')),
			n: count(row('n')),
			mean: Number(row('mean')),
			median: Number(row('median')),
			deviation: finite(row('deviation'))
		}));
	return {
		n: count(cell('all_n')),
		count: count(cell('labels')),
		explained: squares === null || squares === 0 || between === null ? null : Math.min(1, between / squares),
		groups
	};
}
