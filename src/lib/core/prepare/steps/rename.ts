import * as z from 'zod/mini';
import { ok } from '../../result';
import { badParam, columnName, type StepKind } from '../step';

const params = z.object({
	names: z.readonly(z.array(z.object({ from: columnName, to: columnName })).check(z.minLength(1), z.maxLength(10_000)))
});

/** Gives columns other names. */
export const rename: StepKind<z.infer<typeof params>> = {
	kind: 'rename',
	purpose: 'columns',
	params,
	needs: ({ names }) => names.map(({ from }) => from),
	effect: ({ names }) => {
		if (new Set(names.map(({ from }) => from)).size < names.length) return badParam('names');
		return ok({ rename: names.filter(({ from, to }) => from !== to) });
	}
};
