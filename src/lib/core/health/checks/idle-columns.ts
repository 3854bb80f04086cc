import type { SalesModel } from '../../model/model';
import { count, cells } from '../../model/rows';
import { chain } from '../../sql/chain';
import { id, lines, sql, word, type Query } from '../../sql/sql';
import type { Table } from '../../table';
import type { Finding, HealthCheck, HealthContext } from '../finding';

/** Columns that say nothing: empty, or one value throughout. They change no report; leaving them out makes the rest easier to see. */
export const idleColumns: HealthCheck = {
	id: 'idle-columns',
	applies: ({ tables }) => tables.some(({ rows }) => rows > 1),
	find: async (context, ask) => {
		const found = [];
		for (const table of context.tables.filter(({ rows }) => rows > 1)) {
			const query = idleQuery(table);
			const rows = await ask(query);
			const of = (state: number) =>
				table.columns.filter((_, i) => count(cells(rows, `column_${i + 1}`)[0]) === state).map(({ name }) => name);
			found.push(...about(context, table, 'empty-columns', of(0), query));
			found.push(...about(context, table, 'constant-columns', of(1), query));
		}
		return found;
	}
};

/** One row: per column 0 where it is empty, 1 where every row holds the same value, else 2. */
function idleQuery(table: Table): Query {
	return chain(
		[],
		'Per column: 0 empty, 1 the same value in every row, 2 anything else',
		sql`
			SELECT
				${lines(
					table.columns.map(
						({ name }, i) => sql`
							CASE
								WHEN count(${id(name)}) = 0 THEN 0
								WHEN count(${id(name)}) = count(*) AND min(${id(name)}) = max(${id(name)}) THEN 1
								ELSE 2
							END AS ${word(`column_${i + 1}`)}`
					)
				)}
			FROM ${id(table.id)}`
	);
}

function about(
	{ model }: HealthContext,
	table: Table,
	code: 'empty-columns' | 'constant-columns',
	names: readonly string[],
	query: Query
): Finding[] {
	const [first] = names;
	if (first === undefined) return [];
	const free = names.filter((name) => !used(model, table.id, name));
	const whole = free.length === table.columns.length;
	return [
		{
			key: `${code}:${table.id}`,
			check: 'idle-columns',
			code,
			table: table.id,
			column: names.length === 1 ? first : null,
			touched: { rows: table.rows, of: table.rows, money: null, rowShare: 0, moneyShare: 0 },
			reports: [],
			effect: 0,
			details: { columns: names.slice(0, 6), more: Math.max(0, names.length - 6) },
			query,
			rows: null,
			step: free.length === 0 || whole ? null : { table: table.id, kind: 'drop-columns', params: { columns: free } }
		}
	];
}

/** The model reads the column. */
function used(model: SalesModel, table: string, column: string): boolean {
	return (
		Object.values(model.fields).some((field) => field.table === table && field.column === column) ||
		model.joins.some((join) => [join.from, join.to].some((end) => end.table === table && end.column === column)) ||
		JSON.stringify(model.amount ?? null).includes(JSON.stringify({ table, column }).slice(1, -1)) ||
		(model.outcome?.field.table === table && model.outcome.field.column === column)
	);
}
