import type { Locator, Page } from '@playwright/test';
import { beginStep, chooseColumns, openBench, saveStep, steps } from './cleaning-bench';
import {
	addFiles,
	chooseGrain,
	chooseLanguage,
	confirmMapping,
	dropFiles,
	fileCard,
	headline,
	openReport,
	openScreen,
	PATIENT,
	said,
	tableCells,
	untilSaved,
	type Language
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];
const HEADER = 'Order ID,Order Date,Customer,Sales';

interface Made {
	readonly name: string;
	readonly text: string;
}

function orders(name: string, rows: readonly string[]): Made {
	return { name, text: [HEADER, ...rows, ''].join('\n') };
}

/** Twelve orders of 100, 101, … on the 15th of each month of 2025; together 1,266. */
const YEAR = Array.from({ length: 12 }, (_, at) => {
	const month = String(at + 1).padStart(2, '0');
	return `O-${at + 1},2025-${month}-15,Customer ${at % 5},${100 + at}`;
});
const former = orders('orders 2026-09-30.csv', YEAR);
/** O-2 went from 101 to 151, O-3 (102) is gone, O-13 (500) is new: 1,714 in all. */
const newer = orders('orders 2026-10-31.csv', [
	...YEAR.filter((row) => !row.startsWith('O-3,')).map((row) => row.replace(/,101$/, ',151')),
	'O-13,2025-12-20,Customer 1,500'
]);

function question(page: Page): Locator {
	return page
		.getByRole('dialog', { name: said('import_arrival_title') })
		.or(page.getByRole('dialog', { name: said('import_arrival_title_version') }));
}

async function accept(page: Page): Promise<void> {
	await question(page)
		.getByRole('button', { name: said('import_arrival_accept') })
		.click();
	await expect(question(page)).toBeHidden();
}

async function undo(page: Page): Promise<void> {
	await page.getByRole('button', { name: said('workspace_undo_what') }).click();
}

async function expectSales(page: Page, sum: RegExp): Promise<void> {
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_sales')).toHaveText(sum, { timeout: PATIENT });
}

/** The count printed under a name in a list of differences. */
function counted(within: Locator, key: string): Locator {
	return within
		.locator('dt')
		.filter({ hasText: said(key) })
		.locator('xpath=following-sibling::dd[1]');
}

async function start(page: Page, made: Made): Promise<void> {
	await page.goto('');
	await expect(page.getByRole('button', { name: said('home_try_sample') })).toBeEnabled({ timeout: PATIENT });
	await dropFiles(page, [made]);
	await confirmMapping(page);
}

/** Drops the newer export and chooses what becomes of it. */
async function bringNewer(page: Page, as: 'replace' | 'append' | 'snapshot'): Promise<Locator> {
	await openScreen(page, 'data');
	await dropFiles(page, [newer]);
	const dialog = question(page);
	await expect(dialog).toBeVisible({ timeout: PATIENT });
	await dialog.getByRole('radio', { name: new RegExp(`^${said(`import_as_${as}`).source.slice(4, -4)}`) }).check();
	return dialog;
}

for (const language of LANGUAGES)
	test(`files of one shape become one table with a column for the file (${language})`, async ({ page }) => {
		await page.goto('');
		await expect(page.getByRole('button', { name: said('home_try_sample') })).toBeEnabled({ timeout: PATIENT });
		await chooseLanguage(page, language);
		const months = [YEAR.slice(0, 4), YEAR.slice(4, 8), YEAR.slice(8)];
		await dropFiles(
			page,
			months.map((rows, at) => orders(`orders 2025-0${at + 1}.csv`, rows))
		);
		const dialog = question(page);
		await expect(dialog).toBeVisible({ timeout: PATIENT });
		for (const month of ['01', '02', '03']) await expect(dialog).toContainText(`orders 2025-${month}.csv`);
		await dialog.getByLabel(said('import_arrival_file_column')).fill('Source');
		await accept(page);
		const card = fileCard(page, 'orders 2025-01.csv');
		await expect(card).toContainText(language === 'en' ? '12 rows · 5 columns' : '12 行 · 5 列', { timeout: PATIENT });
		await confirmMapping(page);
		await expectSales(page, /1,266$/);
		await openScreen(page, 'data');
		await expect(page.getByRole('rowheader', { name: /^Source / })).toBeVisible();
		await untilSaved(page);
		await page.reload();
		await expectSales(page, /1,266$/);
	});

test('a newer export: its differences, replacing, appending what is new, and undo', async ({ page }) => {
	await start(page, former);
	const dialog = await bringNewer(page, 'replace');
	await dialog.getByRole('button', { name: said('import_show_differences') }).click();
	await expect(counted(dialog, 'data_compare_new')).toHaveText('1', { timeout: PATIENT });
	await expect(counted(dialog, 'data_compare_gone')).toHaveText('1');
	await expect(counted(dialog, 'data_compare_changed')).toHaveText('1');
	await expect(dialog.getByRole('row', { name: /^Sales/ })).toHaveText(/Sales\s*1\s*1,266\s*1,714/);
	await dialog.locator('summary').click();
	const differing = dialog.getByRole('region', { name: said('data_compare_rows') });
	await expect(differing.getByRole('row').filter({ hasText: 'O-2' })).toContainText('101 → 151');
	await accept(page);
	await expect(fileCard(page, newer.name)).toContainText('12 rows', { timeout: PATIENT });
	await expect(fileCard(page, former.name)).toHaveCount(0);
	await expectSales(page, /1,714$/);
	await undo(page);
	await expectSales(page, /1,266$/);

	await bringNewer(page, 'append');
	await accept(page);
	const card = fileCard(page, former.name);
	// 24 rows were read; of those the eleven that were here before count once.
	await expect(card).toContainText('24 rows', { timeout: PATIENT });
	await expect(card).toContainText('13 rows', { timeout: PATIENT });
	await expectSales(page, /1,766$/);
	await undo(page);
	await expectSales(page, /1,266$/);
});

test('rows appended without a key are all taken, and that is told', async ({ page }) => {
	const keyless = (name: string, sales: number): Made => ({
		name,
		text: `Order Date,Customer,Sales\n2025-01-15,Acme,${sales}\n2025-02-15,Acme,200\n2025-02-15,Bolt,50\n`
	});
	await start(page, keyless('sales 2026-09.csv', 100));
	await openScreen(page, 'data');
	await dropFiles(page, [keyless('sales 2026-10.csv', 101)]);
	await expect(question(page)).toBeVisible({ timeout: PATIENT });
	await question(page)
		.getByRole('radio', { name: /^Append/ })
		.check();
	await accept(page);
	await expect(fileCard(page, 'sales 2026-09.csv')).toContainText(
		/All 3 rows of sales 2026-10\.csv were appended: no column tells/,
		{ timeout: PATIENT }
	);
	await expectSales(page, /701$/);
});

test('both are kept as dated versions, compared, and brought back', async ({ page }) => {
	await start(page, former);
	const dialog = await bringNewer(page, 'snapshot');
	await expect(dialog.getByLabel(said('import_day_former'))).toHaveValue('2026-09-30');
	await expect(dialog.getByLabel(said('import_day_new'))).toHaveValue('2026-10-31');
	await accept(page);
	await expect(fileCard(page, newer.name)).toBeVisible({ timeout: PATIENT });
	await expectSales(page, /1,714$/);
	await untilSaved(page);
	await page.reload();

	await openScreen(page, 'data');
	await fileCard(page, newer.name)
		.getByRole('button', { name: said('data_versions', { count: '2' }) })
		.click({ timeout: PATIENT });
	const versions = page.getByRole('dialog', { name: said('data_versions_title') });
	await versions.getByRole('button', { name: said('data_version_compare') }).click();
	await expect(counted(versions, 'data_compare_new')).toHaveText('1', { timeout: PATIENT });
	await expect(versions.getByRole('row', { name: /^Sales/ })).toHaveText(/Sales\s*1\s*1,266\s*1,714/);
	await versions.getByRole('button', { name: said('data_version_restore') }).click();
	await expect(versions.getByText(former.name)).toHaveCount(1, { timeout: PATIENT });
	await page.keyboard.press('Escape');
	await expect(fileCard(page, former.name)).toBeVisible();
	await expectSales(page, /1,266$/);
	await undo(page);
	await expectSales(page, /1,714$/);
});

const YEARS = [2_939_663, 3_443_376, 4_246_043, 5_488_466];

async function expectSuperstore(page: Page): Promise<void> {
	await expectSales(page, /16,117,548\.24$/);
	await chooseGrain(page, 'year');
	const rounded = async (): Promise<number[]> =>
		(await tableCells(page, 'label_revenue')).map((text) => Math.round(Number(text.replaceAll(',', ''))));
	await expect.poll(rounded, { timeout: PATIENT }).toEqual(YEARS);
}

test('what was decided about one file is applied to the next of its shape without a click', async ({
	page,
	shared
}) => {
	await page.goto('');
	await addFiles(page, shared('data/crm/superstore_zh/orders_gb18030.csv'));
	await confirmMapping(page);
	await openBench(page, 'orders_gb18030.csv');
	await beginStep(page, 'clean_step_tidy_text');
	await chooseColumns(page, 'clean_field_columns', ['客户名称']);
	await saveStep(page);
	await expect(steps(page)).toHaveCount(1);
	await expectSuperstore(page);
	await untilSaved(page);

	await openScreen(page, 'home');
	await page.getByRole('button', { name: said('home_new_workspace') }).click();
	await page.waitForURL('**/data/');
	await addFiles(page, shared('data/crm/superstore_zh/orders_utf8bom.csv'));
	const card = fileCard(page, 'orders_utf8bom.csv');
	await expect(card).toContainText('10,000', { timeout: PATIENT });
	await expect(page.getByText('orders_utf8bom.csv was read like orders_gb18030.csv before')).toBeVisible();
	await expect(card.locator('a[href*="/data/clean"]')).toHaveText(said('data_steps_link_one'));
	await expect(page.getByText(said('data_confirmed'))).toBeVisible({ timeout: PATIENT });
	await expectSuperstore(page);
});
