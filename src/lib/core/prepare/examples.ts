import { cells, count, text } from '../model/rows';
import { chain, step } from '../sql/chain';
import { id, join, lines, list, literal, sql, word, type Query, type Sql } from '../sql/sql';
import type { Cell, ColumnType, Rows, Table } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { changedCell, emptiedCell } from './impact';
import { appliedStep, loadedStep, planSteps, unionAll, type AppliedStep, type StepPlan } from './plan';
import { stepKind } from './registry';

/** A column of examples. */
export interface ExampleColumn {
	readonly name: string;
	readonly type: ColumnType;
	/** The type before; null: the step makes the column. */
	readonly was: ColumnType | null;
	/** The step gives it values. */
	readonly touched: boolean;
}

/** A row before and after a step. */
export interface ExampleRow {
	/** Position in the loaded table, from 1. */
	readonly row: number;
	/** The step removes it. */
	readonly removed: boolean;
	/** In the order of the columns; the same where the step does not touch a column, null before in a new one. */
	readonly before: readonly Cell[];
	readonly after: readonly Cell[];
	readonly changed: readonly boolean[];
}

/** Rows a step changes, or removes. */
export interface StepExamples {
	readonly columns: readonly ExampleColumn[];
	readonly rows: readonly ExampleRow[];
}

/** Columns shown beside those a step touches. */
const CONTEXT = 6;
/** Touched columns shown at most. */
const TOUCHED = 12;

/**
 * Up to `limit` rows that the step `stepId` changes or removes, cells that lose their value first; for a step that does neither, the
 * first rows. null when the step does not apply. Read by {@link readExamples}.
 */
export function exampleQuery(table: Table, steps: readonly CleaningStep[], stepId: string, limit = 20): Query | null {
	const found = locate(table, steps, stepId);
	if (!found) return null;
	const { plan, applied } = found;
	const { effect } = applied;
	const assign = effect.assign ?? [];
	const columns = shownColumns(applied);
	const read = [
		sql`${id(plan.row)} AS row_number`,
		sql`coalesce(${effect.keep?.condition ?? sql`TRUE`}, FALSE) AS kept`,
		sql`${effect.show?.condition ?? sql`TRUE`} AS shown`,
		...assign.flatMap(({ name, value }, at) => [
			...(applied.before.some((column) => column.name === name) ? [sql`${id(name)} AS ${word(`before_${at}`)}`] : []),
			sql`${value} AS ${word(`after_${at}`)}`
		]),
		...columns.flatMap(({ name, touched }, at) => (touched ? [] : [sql`${id(name)} AS ${word(`other_${at}`)}`])),
		...(effect.show?.by ?? []).map((key, at) => sql`${key} AS ${word(`group_${at}`)}`)
	];
	const changed = assign.map((one, at) => changedCell(applied, one, at));
	const lost = assign.map((one, at) => emptiedCell(applied, one, at));
	const order = [
		...(effect.show ? effect.show.by.map((_, at) => word(`group_${at}`)) : []),
		...(lost.length > 0 ? [sql`CASE WHEN ${join(lost, sql` OR `)} THEN 0 ELSE 1 END`] : []),
		sql`row_number`
	];
	const out = columns.flatMap(({ name, touched }, at) => outColumns(applied, name, touched, at));
	return chain(
		[
			...upTo(plan, applied),
			step(
				'compared',
				'Values before and after the step',
				sql`
				SELECT
					${lines(read)}
				FROM ${word(applied.from)}`
			)
		],
		'Rows that the step changes or removes',
		sql`
			SELECT
				${lines([sql`row_number`, sql`kept`, ...out])}
			FROM compared
			WHERE ${wanted(applied, changed)}
			ORDER BY ${list(order)}
			LIMIT ${literal(limit)}`
	);
}

function wanted({ effect }: AppliedStep, changed: readonly Sql[]): Sql {
	if (effect.show) return sql`shown`;
	if (effect.keep) return sql`NOT kept`;
	return changed.length > 0 ? join(changed, sql` OR `) : sql`TRUE`;
}

function outColumns(applied: AppliedStep, name: string, touched: boolean, at: number): Sql[] {
	if (!touched) return [sql`${word(`other_${at}`)} AS ${word(`b${at}`)}`];
	const assign = applied.effect.assign ?? [];
	const index = assign.findIndex((one) => one.name === name);
	const one = assign[index];
	if (!one) return [];
	const isNew = applied.before.every((column) => column.name !== name);
	return [
		sql`${isNew ? sql`NULL` : word(`before_${index}`)} AS ${word(`b${at}`)}`,
		sql`${word(`after_${index}`)} AS ${word(`a${at}`)}`,
		sql`${changedCell(applied, one, index)} AS ${word(`c${at}`)}`
	];
}

/** Touched columns first, then those the step reads, then the first others. */
function shownColumns(applied: AppliedStep): ExampleColumn[] {
	const { effect, before, step: own } = applied;
	const touched = (effect.assign ?? []).slice(0, TOUCHED).map(({ name, type }): ExampleColumn => {
		const was = before.find((column) => column.name === name)?.type ?? null;
		return { name, type, was, touched: true };
	});
	const assigned = new Set((effect.assign ?? []).map(({ name }) => name));
	const needed = new Set([...(stepKind(own.kind)?.needs(own.params) ?? []), ...(effect.reads ?? [])]);
	const others = before.filter(({ name }) => !assigned.has(name));
	const context = [...others.filter(({ name }) => needed.has(name)), ...others.filter(({ name }) => !needed.has(name))];
	return [
		...touched,
		...context.slice(0, CONTEXT).map(({ name, type }): ExampleColumn => ({ name, type, was: type, touched: false }))
	];
}

function locate(
	table: Table,
	steps: readonly CleaningStep[],
	stepId: string
): { plan: StepPlan; applied: AppliedStep } | null {
	const plan = planSteps(table, steps);
	const applied = plan.applied.find((one) => one.step.id === stepId);
	return applied ? { plan, applied } : null;
}

function upTo(plan: StepPlan, applied: AppliedStep) {
	const before = plan.applied.slice(0, plan.applied.indexOf(applied));
	return [loadedStep(plan, true), ...before.map(appliedStep)];
}

/** The examples, out of the rows of {@link exampleQuery} for the same table, steps and step. */
export function readExamples(table: Table, steps: readonly CleaningStep[], stepId: string, rows: Rows): StepExamples {
	const found = locate(table, steps, stepId);
	if (!found) return { columns: [], rows: [] };
	const columns = shownColumns(found.applied);
	const numbers = cells(rows, 'row_number');
	const kept = cells(rows, 'kept');
	const before = columns.map((_, at) => cells(rows, `b${at}`));
	const after = columns.map(({ touched }, at) => cells(rows, touched ? `a${at}` : `b${at}`));
	const changed = columns.map(({ touched }, at) => (touched ? cells(rows, `c${at}`) : []));
	return {
		columns,
		rows: Array.from({ length: rows.length }, (_, r) => ({
			row: count(numbers[r]),
			removed: kept[r] === false,
			before: before.map((cell) => cell[r] ?? null),
			after: after.map((cell) => cell[r] ?? null),
			changed: changed.map((cell) => cell[r] === true)
		}))
	};
}

/** A value that a step empties, and in how many rows. */
export interface LostValue {
	readonly column: string;
	readonly value: string;
	readonly rows: number;
}

/**
 * The values a step empties, most frequent first: what could not be read, has no rate. At most `limit`; null when the step does not
 * apply or empties nothing by its nature. Read by {@link readLost}.
 */
export function lostQuery(table: Table, steps: readonly CleaningStep[], stepId: string, limit = 200): Query | null {
	const found = locate(table, steps, stepId);
	if (!found) return null;
	const { plan, applied } = found;
	const own = (applied.effect.assign ?? []).filter(({ name }) => applied.before.some((column) => column.name === name));
	if (own.length === 0) return null;
	const parts = own.map(
		({ name, value }) => sql`
			SELECT ${literal(name)} AS name, CAST(${id(name)} AS VARCHAR) AS value, ${value} IS NULL AS emptied
			FROM ${word(applied.from)}
			WHERE ${id(name)} IS NOT NULL`
	);
	return chain(
		[...upTo(plan, applied), step('compared', 'Values that were there', unionAll(parts))],
		'Those the step empties',
		sql`
			SELECT name, value, count(*) AS n
			FROM compared
			WHERE emptied
			GROUP BY ALL
			ORDER BY n DESC, name, value
			LIMIT ${literal(limit)}`
	);
}

/** The lost values, out of the rows of {@link lostQuery}. */
export function readLost(rows: Rows): LostValue[] {
	const [names, values, counts] = [cells(rows, 'name'), cells(rows, 'value'), cells(rows, 'n')];
	return Array.from({ length: rows.length }, (_, r) => ({
		column: text(names[r]) ?? '',
		value: text(values[r]) ?? '',
		rows: count(counts[r])
	}));
}
