import * as z from 'zod/mini';
import { fail, ok } from '../../result';
import { sql } from '../../sql/sql';
import { compileExpression, EXPRESSION_LENGTH } from '../expression/compile';
import { columnName, type StepKind } from '../step';

const params = z.object({
	/** A new column, or one that is there and takes the result. */
	into: columnName,
	/** In the language of core/prepare/expression. */
	expression: z.string().check(z.minLength(1), z.maxLength(EXPRESSION_LENGTH))
});

/** Works out a column from others of the same row. What cannot be worked out (a number too large) is empty. */
export const calculate: StepKind<z.infer<typeof params>> = {
	kind: 'calculate',
	purpose: 'numbers',
	params,
	needs: () => [],
	effect: ({ into, expression }, { columns }) => {
		const compiled = compileExpression(expression, columns);
		if (compiled.ok)
			return ok({
				assign: [{ name: into, value: sql`TRY(${compiled.value.sql})`, type: compiled.value.type }],
				reads: compiled.value.columns
			});
		const { code, at, length, details } = compiled.error;
		return fail({
			code: 'step-expression',
			at: String(at),
			details: { reason: code, position: at, length, ...details }
		});
	}
};
