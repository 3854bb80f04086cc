import type { Expr, SalesModel } from '../model/model';
import type { TableId } from '../table';

/** The model without a table: joins over it and fields in it leave; null when it was the fact table. */
export function withoutTable(model: SalesModel, table: TableId): SalesModel | null {
	if (model.fact === table) return null;
	if (!mentions(model, table)) return model;
	const joins = reachable(model, table);
	const tables = new Set([model.fact, ...joins.map((join) => join.to.table)]);
	const fields = Object.entries(model.fields).filter(([, field]) => tables.has(field.table));
	return {
		...model,
		joins,
		fields: Object.fromEntries(fields),
		amount: model.amount && [...exprTables(model.amount)].every((id) => tables.has(id)) ? model.amount : null,
		outcome: model.outcome && tables.has(model.outcome.field.table) ? model.outcome : null
	};
}

/** The joins that still lead somewhere from the fact table once `table` is gone. */
function reachable(model: SalesModel, table: TableId): SalesModel['joins'] {
	const seen = new Set([model.fact]);
	const left = model.joins.filter((join) => join.from.table !== table && join.to.table !== table);
	const kept = new Set<(typeof left)[number]>();
	for (let grown = true; grown;) {
		grown = false;
		for (const join of left) {
			if (kept.has(join) || !seen.has(join.from.table)) continue;
			kept.add(join);
			seen.add(join.to.table);
			grown = true;
		}
	}
	return left.filter((join) => kept.has(join));
}

function mentions(model: SalesModel, table: TableId): boolean {
	return (
		model.joins.some((join) => join.from.table === table || join.to.table === table) ||
		Object.values(model.fields).some((field) => field.table === table) ||
		(model.amount !== null && exprTables(model.amount).has(table)) ||
		model.outcome?.field.table === table
	);
}

function exprTables(expr: Expr, into = new Set<TableId>()): Set<TableId> {
	if (expr.kind === 'field') into.add(expr.field.table);
	if (expr.kind === 'op') {
		exprTables(expr.left, into);
		exprTables(expr.right, into);
	}
	return into;
}
