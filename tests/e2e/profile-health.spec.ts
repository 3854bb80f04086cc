import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { openBench, steps } from './cleaning-bench';
import { addFiles, chooseLanguage, confirmMapping, dropFiles, openScreen, PATIENT, said, saying } from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

function detail(page: Page): Locator {
	return page.getByRole('article');
}

/** A figure of the chosen column, as text. */
function figure(page: Page, key: string, inputs: Readonly<Record<string, string>> = {}): Locator {
	const term = detail(page)
		.locator('dt')
		.filter({ hasText: said(key, inputs) });
	return term.first().locator('xpath=following-sibling::dd[1]');
}

async function expectNumber(figureShown: Locator, value: number): Promise<void> {
	await expect(figureShown).toBeVisible({ timeout: PATIENT });
	const shown = Number((await figureShown.innerText()).replace(/[,\s]/g, '').replace('−', '-'));
	expect(Math.abs(shown - value), `${await figureShown.innerText()} for ${value}`).toBeLessThanOrEqual(
		Math.max(0.005, Math.abs(value) * 1e-4)
	);
}

async function chooseColumn(page: Page, name: string): Promise<void> {
	const list = page.getByRole('list', { name: said('profile_title') });
	await list
		.getByRole('button')
		.filter({ has: page.locator(`[title="${name}"]`) })
		.click();
	await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(name);
}

test('the profile of a column and how two go together are exact', async ({ page, shared }) => {
	await page.goto('');
	await addFiles(page, shared('data/crm/superstore_us/orders.csv'));
	await confirmMapping(page);
	await openScreen(page, 'data');
	await page.locator('a[href*="/data/profile"]').first().click();
	await expect(page.getByText(saying('profile_lead'))).toContainText('9,994');
	await chooseColumn(page, 'Sales');

	// From SELECT count(*), sum, avg, median, var_samp, stddev_samp, quantile_cont … over the file read as text and cast to DOUBLE.
	await expect(figure(page, 'profile_rows')).toHaveText('9,994', { timeout: PATIENT });
	await expect(figure(page, 'profile_distinct')).toHaveText(/5,825$/);
	await expectNumber(figure(page, 'profile_sum'), 2_297_200.8603);
	await expectNumber(figure(page, 'profile_mean'), 229.858);
	await expectNumber(figure(page, 'profile_median'), 54.49);
	await expectNumber(figure(page, 'profile_variance'), 388_434.4553);
	await expectNumber(figure(page, 'profile_deviation'), 623.2451);
	await expectNumber(figure(page, 'profile_min'), 0.444);
	await expectNumber(figure(page, 'profile_max'), 22_638.48);
	await expectNumber(figure(page, 'profile_quantile', { percent: '25%' }), 17.28);
	await expectNumber(figure(page, 'profile_quantile', { percent: '75%' }), 209.94);
	await expect(detail(page)).toContainText(/1,167 \(11\.7%\)/, { timeout: PATIENT });

	const other = detail(page).getByRole('combobox', { name: said('profile_relation') });
	await other.selectOption('Profit');
	await expect(figure(page, 'profile_pearson')).toHaveText(/^\+?0\.4791 · p < /, { timeout: PATIENT });
	await expect(figure(page, 'profile_spearman')).toHaveText(/^\+?0\.5184 · p < /);
	await expect(figure(page, 'profile_pairs')).toHaveText('9,994');
	await chooseColumn(page, 'Discount');
	await other.selectOption('Profit');
	await expect(figure(page, 'profile_pearson')).toHaveText(/^−0\.2195 · p < /, { timeout: PATIENT });

	// The keyboard walks through the columns.
	const list = page.getByRole('list', { name: said('profile_title') });
	await list.locator('button[aria-pressed=true]').focus();
	await page.keyboard.press('Home');
	await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText('Row ID');
	await page.keyboard.press('ArrowDown');
	await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText('Order ID');
	await expect(list.locator('button[aria-pressed=true]')).toBeFocused();
	await page.keyboard.press('End');
	await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText('Profit');
	await chooseLanguage(page, 'zh-CN');
	await expect(figure(page, 'profile_variance')).toBeVisible({ timeout: PATIENT });
});

test('on a narrow screen a column takes the place of the list and gives the focus back', async ({ page, shared }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('');
	await addFiles(page, shared('data/nasty/own/dmy_dates.csv'));
	await page.waitForURL('**/data/', { timeout: PATIENT });
	await page.locator('a[href*="/data/profile"]').first().click();
	const list = page.getByRole('list', { name: said('profile_title') });
	await expect(list).toBeVisible({ timeout: PATIENT });
	await list.getByRole('button').first().focus();
	await page.keyboard.press('ArrowDown');
	await expect(list.getByRole('button').nth(1)).toBeFocused();
	await page.keyboard.press('Enter');
	const back = page.getByRole('button', { name: said('profile_all_columns') });
	await expect(back).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(list.getByRole('button').nth(1)).toBeFocused();
});

function findings(page: Page): Locator {
	return page.getByRole('list', { name: said('health_title') }).locator('> li');
}

async function openHealth(page: Page): Promise<void> {
	await openScreen(page, 'data');
	await page.getByRole('link', { name: said('data_health_link') }).click();
	await expect(page.getByRole('heading', { name: said('health_checked') })).toBeVisible({ timeout: PATIENT });
	await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: PATIENT });
}

test('Maven: findings are ranked by effect, and a key without a partner is put right with one click', async ({
	page,
	shared
}) => {
	const names = ['sales_pipeline.csv', 'accounts.csv', 'products.csv', 'sales_teams.csv'];
	const files = names.map((name) => ({ name, text: readFileSync(shared(`data/crm/maven_crm/${name}`), 'utf8') }));
	await page.goto('');
	await expect(page.getByRole('button', { name: said('home_try_sample') })).toBeEnabled({ timeout: PATIENT });
	await dropFiles(page, files);
	await confirmMapping(page);
	await openHealth(page);
	await expect(findings(page).first()).toBeVisible({ timeout: PATIENT });
	// Most of the reports first: no open deal of this export has an amount, so the whole pipeline is without money.
	const effects = async (): Promise<number[]> =>
		(await findings(page).locator('h3 + span').allInnerTexts()).map((text) => Number(/[\d.]+/.exec(text)?.[0] ?? 0));
	const shown = await effects();
	expect(shown).toEqual(shown.toSorted((a, b) => b - a));
	await expect(findings(page).first()).toContainText('2,089 of 2,089 rows');
	// Of what a step can put right, the misspelt product comes first.
	const first = findings(page)
		.filter({ has: page.locator('.primary') })
		.first();
	await expect(first.getByRole('heading')).toHaveText(
		said('health_unmatched_key', { column: 'product', table: 'products' })
	);
	await expect(first).toContainText('1,480 of 8,800 rows');
	await expect(first).toContainText('35.1%');
	await first.getByRole('button', { name: saying('health_show_rows') }).click();
	await expect(first.getByRole('region').locator('tbody tr')).toHaveCount(20, { timeout: PATIENT });
	const before = await findings(page).count();
	await first.getByRole('button', { name: saying('health_step_map', { change: 'GTXPro → GTX Pro' }) }).click();
	const gone = findings(page).filter({
		hasText: saying('health_unmatched_key', { column: 'product', table: 'products' })
	});
	await expect(gone).toHaveCount(0, { timeout: PATIENT });
	await expect(findings(page)).toHaveCount(before - 1, { timeout: PATIENT });
	await page
		.getByRole('button', { name: said('ui_undo') })
		.last()
		.click();
	await expect(gone).toHaveCount(1, { timeout: PATIENT });
	await openBench(page, 'sales_pipeline.csv');
	await expect(steps(page)).toHaveCount(0);
});

const DAY = 86_400_000;
const iso = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** 400 deals, every row's dirt planted and counted. */
function plantedDeals(): string {
	const start = Date.UTC(2024, 0, 3);
	const lines = ['Deal ID,Account,Stage,Amount,Created Date,Close Date,Expected Close Date'];
	const monthEnds = Array.from({ length: 10 }, (_, month) => Date.UTC(2024, month + 2, 0));
	for (let i = 0; i < 400; i++) {
		const created = start + ((i * 37) % 200) * DAY;
		const stage = i % 4 === 0 ? 'Open' : i % 4 === 1 ? 'Lost' : 'Won';
		const closed = stage !== 'Open';
		let close = created + (20 + (i % 50)) * DAY;
		// 120 of 300 close dates on the end of the month after the deal was made.
		if (closed && i < 160) close = monthEnds.find((day) => day > created + 10 * DAY) ?? close;
		// Seven closed before they were created.
		if (closed && i >= 360 && i % 4 === 2 && i < 388) close = created - 5 * DAY;
		// Eight won without an amount.
		const amount = stage === 'Won' && i >= 200 && i < 218 ? '' : String(1000 + ((i * 7919) % 9000));
		// Six open deals that were due long ago; the others are due after everything else.
		const expected = i < 24 ? iso(Date.UTC(2024, 1, 1 + (i % 20))) : iso(Date.UTC(2025, 5, 1 + ((i * 11) % 170)));
		lines.push(
			`D-${1000 + i},Account ${(i * 13) % 60},${stage},${amount},${iso(created)},${closed ? iso(close) : ''},${closed ? '' : expected}`
		);
	}
	// Five rows a second time.
	lines.push(...lines.slice(301, 306));
	return lines.join('\n');
}

test('planted dirt is found with its exact count', async ({ page }) => {
	await page.goto('');
	await addFiles(page, { name: 'planted.csv', mimeType: 'text/csv', buffer: Buffer.from(plantedDeals()) });
	await confirmMapping(page);
	await openHealth(page);
	const found = (key: string, inputs: Readonly<Record<string, string>> = {}): Locator =>
		findings(page).filter({ has: page.getByRole('heading', { name: said(key, inputs) }) });
	await expect(found('health_closed_before_created')).toContainText('7 of 303 rows', { timeout: PATIENT });
	await expect(found('health_missing_amount_won')).toContainText('8 of 202 rows');
	await expect(found('health_duplicate_id').or(found('health_duplicate_row')).first()).toContainText('5 of 405 rows');
	await expect(found('health_heap_month_end')).toHaveCount(1);
	await expect(found('health_overdue')).toContainText('6 of 102 rows');

	await found('health_duplicate_id')
		.or(found('health_duplicate_row'))
		.first()
		.getByRole('button', { name: said('health_step_deduplicate') })
		.click();
	await expect(found('health_duplicate_id').or(found('health_duplicate_row'))).toHaveCount(0, { timeout: PATIENT });
	await expect(page.getByText(saying('health_checked'))).toBeVisible();
	await page.keyboard.press('ControlOrMeta+z');
	await expect(found('health_duplicate_id').or(found('health_duplicate_row')).first()).toBeVisible({
		timeout: PATIENT
	});
});
