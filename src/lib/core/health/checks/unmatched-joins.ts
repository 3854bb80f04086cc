import { DIMENSIONS } from '../../model/dimensions';
import { rolesFor, type FactColumn } from '../../model/facts';
import { joinCheckQuery, readJoinCheck } from '../../model/join-check';
import type { JoinProposal, SalesModel } from '../../model/model';
import { readValueCounts, valueCountsQuery } from '../../model/value-counts';
import { id, sql } from '../../sql/sql';
import type { Json } from '../../json';
import type { Ask, Finding, HealthCheck, HealthContext, ProposedStep } from '../finding';
import { answer } from '../findings';
import { meantBy } from '../label-key';

/** Rows of the main table whose key has no partner in a joined table: what stands there is empty for them. */
export const unmatchedJoins: HealthCheck = {
	id: 'unmatched-joins',
	applies: ({ model }) => model.joins.some(({ from }) => from.table === model.fact),
	find: async (context, ask) => {
		const found = [];
		for (const join of context.model.joins) {
			if (join.from.table !== context.model.fact) continue;
			found.push(...(await unmatched(context, readJoinCheck(join, await ask(joinCheckQuery(join))), ask)));
		}
		return found;
	}
};

async function unmatched(context: HealthContext, join: JoinProposal, ask: Ask): Promise<Finding[]> {
	if (join.unmatched.length === 0) return [];
	const key = sql`CAST(${id(join.to.column)} AS VARCHAR)`;
	const known = sql`SELECT ${key} FROM ${id(join.to.table)} WHERE ${id(join.to.column)} IS NOT NULL`;
	const values = join.unmatched.map(({ value }) => value);
	const partners = readValueCounts(await ask(valueCountsQuery(join.to, 5000))).flatMap(({ value }) => value ?? []);
	const map = values.flatMap((from) => {
		const to = meantBy(from, partners);
		return to === null ? [] : [{ from, to }];
	});
	return answer(
		context,
		{
			check: 'unmatched-joins',
			code: 'unmatched-key',
			column: join.from.column,
			probe: {
				columns: [],
				also: (source) => [sql`CAST(${source.column(join.from)} AS VARCHAR) AS examined_key`],
				hit: sql`examined_key IS NOT NULL AND examined_key NOT IN (${known})`,
				base: 'all'
			},
			about: filledBy(context.model, join.to.table),
			details: {
				table: join.to.table,
				values: values.slice(0, 5),
				more: Math.max(0, values.length - 5),
				map: map.slice(0, 5)
			},
			step: mapStep(join, map)
		},
		ask
	);
}

function mapStep({ from }: JoinProposal, map: readonly { from: string; to: string }[]): ProposedStep | null {
	if (map.length === 0) return null;
	return { table: from.table, kind: 'map-values', params: { column: from.column, map: map as unknown as Json } };
}

/** Columns of the fact rows that a joined table fills. */
function filledBy(model: SalesModel, table: string): FactColumn[] {
	return DIMENSIONS.filter((dimension) =>
		rolesFor(model, dimension).some((role) => model.fields[role]?.table === table)
	);
}
