import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
	chooseLanguage,
	confirmMapping,
	dropFiles,
	openSample,
	openScreen,
	PATIENT,
	said,
	saying,
	TRAINING,
	trainForecast
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

async function train(page: Page): Promise<void> {
	await openSample(page);
	await openScreen(page, 'forecasts');
	await page.getByText(said('forecasts_advanced')).click();
	await page.getByText(said('forecasts_more_models')).click();
	await page.getByRole('checkbox', { name: said('forecaster_fourier_regression') }).check();
	await page.getByRole('checkbox', { name: said('calendar_working_days') }).check();
	await page.getByRole('checkbox', { name: said('calendar_country_cn') }).check();
	await page.getByText(said('forecasts_advanced')).click();
	await trainForecast(page, { network: false });
}

const number = (text: string | null) => Number((text ?? '').replace(/[^\d.−-]/g, '').replace('−', '-'));

test('the forecast is explained, a scenario is supposed, kept, undone and exported, in both languages', async ({
	page
}) => {
	await train(page);

	await page.getByRole('tab', { name: said('explain_panel') }).click();
	const panel = page.getByRole('tabpanel');
	await expect(panel.getByRole('heading', { name: said('explain_parts') })).toBeVisible();
	await expect(panel.getByText(saying('explain_calendar_used'))).toBeVisible();
	await expect(panel.getByRole('img').first()).toBeVisible();
	const sum = panel.getByRole('region', { name: said('explain_next') }).getByRole('table');
	const cells = await sum.getByRole('row').locator('td:last-child').allTextContents();
	const body = cells.map(number);
	const [own, shown, difference] = body.slice(-3);
	const parts = body.slice(0, -3).reduce((total, value) => total + value, 0);
	expect(Math.abs(parts - own!)).toBeLessThan(body.length + 1);
	expect(Math.abs(shown! - own! - difference!)).toBeLessThan(3);
	await expect(panel.getByRole('heading', { name: said('explain_drivers') })).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	await page.getByRole('tab', { name: said('whatif_panel') }).click();
	await page.getByRole('button', { name: said('whatif_new') }).click();
	await panel.getByLabel(said('whatif_lever')).selectOption('win-rate');
	await panel.getByLabel(said('whatif_change')).fill('25');
	await panel.getByLabel(said('whatif_change')).press('Enter');
	const table = panel.getByRole('table', { name: said('whatif_scenarios') });
	const row = (at: number) => table.getByRole('row').nth(at).getByRole('cell').allTextContents();
	await expect.poll(async () => (await row(2))[3]).toBe('+25.0%');
	const [, base] = (await row(1)).map(number);
	const [, moved, more] = (await row(2)).map(number);
	expect(Math.abs(moved! / base! - 1.25)).toBeLessThan(0.001);
	expect(Math.abs(moved! - base! - more!)).toBeLessThan(3);

	await panel.getByRole('button', { name: said('whatif_duplicate') }).click();
	await expect(table.getByRole('row')).toHaveCount(4);
	await panel.getByRole('button', { name: said('whatif_delete') }).click();
	await expect(table.getByRole('row')).toHaveCount(3);
	await page
		.getByRole('button', { name: said('ui_undo') })
		.first()
		.click();
	await expect(table.getByRole('row')).toHaveCount(4);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	const saved = page.waitForEvent('download');
	await panel.getByRole('button', { name: said('whatif_export') }).click();
	const csv = readFileSync(await (await saved).path(), 'utf8')
		.trim()
		.split(/\r?\n/);
	expect(csv.length).toBe(13);
	expect(csv[1]).toMatch(/^\d{4}-\d\d-01,/);

	await page.setViewportSize({ width: 390, height: 844 });
	const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	await expect.poll(sideways, 'the page does not scroll sideways').toBe(0);
	await chooseLanguage(page, 'zh-CN');
	await page.getByRole('tab', { name: said('whatif_panel') }).click();
	await expect(table.getByRole('row')).toHaveCount(4);
	await page.getByRole('tab', { name: said('explain_panel') }).click();
	await expect(panel.getByRole('heading', { name: said('explain_anomalies') })).toBeVisible();
	await expect.poll(sideways, 'nor in Chinese').toBe(0);
});

/** Orders of 48 months, one of them a hundred times too large. */
function spoilt(): string {
	const rows = ['Order ID,Order Date,Sales'];
	for (let month = 0; month < 48; month++) {
		const day = `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
		const level = 1000 + 10 * month + 200 * Math.sin((2 * Math.PI * month) / 12) + ((month * 37) % 11) * 8;
		rows.push(`${2 * month},${day}-03,${(level / 2).toFixed(2)}`);
		rows.push(`${2 * month + 1},${day}-28,${((month === 30 ? 100 : 1) * (level / 2)).toFixed(2)}`);
	}
	return rows.join('\n');
}

test('a huge outlier is told before training, repaired by one click, and comes back by undo', async ({ page }) => {
	await page.goto('');
	await dropFiles(page, [{ name: 'orders.csv', text: spoilt() }]);
	await confirmMapping(page);
	await openScreen(page, 'forecasts');
	await expect(page.getByText(saying('issue_series_outlier'))).toBeVisible({ timeout: PATIENT });
	await trainForecast(page, { network: false });
	await page.getByRole('tab', { name: said('explain_panel') }).click();
	const anomalies = page.getByRole('region', { name: said('explain_anomalies') });
	await anomalies
		.getByRole('button', { name: saying('explain_repair_of') })
		.first()
		.click();
	await expect(anomalies.getByText(saying('explain_repaired'))).toBeVisible({ timeout: PATIENT });
	await expect(page.getByText(saying('issue_series_outlier'))).toBeHidden();
	await anomalies.getByRole('button', { name: said('explain_retrain') }).click();
	await expect(anomalies.getByText(said('explain_repaired_stale'))).toBeHidden({ timeout: TRAINING });
	await anomalies.getByRole('button', { name: said('explain_repaired_undo') }).click();
	await expect(anomalies.getByRole('button', { name: saying('explain_repair_of') })).toBeVisible({ timeout: PATIENT });
});
