import type { Expr, SalesModel } from '$lib/core/model/model';
import type { FieldRef } from '$lib/core/table';
import type { CleaningStep } from '$lib/core/workspace/workspace';

/** Old name → new name of a rename step; empty for other kinds. */
function namesOf(step: CleaningStep | null): Map<string, string> {
	const params = step?.kind === 'rename' ? (step.params as { names?: readonly { from: string; to: string }[] }) : {};
	return new Map((params.names ?? []).map(({ from, to }) => [from, to]));
}

/** The mapping follows its columns when a rename step is saved; the same model when it names none of them. */
export function renamedModel(model: SalesModel, step: CleaningStep, before: CleaningStep | null): SalesModel {
	const names = namesOf(step);
	const old = namesOf(before);
	const moves = new Map<string, string>();
	for (const name of new Set([...names.keys(), ...old.keys()])) {
		const [was, is] = [old.get(name) ?? name, names.get(name) ?? name];
		if (was !== is) moves.set(was, is);
	}
	let changed = false;
	const field = (one: FieldRef): FieldRef => {
		const to = one.table === step.table ? moves.get(one.column) : undefined;
		if (to === undefined) return one;
		changed = true;
		return { ...one, column: to };
	};
	const expr = (one: Expr): Expr => {
		if (one.kind === 'field') return { kind: 'field', field: field(one.field) };
		return one.kind === 'op' ? { ...one, left: expr(one.left), right: expr(one.right) } : one;
	};
	const next: SalesModel = {
		...model,
		joins: model.joins.map(({ from, to }) => ({ from: field(from), to: field(to) })),
		fields: Object.fromEntries(Object.entries(model.fields).map(([role, one]) => [role, field(one)])),
		amount: model.amount && expr(model.amount),
		outcome: model.outcome && { ...model.outcome, field: field(model.outcome.field) }
	};
	return changed ? next : model;
}
