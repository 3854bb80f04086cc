import { DIMENSIONS, type Dimension } from '../../model/dimensions';
import { rolesFor, supplies, type FactColumn } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import { id, sql, word } from '../../sql/sql';
import type { FindingCode, HealthCheck, HealthContext, ProposedStep } from '../finding';
import { answer, ownColumn, type Question } from '../findings';
import type { Base, Probe } from '../probe';

const DEALS: readonly (readonly [FindingCode, FactColumn, Base])[] = [
	['missing-amount-won', 'amount', 'won'],
	['missing-amount-open', 'amount', 'open'],
	['missing-close-date', 'closed_on', 'closed'],
	['missing-created-date', 'created_on', 'all'],
	['missing-expected-date', 'expected_on', 'open']
];
const ORDERS: readonly (readonly [FindingCode, FactColumn, Base])[] = [
	['missing-amount-orders', 'amount', 'all'],
	['missing-order-date', 'ordered_on', 'all'],
	['missing-order-id', 'order_id', 'all']
];

/** Empty cells in columns the reports read: money, dates, and what sales are broken down by. */
export const missing: HealthCheck = {
	id: 'missing',
	applies: () => true,
	find: async (context, ask) => {
		const found = [];
		for (const question of questions(context)) found.push(...(await answer(context, question, ask)));
		return found;
	}
};

function questions(context: HealthContext): Question[] {
	const { model } = context;
	const facts = (model.kind === 'deals' ? DEALS : ORDERS).filter(([, column]) => supplies(model, column));
	const labels = DIMENSIONS.filter((dimension) => supplies(model, dimension));
	return [
		...facts.map(([code, column, base]): Question => ({
			check: 'missing',
			code,
			column: headerOf(model, column),
			probe: { columns: [column], hit: sql`${word(column)} IS NULL`, base },
			...(code === 'missing-created-date' ? { counted: 'closed' as const } : {})
		})),
		...labels.map((dimension): Question => ({
			check: 'missing',
			code: 'missing-label',
			column: headerOf(model, dimension),
			probe: labelProbe(model, dimension),
			counted: 'closed',
			details: { dimension },
			step: fillStep(context, dimension)
		}))
	];
}

/**
 * Rows without a label. A label of a joined table counts as missing only where the row found its partner: keys without one, and rows without
 * a key, are findings of their own.
 */
function labelProbe(model: SalesModel, dimension: Dimension): Probe {
	const missed = sql`${word(dimension)} IS NULL`;
	const probe = { columns: [dimension], hit: missed, base: 'all' } as const;
	const role = rolesFor(model, dimension).find((one) => model.fields[one]);
	const table = role && model.fields[role]?.table;
	const join = table === model.fact ? undefined : model.joins.find(({ to }) => to.table === table);
	if (!join) return probe;
	const known = sql`SELECT CAST(${id(join.to.column)} AS VARCHAR) FROM ${id(join.to.table)}`;
	return {
		...probe,
		also: (source) => [sql`CAST(${source.column(join.from)} AS VARCHAR) AS examined_key`],
		hit: sql`${missed} AND examined_key IN (${known})`
	};
}

/** The user's column that fills a column of the fact rows. */
function headerOf(model: SalesModel, column: FactColumn): string | null {
	if (column === 'amount' && model.amount?.kind === 'field') return model.amount.field.column;
	const role = rolesFor(model, column).find((one) => model.fields[one]);
	return (role && model.fields[role]?.column) ?? null;
}

/** A name for the nameless: totals stay, the rows get a line of their own in every breakdown. */
function fillStep({ model, tables, unknown }: HealthContext, dimension: Dimension): ProposedStep | null {
	const column = ownColumn(model, rolesFor(model, dimension));
	const table = tables.find((one) => one.id === model.fact);
	if (column === null || table?.columns.find(({ name }) => name === column)?.type !== 'text') return null;
	if (model.joins.some(({ from }) => from.table === model.fact && from.column === column)) return null;
	return { table: model.fact, kind: 'fill', params: { column, by: 'value', value: unknown } };
}
