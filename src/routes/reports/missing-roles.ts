import type { MissingRoles } from '$lib/core/reports/recipe';
import { roleName } from '$lib/i18n/role-names';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

/** "needs a column for amount, close date or won date". */
export function missingSentence(missing: MissingRoles): string {
	const format = new Intl.ListFormat(getLocale(), { type: 'conjunction' });
	const either = new Intl.ListFormat(getLocale(), { type: 'disjunction' });
	return m.reports_missing_role({ roles: format.format(missing.map((roles) => either.format(roles.map(roleName)))) });
}
