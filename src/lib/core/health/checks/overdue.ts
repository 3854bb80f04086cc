import { rolesFor, supplies } from '../../model/facts';
import { day, sql } from '../../sql/sql';
import type { HealthCheck } from '../finding';
import { answer } from '../findings';

/** Open deals whose expected close date is before the day the data stands for. Only their owners know the true date: no step. */
export const overdue: HealthCheck = {
	id: 'overdue',
	applies: ({ model, asOf }) =>
		model.kind === 'deals' && asOf !== null && supplies(model, 'expected_on') && supplies(model, 'outcome'),
	find: async (context, ask) => {
		const { model, asOf } = context;
		if (asOf === null) return [];
		const role = rolesFor(model, 'expected_on').find((one) => model.fields[one]);
		const column = (role && model.fields[role]?.column) ?? null;
		const probe = { columns: ['expected_on'] as const, hit: sql`expected_on < ${day(asOf)}`, base: 'open' as const };
		return answer(context, { check: 'overdue', code: 'overdue', column, probe, details: { day: asOf } }, ask);
	}
};
