import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import {
	accuracyTable,
	chooseLanguage,
	confirmMapping,
	dropFiles,
	openScreen,
	PATIENT,
	said,
	saying,
	TRAINING,
	untilSaved
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(300_000);

/** Two orders a month with a season and a little growth, from January 2021 on; the last on the last day of its month. */
function orders(months: number): string {
	const lines = Array.from({ length: months }, (_, at) => {
		const year = 2021 + Math.floor(at / 12);
		const month = (at % 12) + 1;
		const sales = Math.round((1000 + 8 * at) * (1 + 0.3 * Math.sin((2 * Math.PI * at) / 12)) + 40 * ((at * 7) % 5));
		const day = (n: number) => `${year}-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
		const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
		return [`A-${at},${day(10)},Acme,${sales}`, `B-${at},${day(last)},Bolt,${Math.round(sales / 2)}`];
	});
	return ['Order ID,Order Date,Customer,Sales', ...lines.flat()].join('\n');
}

test('a forecast is paused, exported, and scored when newer data comes', async ({ page }) => {
	await page.goto('');
	await expect(page.getByRole('button', { name: said('home_try_sample') })).toBeEnabled({ timeout: PATIENT });
	await dropFiles(page, [{ name: 'orders.csv', text: orders(48) }]);
	await confirmMapping(page);
	await openScreen(page, 'forecasts');
	const train = page.getByRole('button', { name: said('forecasts_train') });
	await expect(train).toBeEnabled({ timeout: PATIENT });
	await page.getByText(said('forecasts_advanced')).click();
	await page.getByLabel(said('forecasts_budget')).selectOption('10');
	await train.click();
	const bar = page.getByRole('progressbar', { name: said('forecasts_training') });
	await page.getByRole('button', { name: said('ui_pause') }).click();
	await expect(page.getByText(said('ui_paused'))).toBeVisible();
	const share = () => bar.getAttribute('aria-valuenow');
	// The model under way comes to its next rest, then nothing moves any more.
	let before = await share();
	await expect
		.poll(async () => {
			await page.waitForTimeout(2_000);
			const same = (await share()) === before;
			before = await share();
			return same;
		})
		.toBe(true);
	expect(Number(before)).toBeLessThan(100);
	await page.getByRole('button', { name: said('ui_resume') }).click();
	await expect(page.getByRole('figure', { name: said('ui_curve') })).toBeVisible({ timeout: TRAINING });
	await expect(accuracyTable(page)).toBeVisible({ timeout: TRAINING });
	const steps = page.getByRole('region', { name: said('forecasts_by_step') });
	await expect(steps.getByRole('columnheader')).toHaveCount(13);

	await page.getByRole('tab', { name: said('forecasts_panel_values') }).click();
	const report = await exported(page, 'forecasts_export_report');
	expect(report.toString()).toContain('48 periods of history, Jan 2021 to Dec 2024');
	expect(report.toString()).not.toContain('<script');
	const sheets = unzipSync(await exported(page, 'forecasts_export_xlsx'));
	const sheet = new TextDecoder().decode(sheets['xl/worksheets/sheet1.xml']);
	expect(sheet.match(/<row /g)?.length).toBeGreaterThan(12);

	await page.getByRole('tab', { name: said('forecasts_panel_record') }).click();
	await expect(page.getByText(said('forecasts_record_none'))).toBeVisible();
	await untilSaved(page);

	await openScreen(page, 'data');
	await dropFiles(page, [{ name: 'orders newer.csv', text: orders(54) }]);
	const question = page.getByRole('dialog');
	await question.getByRole('radio', { name: new RegExp(`^${said('import_as_replace').source.slice(4, -4)}`) }).check();
	await question.getByRole('button', { name: said('import_arrival_accept') }).click();
	await expect(page.getByRole('heading', { name: 'orders newer.csv' })).toBeVisible({ timeout: PATIENT });
	await openScreen(page, 'forecasts');
	await expect(page.getByText(saying('forecasts_stale'))).toBeVisible({ timeout: PATIENT });
	await page.getByRole('tab', { name: said('forecasts_panel_record') }).click();
	const record = page.getByRole('region', { name: said('forecasts_record') });
	await expect(record.getByText('6 of 12')).toBeVisible({ timeout: PATIENT });
	const wape = await record.getByRole('row').nth(1).getByRole('cell').nth(3).textContent();
	expect(Number.parseFloat(wape ?? '')).toBeLessThan(15);

	await page.getByRole('button', { name: said('forecasts_train_again') }).click();
	await expect(page.getByText(saying('forecasts_stale'))).toBeHidden({ timeout: TRAINING });
	await page.getByRole('tab', { name: said('forecasts_panel_record') }).click();
	await expect(record.getByRole('row')).toHaveCount(3);
	await untilSaved(page);
	await page.reload();
	await chooseLanguage(page, 'zh-CN');
	await page.getByRole('tab', { name: said('forecasts_panel_record') }).click({ timeout: PATIENT });
	await expect(record.getByRole('row')).toHaveCount(3, { timeout: PATIENT });
	await expect(record).toContainText(saying('forecasts_record_hint'));

	async function exported(of: typeof page, item: string): Promise<Buffer> {
		await of.getByRole('button', { name: said('forecasts_export_more') }).click();
		const download = of.waitForEvent('download');
		await of.getByRole('menuitem', { name: said(item) }).click();
		return readFileSync(await (await download).path());
	}
});
