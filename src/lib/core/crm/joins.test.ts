import { expect, test } from 'vitest';
import { proposeJoins } from './joins';
import { profileCsv } from './testing/profile-csv';

const csv = (header: string, row: (at: number) => string, rows = 30) =>
	[header, ...Array.from({ length: rows }, (_, at) => row(at)), ''].join('\n');

const deals = profileCsv(
	'deals.csv',
	csv('Deal ID,Account ID,Region,Priority,Amount', (at) => `D${at},A${at % 9},R${at % 4},${at % 3},${at * 10}`)
);

test('a key by name and by the name of its table', () => {
	const accounts = profileCsv(
		'accounts.csv',
		csv('Id,Name,City', (at) => `A${at},Firma ${at},City ${at % 5}`, 12)
	);
	const [join, ...rest] = proposeJoins([deals, accounts]);
	expect(join).toMatchObject({
		from: { table: 'deals', column: 'Account ID' },
		to: { table: 'accounts', column: 'Id' }
	});
	expect(join?.evidence.map(({ code }) => code)).toEqual(['key-of-table', 'values-shared', 'unique-key']);
	expect(rest).toEqual([]);
});

test('no join on chance: small numbers, few shared words, measures, keys that share nothing', () => {
	const levels = profileCsv(
		'levels.csv',
		csv('Level,Label', (at) => `${at},L${at}`, 4)
	);
	const offices = profileCsv(
		'offices.csv',
		csv('Office,Region code', (at) => `R${at},X${at}`, 4)
	);
	const others = profileCsv(
		'others.csv',
		csv('Account ID,Phone', (at) => `Z${at},55${at}`, 12)
	);
	expect(proposeJoins([deals, levels, offices, others])).toEqual([]);
});

test('the same export of two years does not join itself', () => {
	const next = profileCsv(
		'deals_2.csv',
		csv('Deal ID,Account ID,Region,Priority,Amount', (at) => `D${at},A${at % 9},R${at % 4},${at % 3},${at}`)
	);
	expect(proposeJoins([deals, next])).toEqual([]);
});

test('names that differ but share a long list of values join; keys must be unique', () => {
	const people = profileCsv(
		'people.csv',
		csv('Full name,Team', (at) => `Person ${at},T${at % 3}`, 15)
	);
	const sales = profileCsv(
		'sales.csv',
		csv('Closer,Value', (at) => `Person ${at % 12},${at}.5`)
	);
	expect(proposeJoins([sales, people])).toMatchObject([{ from: { column: 'Closer' }, to: { column: 'Full name' } }]);
	const twice = profileCsv(
		'people.csv',
		csv('Full name,Team', (at) => `Person ${at % 8},T${at % 3}`, 16)
	);
	expect(proposeJoins([sales, twice])).toEqual([]);
});
