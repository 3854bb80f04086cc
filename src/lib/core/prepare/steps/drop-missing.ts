import * as z from 'zod/mini';
import { ok } from '../../result';
import { id, join, sql } from '../../sql/sql';
import { columnNames, type StepKind } from '../step';

const params = z.object({
	columns: columnNames,
	/** Remove a row when any of the columns is empty, or only when all are. */
	when: z.enum(['any', 'all'])
});

/** Removes rows without a value. */
export const dropMissing: StepKind<z.infer<typeof params>> = {
	kind: 'drop-missing',
	purpose: 'rows',
	params,
	needs: ({ columns }) => columns,
	effect: ({ columns, when }) => {
		const there = [...new Set(columns)].map((name) => sql`${id(name)} IS NOT NULL`);
		return ok({ keep: { condition: join(there, when === 'any' ? sql` AND ` : sql` OR `), windowed: false } });
	}
};
