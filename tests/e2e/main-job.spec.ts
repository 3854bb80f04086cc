import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
	accuracyTable,
	addFiles,
	chooseGrain,
	chooseLanguage,
	confirmMapping,
	dropFiles,
	fileCard,
	headline,
	message,
	openReport,
	openScreen,
	PATIENT,
	said,
	tableCells,
	trainForecast,
	type Language
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];

async function expectCells(page: Page, key: string, cells: readonly string[]): Promise<void> {
	await expect.poll(() => tableCells(page, key), { timeout: PATIENT }).toEqual(cells);
}

test('Maven CRM: four files dropped together become reports and a proven forecast', async ({ page, shared }) => {
	const names = ['sales_pipeline.csv', 'accounts.csv', 'products.csv', 'sales_teams.csv'];
	const files = names.map((name) => ({ name, text: readFileSync(shared(`data/crm/maven_crm/${name}`), 'utf8') }));
	await page.goto('');
	await expect(page.getByRole('button', { name: said('home_try_sample') })).toBeEnabled({ timeout: PATIENT });
	await dropFiles(page, files);

	await expect(page.getByRole('button', { name: said('data_looks_right') })).toBeVisible({ timeout: PATIENT });
	for (const name of names) await expect(fileCard(page, name)).toHaveCount(1);
	const join = page.getByRole('listitem').filter({ hasText: 'sales_pipeline · product = products · product' });
	await expect(join).toContainText('83.2%');
	await join.getByText(said('data_join_unmatched')).click();
	await expect(join).toContainText('GTXPro: 1,480 rows');
	await confirmMapping(page);

	for (const language of LANGUAGES) {
		await chooseLanguage(page, language);
		await openReport(page, 'win-rate');
		await expect(headline(page, 'label_win_rate')).toHaveText('63.15%');
		await expect(headline(page, 'label_won_deals')).toHaveText('4,238');
		await expect(headline(page, 'label_lost_deals')).toHaveText('2,473');
		await openReport(page, 'revenue-trend');
		await expect(headline(page, 'label_won_amount')).toHaveText(/10,005,534$/);
		await chooseGrain(page, 'quarter');
		await expectCells(page, 'label_revenue', ['1,134,672', '3,086,111', '2,982,255', '2,802,496']);
	}

	await trainForecast(page, { grain: 'week', horizon: 8 });
	await expect(accuracyTable(page)).toContainText(message('zh-CN', 'forecaster_seasonal_naive'));
	await chooseLanguage(page, 'en');
	await expect(accuracyTable(page)).toContainText('Seasonal naive');

	await openScreen(page, 'home');
	await expect(page.getByRole('button', { name: said('home_actions') })).toHaveCount(1);
});

test('Superstore: yearly sales and their growth', async ({ page, shared }) => {
	await page.goto('');
	await addFiles(page, shared('data/crm/superstore_us/orders.csv'));
	await confirmMapping(page);
	for (const language of LANGUAGES) {
		await chooseLanguage(page, language);
		await openReport(page, 'revenue-trend');
		await expect(headline(page, 'label_sales')).toHaveText(/2,297,200\.86$/);
		await chooseGrain(page, 'year');
		await expectCells(page, 'label_revenue', ['484,247.50', '470,532.51', '609,205.60', '733,215.26']);
		await expectCells(page, 'label_change_year', ['–', '−2.83%', '29.47%', '20.36%']);
	}
});

test('Online Retail: a Parquet file of half a year', async ({ page, shared }) => {
	const name = 'online_retail_2010-12_to_2011-05.parquet';
	await page.goto('');
	await addFiles(page, shared(`data/crm/online_retail/${name}`));
	await expect(page.getByRole('button', { name: said('data_looks_right') })).toBeVisible({ timeout: PATIENT });
	await expect(fileCard(page, name)).toContainText('209,029');
	await confirmMapping(page);
	for (const language of LANGUAGES) {
		await chooseLanguage(page, language);
		await openReport(page, 'revenue-trend');
		await expect(headline(page, 'label_sales')).toHaveText(/3,706,827\.64$/);
		await openScreen(page, 'data');
		await expect(fileCard(page, name)).toContainText('209,029');
	}
});
