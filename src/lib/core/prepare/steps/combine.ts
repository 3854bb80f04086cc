import * as z from 'zod/mini';
import { ok } from '../../result';
import { list, literal, sql } from '../../sql/sql';
import { asText } from '../text-columns';
import { columnName, columnNames, columnOf, typedText, type StepKind } from '../step';

const params = z.object({ columns: columnNames, separator: typedText, into: columnName, remove: z.boolean() });

/** Puts columns together into a new one, a separator between the values that are there. */
export const combine: StepKind<z.infer<typeof params>> = {
	kind: 'combine',
	purpose: 'columns',
	params,
	needs: ({ columns }) => columns,
	effect: ({ columns, separator, into, remove }, context) => {
		if (columnOf(context, into))
			return { ok: false, issues: [{ code: 'step-column-taken', at: into, details: { column: into } }] };
		const texts = columns.map((name) => asText(context, name));
		const value = sql`nullif(concat_ws(${literal(separator)}, ${list(texts)}), '')`;
		return ok({
			assign: [{ name: into, value, type: 'text' }],
			...(remove ? { remove: [...new Set(columns)] } : {})
		});
	}
};
