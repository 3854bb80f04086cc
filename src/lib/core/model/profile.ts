import { chain, step, type Step } from '../sql/chain';
import { id, literal, sql, stack, word, type Query, type Sql } from '../sql/sql';
import type { Column, ColumnProfile, Rows, Table } from '../table';
import { cells, count, text } from './rows';

/** Most frequent values kept per column. */
const TOP = 50;

/** Columns asked about in one query: a file may have thousands, and a query over all of them would not be planned in time. */
const COLUMNS_AT_ONCE = 60;

/** With more rows columns are taken one by one: the distinct values of all of them at a time would not fit into memory. */
const MANY_ROWS = 1_000_000;

/** Columns that are profiled: in a table of thousands all of them would take longer than everything else. 'file-wide' says so. */
const PROFILED_COLUMNS = 200;

/** Profiles the first 200 columns of a table of any width, some at a time; `run` runs one query. */
export async function profileTable(table: Table, run: (query: Query) => Promise<Rows>): Promise<ColumnProfile[]> {
	const profiles: ColumnProfile[] = [];
	const columns = table.columns.slice(0, PROFILED_COLUMNS);
	const atOnce = table.rows > MANY_ROWS ? 1 : COLUMNS_AT_ONCE;
	for (let from = 0; from < columns.length; from += atOnce) {
		const some = { ...table, columns: columns.slice(from, from + atOnce) };
		profiles.push(...readProfiles(some, await run(profileQuery(some))));
	}
	return profiles;
}

/**
 * What each column of a table holds, exactly: one group-by per column, out of which come nulls, distinct values, the smallest,
 * the largest and the 50 most frequent. Rows: (position, kind, value, n), read by {@link readProfiles}. Measured: 0.9 s on a
 * million rows of eight columns with one native thread.
 */
export function profileQuery(table: Table): Query {
	const steps = table.columns.map((column, i) => valuesOf(table, column, i));
	const parts = steps.flatMap((one, i) => partsOf(one, i));
	return chain(
		steps,
		'Per column: rows, nulls, distinct values, range, most frequent values',
		sql`
			${unionAll(parts)}
			ORDER BY position, kind, n DESC, value`
	);
}

function valuesOf(table: Table, column: Column, i: number): Step {
	return step(
		`column_${i + 1}`,
		`The values of ${column.name}`,
		sql`SELECT ${id(column.name)} AS value, count(*) AS n FROM ${id(table.id)} GROUP BY ALL`
	);
}

function partsOf(one: Step, i: number): Sql[] {
	const name = word(one.name);
	const at = literal(i);
	const fact = (kind: Sql, value: Sql, n: Sql) =>
		sql`SELECT ${at} AS position, ${kind} AS kind, ${value} AS value, ${n} AS n FROM ${name}`;
	return [
		fact(sql`'distinct'`, sql`CAST(NULL AS VARCHAR)`, sql`count(value)`),
		fact(sql`'max'`, sql`CAST(max(value) AS VARCHAR)`, sql`0`),
		fact(sql`'min'`, sql`CAST(min(value) AS VARCHAR)`, sql`0`),
		fact(sql`'nulls'`, sql`NULL`, sql`CAST(coalesce(sum(n) FILTER (WHERE value IS NULL), 0) AS BIGINT)`),
		fact(sql`'rows'`, sql`NULL`, sql`CAST(coalesce(sum(n), 0) AS BIGINT)`),
		sql`
			(
				SELECT ${at}, 'top', CAST(value AS VARCHAR), n
				FROM ${name}
				WHERE value IS NOT NULL
				ORDER BY n DESC, CAST(value AS VARCHAR)
				LIMIT ${literal(TOP)}
			)`
	];
}

function unionAll(parts: readonly Sql[]): Sql {
	return stack(parts.flatMap((part, i) => (i === 0 ? [part] : [sql`UNION ALL`, part])));
}

/** The profiles out of the rows of {@link profileQuery}, in the table's column order. */
export function readProfiles(table: Table, rows: Rows): ColumnProfile[] {
	const positions = cells(rows, 'position');
	const kinds = cells(rows, 'kind');
	const values = cells(rows, 'value');
	const counts = cells(rows, 'n');
	return table.columns.map((column, i) => {
		const at = [...positions.keys()].filter((r) => count(positions[r]) === i);
		const one = (kind: string) => at.find((r) => kinds[r] === kind) ?? -1;
		return {
			column,
			rows: count(counts[one('rows')]),
			nulls: count(counts[one('nulls')]),
			distinct: count(counts[one('distinct')]),
			min: text(values[one('min')]),
			max: text(values[one('max')]),
			top: at.filter((r) => kinds[r] === 'top').map((r) => ({ value: text(values[r]) ?? '', count: count(counts[r]) }))
		};
	});
}
