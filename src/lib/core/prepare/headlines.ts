import { facts, factStep, type FactColumn } from '../model/facts';
import { measuresFor, type MeasureName } from '../model/measures';
import type { Expr, SalesModel } from '../model/model';
import { cells } from '../model/rows';
import type { LabelCode, Unit } from '../reports/recipe';
import { chain, step } from '../sql/chain';
import { lines, sql, word, type Query, type Sql } from '../sql/sql';
import type { Cell, FieldRef, Rows, Table, TableId } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { appliedStep, loadedStep, planSteps } from './plan';

/** A figure of the reports' first line, for comparing before and after a step. */
export interface HeadlineFigure {
	/** `rows`: the rows of the fact table. */
	readonly name: 'rows' | MeasureName;
	/** null for `rows`. */
	readonly label: LabelCode | null;
	readonly unit: Unit;
	readonly value: Cell;
}

/**
 * The headline figures the model gives on these tables (as loaded) after these steps; null when the model names a column that is not
 * there then. One row, read by {@link readHeadlines}. Run it with a step and without to see what the step does.
 */
export function headlineQuery(
	model: SalesModel,
	tables: readonly Table[],
	steps: readonly CleaningStep[]
): Query | null {
	const used = new Set(
		fieldsOf(model)
			.map(({ table }) => table)
			.concat(model.fact)
	);
	const plans = tables
		.filter(({ id }) => used.has(id))
		.map((table, at) => ({ plan: planSteps(table, steps, `table_${at + 1}_`), name: `table_${at + 1}` }));
	const columns = new Map(plans.map(({ plan }) => [plan.table.id, new Set(plan.columns.map(({ name }) => name))]));
	if (!columns.has(model.fact) || fieldsOf(model).some(({ table, column }) => !columns.get(table)?.has(column)))
		return null;
	const names = new Map(plans.map(({ plan, name }) => [plan.table.id, name]));
	const renamed = withTables(model, (table) => names.get(table) ?? table);
	const measures = measuresFor(model);
	const wanted = [...new Set(measures.flatMap((measure): FactColumn[] => [...measure.columns]))];
	const source = factStep(model);
	const figure = (value: Sql, where: Sql | null, name: string): Sql =>
		sql`(SELECT ${value} FROM ${source}${where ? sql` WHERE ${where}` : sql``}) AS ${word(name)}`;
	return chain(
		[
			...plans.flatMap(({ plan, name }) => [
				loadedStep(
					plan,
					plan.applied.some(({ effect }) => effect.ordered === true)
				),
				...plan.applied.map(appliedStep),
				step(name, `${plan.table.id}, cleaned`, sql`SELECT * FROM ${word(plan.applied.at(-1)?.name ?? plan.loaded)}`)
			]),
			facts(renamed, wanted.length > 0 ? wanted : ['amount'])
		],
		'One row: the headline figures',
		sql`
			SELECT
				${lines([
					figure(sql`count(*)`, null, 'rows'),
					...measures.map(({ name, value, where }) => figure(value, where, name))
				])}`
	);
}

/** The figures, out of the row of {@link headlineQuery}. */
export function readHeadlines(model: SalesModel, rows: Rows): HeadlineFigure[] {
	const one = (name: string): Cell => cells(rows, name)[0] ?? null;
	return [
		{ name: 'rows', label: null, unit: 'count', value: one('rows') },
		...measuresFor(model).map(({ name, label, unit }): HeadlineFigure => ({ name, label, unit, value: one(name) }))
	];
}

/** Every column the model names. */
function fieldsOf(model: SalesModel): FieldRef[] {
	const inExpr = (expr: Expr): FieldRef[] =>
		expr.kind === 'field' ? [expr.field] : expr.kind === 'op' ? [...inExpr(expr.left), ...inExpr(expr.right)] : [];
	return [
		...model.joins.flatMap(({ from, to }) => [from, to]),
		...Object.values(model.fields),
		...(model.amount ? inExpr(model.amount) : []),
		...(model.outcome ? [model.outcome.field] : [])
	];
}

/** The model with its tables under other names. */
function withTables(model: SalesModel, nameOf: (table: TableId) => TableId): SalesModel {
	const field = ({ table, column }: FieldRef): FieldRef => ({ table: nameOf(table), column });
	const expr = (one: Expr): Expr => {
		if (one.kind === 'field') return { kind: 'field', field: field(one.field) };
		return one.kind === 'op' ? { ...one, left: expr(one.left), right: expr(one.right) } : one;
	};
	return {
		...model,
		fact: nameOf(model.fact),
		joins: model.joins.map(({ from, to }) => ({ from: field(from), to: field(to) })),
		fields: Object.fromEntries(Object.entries(model.fields).map(([role, one]) => [role, field(one)])),
		amount: model.amount && expr(model.amount),
		outcome: model.outcome && { ...model.outcome, field: field(model.outcome.field) }
	};
}
