import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Dictionary, Int32, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { addFiles, dropFiles, fileCard, openScreen, PATIENT, said, saying } from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

type Cell = string | number;

/** An .xlsx of these sheets, its texts in the cells themselves. */
function workbook(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Uint8Array {
	const names = Object.keys(sheets);
	const relation = (id: string, type: string, target: string): string =>
		`<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
	const cell = (value: Cell): string =>
		typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
	const members: Record<string, string> = {
		'[Content_Types].xml': '<Types/>',
		'_rels/.rels': `<Relationships>${relation('r0', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
		'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names
			.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}"/>`)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships>${names
			.map((_, at) => relation(`r${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
			.join('')}</Relationships>`
	};
	names.forEach((name, at) => {
		const rows = (sheets[name] ?? []).map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
		members[`xl/worksheets/sheet${at + 1}.xml`] = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
	});
	return zipSync(Object.fromEntries(Object.entries(members).map(([name, xml]) => [name, strToU8(xml)])));
}

function file(name: string, data: Uint8Array | string): { name: string; mimeType: string; buffer: Buffer } {
	return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(data) };
}

/** Rows of `columns` names, each value its own. */
function lines(columns: string, count: number): string {
	const width = columns.split(',').length;
	const rows = Array.from({ length: count }, (_, row) =>
		Array.from({ length: width }, (_, at) => row * 10 + at).join()
	);
	return [columns, ...rows, ''].join('\n');
}

/** Accepts the tables the drop will become, where the app asks, and expects a card for every one. */
async function expectTables(
	page: Page,
	tables: readonly { name: string; part?: string; facts: string }[]
): Promise<void> {
	const first = fileCard(page, tables[0]?.name ?? '').first();
	const accept = page.getByRole('dialog').getByRole('button', { name: said('import_arrival_accept') });
	await expect(first.or(accept).first()).toBeVisible({ timeout: PATIENT });
	if (await accept.isVisible()) await accept.click();
	for (const { name, part, facts } of tables) {
		const card = part ? fileCard(page, name).filter({ hasText: part }) : fileCard(page, name);
		await expect(card).toContainText(facts, { timeout: PATIENT });
	}
}

test('a workbook with a title above its table and two sheets', async ({ page }) => {
	await page.goto('');
	const deals = [['Quarterly report'], ['Printed 2024-04-01'], [], ['Deal', 'Amount', 'Stage']] as Cell[][];
	for (let row = 1; row <= 20; row++) deals.push([`Deal ${row}`, row * 100.5, row % 2 ? 'Won' : 'Lost']);
	const owners = [
		['Owner', 'Region'],
		['Ann', 'North'],
		['Bo', 'South'],
		['Cy', 'East']
	];
	await addFiles(page, file('report.xlsx', workbook({ Deals: deals, Owners: owners })));
	await expectTables(page, [
		{ name: 'report.xlsx', part: 'Deals', facts: '20 rows · 3 columns' },
		{ name: 'report.xlsx', part: 'Owners', facts: '3 rows · 2 columns' }
	]);
});

test('an archive of two files, one of which is packed again', async ({ page }) => {
	await page.goto('');
	const members = {
		'a/deals.csv': strToU8(lines('id,amount,won', 12)),
		'owners.csv.gz': gzipSync(strToU8(lines('owner,quota', 5)))
	};
	await addFiles(page, file('export.zip', zipSync(members)));
	await expectTables(page, [
		{ name: 'export.zip', part: 'a/deals.csv', facts: '12 rows · 3 columns' },
		{ name: 'export.zip', part: 'owners.csv.gz', facts: '5 rows · 2 columns' }
	]);
});

test('an archive with a changed member is refused, and says so', async ({ page }) => {
	await page.goto('');
	const bytes = zipSync({ 'deals.csv': strToU8(lines('id,amount', 12)) }, { level: 0 });
	const at = 30 + 'deals.csv'.length + 15;
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	await addFiles(page, file('export.zip', bytes));
	await expect(page.getByText(/export\.zip.*checksum/).first()).toBeVisible({ timeout: PATIENT });
	await expect(fileCard(page, 'export.zip')).toHaveCount(0);
});

test('a workbook of Excel 97 is refused with what to do about it', async ({ page }) => {
	await page.goto('');
	const compound = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(1016));
	await addFiles(page, file('old.xls', compound));
	await expect(page.getByText(said('issue_workbook_old', { file: 'old.xls' })).first()).toBeVisible({
		timeout: PATIENT
	});
	await expect(fileCard(page, 'old.xls')).toHaveCount(0);
});

test('an archive that unpacks to a thousand times its size is stopped by what it unpacks', async ({ page }) => {
	await page.goto('');
	// 60 MB of one row: what the archive says about its sizes is not asked.
	const bomb = zipSync({ 'bomb.csv': strToU8('a,b,c\n'.repeat(10_000_000)) });
	await addFiles(page, file('bomb.zip', bomb));
	await expect(page.getByText(saying('issue_archive_bomb', { file: 'bomb.zip' })).first()).toBeVisible({
		timeout: PATIENT
	});
	await expect(fileCard(page, 'bomb.zip')).toHaveCount(0);
	await addFiles(page, file('after.csv', lines('id,amount,won', 6)));
	await expectTables(page, [{ name: 'after.csv', facts: '6 rows · 3 columns' }]);
});

test('JSON: one record a line, in a wrapper, and as pandas writes it; a packed CSV', async ({ page }) => {
	await page.goto('');
	const records = Array.from({ length: 7 }, (_, at) => ({ id: at, owner: { name: `N${at}` } }));
	await dropFiles(page, [{ name: 'lines.ndjson', text: records.map((one) => JSON.stringify(one)).join('\n') }]);
	await expectTables(page, [{ name: 'lines.ndjson', facts: '7 rows · 2 columns' }]);
	const won = records.map(({ id }) => ({ deal: id, value: id * 2.5, stage: 'Won' }));
	await addFiles(page, file('wrapped.json', JSON.stringify({ ok: true, page: 1, data: { items: won } })));
	await expectTables(page, [{ name: 'wrapped.json', facts: '7 rows · 3 columns' }]);
	const split = {
		columns: ['month', 'target'],
		index: [0, 1, 2],
		data: [
			['2024-01', 5],
			['2024-02', 6],
			['2024-03', 7]
		]
	};
	await addFiles(page, file('split.json', JSON.stringify(split)));
	await expectTables(page, [{ name: 'split.json', facts: '3 rows · 2 columns' }]);
	await addFiles(page, file('targets.csv.gz', gzipSync(strToU8(lines('region,target,half,note', 9)))));
	await expectTables(page, [{ name: 'targets.csv.gz', facts: '9 rows · 4 columns' }]);
});

test('an Arrow file and an Arrow stream', async ({ page }) => {
	await page.goto('');
	const stages = new Dictionary(new Utf8(), new Int32());
	const deals = new Table({
		deal: vectorFromArray(['A', 'B', '王', 'D'], new Utf8()),
		amount: vectorFromArray([1.5, null, 3, 4]),
		stage: vectorFromArray(['Won', 'Lost', null, 'Won'], stages)
	});
	await addFiles(page, file('deals.arrow', tableToIPC(deals, 'file')));
	await expectTables(page, [{ name: 'deals.arrow', facts: '4 rows · 3 columns' }]);
	const owners = new Table({ owner: vectorFromArray(['Ann', 'Bo'], new Utf8()), quota: vectorFromArray([10, 20]) });
	await addFiles(page, file('owners.feather', tableToIPC(owners, 'stream')));
	await expectTables(page, [{ name: 'owners.feather', facts: '2 rows · 2 columns' }]);
});

test('pasted cells', async ({ page }) => {
	await page.goto('');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: PATIENT });
	await page.evaluate(() => {
		const clipboardData = new DataTransfer();
		clipboardData.setData(
			'text/plain',
			'Deal\tAmount\tNote\r\nA\t1,200.50\t"two\r\nlines"\r\nB\t300\tx\r\nC\t40\ty\r\n'
		);
		document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
	});
	await page.waitForURL('**/data/', { timeout: PATIENT });
	await expect(page.getByRole('article').first()).toContainText('3 rows · 3 columns', { timeout: PATIENT });
});

test('a folder', async ({ page }, testInfo) => {
	const folder = testInfo.outputPath('crm');
	mkdirSync(join(folder, 'more'), { recursive: true });
	writeFileSync(join(folder, 'deals.csv'), lines('id,amount,won', 6));
	writeFileSync(join(folder, 'more', 'people.csv'), lines('person,team', 4));
	writeFileSync(join(folder, '.DS_Store'), 'no table');
	await page.goto('');
	await page.locator('main input[webkitdirectory]').first().setInputFiles(folder);
	await expectTables(page, [
		{ name: 'deals.csv', facts: '6 rows · 3 columns' },
		{ name: 'people.csv', facts: '4 rows · 2 columns' }
	]);
	await openScreen(page, 'data');
	await expect(page.getByRole('article').filter({ has: page.getByRole('heading', { level: 3 }) })).toHaveCount(2);
});
