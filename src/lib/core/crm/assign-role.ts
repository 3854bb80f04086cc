import type { Expr, Role, SalesModel } from '../model/model';
import type { ColumnProfile, FieldRef, TableId } from '../table';
import { guessOutcome, orderStages, outcomeByDay, profileWords, sortOutcomes } from './outcome';

/**
 * The model after the user gives a column a role (null: none). A role belongs to one column and a column has one role, so
 * others give way. What hangs on the role follows: the amount, the outcome words, the order of open stages.
 * @param profiles of the tables of the model, for the words of the column
 */
export function assignRole(
	model: SalesModel,
	field: FieldRef,
	role: Role | null,
	profiles: ReadonlyMap<TableId, readonly ColumnProfile[]>
): SalesModel {
	const kept = Object.entries(model.fields).filter(([other, at]) => other !== role && !same(at, field));
	const fields: SalesModel['fields'] = Object.fromEntries(role ? [...kept, [role, field]] : kept);
	const next = { ...model, fields };
	return withStages(withOutcome({ ...next, amount: amountOf(next) }, model, profiles), profiles);
}

function same(a: FieldRef | undefined, b: FieldRef | undefined): boolean {
	return a?.table === b?.table && a?.column === b?.column;
}

/** The amount column, else the actual amount, else quantity × unit price. */
function amountOf({ fields }: SalesModel): Expr | null {
	const column = fields.amount ?? fields.actual_amount;
	if (column) return { kind: 'field', field: column };
	if (!fields.quantity || !fields.unit_price) return null;
	const left: Expr = { kind: 'field', field: fields.quantity };
	return { kind: 'op', op: '*', left, right: { kind: 'field', field: fields.unit_price } };
}

/** Keeps the outcome words while their column still is status or stage; else reads them from the new one. */
function withOutcome(
	model: SalesModel,
	before: SalesModel,
	profiles: ReadonlyMap<TableId, readonly ColumnProfile[]>
): SalesModel {
	if (model.kind !== 'deals') return { ...model, outcome: null };
	const candidates = [model.fields.status, model.fields.stage].filter((field) => field !== undefined);
	const { outcome } = before;
	const moved = !same(before.fields.status, model.fields.status) || !same(before.fields.stage, model.fields.stage);
	if (outcome && !moved && candidates.some((field) => same(field, outcome.field))) return model;
	const found = candidates.flatMap((field) => profileOf(field, profiles) ?? []);
	const guess = candidates[0] ? guessOutcome(candidates[0].table, found) : null;
	const day = model.fields.won_date;
	return { ...model, outcome: guess?.map ?? (day?.table === model.fact ? outcomeByDay(day) : null) };
}

function withStages(model: SalesModel, profiles: ReadonlyMap<TableId, readonly ColumnProfile[]>): SalesModel {
	const profile = model.fields.stage && profileOf(model.fields.stage, profiles);
	if (!profile) return { ...model, stageOrder: [] };
	const { open } = sortOutcomes(profile.column.name, profileWords(profile));
	if (open.length === model.stageOrder.length && open.every((stage) => model.stageOrder.includes(stage))) return model;
	return { ...model, stageOrder: orderStages(open) };
}

function profileOf(
	field: FieldRef,
	profiles: ReadonlyMap<TableId, readonly ColumnProfile[]>
): ColumnProfile | undefined {
	return profiles.get(field.table)?.find(({ column }) => column.name === field.column);
}
