import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { CRM_EXPORTS } from '../../src/lib/core/crm/testing/crm-exports';
import { DEAL_EXPORTS } from '../../src/lib/core/crm/testing/deal-exports';
import { rows } from '../../src/lib/core/crm/testing/export-rows';
import { ORDER_EXPORTS } from '../../src/lib/core/crm/testing/order-exports';
import { readRfc4180 } from '../bench/intake/rfc4180.js';
import { PATIENT, said } from './dealscope';
import { expect, test } from './fixture';

/** The export of one system: its bytes, the role each column must get, and the sum of its amounts in ten-thousandths. */
interface HeaderCase {
	readonly system: string;
	readonly fileName: string;
	readonly bytes: Buffer;
	readonly roles: Readonly<Record<string, string>>;
	readonly sum: bigint | null;
}

interface Fixture {
	readonly roles: Readonly<Record<string, string>>;
	readonly facts: { readonly amount_sum: number };
}

const HISTORY = {
	system: 'Salesforce OpportunityHistory',
	fileName: 'OpportunityHistory.csv',
	csv: rows(
		'OpportunityId,CreatedDate,StageName,Amount,ExpectedRevenue,CloseDate,Probability,ForecastCategory,PrevAmount,PrevCloseDate,FromOpportunityStageName',
		[
			'0065g00000AAAA#,2024-01-@T10:00:00.000Z,Qualification,1200.50,120.05,2024-03-@,10,Pipeline,,,',
			'0065g00000AAAA#,2024-02-@T10:00:00.000Z,Negotiation/Review,1500.25,1350.23,2024-04-@,90,Commit,1200.50,2024-03-@,Qualification',
			'0065g00000AAAA#,2024-03-@T10:00:00.000Z,Closed Won,1500.25,1500.25,2024-03-@,100,Closed,1500.25,2024-04-@,Negotiation/Review',
			'0065g00000AAAA#,2024-03-@T11:00:00.000Z,Closed Lost,800,0,2024-03-@,0,Omitted,800,2024-04-@,Qualification'
		]
	),
	roles: {
		deal_id: 'OpportunityId',
		created_date: 'CreatedDate',
		stage: 'StageName',
		amount: 'Amount',
		weighted_amount: 'ExpectedRevenue',
		close_date: 'CloseDate',
		probability: 'Probability',
		forecast_category: 'ForecastCategory'
	}
};

/** Ten-thousandths of an amount as it stands in the made rows: a lone point, or the mark before one or two last digits, is the decimal one. */
function tenThousandths(cell: string, header: string): bigint {
	const unit = /万|萬/.test(cell + header) ? 8 : 4;
	const digits = cell.replace(/[^\d.,()-]/g, '');
	const [, plain, thousandths, dressed = '', cents = ''] =
		/^(\d+)\.(\d+)$|^(.*?)(?:[.,](\d{1,2}))?$/.exec(digits.replace(/[()-]/g, '')) ?? [];
	const whole = plain ?? dressed.replace(/[.,]/g, '');
	const value = BigInt((whole || '0') + (thousandths ?? cents).padEnd(unit, '0'));
	return /^[(-]/.test(digits) ? -value : value;
}

function sumOf(grid: readonly (readonly string[])[], column: string): bigint {
	const [header = [], ...body] = grid;
	const at = header.indexOf(column);
	expect(at, `${column} in ${header.join()}`).toBeGreaterThanOrEqual(0);
	return body.reduce((sum, row) => sum + tenThousandths(row[at] ?? '', column), 0n);
}

function made(): HeaderCase[] {
	return [...CRM_EXPORTS, ...DEAL_EXPORTS, ...ORDER_EXPORTS, HISTORY].map(({ system, fileName, csv, roles }, at) => {
		const text = csv.replace(/^\ufeff/, '');
		const delimiter = [';', '\t', ','].find((mark) => (text.split('\n', 1)[0] ?? '').split(mark).length > 4) ?? ',';
		const quoted = delimiter === ',' ? text : text.replaceAll(',', '.').replaceAll(delimiter, ',');
		const sum = roles.amount ? sumOf(readRfc4180(quoted), roles.amount) : null;
		return { system, fileName: `${at} ${fileName}`, bytes: Buffer.from(csv), roles, sum };
	});
}

function fixtures(folder: string): HeaderCase[] {
	const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Fixture>;
	return Object.entries(expected).map(([fileName, { roles, facts }]) => ({
		system: fileName,
		fileName,
		bytes: readFileSync(join(folder, fileName)),
		roles,
		sum: BigInt(Math.round(facts.amount_sum * 100)) * 100n
	}));
}

test('the columns of every system get their roles without a click, and sums are exact', async ({ page, shared }) => {
	test.setTimeout(240_000);
	const cases = [...fixtures(shared('data/crm/header_fixtures')), ...made()];
	await page.goto('convert/');
	const files = cases.map(({ fileName, bytes }) => ({ name: fileName, mimeType: 'text/csv', buffer: bytes }));
	await page.locator('main input[type=file]').first().setInputFiles(files);
	await expect(page.locator('main [role=status]')).toBeVisible({ timeout: 2 * PATIENT });
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: said('convert_download_all') }).click();
	const written = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
	const text = (name: string): string => new TextDecoder().decode(written[name]);

	const wrong: string[] = [];
	const sums: string[] = [];
	let right = 0;
	let all = 0;
	for (const { system, fileName, roles, sum } of cases) {
		const notes = JSON.parse(text(`${fileName}.warn.json`)) as { roles: Record<string, string> };
		for (const [role, column] of Object.entries(roles)) {
			all++;
			if (notes.roles[role] === column) right++;
			else wrong.push(`${system}: ${role} = ${notes.roles[role] ?? 'none'}, not ${column}`);
		}
		if (sum === null || !roles['amount']) continue;
		const [header = [], ...body] = readRfc4180(text(`${fileName}.csv`).replace(/^\ufeff/, ''));
		const at = header.indexOf(roles['amount']);
		const got = body.reduce((total, row) => total + BigInt(Math.round(Number(row[at] ?? 0) * 1e4)), 0n);
		if (got !== sum) sums.push(`${system}: ${got}, not ${sum}`);
	}
	console.log(`roles right without a click: ${right} of ${all} in ${cases.length} files\n${wrong.join('\n')}`);
	expect(right / all).toBeGreaterThanOrEqual(0.95);
	expect(sums).toEqual([]);
});
