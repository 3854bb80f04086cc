import { facts, factStep, rolesFor, supplies, type FactColumn } from '../model/facts';
import type { SalesModel } from '../model/model';
import { cells, count, text } from '../model/rows';
import type { Source } from '../model/source';
import { MONEY_SUM } from '../sql/dates';
import { chain, step, type Step } from '../sql/chain';
import { every, id, lines, literal, sql, type Query, type Sql } from '../sql/sql';
import type { FieldRef, Rows, Table } from '../table';
import type { Ask, Touched } from './finding';

/** The rows reports count in some respect. Rows of excluded outcomes are never among them. */
export type Base = 'won' | 'lost' | 'closed' | 'open' | 'all';

/** A question about the fact rows: how many of `base` are a `hit`, and what money they carry. */
export interface Probe {
	/** Columns of the fact rows that `hit` speaks about. */
	readonly columns: readonly FactColumn[];
	readonly hit: Sql;
	readonly base: Base;
	/** Further named expressions that `hit` speaks about; names start with `examined_`. */
	readonly also?: (source: Source) => readonly Sql[];
	/** Further steps between the fact rows and the step `examined`, out of which `hit` is asked; the last one is read. */
	readonly steps?: readonly Step[];
	/** Columns of the fact rows the steps need besides. */
	readonly needs?: readonly FactColumn[];
}

const BASES: Readonly<Record<Base, Sql>> = {
	won: sql`outcome = 'won'`,
	lost: sql`outcome = 'lost'`,
	closed: sql`outcome IN ('won', 'lost')`,
	open: sql`outcome = 'open'`,
	all: sql`outcome <> 'excluded'`
};

/** The condition of a base; orders have no outcome, all their lines count. */
export function baseCondition(model: SalesModel, base: Base): Sql {
	return model.kind === 'deals' && model.outcome !== null ? BASES[base] : sql`TRUE`;
}

function columnsOf(model: SalesModel, { columns, needs = [] }: Probe): FactColumn[] {
	const outcome = model.kind === 'deals' && model.outcome !== null ? (['outcome'] as const) : [];
	return [...outcome, 'amount', ...columns, ...needs];
}

/** The statement of a probe: one row. Read by {@link readProbe}. */
export function probeQuery(model: SalesModel, probe: Probe): Query {
	const base = baseCondition(model, probe.base);
	return chain(
		[
			facts(model, columnsOf(model, probe), probe.also),
			...(probe.steps ?? []),
			step(
				'examined',
				'The rows that count, and whether they are meant',
				sql`
					SELECT amount, coalesce(${probe.hit}, FALSE) AS hit
					FROM ${lastName(model, probe)}
					WHERE ${base}`
			)
		],
		'Rows and money, in all and of those meant',
		sql`
			SELECT
				count(*) AS base_rows,
				count(*) FILTER (WHERE hit) AS hit_rows,
				CAST(sum(amount) FILTER (WHERE hit) AS ${MONEY_SUM}) AS hit_money,
				CAST(coalesce(sum(abs(amount)), 0) AS DOUBLE) AS base_size,
				CAST(coalesce(sum(abs(amount)) FILTER (WHERE hit), 0) AS DOUBLE) AS hit_size
			FROM examined`
	);
}

function lastName(model: SalesModel, probe: Probe): Sql {
	const last = probe.steps?.at(-1);
	return last ? id(last.name) : factStep(model);
}

/** Rows and money out of the row of {@link probeQuery}. */
function readProbe(model: SalesModel, rows: Rows): Touched {
	const one = (name: string) => cells(rows, name)[0];
	const base = count(one('base_rows'));
	const size = count(one('base_size'));
	const hits = count(one('hit_rows'));
	return {
		rows: hits,
		of: base,
		money: model.amount === null ? null : (text(one('hit_money')) ?? '0'),
		rowShare: base === 0 ? 0 : hits / base,
		moneyShare: size === 0 ? 0 : count(one('hit_size')) / size
	};
}

/** Asks a probe. */
export async function askProbe(model: SalesModel, probe: Probe, ask: Ask): Promise<{ touched: Touched; query: Query }> {
	const query = probeQuery(model, probe);
	return { touched: readProbe(model, await ask(query)), query };
}

/**
 * The rows a probe means, as they stand in the table: all columns of the user under their own names, and before them what of `columns` comes
 * from joined tables. Largest amount first, then as the reports name them; at most `limit`, null: all.
 */
export function probeRows(model: SalesModel, table: Table, probe: Probe): (limit: number | null) => Query {
	const looked = joinedColumns(model, table, probe.columns);
	const packed = (source: Source) => [
		sql`struct_pack(${lines(
			table.columns.map(({ name }) => sql`${id(name)} := ${source.column({ table: model.fact, column: name })}`)
		)}) AS examined_row`,
		...(probe.also?.(source) ?? [])
	];
	return (limit) =>
		chain(
			[
				facts(model, columnsOf(model, probe), packed),
				...(probe.steps ?? []),
				step(
					'hits',
					'The rows that are meant',
					sql`
						SELECT
							${lines([sql`examined_row`, sql`abs(amount) AS examined_size`, ...looked.map(({ column }) => id(column))])}
						FROM ${lastName(model, probe)}
						WHERE
							${every([baseCondition(model, probe.base), sql`(${probe.hit})`])}
						ORDER BY examined_size DESC NULLS LAST, CAST(examined_row AS VARCHAR)
						${limit === null ? sql`` : sql`LIMIT ${literal(limit)}`}`
				)
			],
			'Every column of them, largest amount first',
			sql`
				SELECT
					${lines([...looked.map(({ column, name }) => sql`${id(column)} AS ${id(name)}`), sql`examined_row.*`])}
				FROM hits
				ORDER BY hits.examined_size DESC NULLS LAST, CAST(hits.examined_row AS VARCHAR)`
		);
}

/** Columns that stand in joined tables, under the user's name or, where the main table has that too, the name reports use. */
function joinedColumns(
	model: SalesModel,
	table: Table,
	columns: readonly FactColumn[]
): { readonly column: FactColumn; readonly name: string }[] {
	const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()));
	const found: { column: FactColumn; name: string }[] = [];
	for (const column of new Set(columns)) {
		const field = joinedField(model, column);
		const name = [field?.column, column].find((one) => one !== undefined && !taken.has(one.toLowerCase()));
		if (!field || name === undefined) continue;
		taken.add(name.toLowerCase());
		found.push({ column, name });
	}
	return found;
}

/** The column of a joined table that fills a column of the fact rows; null when the main table fills it. */
function joinedField(model: SalesModel, column: FactColumn): FieldRef | null {
	if (column === 'amount' || column === 'outcome' || !supplies(model, column)) return null;
	const field = rolesFor(model, column)
		.map((role) => model.fields[role])
		.find((one) => one !== undefined);
	return field && field.table !== model.fact ? field : null;
}
