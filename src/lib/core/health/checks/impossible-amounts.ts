import { supplies } from '../../model/facts';
import { sql } from '../../sql/sql';
import type { HealthCheck, HealthContext } from '../finding';
import { answer, type Question } from '../findings';

/** Amounts no sale can have: won deals of nothing or less, discounts beyond the whole price. */
export const impossibleAmounts: HealthCheck = {
	id: 'impossible-amounts',
	applies: ({ model }) =>
		(model.kind === 'deals' && supplies(model, 'amount') && supplies(model, 'outcome')) ||
		model.fields.discount !== undefined,
	find: async (context, ask) => {
		const found = [];
		for (const question of [...won(context), ...discounts(context)])
			found.push(...(await answer(context, question, ask)));
		return found;
	}
};

function won({ model }: HealthContext): Question[] {
	if (model.kind !== 'deals' || !supplies(model, 'amount') || !supplies(model, 'outcome')) return [];
	return [
		{
			check: 'impossible-amounts',
			code: 'won-without-value',
			column: model.amount?.kind === 'field' ? model.amount.field.column : null,
			probe: { columns: ['amount'], hit: sql`amount <= 0`, base: 'won' }
		}
	];
}

/** A discount is a share 0–1 or a percentage 0–100: more than 1 is wrong only where other rows hold shares. */
function discounts({ model, tables }: HealthContext): Question[] {
	const field = model.fields.discount;
	const type = tables
		.find((table) => table.id === field?.table)
		?.columns.find(({ name }) => name === field?.column)?.type;
	if (!field || type === undefined || !['integer', 'decimal', 'float'].includes(type)) return [];
	return [
		{
			check: 'impossible-amounts',
			code: 'discount-above-one',
			column: field.column,
			probe: {
				columns: [],
				also: (source) => [
					sql`CAST(${source.column(field)} AS DOUBLE) AS examined_discount`,
					sql`median(CAST(${source.column(field)} AS DOUBLE)) FILTER (WHERE ${source.column(field)} > 0) OVER () AS examined_usual`
				],
				hit: sql`examined_discount > 1 AND (examined_usual <= 1 OR examined_discount > 100)`,
				base: 'all'
			}
		}
	];
}
