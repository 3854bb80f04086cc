import * as z from 'zod/mini';
import { ok } from '../../result';
import { columnNames, type StepKind } from '../step';

const params = z.object({ columns: columnNames });

/** Leaves columns out. */
export const dropColumns: StepKind<z.infer<typeof params>> = {
	kind: 'drop-columns',
	purpose: 'columns',
	params,
	needs: ({ columns }) => columns,
	effect: ({ columns }) => ok({ remove: [...new Set(columns)] })
};
