import { describe, expect, test } from 'vitest';
import { proposeModel } from './propose-model';
import { profileCsv } from './testing/profile-csv';
import { UNSEEN_CHINESE } from './testing/unseen-chinese';
import { UNSEEN_DEALS } from './testing/unseen-deals';
import { UNSEEN_ORDERS } from './testing/unseen-orders';
import { UNSEEN_SECOND } from './testing/unseen-second';
import type { Shape } from './testing/unseen-shape';

/** Roles of a shape that came to another column, and roles given to columns that have none. */
function judge({ fileName, csv, roles, free }: Shape) {
	const proposal = proposeModel([profileCsv(fileName, csv)], []);
	const got = new Map(
		(proposal.guesses[0]?.guesses ?? []).flatMap(({ role, column }) => (role ? [[role, column] as const] : []))
	);
	const wanted = Object.entries(roles).map(([role, columns]) => ({ columns, found: got.get(role as never) ?? '' }));
	return {
		kind: proposal.model?.kind ?? 'none',
		all: wanted.length,
		right: wanted.filter(({ columns, found }) => columns.includes(found)).length,
		extra: [...got].filter(([role, column]) => !(role in roles) && !free.includes(column)).length
	};
}

describe.each([
	['deals and contacts', UNSEEN_DEALS, 0.98],
	['shops, tills and ledgers', UNSEEN_ORDERS, 0.97],
	['Chinese systems and lists', UNSEEN_CHINESE, 0.98],
	['the second set', UNSEEN_SECOND, 0.96]
])('headers nobody listed: %s', (_, shapes, least) => {
	const judged = shapes.map(judge);
	const sum = (of: (one: (typeof judged)[number]) => number) => judged.reduce((total, one) => total + of(one), 0);

	test('almost every role stands at its column', () => {
		expect(sum(({ right }) => right) / sum(({ all }) => all)).toBeGreaterThanOrEqual(least);
	});

	test('hardly a column has a role it does not have', () => {
		expect(sum(({ extra }) => extra) / sum(({ all }) => all)).toBeLessThanOrEqual(0.02);
	});

	test('deals are deals, orders are orders, lists are neither', () => {
		expect(judged.map(({ kind }) => kind)).toEqual(shapes.map(({ kind }) => kind));
	});
});
