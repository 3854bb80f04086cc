import type { Evidence, EvidenceCode } from '$lib/core/crm/evidence';
import type { Json } from '$lib/core/json';
import { m } from '$lib/paraglide/messages';
import { formatCount, formatNumber } from './formatting';

type Details = Evidence['details'];

/** A short phrase per code; what each carries is said at `EvidenceCode`. */
const PHRASES: Record<EvidenceCode, (d: Details) => string> = {
	'header-exact': (d) => m.evidence_header_exact({ synonym: text(d['synonym']) }),
	'header-weak': (d) => m.evidence_header_weak({ synonym: text(d['synonym']) }),
	'header-contains': (d) => m.evidence_header_contains({ synonym: text(d['synonym']) }),
	'values-words': (d) => m.evidence_values_words({ known: count(d['known']), values: count(d['values']) }),
	'values-dates': (d) => m.evidence_values_dates({ from: text(d['from']), to: text(d['to']) }),
	'values-numbers': (d) => m.evidence_values_numbers({ min: number(d['min']), max: number(d['max']) }),
	'values-share': (d) => m.evidence_values_share({ max: number(d['max']) }),
	'values-unique': (d) => m.evidence_values_unique({ rows: count(d['rows']) }),
	'values-groups': (d) => m.evidence_values_groups({ distinct: count(d['distinct']), rows: count(d['rows']) }),
	'values-currency': (d) => m.evidence_values_currency({ values: text(d['values']) }),
	'values-places': (d) => m.evidence_values_places({ known: count(d['known']), values: count(d['values']) }),
	'values-empty': () => m.evidence_values_empty(),
	'against-type': (d) => m.evidence_against_type({ found: kind(d['found']), expected: kind(d['expected']) }),
	'against-unique': (d) => m.evidence_against_unique({ distinct: count(d['distinct']), rows: count(d['rows']) }),
	'against-few': (d) => m.evidence_against_few({ distinct: count(d['distinct']), rows: count(d['rows']) }),
	'trap-id': () => m.evidence_trap_id(),
	'trap-turnover': () => m.evidence_trap_turnover(),
	'trap-weighted': () => m.evidence_trap_weighted(),
	'trap-unweighted': (d) => (d['column'] === '' ? m.evidence_trap_unweighted_alone() : m.evidence_trap_unweighted()),
	'trap-closed': () => m.evidence_trap_closed(),
	'other-kind': (d) => (d['kind'] === 'orders' ? m.evidence_other_kind_orders() : m.evidence_other_kind_deals()),
	'role-taken': (d) => m.evidence_role_taken({ column: text(d['column']) })
};

/** Why a column was, or was not, given its role: a short phrase in the current language. */
export function evidenceText(evidence: Evidence): string {
	return PHRASES[evidence.code](evidence.details);
}

const KINDS: Readonly<Record<string, () => string>> = {
	text: m.type_text,
	integer: m.type_integer,
	decimal: m.type_decimal,
	float: m.type_float,
	boolean: m.type_boolean,
	date: m.type_date,
	timestamp: m.type_timestamp,
	number: m.type_number,
	share: m.type_share,
	currency: m.type_currency
};

function kind(value: Json | undefined): string {
	return KINDS[text(value)]?.() ?? text(value);
}

function text(value: Json | undefined): string {
	if (Array.isArray(value)) return value.join(', ');
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function count(value: Json | undefined): string {
	return typeof value === 'number' ? formatCount(value) : text(value);
}

function number(value: Json | undefined): string {
	return typeof value === 'number' || (typeof value === 'string' && value !== '') ? formatNumber(value) : text(value);
}
