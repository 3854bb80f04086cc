import { cells, count, text } from '../model/rows';
import { chain, step, type Step } from '../sql/chain';
import { every, id, lines, list, literal, query, sql, stack, word, type Query, type Sql } from '../sql/sql';
import type { Column, Rows, Table } from '../table';

/** Rows of each kind that are listed. */
export const LISTED = 200;

/** What differs between two states of a table. */
export interface Differences {
	/** The columns rows were told apart by; null: whole rows were compared, so that a changed row is one gone and one new. */
	readonly key: readonly string[] | null;
	readonly rowsBefore: number;
	readonly rowsAfter: number;
	readonly added: number;
	readonly gone: number;
	readonly changed: number;
	/** Columns in both states without the key, those with most changed rows first. */
	readonly fields: readonly FieldDifference[];
	readonly columnsAdded: readonly string[];
	readonly columnsGone: readonly string[];
	/** At most {@link LISTED} of each kind, in the order of the key. */
	readonly rows: readonly RowDifference[];
}

/** One column over all rows. Sums are exact text of the numbers in it; null for columns that are not numbers in both states. */
export interface FieldDifference {
	readonly column: string;
	/** Rows that are in both states with another value here. */
	readonly changed: number;
	readonly sumBefore: string | null;
	readonly sumAfter: string | null;
}

/** One row: new, gone, or in both with other values. Values as text. */
export interface RowDifference {
	readonly kind: 'added' | 'gone' | 'changed';
	/** Values of the key; empty without one. */
	readonly key: readonly (string | null)[];
	/** The fields that changed; of a new or gone row all that hold something. */
	readonly fields: readonly {
		readonly column: string;
		readonly before: string | null;
		readonly after: string | null;
	}[];
}

/** The columns two states of a table have in common, by name, key first. */
export interface Compared {
	readonly before: Table;
	readonly after: Table;
	/** Columns that name every row of both states differently; null: none do. */
	readonly key: readonly string[] | null;
}

/** How many rows are new, gone and changed, and the sums before and after: one row, read by {@link readDifferences}. */
export function differenceCounts(compared: Compared): Query {
	const { key } = compared;
	return key === null ? countsOfRows(compared) : countsByKey(compared, key);
}

/** The rows that differ, at most {@link LISTED} of each kind: kind, key and values before and after, read by {@link readDifferences}. */
export function differentRows(compared: Compared): Query {
	const { key } = compared;
	return key === null ? listRows(compared) : listByKey(compared, key);
}

/** The result of both queries. */
export function readDifferences(compared: Compared, counts: Rows, rows: Rows): Differences {
	const one = (name: string): number => count(cells(counts, name)[0]);
	const names = (table: Table): string[] => table.columns.map((column) => column.name);
	const fields = shared(compared).map((column, i) => ({
		column: column.name,
		changed: compared.key === null ? 0 : one(`changed_${i}`),
		sumBefore: column.numeric ? text(cells(counts, `before_${i}`)[0]) : null,
		sumAfter: column.numeric ? text(cells(counts, `after_${i}`)[0]) : null
	}));
	return {
		key: compared.key,
		rowsBefore: one('rows_before'),
		rowsAfter: one('rows_after'),
		added: one('added'),
		gone: one('gone'),
		changed: one('changed'),
		fields: fields.sort((a, b) => b.changed - a.changed),
		columnsAdded: names(compared.after).filter((name) => !names(compared.before).includes(name)),
		columnsGone: names(compared.before).filter((name) => !names(compared.after).includes(name)),
		rows: readRows(compared, rows)
	};
}

interface SharedColumn {
	readonly name: string;
	readonly numeric: boolean;
	/** Values are compared as they are; else as text. */
	readonly comparable: boolean;
}

const NUMBERS = new Set<Column['type']>(['integer', 'decimal', 'float']);
const DATES = new Set<Column['type']>(['date', 'timestamp']);

function shared({ before, after, key }: Compared): SharedColumn[] {
	return after.columns.flatMap(({ name, type }) => {
		const former = before.columns.find((column) => column.name === name);
		if (!former || key?.includes(name)) return [];
		const numeric = NUMBERS.has(type) && NUMBERS.has(former.type);
		const comparable = numeric || type === former.type || (DATES.has(type) && DATES.has(former.type));
		return [{ name, numeric, comparable }];
	});
}

/** Both states with a mark of their own, which is NULL in a join where a row is missing. */
function sides({ before, after }: Compared): Step[] {
	return [
		step('former', 'The rows before', sql`SELECT *, TRUE AS ${MARK} FROM ${id(before.id)}`),
		step('present', 'The rows after', sql`SELECT *, TRUE AS ${MARK} FROM ${id(after.id)}`)
	];
}

/** Rows with the same key side by side; a side is missing where a row is new or gone. */
function pairs(key: readonly string[]): Sql {
	const same = every(key.map((name) => sql`${asText('former', name)} = ${asText('present', name)}`));
	return sql`
		FROM former
		FULL JOIN present ON ${same}`;
}

/** No file has a column of this name. */
const MARK = id('dealscope side');
const FORMER = sql`former.${MARK}`;
const PRESENT = sql`present.${MARK}`;
const IS_NEW = sql`${FORMER} IS NULL`;
const IS_GONE = sql`${PRESENT} IS NULL`;

function countsByKey(compared: Compared, key: readonly string[]): Query {
	const columns = shared(compared);
	const both = sql`${FORMER} AND ${PRESENT}`;
	const any =
		columns.length === 0
			? sql`FALSE`
			: stack(columns.map((column, i) => (i === 0 ? differs(column) : sql`OR ${differs(column)}`)));
	const facts = [
		sql`count(${FORMER}) AS rows_before`,
		sql`count(${PRESENT}) AS rows_after`,
		sql`count(*) FILTER (WHERE ${IS_NEW}) AS added`,
		sql`count(*) FILTER (WHERE ${IS_GONE}) AS gone`,
		sql`
			count(*) FILTER (
				WHERE ${both} AND (
					${any}
				)
			) AS changed`,
		...columns.flatMap((column, i) => [
			sql`count(*) FILTER (WHERE ${both} AND ${differs(column)}) AS ${word(`changed_${i}`)}`,
			...(column.numeric
				? [
						sql`CAST(sum(${field('former', column.name)}) AS VARCHAR) AS ${word(`before_${i}`)}`,
						sql`CAST(sum(${field('present', column.name)}) AS VARCHAR) AS ${word(`after_${i}`)}`
					]
				: [])
		])
	];
	return chain(
		sides(compared),
		'Rows that are new, gone and changed, and per column the rows that changed and the sums',
		sql`
			SELECT
				${lines(facts)}
			${pairs(key)}`
	);
}

function listByKey(compared: Compared, key: readonly string[]): Query {
	const columns = shared(compared);
	const changed =
		columns.length === 0
			? sql`FALSE`
			: stack(columns.map((column, i) => (i === 0 ? differs(column) : sql`OR ${differs(column)}`)));
	const keys = key.map(
		(name, i) => sql`coalesce(${asText('present', name)}, ${asText('former', name)}) AS ${word(`key_${i}`)}`
	);
	const values = columns.flatMap((column, i) => [
		sql`${differs(column)} AS ${word(`differs_${i}`)}`,
		sql`${asText('former', column.name)} AS ${word(`before_${i}`)}`,
		sql`${asText('present', column.name)} AS ${word(`after_${i}`)}`
	]);
	const order = list(key.map((_, i) => word(`key_${i}`)));
	return chain(
		[
			...sides(compared),
			step(
				'different',
				'Rows that are new, gone or changed, with their values before and after',
				sql`
					SELECT
						CASE WHEN ${IS_NEW} THEN 'added' WHEN ${IS_GONE} THEN 'gone' ELSE 'changed' END AS kind,
						${lines([...keys, ...values])}
					${pairs(key)}
					WHERE ${IS_NEW} OR ${IS_GONE} OR (
						${changed}
					)`
			)
		],
		'The first of each kind, in the order of the key',
		sql`
			SELECT *
			FROM different
			QUALIFY row_number() OVER (PARTITION BY kind ORDER BY ${order}) <= ${literal(LISTED)}
			ORDER BY kind, ${order}`
	);
}

/** Whole rows, each as often as it occurs. */
function rowSteps(compared: Compared): Step[] {
	const columns = list(shared(compared).map(({ name }) => sql`CAST(${id(name)} AS VARCHAR) AS ${id(name)}`));
	return [
		step('former', 'The rows before, as text', sql`SELECT ${columns} FROM ${id(compared.before.id)}`),
		step('present', 'The rows after, as text', sql`SELECT ${columns} FROM ${id(compared.after.id)}`),
		step('added', 'Rows that are new', sql`SELECT * FROM present EXCEPT ALL SELECT * FROM former`),
		step('gone', 'Rows that are gone', sql`SELECT * FROM former EXCEPT ALL SELECT * FROM present`)
	];
}

function countsOfRows(compared: Compared): Query {
	const columns = shared(compared);
	if (columns.length === 0) {
		const rows = (table: Table): Sql => sql`(SELECT count(*) FROM ${id(table.id)})`;
		return query(sql`
			SELECT ${rows(compared.before)} AS rows_before, ${rows(compared.after)} AS rows_after,
				${rows(compared.after)} AS added, ${rows(compared.before)} AS gone, 0 AS changed`);
	}
	const sums = columns.flatMap(({ name, numeric }, i) =>
		numeric
			? [
					sql`(SELECT CAST(sum(${id(name)}) AS VARCHAR) FROM ${id(compared.before.id)}) AS ${word(`before_${i}`)}`,
					sql`(SELECT CAST(sum(${id(name)}) AS VARCHAR) FROM ${id(compared.after.id)}) AS ${word(`after_${i}`)}`
				]
			: []
	);
	return chain(
		rowSteps(compared),
		'Rows that are new and gone, and the sums',
		sql`
			SELECT
				${lines([
					sql`(SELECT count(*) FROM former) AS rows_before`,
					sql`(SELECT count(*) FROM present) AS rows_after`,
					sql`(SELECT count(*) FROM added) AS added`,
					sql`(SELECT count(*) FROM gone) AS gone`,
					sql`0 AS changed`,
					...sums
				])}`
	);
}

function listRows(compared: Compared): Query {
	const columns = shared(compared);
	if (columns.length === 0) return query(sql`SELECT 'added' AS kind WHERE FALSE`);
	const side = (kind: 'added' | 'gone'): Sql => {
		const values = columns.flatMap(({ name }, i) => [
			sql`TRUE AS ${word(`differs_${i}`)}`,
			sql`${kind === 'gone' ? id(name) : sql`NULL`} AS ${word(`before_${i}`)}`,
			sql`${kind === 'added' ? id(name) : sql`NULL`} AS ${word(`after_${i}`)}`
		]);
		return sql`
			(
				SELECT
					${literal(kind)} AS kind,
					${lines(values)}
				FROM ${word(kind)}
				ORDER BY ${list(columns.map(({ name }) => id(name)))}
				LIMIT ${literal(LISTED)}
			)`;
	};
	return chain(
		rowSteps(compared),
		'The first of each kind',
		sql`
			SELECT * FROM ${side('added')}
			UNION ALL
			SELECT * FROM ${side('gone')}
			ORDER BY kind, ${list(columns.flatMap((_, i) => [word(`before_${i}`), word(`after_${i}`)]))}`
	);
}

function readRows(compared: Compared, rows: Rows): RowDifference[] {
	const kinds = cells(rows, 'kind');
	const keys = (compared.key ?? []).map((_, i) => cells(rows, `key_${i}`));
	const columns = shared(compared).map((column, i) => ({
		name: column.name,
		differs: cells(rows, `differs_${i}`),
		before: cells(rows, `before_${i}`),
		after: cells(rows, `after_${i}`)
	}));
	return [...kinds.keys()].map((r) => ({
		kind: kinds[r] as RowDifference['kind'],
		key: keys.map((values) => text(values[r])),
		fields: columns.flatMap(({ name, differs, before, after }) => {
			const value = { column: name, before: text(before[r]), after: text(after[r]) };
			return differs[r] === true && (value.before !== null || value.after !== null) ? [value] : [];
		})
	}));
}

function differs({ name, comparable }: SharedColumn): Sql {
	return comparable
		? sql`${field('former', name)} IS DISTINCT FROM ${field('present', name)}`
		: sql`${asText('former', name)} IS DISTINCT FROM ${asText('present', name)}`;
}

function field(side: 'former' | 'present', name: string): Sql {
	return id(side, name);
}

function asText(side: 'former' | 'present', name: string): Sql {
	return sql`CAST(${field(side, name)} AS VARCHAR)`;
}
