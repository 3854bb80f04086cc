import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { addFiles, fileCard, message, openScreen, PATIENT, said, saying } from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

function file(name: string, text: string): { name: string; mimeType: string; buffer: Buffer } {
	return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function bring(page: Page, files: Parameters<typeof addFiles>[1], name: string): Promise<Locator> {
	await addFiles(page, files);
	await page.waitForURL('**/data/', { timeout: PATIENT });
	await expect(fileCard(page, name)).toBeVisible({ timeout: PATIENT });
	return fileCard(page, name);
}

/** The reconciliation of a card, as numbers: lines read, and the parts they fall into. */
async function reconciliation(card: Locator): Promise<{ lines: number; parts: number[] }> {
	const text = await card.getByText(/lines? = /).innerText();
	const [lines = '', parts = ''] = (text.split('\n')[0] ?? '').split(' = ');
	const number = (part: string): number => Number((/[\d,]+/.exec(part)?.[0] ?? '').replace(/,/g, ''));
	return { lines: number(lines), parts: parts.split(' + ').map(number) };
}

async function expectAddsUp(card: Locator, lines: number): Promise<void> {
	const read = await reconciliation(card);
	expect(read.lines).toBe(lines);
	expect(read.parts.reduce((sum, part) => sum + part, 0)).toBe(lines);
}

async function openReview(page: Page, card: Locator): Promise<void> {
	await card.getByRole('link', { name: said('data_review') }).click();
	await expect(preview(page)).toBeVisible({ timeout: PATIENT });
}

function preview(page: Page): Locator {
	return page
		.getByRole('region')
		.filter({ has: page.getByRole('heading', { name: said('import_preview') }) })
		.getByRole('table');
}

/** Cells of a column of the preview under its title. */
async function previewColumn(page: Page, name: string): Promise<string[]> {
	const rows = await preview(page).evaluate((table) =>
		[...table.querySelectorAll('tr')].map((row) =>
			[...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim())
		)
	);
	const at = rows[0]?.findIndex((title) => title.startsWith(name)) ?? -1;
	if (at < 0) return [`no ${name} in ${rows[0]?.join(' | ')}`];
	return rows.slice(1).map((row) => row[at] ?? '');
}

async function expectPreview(page: Page, name: string, cells: readonly string[]): Promise<void> {
	await expect.poll(async () => (await previewColumn(page, name)).slice(0, cells.length)).toEqual(cells);
}

const PREAMBLE = [
	'Quartalsbericht Vertrieb;;;',
	'Stand 31.03.2024;;;',
	'',
	'Auftrag;Kunde;Betrag;Datum',
	'1;Müller GmbH;1.234,50;15.01.2024',
	'2;Größe AG;2.000,00;28.02.2024',
	'3;Weiß KG;310,25;31.03.2024',
	'4;Jäger;99,00;30.03.2024'
];

test('what was detected and why, and a preview that follows every change', async ({ page }) => {
	await page.goto('');
	const card = await bring(page, file('bericht.csv', PREAMBLE.join('\r\n')), 'bericht.csv');
	await expectAddsUp(card, 8);
	await openReview(page, card);
	const findings = page.getByRole('region', { name: said('import_findings') });
	for (const about of ['encoding', 'delimiter', 'header', 'preamble', 'column'])
		await expect(findings.getByText(said(`import_about_${about}`)).first()).toBeVisible();
	await expect(findings).toContainText('semicolon: with it,');
	await expect(findings).toContainText('Line 4 holds the column names');
	await expect(findings).toContainText('Quartalsbericht');
	await expect(findings).toContainText(/Betrag: .*, 4 of 4 values are numbers written with/);
	await expectPreview(page, 'Betrag', ['1234.50', '2000.00', '310.25', '99.00']);
	await expectPreview(page, 'Datum', ['2024-01-15', '2024-02-28', '2024-03-31', '2024-03-30']);

	const controls = page.getByRole('region', { name: said('import_controls') });
	const apply = page.getByRole('button', { name: said('import_apply') });
	await expect(apply).toBeDisabled();
	await controls.getByLabel(said('import_delimiter')).selectOption('|');
	await expectPreview(page, 'Auftrag', [expect.stringMatching(/no Auftrag|1;Müller/) as unknown as string]);
	await expect(page.getByText(said('import_changed'))).toBeVisible();
	await controls.getByLabel(said('import_delimiter')).selectOption('');
	await expectPreview(page, 'Kunde', ['Müller GmbH']);
	await expect(page.getByText(said('import_unchanged'))).toBeVisible();

	await controls.getByLabel(said('import_encoding')).selectOption('windows-1252');
	await expectPreview(page, 'Kunde', ['MÃ¼ller GmbH']);
	await controls.getByLabel(said('import_encoding')).selectOption('');
	await expectPreview(page, 'Kunde', ['Müller GmbH']);

	const lines = page.getByRole('group', { name: saying('import_lines') });
	await lines.getByRole('radio', { name: /Line 5:/ }).check();
	await expectPreview(page, 'Müller GmbH', ['Größe AG', 'Weiß KG', 'Jäger']);
	await page.getByRole('button', { name: said('import_reset') }).click();
	await expectPreview(page, 'Kunde', ['Müller GmbH', 'Größe AG', 'Weiß KG', 'Jäger']);

	await page.getByRole('button', { name: saying('import_column_menu', { column: 'Betrag' }) }).click();
	await page.getByRole('radio', { name: saying('import_reading_text') }).click();
	await expectPreview(page, 'Betrag', ['1.234,50', '2.000,00', '310,25', '99,00']);
	await expect(preview(page)).toContainText(message('en', 'import_column_changed'));
	await apply.click();
	await expect(page.getByText(said('import_unchanged'))).toBeVisible({ timeout: PATIENT });
	await expectPreview(page, 'Betrag', ['1.234,50', '2.000,00', '310,25', '99,00']);

	// The next file with this header is read the same way without a word, and says so.
	await openScreen(page, 'data');
	await expect(card).toBeVisible();
	const later = [...PREAMBLE.slice(0, 4), '5;Später OHG;7.000,00;15.04.2024', '6;Noch später;8,00;16.04.2024'].join(
		'\r\n'
	);
	await addFiles(page, file('bericht-april.csv', later));
	const question = page.getByRole('dialog', { name: said('import_arrival_title_version') });
	await question.getByRole('radio', { name: saying('import_as_new') }).check({ timeout: PATIENT });
	await question.getByRole('button', { name: said('import_arrival_accept') }).click();
	const second = fileCard(page, 'bericht-april.csv');
	await expect(second).toBeVisible({ timeout: PATIENT });
	await openReview(page, second);
	await expectPreview(page, 'Betrag', ['7.000,00', '8,00']);
	await expect(preview(page)).toContainText(message('en', 'import_column_changed'));
});

test('dates that read two ways are asked, and one click answers', async ({ page, shared }) => {
	await page.goto('');
	const card = await bring(page, shared('data/nasty/own/ambiguous_dates.csv'), 'ambiguous_dates.csv');
	await expect(card).toContainText('11/09/2024');
	const dayFirst = card.getByRole('button', { name: 'September 11, 2024' });
	const monthFirst = card.getByRole('button', { name: 'November 9, 2024' });
	await expect(dayFirst).toBeVisible();
	await expect(monthFirst).toBeVisible();
	await dayFirst.click();
	await expect(dayFirst).toHaveCount(0, { timeout: PATIENT });
	await openReview(page, card);
	await expectPreview(page, 'close_date', ['2024-09-11', '2024-12-01', '2024-08-02']);
});

async function setAside(page: Page, card: Locator): Promise<Locator> {
	await card.getByRole('button', { name: said('data_set_aside_show') }).click();
	const dialog = page.getByRole('dialog', { name: saying('data_set_aside_title') });
	await expect(dialog).toBeVisible();
	return dialog;
}

test('a row that is too short is listed, put right in place, and exported', async ({ page, shared }) => {
	await page.goto('');
	const card = await bring(page, shared('data/nasty/own/short_row.csv'), 'short_row.csv');
	await expectAddsUp(card, 31);
	const described = page.getByRole('row').filter({ hasText: /^close_date/ });
	await expect(described).toContainText('1 empty', { timeout: PATIENT });
	const dialog = await setAside(page, card);
	const row = dialog.getByRole('row').filter({ hasText: message('en', 'data_reason_too_few_cells') });
	await expect(row).toContainText('25');
	await expect(row).toContainText('close_date');
	await expect(row).toContainText(message('en', 'data_set_aside_kept'));
	const download = page.waitForEvent('download');
	await dialog.getByRole('button', { name: said('data_set_aside_export') }).click();
	const exported = readFileSync(await (await download).path(), 'utf8');
	expect(exported).toMatch(/(^|,)25,close_date,/m);

	await row.getByRole('button', { name: said('data_fix_edit_line', { line: '25' }) }).click();
	const field = row.getByRole('textbox');
	await field.fill('2024-05-06');
	await field.press('Enter');
	await dialog.getByRole('button', { name: said('data_fix_apply_one') }).click();
	await expect(dialog.getByText(said('data_set_aside_none'))).toBeVisible({ timeout: PATIENT });
	await expect(dialog.getByText(said('data_fix_done'))).toBeVisible();
	await dialog
		.getByRole('button', { name: said('ui_close') })
		.last()
		.click();
	await expectAddsUp(card, 31);
	await expect(card).toContainText('30 rows');
	await expect(described).not.toContainText('empty', { timeout: PATIENT });
	await card.getByRole('link', { name: said('data_review') }).click();
	const mended = preview(page)
		.getByRole('row')
		.filter({ hasText: message('en', 'data_fix_done') });
	await expect(mended).toHaveCount(1, { timeout: PATIENT });
	await expect(mended).toContainText('2024-05-06');
});

test('a quote that goes astray costs one row at most, and every line is accounted for', async ({ page, shared }) => {
	await page.goto('');
	const card = await bring(page, shared('data/nasty/own/stray_quote.csv'), 'stray_quote.csv');
	await expectAddsUp(card, 56);
	await expect(card).toContainText(/5[45] rows/);
	const dialog = await setAside(page, card);
	const row = dialog.getByRole('row').filter({ hasText: '"un"closed Acme Ltd' });
	await expect(row).toContainText('30');
	await expect(row).toContainText(/Proposal|account/);
});

test('a large file says how fast it is read, and stops when asked', async ({ page }) => {
	const lines = ['deal_id,account,amount,stage,close_date'];
	for (let i = 0; i < 300_000; i++) {
		const day = `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
		lines.push(`D-${i},Account number ${i % 977} of the made file,${(i * 7919) % 100_000}.${10 + (i % 90)},Won,${day}`);
	}
	const large = file('large.csv', lines.join('\n'));
	await page.goto('');
	await addFiles(page, large);
	const progress = page.getByRole('progressbar').first();
	await expect(progress).toBeVisible({ timeout: PATIENT });
	await page
		.getByRole('button', { name: said('ui_cancel') })
		.first()
		.click({ timeout: PATIENT });
	await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: PATIENT });
	await expect(fileCard(page, 'large.csv')).toHaveCount(0);

	await openScreen(page, 'data');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(said('data_title'));
	await addFiles(page, large);
	await expect(page.getByText(saying('import_progress'))).toBeVisible({ timeout: PATIENT });
	await expect(fileCard(page, 'large.csv')).toContainText('300,000 rows', { timeout: PATIENT });
	await expectAddsUp(fileCard(page, 'large.csv'), 300_001);
});
