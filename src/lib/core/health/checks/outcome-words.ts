import { ANY_WORD } from '../../model/model';
import { readValueCounts, valueCountsQuery } from '../../model/value-counts';
import { list, literal, sql } from '../../sql/sql';
import type { HealthCheck } from '../finding';
import { answer } from '../findings';

/** Words of the status column that nobody has called won, lost, open or excluded: they count as open until someone does. */
export const outcomeWords: HealthCheck = {
	id: 'outcome-words',
	applies: ({ model }) => model.kind === 'deals' && model.outcome !== null,
	find: async (context, ask) => {
		const map = context.model.outcome;
		if (!map || map.won.includes(ANY_WORD)) return [];
		const known = new Set([...map.won, ...map.lost, ...map.open, ...map.excluded]);
		const words = readValueCounts(await ask(valueCountsQuery(map.field)));
		const unknown = words.flatMap(({ value }) => (value !== null && !known.has(value) ? [value] : []));
		const empty = words.some(({ value }) => value === null);
		if (unknown.length === 0 && !empty) return [];
		const named = unknown.length === 0 ? sql`FALSE` : sql`examined_word IN (${list(unknown.map(literal))})`;
		return answer(
			context,
			{
				check: 'outcome-words',
				code: 'unknown-outcome',
				column: map.field.column,
				probe: {
					columns: ['outcome'],
					also: (source) => [sql`CAST(${source.column(map.field)} AS VARCHAR) AS examined_word`],
					hit: sql`examined_word IS NULL OR ${named}`,
					base: 'all'
				},
				details: { words: unknown.slice(0, 6), more: Math.max(0, unknown.length - 6), empty }
			},
			ask
		);
	}
};
