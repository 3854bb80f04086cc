import type { Role } from '../model/model';
import type { ColumnProfile } from '../table';
import type { RoleGuess } from './guess';
import { headerKey } from './header-key';

/**
 * What a table is a list of. `history`: one row per change of a deal, not per deal; `targets`: quotas of people or periods; `accounts`,
 * `products`, `people`: what deals refer to; `records`: deals, orders or anything else that happened.
 */
export type TableNature = 'history' | 'targets' | 'accounts' | 'products' | 'people' | 'records';

const HISTORY =
	/^(prev|previous|prior|old|from|new|to)(amount|closedate|stage|stagename|opportunitystagename|value|owner|status|forecastcategory|probability)$|^(oldvalue|newvalue|fieldname|changedfield|changedon|changedby|changedate|changetype)$|^from.*stage|^(变更前|变更后|原值|新值|变更字段|变更时间|修改前|修改后|原阶段|新阶段|变更人)/;
const DAYS: readonly Role[] = [
	'close_date',
	'won_date',
	'expected_close_date',
	'order_date',
	'lost_date',
	'stage_entered',
	'last_activity'
];
const EVENTS: readonly Role[] = ['stage', 'status', 'probability', 'order_id', 'quantity', 'deal_name', 'deal_id'];

/** Judges by headers and roles, then by whether the identifier repeats. */
export function natureOf(
	profiles: readonly ColumnProfile[],
	guesses: readonly RoleGuess[],
	fileName: string
): TableNature {
	const keys = profiles.map(({ column }) => headerKey(column.name).key);
	const roles = new Set(guesses.flatMap(({ role }) => role ?? []));
	const changes = keys.filter((key) => HISTORY.test(key)).length;
	const named = /history|历史|变更记录|audit ?log|stage ?changes/i.test(fileName);
	if (changes >= 2 || ((changes === 1 || named) && dealRepeats(profiles))) return 'history';
	if (roles.has('quota') && !EVENTS.some((role) => roles.has(role))) return 'targets';
	if ([...DAYS, ...EVENTS].some((role) => roles.has(role))) return 'records';
	return listed(roles);
}

/** A deal's identifier that stands in many rows. */
function dealRepeats(profiles: readonly ColumnProfile[]): boolean {
	return profiles.some(({ column, distinct, rows, nulls }) => {
		const { key } = headerKey(column.name);
		const names = /^(opportunity|deal|商机|机会)(id|no|number|编号)?$|^(记录|业务机会)(id|编号)$/.test(key);
		return names && distinct > 0 && distinct < (rows - nulls) * 0.8;
	});
}

function listed(roles: ReadonlySet<Role>): TableNature {
	if (roles.has('product') || roles.has('unit_price') || (roles.has('category') && !roles.has('owner')))
		return 'products';
	if (roles.has('account') || roles.has('customer_id')) return 'accounts';
	return roles.has('owner') || roles.has('manager') || roles.has('team') ? 'people' : 'records';
}
