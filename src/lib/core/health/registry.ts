import { dateHeaps } from './checks/date-heaps';
import { duplicates } from './checks/duplicates';
import { idleColumns } from './checks/idle-columns';
import { impossibleAmounts } from './checks/impossible-amounts';
import { impossibleDates } from './checks/impossible-dates';
import { missing } from './checks/missing';
import { mixedCurrencies } from './checks/mixed-currencies';
import { outcomeWords } from './checks/outcome-words';
import { overdue } from './checks/overdue';
import { similarLabels } from './checks/similar-labels';
import { unmatchedJoins } from './checks/unmatched-joins';
import type { Finding, HealthCheck } from './finding';

/** Every check, in the order they run. */
export const HEALTH_CHECKS: readonly HealthCheck[] = [
	missing,
	overdue,
	impossibleDates,
	impossibleAmounts,
	dateHeaps,
	duplicates,
	unmatchedJoins,
	mixedCurrencies,
	outcomeWords,
	similarLabels,
	idleColumns
];

/** Findings by their effect on the reports, then by share of rows, then by key: the order they are shown in. */
export function ranked(findings: readonly Finding[]): Finding[] {
	return findings.toSorted(
		(a, b) =>
			b.effect - a.effect || b.touched.rowShare - a.touched.rowShare || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
	);
}
