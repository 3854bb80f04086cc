import type { CheckId, Finding, FindingCode, ProposedStep } from '$lib/core/health/finding';
import type { Json } from '$lib/core/json';
import type { SalesModel } from '$lib/core/model/model';
import type { FactColumn } from '$lib/core/model/facts';
import { rolesFor } from '$lib/core/model/facts';
import { formatCell, formatCount, formatNumber, formatShare } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';

const CHECKS: Record<CheckId, () => string> = {
	missing: m.health_check_missing,
	overdue: m.health_check_overdue,
	'impossible-dates': m.health_check_impossible_dates,
	'impossible-amounts': m.health_check_impossible_amounts,
	'date-heaps': m.health_check_date_heaps,
	duplicates: m.health_check_duplicates,
	'unmatched-joins': m.health_check_unmatched_joins,
	'mixed-currencies': m.health_check_mixed_currencies,
	'outcome-words': m.health_check_outcome_words,
	'similar-labels': m.health_check_similar_labels,
	'idle-columns': m.health_check_idle_columns
};

/** What a check looks for. */
export function checkName(id: CheckId): string {
	return CHECKS[id]();
}

/** What was found, and what it does, in words. */
interface FindingText {
	readonly title: string;
	readonly text: string;
}

const word = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const texts = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** "a, b, c and 4 more". */
function listed(values: readonly string[], more: Json | undefined): string {
	const list = values.map((value) => `“${value}”`).join(', ');
	return Number(more ?? 0) > 0 ? m.health_list_more({ list, more: formatCount(Number(more)) }) : list;
}

function changes(map: Json | undefined): string[] {
	if (!Array.isArray(map)) return [];
	return (map as readonly { readonly from: string; readonly to: string }[]).map((change) => m.health_change(change));
}

const dayText = (value: Json | undefined): string => formatCell(word(value), 'date');

/** The user's column behind a column of the fact rows. */
function headerOf(model: SalesModel, column: Json | undefined): string {
	const role = rolesFor(model, word(column) as FactColumn).find((one) => model.fields[one]);
	return (role && model.fields[role]?.column) ?? word(column);
}

const TEXTS: Record<FindingCode, (finding: Finding, model: SalesModel) => FindingText> = {
	'missing-amount-won': () => plain(m.health_missing_amount_won, m.health_missing_amount_won_text),
	'missing-amount-open': () => plain(m.health_missing_amount_open, m.health_missing_amount_open_text),
	'missing-amount-orders': () => plain(m.health_missing_amount_orders, m.health_missing_amount_orders_text),
	'missing-close-date': () => plain(m.health_missing_close_date, m.health_missing_close_date_text),
	'missing-created-date': () => plain(m.health_missing_created_date, m.health_missing_created_date_text),
	'missing-expected-date': () => plain(m.health_missing_expected_date, m.health_missing_expected_date_text),
	'missing-order-date': () => plain(m.health_missing_order_date, m.health_missing_order_date_text),
	'missing-order-id': () => plain(m.health_missing_order_id, m.health_missing_order_id_text),
	'missing-label': (finding) => ({
		title: m.health_missing_label({ column: finding.column ?? '' }),
		text: m.health_missing_label_text()
	}),
	overdue: ({ details }) => ({
		title: m.health_overdue(),
		text: m.health_overdue_text({ day: dayText(details['day']) })
	}),
	'closed-before-created': () => plain(m.health_closed_before_created, m.health_closed_before_created_text),
	'closed-in-future': ({ details }) => ({
		title: m.health_closed_in_future(),
		text: m.health_closed_in_future_text({ day: dayText(details['day']) })
	}),
	'created-in-future': ({ details }) => ({
		title: m.health_created_in_future(),
		text: m.health_created_in_future_text({ day: dayText(details['day']) })
	}),
	'ordered-in-future': ({ details }) => ({
		title: m.health_ordered_in_future(),
		text: m.health_ordered_in_future_text({ day: dayText(details['day']) })
	}),
	'shipped-before-ordered': (finding) => ({
		title: m.health_shipped_before_ordered({ column: finding.column ?? '' }),
		text: m.health_shipped_before_ordered_text()
	}),
	'won-without-value': () => plain(m.health_won_without_value, m.health_won_without_value_text),
	'discount-above-one': () => plain(m.health_discount_above_one, m.health_discount_above_one_text),
	'heap-month-end': (finding, model) => heap(m.health_heap_month_end, finding, model),
	'heap-month-start': (finding, model) => heap(m.health_heap_month_start, finding, model),
	'heap-one-day': (finding, model) => heap(m.health_heap_one_day, finding, model),
	'duplicate-id': (finding) => ({
		title: m.health_duplicate_id({ column: finding.column ?? '' }),
		text: m.health_duplicate_id_text()
	}),
	'duplicate-row': () => plain(m.health_duplicate_row, m.health_duplicate_row_text),
	'duplicate-near': ({ details }) =>
		plain(
			details['kind'] === 'deals' ? m.health_duplicate_near_deals : m.health_duplicate_near_orders,
			m.health_duplicate_near_text
		),
	'unmatched-key': ({ column, details }) => {
		const table = word(details['table']);
		const values = listed(texts(details['values']), details['more']);
		return {
			title: m.health_unmatched_key({ column: column ?? '', table }),
			text: m.health_unmatched_key_text({ values, table })
		};
	},
	'mixed-currencies': ({ column, details }) => ({
		title: m.health_mixed_currencies({ column: column ?? '' }),
		text: m.health_mixed_currencies_text({
			words: texts(details['words']).join(', '),
			main: word(details['main'])
		})
	}),
	'unknown-outcome': ({ column, details }) => {
		const words = texts(details['words']);
		const named = words.length === 0 ? [] : [m.health_unknown_outcome_text({ words: listed(words, details['more']) })];
		const empty = details['empty'] === true ? [m.health_unknown_outcome_empty()] : [];
		return { title: m.health_unknown_outcome({ column: column ?? '' }), text: [...named, ...empty].join(' ') };
	},
	'similar-labels': ({ column, details }) => {
		const list = changes(details['map']).join(', ');
		const more = Number(details['more'] ?? 0);
		return {
			title: m.health_similar_labels({ column: column ?? '' }),
			text: m.health_similar_labels_text({
				changes: more > 0 ? m.health_list_more({ list, more: formatCount(more) }) : list
			})
		};
	},
	'constant-columns': (finding) => idle(m.health_constant_columns, finding),
	'empty-columns': (finding) => idle(m.health_empty_columns, finding)
};

function plain(title: () => string, text: () => string): FindingText {
	return { title: title(), text: text() };
}

function heap(
	title: (inputs: { column: string; day: string }) => string,
	{ details }: Finding,
	model: SalesModel
): FindingText {
	return {
		title: title({ column: headerOf(model, details['date']), day: details['day'] ? dayText(details['day']) : '' }),
		text: m.health_heap_text({
			share: formatShare(Number(details['share']), { digits: 1 }),
			even: formatShare(Number(details['even']), { digits: 1 }),
			z: formatNumber(Number(details['z']), { digits: 1 })
		})
	};
}

function idle(title: (inputs: { table: string }) => string, { table, details }: Finding): FindingText {
	return {
		title: title({ table }),
		text: m.health_idle_text({ columns: listed(texts(details['columns']), details['more']) })
	};
}

/** A finding in words. */
export function findingText(finding: Finding, model: SalesModel): FindingText {
	return TEXTS[finding.code](finding, model);
}

/** What a proposed step does, for its button. */
export function stepText({ kind, params }: ProposedStep): string {
	const given = params as { readonly [key: string]: Json };
	switch (kind) {
		case 'fill':
			return m.health_step_fill({ value: word(given['value']) });
		case 'deduplicate':
			return m.health_step_deduplicate();
		case 'calculate':
			return m.health_step_empty({ column: word(given['into']) });
		case 'drop-columns': {
			const columns = texts(given['columns']);
			const [only] = columns;
			return columns.length === 1 && only
				? m.health_step_drop_one({ column: only })
				: m.health_step_drop({ count: formatCount(columns.length) });
		}
		default: {
			const all = changes(given['map']);
			const change = all[0] ?? '';
			return all.length <= 1
				? m.health_step_map({ change })
				: m.health_step_map_many({ change, more: formatCount(all.length - 1) });
		}
	}
}
