import type { Role, SalesModel } from '../model/model';
import { cells, count } from '../model/rows';
import { chain, step } from '../sql/chain';
import { id, literal, sql, stack, type Query, type Sql } from '../sql/sql';
import type { Rows, Table } from '../table';

/** Roles that name a row, the surest first. */
const NAMING: readonly Role[] = ['deal_id', 'order_id', 'deal_name', 'customer_id'];

/** Columns tried as a key by themselves; a name like one of these goes before all others. */
const KEY_NAME = /(^|[\s_.-])(id|key|no|nr|number|code|guid|uuid)$|[a-z]ID$|编号|单号|序号|号码|代码|标识|ＩＤ/iu;

/** Single columns, and pairs with the naming role, that are tried. */
const MOST = 24;

/**
 * Columns, or pairs of them, that may tell the rows of a table apart, the best first: those the model says name a row, those whose name
 * says so, other columns of text and whole numbers, and last the naming column with each of these. Money, dates and flags are no keys.
 */
export function keyCandidates(table: Table, model: SalesModel | null): string[][] {
	const columns = table.columns.filter(({ type }) => type === 'text' || type === 'integer').map(({ name }) => name);
	const named = NAMING.flatMap((role) => {
		const field = model?.fields[role];
		return field?.table === table.id && columns.includes(field.column) ? [field.column] : [];
	});
	const singles = [...new Set([...named, ...columns.filter((name) => KEY_NAME.test(name)), ...columns])].slice(0, MOST);
	const [first] = singles;
	const pairs = first === undefined ? [] : singles.slice(1).map((other) => [first, other]);
	return [...singles.map((name) => [name]), ...pairs];
}

/** Columns that count the rows of one file: the next file may begin again at 1. */
const COUNTER =
	/^(row|line|item|pos|position|seq|sequence|record)[\s_.-]*(no|nr|number|id)\.?$|^(no|nr|number)\.?$|^(序号|行号|行\s*id)$/iu;

/** Roles that name what a row is about, not the row. */
const ABOUT: readonly Role[] = ['customer_id', 'product'];

/**
 * Of {@link keyCandidates}, those that may decide which rows of another file are new: by what the model or the name of the column says, never a
 * column that merely happens to be unique, as customers may be in a short file.
 */
export function lastingKeys(table: Table, model: SalesModel | null): string[][] {
	const about = ABOUT.flatMap((role) => {
		const field = model?.fields[role];
		return field?.table === table.id && table.id === model?.fact ? [field.column] : [];
	});
	const named = NAMING.flatMap((role) => {
		const field = model?.fields[role];
		return field?.table === table.id ? [field.column] : [];
	});
	return keyCandidates(table, model).filter(([first = '']) => {
		return !about.includes(first) && !COUNTER.test(first) && (named.includes(first) || KEY_NAME.test(first));
	});
}

/**
 * How well each candidate tells the rows of a table apart: as its steps leave it, or `loaded`, before them. Rows: (candidate, rows, filled, distinct_keys), one per candidate, read by
 * {@link readKey}. Without candidates: no rows.
 */
export function keyQuery(
	table: Pick<Table, 'id'>,
	candidates: readonly (readonly string[])[],
	state: 'prepared' | 'loaded' = 'prepared'
): Query {
	const from = state === 'loaded' ? id('raw', table.id) : id(table.id);
	const counts = candidates.map((names, index) => {
		const filled = stack(
			names.map((name, at) => (at === 0 ? sql`${id(name)} IS NOT NULL` : sql`AND ${id(name)} IS NOT NULL`))
		);
		const key: Sql = names.length === 1 ? id(names[0] ?? '') : sql`(${columns(names)})`;
		return sql`
			${index === 0 ? sql`` : sql`UNION ALL`}
			SELECT ${literal(index)} AS candidate, count(*) AS all_rows,
				count(*) FILTER (WHERE ${filled}) AS filled,
				count(DISTINCT ${key}) FILTER (WHERE ${filled}) AS distinct_keys
			FROM compared`;
	});
	const none = sql`SELECT 0 AS candidate, 0 AS all_rows, 0 AS filled, 0 AS distinct_keys WHERE FALSE`;
	return chain(
		[step('compared', 'The rows to be told apart', sql`SELECT * FROM ${from}`)],
		'How many rows each candidate names, and how many of them differently',
		sql`
			${counts.length === 0 ? none : stack(counts)}
			ORDER BY candidate`
	);
}

/** The candidates that name every row, each differently, in their order; none for a table without rows. */
export function readKeys<T extends readonly string[]>(candidates: readonly T[], rows: Rows): T[] {
	const [at, all, filled, distinct] = [
		cells(rows, 'candidate'),
		cells(rows, 'all_rows'),
		cells(rows, 'filled'),
		cells(rows, 'distinct_keys')
	];
	return [...all.keys()].flatMap((r) => {
		const total = count(all[r]);
		const unique = total > 0 && count(filled[r]) === total && count(distinct[r]) === total;
		const candidate = candidates[count(at[r])];
		return unique && candidate ? [candidate] : [];
	});
}

function columns(names: readonly string[]): Sql {
	return stack(names.map((name, at) => (at === 0 ? id(name) : sql`, ${id(name)}`)));
}
