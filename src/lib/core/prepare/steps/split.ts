import * as z from 'zod/mini';
import { ok } from '../../result';
import { literal, sql, type Sql } from '../../sql/sql';
import { asText } from '../text-columns';
import { badParam, columnName, type StepKind } from '../step';

const params = z.object({
	column: columnName,
	by: z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('delimiter'), text: z.string().check(z.minLength(1), z.maxLength(100)) }),
		/** Characters before each cut but the last, ascending: [4, 6] cuts "20240305" into 2024, 03, 05. */
		z.object({
			kind: z.literal('position'),
			at: z.readonly(z.array(z.int().check(z.positive(), z.maximum(100_000))).check(z.minLength(1), z.maxLength(50)))
		})
	]),
	into: z.readonly(z.array(columnName).check(z.minLength(1), z.maxLength(50))),
	/** The last column takes everything that is left; else further pieces are dropped. */
	rest: z.boolean(),
	remove: z.boolean()
});
type SplitParams = z.infer<typeof params>;

/** Cuts a column into several. Pieces are trimmed; pieces that are not there are empty. */
export const split: StepKind<SplitParams> = {
	kind: 'split',
	purpose: 'columns',
	params,
	needs: ({ column }) => [column],
	effect: (chosen, context) => {
		const { column, by, into, remove } = chosen;
		const known = new Set(context.columns.map(({ name }) => name));
		const taken = into.find((name) => known.has(name));
		if (taken !== undefined)
			return { ok: false, issues: [{ code: 'step-column-taken', at: taken, details: { column: taken } }] };
		if (new Set(into).size < into.length) return badParam('into');
		if (
			by.kind === 'position' &&
			(by.at.some((cut, i) => cut <= (by.at[i - 1] ?? 0)) || into.length > by.at.length + 1)
		)
			return badParam('by.at');
		const text = asText(context, column);
		const pieces = into.map((name, at) => ({
			name,
			value: sql`nullif(trim(${piece(text, chosen, at)}), '')`,
			type: 'text' as const
		}));
		return ok({ assign: pieces, ...(remove ? { remove: [column] } : {}) });
	}
};

function piece(text: Sql, { by, into, rest }: SplitParams, at: number): Sql {
	const last = rest && at === into.length - 1;
	if (by.kind === 'delimiter') {
		const pieces = sql`string_split(${text}, ${literal(by.text)})`;
		return last
			? sql`array_to_string(${pieces}[${literal(at + 1)}:], ${literal(by.text)})`
			: sql`${pieces}[${literal(at + 1)}]`;
	}
	const from = at === 0 ? 0 : (by.at[at - 1] ?? 0);
	const to = by.at[at];
	return last || to === undefined
		? sql`substr(${text}, ${literal(from + 1)})`
		: sql`substr(${text}, ${literal(from + 1)}, ${literal(to - from)})`;
}
