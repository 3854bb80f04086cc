import type { Role } from '../model/model';
import type { ColumnProfile } from '../table';
import { against, supports, type Evidence } from './evidence';
import { headerKey, type HeaderKey } from './header-key';
import { matchHeader, type HeaderMatch } from './header-match';
import { judge } from './judgement';
import { tableContext, type TableContext } from './table-context';
import { fitValues, isCodes, knownOutcomes } from './value-fit';

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
	const context = tableContext(headers, profiles, fileName);
	const subjects = profiles.map((profile, at): Subject => {
		const header = headers[at] ?? headerKey(profile.column.name);
		return { profile, header, candidates: candidatesFor(profile, header, context) };
	});
	return assign(subjects);
}

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
	const person = best.get('contact');
	if (person && context.kind === 'orders' && !context.hasAccount) {
		best.set('account', { ...person, role: 'account', confidence: round(person.confidence * 0.95) });
		best.set('contact', { ...person, confidence: round(person.confidence * 0.7) });
	}
	const name = best.get('deal_name');
	if (name && !best.has('amount') && ['decimal', 'float'].includes(profile.column.type)) {
		best.set('amount', { ...name, role: 'amount', confidence: 0.58 });
	}
	const customer = best.get('account');
	if (customer && isCodes(profile) && !/name|名|称/.test(header.key)) {
		const confidence = round(Math.max(customer.confidence, 0.62));
		best.set('account', { ...customer, confidence: round(customer.confidence * 0.5) });
		if (!best.has('customer_id')) best.set('customer_id', { ...customer, role: 'customer_id', confidence });
	}
	for (const candidate of valueCandidates(profile, header)) {
		if (!best.has(candidate.role)) best.set(candidate.role, candidate);
	}
	return [...best.values()].sort((a, b) => b.confidence - a.confidence);
}

/** How sure a header makes of a role, by the words it is known by and by the values below it. */
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
