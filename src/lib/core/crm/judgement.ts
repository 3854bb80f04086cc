import type { Role } from '../model/model';
import type { ColumnProfile } from '../table';
import { against, supports, type Evidence } from './evidence';
import type { HeaderKey } from './header-key';
import type { HeaderMatch } from './header-match';
import type { TableContext } from './table-context';
import { isCodes, knownOutcomes, knownPlaces } from './value-fit';

const NAME_SHAPES = new Set(['name', 'group', 'words', 'prose']);

/** What else is known about a role than header and values say: `factor` multiplies the confidence. */
export interface Judgement {
	readonly factor: number;
	readonly evidence: readonly Evidence[];
}

/** What is known about single roles beyond their header and the kind of their values. */
export function judge(
	role: Role,
	profile: ColumnProfile,
	header: HeaderKey,
	match: HeaderMatch,
	context: TableContext
): Judgement {
	const turnover = /revenue|收入|turnover|营业额/.test(header.key);
	if (role === 'amount' && turnover && (context.accounts || /annual|monthly|yearly|declared|年|月/.test(header.key))) {
		return { factor: 0.2, evidence: [against('trap-turnover')] };
	}
	if (header.id && NAME_SHAPES.has(match.definition.shape) && match.how !== 'weak' && !isVocabulary(profile)) {
		return { factor: 0.3, evidence: [against('trap-id')] };
	}
	if (role === 'amount') return judgeAmount(header, match, context);
	if (role === 'deal_type' && context.kind === 'orders') return { factor: 0.7, evidence: [] };
	if (role === 'weighted_amount') return { factor: 1, evidence: [supports('trap-weighted')] };
	if (role === 'status' || role === 'stage' || role === 'forecast_category') return judgeWords(role, profile, header);
	if (role === 'region') return judgePlaces(profile, match);
	if (role === 'team' && match.how === 'weak' && knownPlaces(profile) >= 0.5) return { factor: 0.8, evidence: [] };
	if (role === 'category' && match.how === 'weak' && profile.distinct <= 1) return { factor: 0.7, evidence: [] };
	if (role === 'account' || role === 'deal_name' || role === 'customer_id') return judgeNames(role, profile);
	if (role === 'product' || role === 'text') return judgeDescription(role, profile, header, match, context);
	return { factor: 1, evidence: [] };
}

/** What was really paid says most; where order numbers repeat, the sum of a line is right and that of its order counted again. */
function judgeAmount(header: HeaderKey, match: HeaderMatch, context: TableContext): Judgement {
	const paid = /实付|实收|实际支付|实际付款/.test(header.key);
	if (paid) return { factor: match.how === 'contains' ? 1.4 : 1.08, evidence: [] };
	if (context.kind === 'deals' && match.definition.kind === 'orders' && match.how === 'contains') {
		return { factor: 0.8, evidence: [] };
	}
	if (!context.ordersRepeat || !context.hasQuantity) return { factor: 1, evidence: [] };
	if (/^(?:line|item|row|lineitem|position|extended|net)|行/.test(header.key)) return { factor: 1.1, evidence: [] };
	const whole = /^(?:grand|order|invoice|sub)?total|^order|^invoice|订单|合计|总额|总金额/.test(header.key);
	return { factor: whole ? 0.8 : 1, evidence: [] };
}

/** Few words that repeat, such as "NEW", "WON": the identifier of a stage or type that can be read. */
function isVocabulary(profile: ColumnProfile): boolean {
	const filled = profile.rows - profile.nulls;
	const words = profile.top.filter(({ value }) => /\p{L}{3}/u.test(value) && !/\d{3}/.test(value)).length;
	return (
		profile.column.type === 'text' &&
		profile.distinct < filled &&
		profile.distinct <= 30 &&
		words >= profile.top.length * 0.7
	);
}

function judgeWords(role: Role, profile: ColumnProfile, header: HeaderKey): Judgement {
	if (header.key === 'isclosed') return { factor: 0.4, evidence: [against('trap-closed')] };
	const { known, decisive, values } = knownOutcomes(profile);
	if (role === 'forecast_category') {
		const yesNo =
			profile.distinct <= 2 && profile.top.every(({ value }) => /^(是|否|true|false|yes|no|0|1)$/i.test(value));
		return { factor: yesNo && profile.distinct > 0 ? 0.4 : 1, evidence: [] };
	}
	if (known === 0 || values === 0)
		return { factor: role === 'stage' || /iswon|是否/.test(header.key) ? 1 : 0.9, evidence: [] };
	const evidence = [supports('values-words', { known, values })];
	if (header.key === 'state' && decisive > 0) return { factor: 1.4, evidence };
	return { factor: decisive > 0 ? 1.02 : 1, evidence };
}

function judgePlaces(profile: ColumnProfile, match: HeaderMatch): Judgement {
	const share = knownPlaces(profile);
	if (share >= 0.5) {
		const values = Math.min(profile.distinct, profile.top.length);
		const evidence = [supports('values-places', { known: Math.round(share * values), values })];
		return { factor: match.how === 'weak' ? 1.3 : 1.01, evidence };
	}
	if (knownOutcomes(profile).decisive > 0) return { factor: 0.3, evidence: [] };
	return { factor: profile.distinct === 1 ? 0.9 : 1, evidence: [] };
}

/** Names of customers or deals are many; three words over four hundred rows are an attribute. */
function judgeNames(role: Role, profile: ColumnProfile): Judgement {
	const filled = profile.rows - profile.nulls;
	if (filled >= 100 && profile.distinct <= 5) {
		return { factor: 0.4, evidence: [against('against-few', { distinct: profile.distinct, rows: filled })] };
	}
	const unique = role === 'deal_name' && profile.distinct > filled * 0.9;
	return { factor: unique ? 1.02 : 1, evidence: [] };
}

/** "Description" is a product where it repeats, and prose where it does not. */
function judgeDescription(
	role: Role,
	profile: ColumnProfile,
	header: HeaderKey,
	match: HeaderMatch,
	context: TableContext
): Judgement {
	if (role === 'product' && match.synonym === 'name' && !(context.hasQuantity && !context.hasProduct)) {
		return { factor: 0.3, evidence: [] };
	}
	if (role === 'product' && (isCodes(profile) || header.id || /sku|code|编/.test(header.key)))
		return { factor: 0.75, evidence: [] };
	if (synonymIsDescription(match.synonym)) {
		const filled = profile.rows - profile.nulls;
		const line = context.hasQuantity && !context.hasProduct;
		const repeats = line || (filled >= 50 && profile.distinct < filled * 0.5);
		return { factor: repeats === (role === 'product') ? 1.05 : 0.7, evidence: [] };
	}
	return { factor: 1, evidence: [] };
}

function synonymIsDescription(synonym: string): boolean {
	return synonym === 'description';
}
