import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { readRecords } from '../intake/csv-records';
import type { Role } from '../model/model';
import { guessRoles } from './guess';
import { proposeModel } from './propose-model';
import { CRM_EXPORTS } from './testing/crm-exports';
import { DEAL_EXPORTS } from './testing/deal-exports';
import type { CrmExport } from './testing/export-rows';
import { ORDER_EXPORTS } from './testing/order-exports';
import { profileCsv } from './testing/profile-csv';

const ALL = [...CRM_EXPORTS, ...DEAL_EXPORTS, ...ORDER_EXPORTS];

function cellsOf({ csv }: CrmExport): string[][] {
	const delimiter = (csv.split('\n')[0] ?? '').includes(';') ? ';' : ',';
	const records = readRecords(csv.replace(/^\ufeff/, ''), { delimiter, quote: '"', escape: '"' });
	return records.map((record) => [...record.cells]).filter((cells) => cells.length > 1);
}

const written = (rows: readonly (readonly string[])[]): string =>
	rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n') + '\n';

/** Ways people and tools rewrite a header without changing what it says. */
const SPELLINGS: readonly ((header: string) => string)[] = [
	(header) => header,
	(header) => header.toUpperCase(),
	(header) => ` ${header} *`,
	(header) => (/^[A-Za-z ]+$/.test(header) ? header.trim().toLowerCase().replaceAll(' ', '_') : header),
	(header) =>
		/^[A-Za-z ]+$/.test(header) ? header.replace(/ +(\w)/g, (_, letter: string) => letter.toUpperCase()) : header,
	(header) => (/^[A-Z][a-z]+( [A-Z][a-z]+)*$/.test(header) ? `${header.replaceAll(' ', '_')}__c` : header),
	(header) => (/[\u4e00-\u9fff]$/.test(header) ? `${header}（必填）` : header)
];

/** Share of the columns with a role, or given one, whose role is right. */
function rightShare(sample: CrmExport, order: readonly number[], spell: (header: string) => string): number {
	const [header = [], ...rows] = cellsOf(sample);
	const some = order.map((at) => header[at] ?? '');
	const csv = written([some.map(spell), ...rows.map((row) => order.map((at) => row[at] ?? ''))]);
	const { profiles } = profileCsv(sample.fileName, csv);
	const guesses = guessRoles(profiles, sample.fileName);
	const wanted = new Map(Object.entries(sample.roles).map(([role, column]) => [column, role as Role]));
	const judged = some.map((name, at) => ({ want: wanted.get(name) ?? null, got: guesses[at]?.role ?? null }));
	const counted = judged.filter(({ want }) => want !== null);
	return counted.filter(({ want, got }) => want === got).length / counted.length;
}

describe('exports that nobody showed before', () => {
	property.prop([fc.constantFrom(...ALL), fc.infiniteStream(fc.nat()), fc.constantFrom(...SPELLINGS)], {
		numRuns: 150
	})('columns in any order, headers spelled in another way', (sample, picks, spell) => {
		const left = (cellsOf(sample)[0] ?? []).map((_, at) => at);
		const order = Array.from(
			{ length: left.length },
			() => left.splice((picks.next().value ?? 0) % left.length, 1)[0] ?? 0
		);
		expect(rightShare(sample, order, spell)).toBeGreaterThanOrEqual(0.7);
	});

	test('without any one column, and spelled in every way, at least 95 % of all roles are right', () => {
		let [right, all] = [0, 0];
		for (const sample of ALL) {
			const columns = (cellsOf(sample)[0] ?? []).map((_, at) => at);
			for (const spell of SPELLINGS) {
				right += rightShare(sample, columns, spell);
				all++;
			}
			for (const gone of columns) {
				right += rightShare(
					sample,
					columns.filter((at) => at !== gone),
					(header) => header
				);
				all++;
			}
		}
		expect(right / all).toBeGreaterThanOrEqual(0.95);
	}, 60_000);
});

describe('files that are no deals', () => {
	const history =
		'OpportunityId,CreatedDate,StageName,Amount,ExpectedRevenue,CloseDate,Probability,ForecastCategory,PrevAmount,PrevCloseDate,FromOpportunityStageName\n' +
		Array.from(
			{ length: 30 },
			(_, at) =>
				`006${at % 9},2024-01-${String((at % 27) + 1).padStart(2, '0')},${at % 3 ? 'Qualification' : 'Closed Won'},${100 + at},50,2024-06-15,${at % 3 ? 10 : 100},Pipeline,${90 + at},2024-05-15,Prospecting`
		).join('\n');

	test('the history of deals alone makes no reports, and says so', () => {
		const table = profileCsv('OpportunityHistory.csv', history);
		const { model, issues, natures } = proposeModel([table], []);
		expect(model).toBeNull();
		expect(natures.map(({ nature }) => nature)).toEqual(['history']);
		expect(issues.map(({ code }) => code)).toContain('model-history-only');
	});

	test('beside the deals it is left alone, and so are quotas and lists of accounts, products and people', () => {
		const [deals] = DEAL_EXPORTS;
		const tables = [
			profileCsv('OpportunityHistory.csv', history),
			profileCsv(deals?.fileName ?? '', deals?.csv ?? ''),
			profileCsv('quotas.csv', 'Sales Rep,Month,Quota\n' + 'Ana,2024-01-01,5000\nBen,2024-01-01,6000\n'.repeat(6)),
			profileCsv(
				'accounts.csv',
				'Account Name,Industry,Country\n' + Array.from({ length: 9 }, (_, at) => `A${at},Retail,Spain`).join('\n')
			),
			profileCsv(
				'products.csv',
				'Product,Product Family,List Price\n' + Array.from({ length: 9 }, (_, at) => `P${at},Core,${at}.50`).join('\n')
			),
			profileCsv('team.csv', 'Sales Rep,Manager,Team\nAna,Kim,North\nBen,Lee,South\n')
		];
		const { model, natures } = proposeModel(tables, []);
		expect(model?.fact).toBe(tables[1]?.table.id);
		expect(natures.map(({ nature }) => nature)).toEqual([
			'history',
			'records',
			'targets',
			'accounts',
			'products',
			'people'
		]);
	});
});

test('mean probability settles stages that nobody knows', () => {
	const rows = ['Finito,100', 'Basta,0', 'Piano,40', 'Allegro,80'];
	const csv =
		'Deal Name,Stage,Probability,Amount,Close Date\n' +
		Array.from({ length: 40 }, (_, at) => `D${at},${rows[at % 4]},${at},2024-03-0${(at % 9) + 1}`).join('\n');
	const stageShares = new Map([
		['Finito', 1],
		['Basta', 0],
		['Piano', 0.4],
		['Allegro', 0.8]
	]);
	const { model } = proposeModel([{ ...profileCsv('deals.csv', csv), stageShares }], []);
	expect(model).toMatchObject({ outcome: { won: ['Finito'], lost: ['Basta'] }, stageOrder: ['Piano', 'Allegro'] });
});
