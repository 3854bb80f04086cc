import type { DataKind, Role } from '../model/model';
import type { ColumnProfile } from '../table';
import { against, supports, type Evidence } from './evidence';
import { headerKey, type HeaderKey } from './header-key';
import { matchHeader, type HeaderMatch } from './header-match';
import { fitValues, knownOutcomes, knownPlaces } from './value-fit';

/** A role a column may play. */
export interface RoleCandidate {
	readonly role: Role;
	/** 0–1 */
	readonly confidence: number;
	readonly evidence: readonly Evidence[];
}

/** What a column seems to mean. */
export interface RoleGuess {
	readonly column: string;
	/** null: no role is likely enough. */
	readonly role: Role | null;
	/** Confidence of `role`, 0–1; of having no role: 0. */
	readonly confidence: number;
	readonly evidence: readonly Evidence[];
	/** Other roles it could play, most likely first, at most 4. */
	readonly alternatives: readonly RoleCandidate[];
}

/** Below this a role is only an alternative. */
export const LIKELY = 0.5;

interface Subject {
	readonly profile: ColumnProfile;
	readonly header: HeaderKey;
	readonly candidates: RoleCandidate[];
}

/**
 * Guesses what each column of a table means, from its header and its values. Every role is given to at most one column, the one it
 * fits best. Traps of CRM exports are known: "Account Name.id" is not a name, turnover in a customer file is not a deal amount,
 * Expected Revenue is weighted unless a prorated column stands beside it, Age and Fiscal Period mean nothing here.
 * @param profiles all columns of the table, in file order
 */
export function guessRoles(profiles: readonly ColumnProfile[], fileName: string): RoleGuess[] {
	const headers = profiles.map((profile) => headerKey(profile.column.name));
	const context = tableContext(headers, fileName);
	const subjects = profiles.map((profile, at): Subject => {
		const header = headers[at] ?? headerKey(profile.column.name);
		return { profile, header, candidates: candidatesFor(profile, header, context) };
	});
	return assign(subjects);
}

interface TableContext {
	readonly kind: DataKind | null;
	/** A file about customers: its revenue is theirs. */
	readonly accounts: boolean;
	/** A column of weighted revenue stands beside "Expected Revenue" (Odoo), or nothing else is an amount. */
	readonly expectedIsAmount: string | null;
	/** Orders without a day of their own: the day a record was created is the order's. */
	readonly createdIsOrdered: boolean;
}

const DEAL_HEADERS =
	/stage|阶段|opportunit|^deal|商机|机会|probab|赢率|close(d|ing)?date|closetime|won|lost|结单|forecast|pipeline|mql|lead|verkaufschance|wahrscheinlich|abschluss|oportunidad|negocio|affaire|etapa|^etape|cierre|cloture|trattativa|案件|商談|赢单|输单|签约/;
const ORDER_HEADERS =
	/order|invoice|订单|quantity|qty|数量|unitprice|单价|ship|发货|stockcode|transaction|下单|refund|lineitem|payment|captured|^sku|fulfil|收货|买家|宝贝|物流|发票|bestell|rechnung|menge|commande|facture|quantite|pedido|factura|cantidad|purchase/;
const ACCOUNT_HEADERS =
	/^(sector|industry|employees?|numberofemployees|yearestablished|founded|annualrevenue|subsidiaryof|parentaccount|website|行业|员工人数|成立时间|注册资本|年收入)$/;
const AMOUNT_HEADERS =
	/^(amount|dealvalue|value|estrevenue|dealamount|closevalue|opportunityamount|金额|商机金额|销售金额)$/;

function tableContext(headers: readonly HeaderKey[], fileName: string): TableContext {
	const deals = headers.filter(({ key }) => DEAL_HEADERS.test(key)).length;
	const orders = headers.filter(({ key }) => ORDER_HEADERS.test(key)).length;
	const accounts = headers.filter(({ key }) => ACCOUNT_HEADERS.test(key)).length;
	const named = /deal|opportunit|pipeline|商机|机会/i.test(fileName)
		? 1
		: /order|sales|invoice|订单|销售/i.test(fileName)
			? -1
			: 0;
	const lean = deals - orders + named * 0.5;
	const prorated = headers.find(({ key }) => key.startsWith('prorated'));
	const hasAmount = headers.some(({ key }) => AMOUNT_HEADERS.test(key));
	const expected = headers.some(({ key }) => key === 'expectedrevenue');
	return {
		kind: lean > 0 ? 'deals' : lean < 0 ? 'orders' : null,
		accounts: accounts >= 2 && deals <= 1 && orders === 0,
		createdIsOrdered: lean < 0 && !headers.some(namesOrderDate),
		expectedIsAmount: expected && (prorated || !hasAmount) ? (prorated?.words.join(' ') ?? '') : null
	};
}

function namesOrderDate(header: HeaderKey): boolean {
	return matchHeader(header).some(({ definition, how }) => definition.role === 'order_date' && how !== 'weak');
}

const NAME_SHAPES = new Set(['name', 'group', 'words', 'prose']);

function candidatesFor(profile: ColumnProfile, header: HeaderKey, context: TableContext): RoleCandidate[] {
	if (header.technical) return [];
	const best = new Map<Role, RoleCandidate>();
	for (const match of matchHeader(header)) {
		const candidate = weigh(profile, header, match, context);
		const known = best.get(candidate.role);
		if (!known || known.confidence < candidate.confidence) best.set(candidate.role, candidate);
	}
	if (header.key === 'expectedrevenue' && context.expectedIsAmount !== null) {
		const evidence = [supports('trap-unweighted', { column: context.expectedIsAmount })];
		best.set('amount', { role: 'amount', confidence: 0.9, evidence });
		best.delete('weighted_amount');
	}
	const created = best.get('created_date');
	if (created && context.createdIsOrdered) {
		best.set('order_date', { ...created, role: 'order_date', confidence: round(created.confidence * 0.95) });
		best.set('created_date', { ...created, confidence: round(created.confidence * 0.7) });
	}
	for (const candidate of valueCandidates(profile, header)) {
		if (!best.has(candidate.role)) best.set(candidate.role, candidate);
	}
	return [...best.values()].sort((a, b) => b.confidence - a.confidence);
}

function weigh(profile: ColumnProfile, header: HeaderKey, match: HeaderMatch, context: TableContext): RoleCandidate {
	const { role, shape, kind } = match.definition;
	const evidence: Evidence[] = [supports(`header-${match.how}`, { synonym: match.synonym })];
	const fit = fitValues(profile, shape);
	let confidence = match.score * fit.factor;
	evidence.push(...fit.evidence);
	if (kind && context.kind && kind !== context.kind) {
		confidence *= 0.7;
		evidence.push(against('other-kind', { kind: context.kind }));
	}
	const judged = judge(role, profile, header, match, context);
	return {
		role,
		confidence: round(Math.min(0.99, confidence * judged.factor)),
		evidence: [...evidence, ...judged.evidence]
	};
}

interface Judgement {
	readonly factor: number;
	readonly evidence: readonly Evidence[];
}

/** What is known about single roles beyond their header and the kind of their values. */
function judge(
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
	if (header.id && NAME_SHAPES.has(match.definition.shape) && match.how !== 'weak') {
		return { factor: 0.3, evidence: [against('trap-id')] };
	}
	if (role === 'amount' && /实付|实收|实际支付|实际付款/.test(header.key)) return { factor: 1.08, evidence: [] };
	if (role === 'weighted_amount') return { factor: 1, evidence: [supports('trap-weighted')] };
	if (role === 'status' || role === 'stage' || role === 'forecast_category') return judgeWords(role, profile, header);
	if (role === 'region') return judgePlaces(profile, match);
	if (role === 'team' && match.how === 'weak' && knownPlaces(profile) >= 0.5) return { factor: 0.8, evidence: [] };
	if (role === 'account' || role === 'deal_name' || role === 'customer_id') return judgeNames(role, profile);
	if (role === 'product' || role === 'text') return judgeDescription(role, profile, match);
	return { factor: 1, evidence: [] };
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
function judgeDescription(role: Role, profile: ColumnProfile, match: HeaderMatch): Judgement {
	if (synonymIsDescription(match.synonym)) {
		const filled = profile.rows - profile.nulls;
		const repeats = filled >= 50 && profile.distinct < filled * 0.5;
		return { factor: repeats === (role === 'product') ? 1.05 : 0.7, evidence: [] };
	}
	return { factor: 1, evidence: [] };
}

function synonymIsDescription(synonym: string): boolean {
	return synonym === 'description';
}

/** Roles the values alone suggest, whatever the header: only as weak guesses and alternatives. */
function valueCandidates(profile: ColumnProfile, header: HeaderKey): RoleCandidate[] {
	if (profile.column.type !== 'text' || header.id) return [];
	const { known, decisive, values } = knownOutcomes(profile);
	if (decisive >= 2 && values <= 30 && known >= values * 0.5) {
		const evidence = [supports('values-words', { known, values })];
		return [{ role: known > decisive + 1 ? 'stage' : 'status', confidence: 0.55, evidence }];
	}
	return [];
}

/** Gives every role to the column it fits best, most certain first; ties go to the earlier column. */
function assign(subjects: readonly Subject[]): RoleGuess[] {
	const pairs = subjects.flatMap((subject, at) => subject.candidates.map((candidate) => ({ at, candidate })));
	pairs.sort((a, b) => b.candidate.confidence - a.candidate.confidence || a.at - b.at);
	const given = new Map<number, RoleCandidate>();
	const taken = new Map<Role, number>();
	for (const { at, candidate } of pairs) {
		if (candidate.confidence < LIKELY || given.has(at) || taken.has(candidate.role)) continue;
		given.set(at, candidate);
		taken.set(candidate.role, at);
	}
	return subjects.map((subject, at) => guessOf(subject, given.get(at), (role) => columnOf(subjects, taken.get(role))));
}

function columnOf(subjects: readonly Subject[], at: number | undefined): string | null {
	return at === undefined ? null : (subjects[at]?.profile.column.name ?? null);
}

function guessOf(
	subject: Subject,
	chosen: RoleCandidate | undefined,
	holder: (role: Role) => string | null
): RoleGuess {
	const column = subject.profile.column.name;
	const others = subject.candidates.filter((candidate) => candidate !== chosen).slice(0, 4);
	const alternatives = others.map((candidate) => {
		const other = holder(candidate.role);
		if (other === null || other === column) return candidate;
		return { ...candidate, evidence: [...candidate.evidence, against('role-taken', { column: other })] };
	});
	return {
		column,
		role: chosen?.role ?? null,
		confidence: chosen?.confidence ?? 0,
		evidence: chosen?.evidence ?? alternatives[0]?.evidence ?? [],
		alternatives
	};
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}
