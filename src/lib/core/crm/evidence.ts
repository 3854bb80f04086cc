import type { Json } from '../json';

/**
 * Why a column was given a role, or was not. Codes and their details (sentences: `i18n/evidence.ts`):
 * - `header-exact` { synonym } – the header is this known name of the role
 * - `header-weak` { synonym } – the header is a name that may also mean other things
 * - `header-contains` { synonym } – the header ends with (or begins with) this name
 * - `values-words` { known, values } – of `values` distinct words, `known` are outcome words or known stages
 * - `values-dates` { from, to } – dates of this range
 * - `values-numbers` { min, max }
 * - `values-share` { max } – numbers between 0 and 1 or 0 and 100
 * - `values-unique` { rows } – every row has a value of its own
 * - `values-groups` { distinct, rows } – values repeat
 * - `values-currency` { values } – currency codes
 * - `values-places` { known, values } – known compass words or countries
 * - `values-empty` {} – the column has no values: the header alone decides
 * - `against-type` { expected, found } – the values are of another kind than the role needs
 * - `against-unique` { distinct, rows } – an identifier would have to be unique
 * - `against-few` { distinct, rows } – too few different values for names
 * - `trap-id` {} – an identifier, not a name
 * - `trap-turnover` {} – turnover of the customer, not of a deal
 * - `trap-weighted` {} – already multiplied by the probability
 * - `trap-unweighted` { column } – expected revenue beside a prorated column: not weighted
 * - `trap-closed` {} – says that a deal is closed, not how
 * - `other-kind` { kind } – a role of the other kind of data
 * - `role-taken` { column } – another column fits this role better
 */
export interface Evidence {
	readonly code: EvidenceCode;
	readonly details: Readonly<Record<string, Json>>;
	/** Speaks for the role (true) or against it. */
	readonly supports: boolean;
}

/** Codes of {@link Evidence}. */
export type EvidenceCode =
	| 'header-exact'
	| 'header-weak'
	| 'header-contains'
	| 'values-words'
	| 'values-dates'
	| 'values-numbers'
	| 'values-share'
	| 'values-unique'
	| 'values-groups'
	| 'values-currency'
	| 'values-places'
	| 'values-empty'
	| 'against-type'
	| 'against-unique'
	| 'against-few'
	| 'trap-id'
	| 'trap-turnover'
	| 'trap-weighted'
	| 'trap-unweighted'
	| 'trap-closed'
	| 'other-kind'
	| 'role-taken';

/** Evidence for a role. */
export function supports(code: EvidenceCode, details: Readonly<Record<string, Json>> = {}): Evidence {
	return { code, details, supports: true };
}

/** Evidence against a role. */
export function against(code: EvidenceCode, details: Readonly<Record<string, Json>> = {}): Evidence {
	return { code, details, supports: false };
}
