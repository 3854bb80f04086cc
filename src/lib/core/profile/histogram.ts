import { count } from '../model/rows';
import { chain, step } from '../sql/chain';
import { day, literal, sql, type Query, type Sql } from '../sql/sql';
import { startOf } from '../sql/dates';
import { firstDay } from '../period';
import type { Column, Rows, Table } from '../table';
import { rowOf } from './cells';
import { valuesStep } from './values-step';
import type { Bins } from './bins';

/** Values per bin, for the bins that have any: (bin, n). Read by {@link readHistogram}. */
export function histogramQuery(table: Table, column: Column, bins: Bins): Query {
	const last = literal(bins.count - 1);
	return chain(
		[
			valuesStep(table.id, column),
			step(
				'binned',
				'The bin of each value; the end bins hold what lies beyond them',
				sql`
					SELECT least(greatest(${binOf(bins)}, 0), ${last}) AS bin
					FROM column_values
					WHERE number IS NOT NULL`
			)
		],
		'Values per bin',
		sql`
			SELECT CAST(bin AS BIGINT) AS bin, count(*) AS n
			FROM binned
			GROUP BY bin
			ORDER BY bin`
	);
}

/** Rounded to nine decimals first: 0.3 belongs to the bin that starts at 0.3, although 0.3 / 0.1 is 2.9999999999999996. */
function binOf(bins: Bins): Sql {
	if (bins.kind === 'number') return sql`floor(round((number - ${literal(bins.start)}) / ${literal(bins.width)}, 9))`;
	const first = day(firstDay(bins.first, bins.grain));
	const start = startOf(bins.grain, sql`CAST(value AS DATE)`);
	if (bins.grain === 'day') return sql`date_diff('day', ${first}, ${start})`;
	if (bins.grain === 'month') return sql`date_diff('month', ${first}, ${start})`;
	if (bins.grain === 'quarter') return sql`date_diff('quarter', ${first}, ${start})`;
	return sql`date_diff('year', ${first}, ${start})`;
}

/** [bins.count] values per bin out of the rows of {@link histogramQuery}; their sum is the number of finite values. */
export function readHistogram(bins: Bins, rows: Rows): number[] {
	const counts = new Array<number>(bins.count).fill(0);
	for (let r = 0; r < rows.length; r++) {
		const cell = rowOf(rows, r);
		counts[count(cell('bin'))] = count(cell('n'));
	}
	return counts;
}
