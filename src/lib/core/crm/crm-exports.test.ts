import { describe, expect, test } from 'vitest';
import type { Role } from '../model/model';
import { proposeModel } from './propose-model';
import { CRM_EXPORTS } from './testing/crm-exports';
import { DEAL_EXPORTS } from './testing/deal-exports';
import { ORDER_EXPORTS } from './testing/order-exports';
import { profileCsv } from './testing/profile-csv';

/** Roles that came out differently from what must be, as "role: expected → got". */
function wrongRoles(
	expected: Readonly<Partial<Record<Role, string>>>,
	got: Readonly<Partial<Record<Role, string>>>
): string[] {
	const roles = new Set([...Object.keys(expected), ...Object.keys(got)]) as Set<Role>;
	return [...roles].flatMap((role) =>
		expected[role] === got[role] ? [] : [`${role}: ${expected[role] ?? '·'} → ${got[role] ?? '·'}`]
	);
}

const ALL = [...CRM_EXPORTS, ...DEAL_EXPORTS, ...ORDER_EXPORTS];

describe.each(ALL)('$system', (sample) => {
	const table = profileCsv(sample.fileName, sample.csv);
	const proposal = proposeModel([table], []);
	const guesses = proposal.guesses[0]?.guesses ?? [];

	test('gets every role right without a click', () => {
		const got = Object.fromEntries(guesses.flatMap(({ role, column }) => (role ? [[role, column]] : [])));
		expect(wrongRoles(sample.roles, got)).toEqual([]);
	});

	test('has one column per role, evidence for each, and confidences in 0–1', () => {
		const roles = guesses.flatMap(({ role }) => role ?? []);
		expect(new Set(roles).size).toBe(roles.length);
		for (const guess of guesses) {
			expect(guess.confidence).toBeGreaterThanOrEqual(0);
			expect(guess.confidence).toBeLessThanOrEqual(1);
			if (guess.role) expect(guess.evidence.some((evidence) => evidence.supports)).toBe(true);
		}
	});

	test('makes a model', () => {
		const { model } = proposal;
		expect(model?.kind).toBe(sample.won.length > 0 || sample.dated ? 'deals' : 'orders');
		expect(model?.amount).not.toBeNull();
		expect(model?.outcome?.won ?? []).toEqual(sample.dated ? ['*'] : sample.won);
		expect(model?.outcome?.lost ?? []).toEqual(sample.lost);
		expect(proposal.unknownWords.filter((word) => word !== 'Proposition')).toEqual([]);
		expect(proposal.issues.map(({ code }) => code)).toEqual(sample.issues ?? []);
	});
});

test('amounts written in 万元 and 万 are read once, in yuan', () => {
	const sheet = CRM_EXPORTS.find(({ system }) => system === '中文表格');
	const cordys = CRM_EXPORTS.find(({ system }) => system === 'CordysCRM');
	const amount = (sample: typeof sheet, column: string) =>
		profileCsv(sample?.fileName ?? '', sample?.csv ?? '').profiles.find((p) => p.column.name === column);
	expect(amount(sheet, '预计金额(万元)')).toMatchObject({ min: '88000', max: '300000' });
	expect(amount(cordys, '金额')).toMatchObject({ min: '35000', max: '120000' });
});
