import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
	canCombine,
	changeGroup,
	combine,
	groupTable,
	needsAnswer,
	planArrivals,
	separate,
	type Arrival
} from './arrivals';
import { source, sourceFile } from './examples';
import { dayInName, dayOfFiles, nameStem } from './file-day';
import { columnLike, likeness, signature } from './signature';
import type { Source } from './workspace';

const DEALS = ['Deal ID', 'Stage', 'Amount', 'Close Date', 'Owner'];

function arrival(id: number, fileName: string, columns: readonly string[], more: Partial<Arrival> = {}): Arrival {
	const base = { id, fileName, part: [], minor: false, size: 10, modified: null, hash: `h${id}`, columns };
	return { ...base, rows: null, learntFrom: null, ...more };
}

function existing(table: string, columns: readonly string[], more: Partial<Source> = {}): Source {
	const typed = columns.map((name) => ({ name, type: 'text' as const, nullable: true }));
	return { ...source(table), table: { id: table, columns: typed, rows: 3 }, ...more };
}

describe('signatures', () => {
	it('know a header whatever its order, case, width and blanks', () => {
		expect(signature(['Deal ID', 'ＡＭＯＵＮＴ', ' close  date '])).toBe(
			signature(['Close Date', 'deal id', 'Amount'])
		);
		expect(signature(['金额', '客户'])).not.toBe(signature(['金额', '客户名称']));
		expect(likeness(DEALS, [...DEALS, 'New'])).toBeCloseTo(5 / 6);
		expect(likeness([], [])).toBe(0);
		expect(columnLike(['Deal ID', 'AMOUNT'], 'amount')).toBe('AMOUNT');
		expect(columnLike(['Amount', 'AMOUNT'], 'amount')).toBeNull();
	});

	test.prop([fc.array(fc.string())])('do not depend on the order', (names) => {
		expect(signature(names.toReversed())).toBe(signature(names));
		expect(likeness(names, names)).toBe(names.length === 0 ? 0 : 1);
	});
});

describe('what file names say', () => {
	it.each([
		['deals 2026-10-31.csv', '2026-10-31'],
		['deals_20261031.csv', '2026-10-31'],
		['2026.1.5 export.xlsx', '2026-01-05'],
		['商机 2026年10月31日.csv', '2026-10-31'],
		['2026-01-01 to 2026-03-31.csv', '2026-03-31'],
		['deals 2026-02-30.csv', null],
		['order 1202610311.csv', null],
		['deals.csv', null]
	])('%s: %s', (name, day) => {
		expect(dayInName(name)).toBe(day);
	});

	it('the name goes before the day a file was changed', () => {
		const file = (fileName: string, modified: string | null) => ({ fileName, modified });
		expect(dayOfFiles([file('a 2026-10-31.csv', '2026-11-05T00:00:00.000Z'), file('b.csv', null)])).toBe('2026-10-31');
		expect(dayOfFiles([file('a.csv', '2026-11-05T00:00:00.000Z')])).toBe('2026-11-05');
		expect(dayOfFiles([file('a.csv', null)])).toBeNull();
	});

	it('files of a row have one stem', () => {
		for (const [a, b] of [
			['sales_2026-01.csv', 'sales_2026-02.csv'],
			['Sales Jan 2026.xlsx', 'Sales February 2026.xlsx'],
			['订单2026年1月.csv', '订单2026年12月.csv'],
			['export (1).csv', 'export.csv']
		] as const) {
			expect(nameStem(a)).toBe(nameStem(b));
		}
		expect(nameStem('deals.csv')).not.toBe(nameStem('accounts.csv'));
	});
});

describe('plans', () => {
	it('files of different headers become tables without a question', () => {
		const plan = planArrivals([arrival(0, 'deals.csv', DEALS), arrival(1, 'accounts.csv', ['Account', 'Region'])], []);
		expect(plan.groups.map(({ as, arrivals }) => [as, arrivals.length])).toEqual([
			['new', 1],
			['new', 1]
		]);
		expect(needsAnswer(plan)).toBe(false);
		expect(groupTable(plan.groups[0]!, plan, ['deals'])).toBe('deals_2');
	});

	it('files of one header and one row of names are offered as one table', () => {
		const months = [1, 2, 3].map((month) => arrival(month, `sales_2026-0${month}.csv`, DEALS));
		const plan = planArrivals(months, []);
		expect(plan.groups).toHaveLength(1);
		expect(needsAnswer(plan)).toBe(true);
		expect(groupTable(plan.groups[0]!, plan, [])).toBe('sales');
		const apart = separate(plan, plan.groups[0]!.id, []);
		expect(apart.groups.map(({ arrivals }) => arrivals.map(({ id }) => id))).toEqual([[1], [2], [3]]);
		expect(canCombine(apart, 2)).toBe(true);
		expect(combine(apart, 2, []).groups).toEqual(plan.groups);
	});

	it('files of one header and unlike names are asked about, apart', () => {
		const plan = planArrivals([arrival(0, 'north.csv', DEALS), arrival(1, 'south.csv', DEALS)], []);
		expect(plan.groups).toHaveLength(2);
		expect(needsAnswer(plan)).toBe(true);
	});

	it('the header of a table that is here makes a newer version, dated', () => {
		const here = existing('deals', DEALS, { files: [sourceFile('deals 2026-09-30')] });
		const plan = planArrivals([arrival(0, 'deals 2026-10-31.csv', [...DEALS, 'Region'])], [here]);
		expect(plan.groups[0]).toMatchObject({
			as: 'snapshot',
			existing: { table: 'deals' },
			day: '2026-10-31',
			formerDay: '2026-09-30'
		});
		expect(needsAnswer(plan)).toBe(true);
		expect(changeGroup(plan, 0, { as: 'replace' }).groups[0]?.as).toBe('replace');
		expect(planArrivals([arrival(0, 'x.csv', DEALS.slice(0, 3))], [here]).groups[0]?.existing).toBeNull();
	});

	it('the next file of a row that is one table is appended, and the column that names files is no difference', () => {
		const here = existing('sales', [...DEALS, 'file'], {
			files: [sourceFile('sales_2026-01'), sourceFile('sales_2026-02')],
			fileColumn: 'file'
		});
		const [group] = planArrivals([arrival(0, 'sales_2026-03.csv', DEALS)], [here]).groups;
		expect(group).toMatchObject({ as: 'append', existing: { likeness: 1 } });
	});

	it('only one group at a time is the newer version of a table', () => {
		const here = existing('deals', DEALS);
		const plan = planArrivals([arrival(0, 'a.csv', [...DEALS, 'More']), arrival(1, 'b.csv', DEALS)], [here]);
		expect(plan.groups.map((group) => group.existing?.table ?? null)).toEqual([null, 'deals']);
		expect(changeGroup(plan, 0, { as: 'replace' }).groups[0]?.as).toBe('new');
	});

	it('the same bytes again are told, also within one drop and among snapshots', () => {
		const here = existing('deals', DEALS);
		const hash = here.files[0]!.hash;
		const plan = planArrivals(
			[
				arrival(0, 'again.csv', DEALS, { hash }),
				arrival(1, 'x.csv', ['a']),
				arrival(2, 'y.csv', ['a'], { hash: 'h1' }),
				arrival(3, 'book.xlsx', ['a'], { hash: 'h1', part: ['Other'] })
			],
			[here]
		);
		expect(plan.twins.map(({ arrival: { id }, existing: name }) => [id, name])).toEqual([
			[0, 'deals.csv'],
			[2, 'x.csv']
		]);
		expect(plan.groups.flatMap(({ arrivals }) => arrivals.map(({ id }) => id))).toEqual([1, 3]);
	});

	it('sheets become tables named after themselves; hidden ones are left out but offered', () => {
		const sheet = (id: number, name: string, columns: string[], minor = false): Arrival =>
			arrival(id, 'Book 2026.xlsx', columns, { hash: 'b', part: [name], minor });
		const plan = planArrivals([sheet(0, '订单', ['a']), sheet(1, 'Sheet2', ['b']), sheet(2, 'notes', [], true)], []);
		expect(plan.groups.map(({ included }) => included)).toEqual([true, true, false]);
		expect(needsAnswer(plan)).toBe(false);
		expect(plan.groups.map((group) => groupTable(group, plan, []))).toEqual(['订单', 'book_2026_sheet2', 'notes']);
		const alone = planArrivals([sheet(0, 'Sheet1', ['a'])], []);
		expect(groupTable(alone.groups[0]!, alone, [])).toBe('book_2026');
		expect(planArrivals([sheet(0, 'only', ['a'], true)], []).groups[0]?.included).toBe(true);
	});

	test.prop([
		fc.array(fc.record({ name: fc.constantFrom('a1', 'a2', 'b', 'c'), columns: fc.subarray(DEALS), hash: fc.nat(6) }))
	])('lose no arrival', (files) => {
		const all = files.map(({ name, columns, hash }, id) => arrival(id, `${name}.csv`, columns, { hash: `${hash}` }));
		const plan = planArrivals(all, [existing('deals', DEALS)]);
		const found = [...plan.groups.flatMap((group) => group.arrivals), ...plan.twins.map((twin) => twin.arrival)];
		expect(found.map(({ id }) => id).sort((a, b) => a - b)).toEqual(all.map(({ id }) => id));
		expect(new Set(plan.groups.map(({ id }) => id)).size).toBe(plan.groups.length);
	});
});
