import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	chooseGrain,
	chooseLanguage,
	headline,
	openReport,
	openSample,
	openScreen,
	PATIENT,
	said,
	tableCells,
	untilSaved
} from './dealscope';
import { expect, test } from './fixture';

interface Truth {
	readonly deals: {
		readonly won: number;
		readonly lost: number;
		readonly open: number;
		readonly wonValue: number;
		readonly openValue: number;
		readonly winRate: number;
		readonly winRateByValue: number;
		readonly byQuarter: Readonly<Record<string, { readonly wonValue: number; readonly won: number }>>;
	};
}

/** What the sample must show, counted outside the app when it was generated. */
const { deals } = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../static/sample/truth.json'), 'utf8')
) as Truth;

const count = (value: number): string => value.toLocaleString('en-US');
const share = (value: number): string => `${(value * 100).toFixed(2)}%`;
const money = (value: number): RegExp => new RegExp(`${count(value)}$`);

test('the sample shows its planted truth, in both languages', async ({ page }) => {
	await openSample(page);
	await expect(headline(page, 'label_won_amount')).toHaveText(money(deals.wonValue));
	for (const language of ['en', 'zh-CN'] as const) {
		await chooseLanguage(page, language);
		await openReport(page, 'win-rate');
		await expect(headline(page, 'label_win_rate')).toHaveText(share(deals.winRate));
		await expect(headline(page, 'label_win_rate_value')).toHaveText(share(deals.winRateByValue));
		await expect(headline(page, 'label_won_deals')).toHaveText(count(deals.won));
		await expect(headline(page, 'label_lost_deals')).toHaveText(count(deals.lost));
		await openReport(page, 'pipeline-by-stage');
		await expect(headline(page, 'label_open_deals')).toHaveText(count(deals.open));
		await expect(headline(page, 'label_open_amount')).toHaveText(money(deals.openValue));
	}
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_won_amount')).toHaveText(money(deals.wonValue));
	await chooseGrain(page, 'quarter');
	const quarters = Object.values(deals.byQuarter);
	await expect
		.poll(async () => (await tableCells(page, 'label_revenue')).slice(0, 12), { timeout: PATIENT })
		.toEqual(quarters.slice(0, 12).map(({ wonValue }) => count(wonValue)));
});

test('a report shows its SQL, exports CSV and takes a filter back', async ({ page }) => {
	await openSample(page);
	await openReport(page, 'win-rate');
	await page.getByRole('button', { name: said('reports_show_sql') }).click();
	await expect(page.getByRole('region', { name: said('reports_sql_main') })).toContainText(/SELECT[\s\S]+FROM/);

	await chooseGrain(page, 'year');
	await expect.poll(async () => (await tableCells(page, 'label_won_deals'))[0], { timeout: PATIENT }).toBe('130');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: said('reports_export') }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/Win rate\.csv$/);
	const bytes = readFileSync(await download.path());
	expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	const lines = bytes.subarray(3).toString('utf8').split('\r\n');
	expect(lines[0]).toMatch(/^Period,.*Won deals,Lost deals/);
	expect(lines[1]).toMatch(/^2022-01-01,.*130,93,0\.5829596/);

	await page.getByRole('button', { name: said('label_region') }).click();
	await page.getByRole('checkbox', { name: /East 华东/ }).check();
	await page.keyboard.press('Escape');
	await expect(headline(page, 'label_won_deals')).toHaveText('1,296', { timeout: PATIENT });
	await page.getByRole('button', { name: /^Undo: change filters$/ }).click();
	await expect(headline(page, 'label_won_deals')).toHaveText(count(deals.won), { timeout: PATIENT });
});

test('workspaces are renamed, duplicated, deleted and brought back', async ({ page }) => {
	await openSample(page);
	await untilSaved(page);
	await openScreen(page, 'home');
	const items = page.getByRole('button', { name: said('home_actions') });
	await expect(items).toHaveCount(1);

	await items.click();
	await page.getByRole('menuitem', { name: said('home_rename') }).click();
	const name = page.getByRole('dialog').getByLabel(said('home_rename_label'));
	await name.fill('光学 Optics');
	await name.press('Enter');
	await page.getByRole('button', { name: 'Actions for 光学 Optics', exact: true }).click();
	await page.getByRole('menuitem', { name: said('home_duplicate') }).click();
	await expect(items).toHaveCount(2);

	await page.getByRole('button', { name: 'Actions for 光学 Optics', exact: true }).click();
	await page.getByRole('menuitem', { name: said('home_delete') }).click();
	await expect(items).toHaveCount(1);
	const toasts = page.getByRole('region', { name: said('ui_notifications') });
	await expect(toasts).toContainText('“光学 Optics” deleted');
	await toasts.getByRole('button', { name: said('ui_undo') }).click();
	await expect(items).toHaveCount(2);

	await page.getByRole('button', { name: said('home_new_workspace') }).click();
	await page.waitForURL('**/data/');
	await expect(page.getByText(said('data_empty'))).toBeVisible();
	await openScreen(page, 'home');
	await expect(items).toHaveCount(3);

	await page.getByRole('button', { name: /^光学 Optics \(copy\)/ }).click();
	await page.waitForURL('**/reports/');
	await expect(headline(page, 'label_won_amount')).toHaveText(money(deals.wonValue), { timeout: PATIENT });
});

test('the keyboard alone reaches the sample, and the palette a report', async ({ page }) => {
	await page.goto('');
	const sample = page.getByRole('button', { name: said('home_try_sample') });
	await expect(sample).toBeEnabled({ timeout: PATIENT });
	for (let presses = 0; presses < 20; presses++) {
		await page.keyboard.press('Tab');
		if (await sample.evaluate((button) => button === document.activeElement)) break;
	}
	await expect(sample).toBeFocused();
	await page.keyboard.press('Enter');
	await page.waitForURL('**/reports/', { timeout: PATIENT });

	await page.keyboard.press('Control+k');
	await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
	await page.keyboard.type('sales cycle');
	await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Sales cycle');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/reports/sales-cycle/');
	await expect(headline(page, 'label_median_cycle')).toHaveText('40 days', { timeout: PATIENT });
});

test('the cards of the overview stay where they are while the workspace is opened again', async ({ page }) => {
	await openSample(page);
	await untilSaved(page);
	await page.addInitScript(() => {
		const places = new Map<Element, Set<number>>();
		const look = (): void => {
			for (const card of document.querySelectorAll('main a[href*="/reports/"]'))
				places.set(card, (places.get(card) ?? new Set()).add(Math.round(card.getBoundingClientRect().top)));
			requestAnimationFrame(look);
		};
		look();
		Object.assign(globalThis, { places: () => [...places].map(([card, tops]) => [card.isConnected, ...tops]) });
	});
	await page.reload();
	await expect(headline(page, 'label_won_amount')).toBeVisible({ timeout: PATIENT });
	await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: PATIENT });
	const places = await page.evaluate(() => (globalThis as unknown as { places: () => unknown[][] }).places());
	expect(places.length).toBeGreaterThan(2);
	for (const place of places) expect(place).toEqual([true, expect.any(Number)]);
});
