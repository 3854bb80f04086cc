import type { DataKind, Role } from '../model/model';
import { readConcepts, type Concept, type HeaderReading } from './header-concepts';

/** A way to say a role with words: all of `needs` (alternatives by `|`), beside them only `may` and fillers. */
interface Rule {
	readonly role: Role;
	readonly kind?: DataKind;
	readonly needs: string;
	readonly may?: string;
	readonly score: number;
}

/** Most telling rules first is not needed: the best score counts. */
const RULES: readonly Rule[] = [
	{
		role: 'expected_close_date',
		needs: 'expected|forecast close|won',
		may: 'date deal contract order actual',
		score: 0.84
	},
	{ role: 'close_date', needs: 'close date', may: 'actual deal contract order won', score: 0.8 },
	{ role: 'close_date', needs: 'actual close', may: 'date deal', score: 0.8 },
	{ role: 'close_date', needs: 'contract date', may: 'order', score: 0.72 },
	{ role: 'won_date', needs: 'won date', may: 'deal actual close', score: 0.84 },
	{ role: 'lost_date', needs: 'lost date', may: 'deal actual close', score: 0.84 },
	{ role: 'created_date', needs: 'create date', may: 'deal lead customer line', score: 0.78 },
	{ role: 'created_date', needs: 'create', may: 'deal lead', score: 0.66 },
	{ role: 'created_date', needs: 'first touch', may: 'date deal lead customer', score: 0.72 },
	{ role: 'stage_entered', needs: 'stage change', may: 'date last deal create', score: 0.84 },
	{ role: 'stage_entered', needs: 'stage create date', may: 'last deal', score: 0.8 },
	{ role: 'last_activity', needs: 'last touch', may: 'date deal lead customer', score: 0.84 },
	{ role: 'order_date', kind: 'orders', needs: 'order date', may: 'create close actual line pay', score: 0.78 },
	{ role: 'order_date', kind: 'orders', needs: 'line date', may: 'order', score: 0.62 },
	{ role: 'order_date', kind: 'orders', needs: 'order close date', may: 'actual', score: 0.8 },
	{
		role: 'weighted_amount',
		needs: 'weighted money|total|deal|contract',
		may: 'deal expected forecast total money',
		score: 0.86
	},
	{ role: 'weighted_amount', needs: 'expected|forecast money|total', may: 'deal total', score: 0.64 },
	{
		role: 'amount',
		kind: 'deals',
		needs: 'expected money|total',
		may: 'deal total contract close forecast',
		score: 0.72
	},
	{ role: 'actual_amount', needs: 'actual|won|close money', may: 'deal total contract actual close', score: 0.78 },
	{ role: 'amount', kind: 'deals', needs: 'deal money', may: 'total close', score: 0.8 },
	{ role: 'amount', kind: 'deals', needs: 'deal', may: '', score: 0.58 },
	{ role: 'amount', kind: 'deals', needs: 'money', may: 'total', score: 0.62 },
	{ role: 'contract_amount', needs: 'contract money', may: 'total taxed close', score: 0.8 },
	{ role: 'paid_amount', needs: 'pay money', may: 'total contract customer order actual', score: 0.74 },
	{ role: 'amount', kind: 'orders', needs: 'order|line money', may: 'total actual taxed untaxed', score: 0.78 },
	{ role: 'amount', kind: 'orders', needs: 'order|line total', may: 'money actual taxed each', score: 0.76 },
	{ role: 'amount', kind: 'orders', needs: 'total money|price', may: 'taxed line order product', score: 0.76 },
	{ role: 'amount', kind: 'orders', needs: 'pay money', may: 'total customer order actual', score: 0.79 },
	{ role: 'amount', kind: 'orders', needs: 'taxed money', may: 'total order line each', score: 0.8 },
	{ role: 'amount', kind: 'orders', needs: 'untaxed money', may: 'total order', score: 0.66 },
	{ role: 'amount', kind: 'orders', needs: 'money', may: 'total product', score: 0.62 },
	{ role: 'unit_price', needs: 'price', may: 'each line product order taxed untaxed total', score: 0.66 },
	{ role: 'unit_price', needs: 'price each', may: 'line product order taxed untaxed', score: 0.8 },
	{ role: 'unit_price', needs: 'each money', may: 'line product order taxed untaxed', score: 0.74 },
	{ role: 'unit_price', needs: 'order money|price', may: 'product', score: 0.56 },
	{ role: 'quantity', needs: 'quantity', may: 'order line product each total pay', score: 0.78 },
	{ role: 'discount', needs: 'discount', may: 'percent line order product each total', score: 0.76 },
	{ role: 'cost', needs: 'cost', may: 'money total line product order', score: 0.74 },
	{ role: 'cost', needs: 'cost each', may: 'line product price', score: 0.6 },
	{ role: 'profit', needs: 'profit', may: 'money total line order', score: 0.7 },
	{ role: 'probability', needs: 'probability', may: 'deal close won percent order', score: 0.84 },
	{ role: 'probability', needs: 'won|close percent', may: 'deal', score: 0.76 },
	{ role: 'stage', needs: 'stage', may: 'deal name id order touch', score: 0.76 },
	{ role: 'status', needs: 'status', may: 'deal id order name contract', score: 0.72 },
	{ role: 'lost_reason', needs: 'lost reason', may: 'won close deal name', score: 0.8 },
	{ role: 'lost_reason', needs: 'reason', may: 'close deal name', score: 0.72 },
	{ role: 'lost_reason', needs: 'lost type|text|group', may: 'deal', score: 0.6 },
	{ role: 'lead_source', needs: 'source', may: 'deal lead customer order name id', score: 0.74 },
	{ role: 'deal_type', needs: 'type', may: 'deal id order contract name', score: 0.66 },
	{ role: 'forecast_category', needs: 'forecast group|type|status', may: 'deal name', score: 0.84 },
	{ role: 'currency', needs: 'currency', may: 'money total price order deal id name contract line', score: 0.74 },
	{ role: 'deal_id', kind: 'deals', needs: 'deal id', may: 'order name', score: 0.78 },
	{ role: 'deal_id', kind: 'deals', needs: 'lead|line id', may: '', score: 0.55 },
	{ role: 'deal_id', kind: 'deals', needs: 'contract id', may: '', score: 0.72 },
	{ role: 'deal_name', kind: 'deals', needs: 'deal name', may: 'order', score: 0.78 },
	{ role: 'deal_name', kind: 'deals', needs: 'lead name', may: '', score: 0.56 },
	{ role: 'deal_name', kind: 'deals', needs: 'contract name', may: '', score: 0.72 },
	{ role: 'deal_name', kind: 'deals', needs: 'deal', may: '', score: 0.56 },
	{ role: 'order_id', kind: 'orders', needs: 'order id', may: 'name', score: 0.76 },
	{ role: 'customer_id', needs: 'customer id', may: 'order', score: 0.76 },
	{ role: 'customer_id', needs: 'customer person', may: 'order id', score: 0.6 },
	{ role: 'account', needs: 'customer name', may: 'order', score: 0.76 },
	{ role: 'account', needs: 'customer', may: 'deal', score: 0.62 },
	{ role: 'contact', needs: 'person name', may: 'touch', score: 0.56 },
	{ role: 'contact', needs: 'touch person', may: 'name customer', score: 0.78 },
	{ role: 'product', needs: 'product name', may: 'order line', score: 0.76 },
	{ role: 'product', needs: 'product', may: 'order line', score: 0.64 },
	{ role: 'category', needs: 'product group|type', may: 'name id order', score: 0.8 },
	{ role: 'category', needs: 'group', may: 'name', score: 0.6 },
	{ role: 'owner', needs: 'seller', may: 'person name deal customer order id', score: 0.74 },
	{ role: 'owner', needs: 'order person', may: 'name', score: 0.64 },
	{ role: 'team', needs: 'team', may: 'seller order name person', score: 0.74 },
	{ role: 'region', needs: 'place', may: 'customer order name id', score: 0.72 },
	{ role: 'text', needs: 'text', may: 'deal order customer touch last stage', score: 0.62 }
];

interface ReadRule extends Omit<Rule, 'needs' | 'may'> {
	readonly needs: readonly (readonly Concept[])[];
	readonly may: ReadonlySet<Concept>;
	readonly words: string;
}

const rules: readonly ReadRule[] = RULES.map(({ needs, may = '', ...rule }) => {
	const groups = needs.split(' ').map((group) => group.split('|') as Concept[]);
	return {
		...rule,
		words: needs,
		needs: groups,
		may: new Set([...groups.flat(), ...may.split(' '), 'plain'] as Concept[])
	};
});

/** What the words of a header say together. */
export interface GrammarMatch {
	readonly role: Role;
	readonly kind: DataKind | undefined;
	/** The concepts that were found, for the evidence. */
	readonly words: string;
	/** 0–1 */
	readonly score: number;
}

/** Codes of the ledger are no customers. */
const ACCOUNTING = /^(?:gl|ledger|nominal)?(?:account|acct)(?:code|type|number|no)$/;

/** A word in the header that is not known makes the reading less sure, two make it nothing. */
const UNKNOWN_WORD = 0.14;
/** Rules less sure than this need every word known. */
const SURE = 0.7;

/**
 * Roles a header names by the words it is made of, for headers nobody listed: "Projected close dt" is expected + close + date,
 * 预计签单时间 is 预计 + 签单 + 时间. A word that turns the meaning (tax, refund, 退款, 下次 …) ends it.
 */
export function matchGrammar(words: readonly string[]): GrammarMatch[] {
	if (ACCOUNTING.test(words.join(''))) return [];
	const reading = readConcepts(words);
	if (reading.length === 0 || reading.some((word) => word.size === 1 && word.has('turning'))) return [];
	const unknown = reading.filter((word) => word.size === 0).length;
	if (unknown > 1 || unknown === reading.length) return [];
	return rules.flatMap((rule) =>
		(unknown === 0 || rule.score >= SURE) && reads(reading, rule)
			? [{ role: rule.role, kind: rule.kind, words: words.join(' '), score: rule.score - unknown * UNKNOWN_WORD }]
			: []
	);
}

/** Each need is met by a word of its own, and every other known word is one the rule allows. */
function reads(reading: HeaderReading, rule: ReadRule): boolean {
	if (!reading.every((word) => word.size === 0 || [...word].some((concept) => rule.may.has(concept)))) return false;
	return meets(reading, rule.needs, new Set());
}

function meets(reading: HeaderReading, needs: ReadRule['needs'], used: ReadonlySet<number>): boolean {
	const [need, ...rest] = needs;
	if (!need) return true;
	return reading.some(
		(word, at) =>
			!used.has(at) && need.some((concept) => word.has(concept)) && meets(reading, rest, new Set([...used, at]))
	);
}
