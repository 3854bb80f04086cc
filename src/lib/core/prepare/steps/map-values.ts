import * as z from 'zod/mini';
import { ok } from '../../result';
import { list, literal, sql, stack } from '../../sql/sql';
import { asText } from '../text-columns';
import { badParam, columnName, typedText, type StepKind } from '../step';

const params = z.object({
	column: columnName,
	/** Values as text, compared exactly; `to` null empties the cell. */
	map: z.readonly(z.array(z.object({ from: typedText, to: z.nullable(typedText) })).check(z.maxLength(5_000)))
});

/** Gives values other names: corrected spellings, merged labels. Values that are not listed stay. */
export const mapValues: StepKind<z.infer<typeof params>> = {
	kind: 'map-values',
	purpose: 'values',
	params,
	needs: ({ column }) => [column],
	effect: ({ column, map }, context) => {
		const sources = new Map<string | null, string[]>();
		const seen = new Set<string>();
		for (const { from, to } of map) {
			if (seen.has(from)) return badParam('map');
			seen.add(from);
			const target = to === '' ? null : to;
			sources.set(target, [...(sources.get(target) ?? []), from]);
		}
		if (sources.size === 0) return badParam('map');
		const value = asText(context, column);
		const cases = [...sources].map(([to, from]) => {
			const same = from.length === 1 ? sql`= ${list(from.map(literal))}` : sql`IN (${list(from.map(literal))})`;
			return sql`WHEN ${value} ${same} THEN ${literal(to)}`;
		});
		const mapped = sql`
			CASE
				${stack(cases)}
				ELSE ${value}
			END`;
		return ok({ assign: [{ name: column, value: mapped, type: 'text' }] });
	}
};
