import { readValueCounts, valueCountsQuery } from '../../model/value-counts';
import { literal, sql } from '../../sql/sql';
import type { HealthCheck } from '../finding';
import { answer } from '../findings';

/** Amounts of several currencies in one column: their sum means nothing. The rates are the user's to give. */
export const mixedCurrencies: HealthCheck = {
	id: 'mixed-currencies',
	applies: ({ model }) => model.fields.currency !== undefined && model.amount !== null,
	find: async (context, ask) => {
		const field = context.model.fields.currency;
		if (!field) return [];
		const words = readValueCounts(await ask(valueCountsQuery(field, 100))).filter(({ value }) => (value ?? '') !== '');
		const main = words[0]?.value ?? null;
		if (words.length < 2 || main === null) return [];
		return answer(
			context,
			{
				check: 'mixed-currencies',
				code: 'mixed-currencies',
				column: field.column,
				probe: {
					columns: ['amount'],
					also: (source) => [sql`CAST(${source.column(field)} AS VARCHAR) AS examined_currency`],
					hit: sql`examined_currency <> ${literal(main)}`,
					base: 'all'
				},
				details: { main, words: words.slice(0, 6).map(({ value }) => value ?? '') }
			},
			ask
		);
	}
};
