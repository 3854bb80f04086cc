import * as z from 'zod/mini';
import { ok } from '../../result';
import { id, literal, sql, type Sql } from '../../sql/sql';
import { badParam, columnNames, typedText, typeIssues, type StepKind } from '../step';

const params = z.object({
	columns: columnNames,
	/** Literal text, never a pattern. */
	find: typedText,
	replacement: typedText,
	/** The whole cell must be the text, or it may stand anywhere in it. */
	whole: z.boolean(),
	ignoreCase: z.boolean()
});

/** Finds a text and puts another in its place. A cell that becomes "" is empty. */
export const replace: StepKind<z.infer<typeof params>> = {
	kind: 'replace',
	purpose: 'values',
	params,
	needs: ({ columns }) => columns,
	effect: (chosen, context) => {
		if (chosen.find === '') return badParam('find');
		const issues = typeIssues(context, chosen.columns, 'text', (type) => type === 'text');
		if (issues.length > 0) return { ok: false, issues };
		const columns = [...new Set(chosen.columns)];
		return ok({ assign: columns.map((name) => ({ name, value: replaced(id(name), chosen), type: 'text' })) });
	}
};

function replaced(text: Sql, { find, replacement, whole, ignoreCase }: z.infer<typeof params>): Sql {
	const to = literal(replacement === '' ? null : replacement);
	if (whole) {
		const same = ignoreCase ? sql`lower(${text}) = lower(${literal(find)})` : sql`${text} = ${literal(find)}`;
		return sql`CASE WHEN ${same} THEN ${to} ELSE ${text} END`;
	}
	const value = ignoreCase
		? sql`regexp_replace(${text}, ${literal(escaped(find))}, ${literal(replacement.replaceAll('\\', '\\\\'))}, 'gi')`
		: sql`replace(${text}, ${literal(find)}, ${literal(replacement)})`;
	return replacement === '' ? sql`nullif(${value}, '')` : value;
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
