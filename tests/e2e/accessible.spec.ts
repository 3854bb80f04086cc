import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { beginStep } from './cleaning-bench';
import {
	addFiles,
	chooseLanguage,
	fileCard,
	openReport,
	openSample,
	openScreen,
	PATIENT,
	said,
	saying,
	trainForecast,
	untilSaved
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(300_000);

/** Findings that keep people out; in the dark only what depends on colours is looked at again. */
async function seriousFindings(page: Page, screen: string, dark: boolean): Promise<string[]> {
	const axe = new AxeBuilder({ page });
	if (dark) axe.withRules(['color-contrast', 'link-in-text-block']);
	const { violations } = await axe.analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map((node) => `${screen}: ${id}: ${node.html.slice(0, 200)}`));
}

/** Parts of the page that fade while the rest has taken on another theme already: their texts cannot be read meanwhile. */
function fading(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
		return moving.map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.outerHTML ?? '') : ''));
	});
}

/** What is wrong with the screen as it stands, light and dark. */
async function findingsOf(page: Page, screen: string): Promise<string[]> {
	const ink = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).color);
	await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: PATIENT });
	const light = await ink();
	const found = await seriousFindings(page, screen, false);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expect.poll(ink).not.toBe(light);
	found.push(...(await fading(page)).map((html) => `${screen}: fades: ${html.slice(0, 200)}`));
	found.push(...(await seriousFindings(page, `${screen}, dark`, true)));
	await page.emulateMedia({ colorScheme: 'light' });
	await expect.poll(ink).toBe(light);
	return found;
}

test('axe finds nothing serious on any screen, light or dark', async ({ page }) => {
	await openSample(page);
	await untilSaved(page);
	await trainForecast(page, { horizon: 6, network: false });
	await page.getByText(said('forecasts_more_models')).click();
	const found: string[] = [];
	for (const screen of ['forecasts', 'home', 'data', 'reports', 'settings', 'win-rate'] as const) {
		if (screen === 'win-rate') await openReport(page, screen);
		else await openScreen(page, screen);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		found.push(...(await findingsOf(page, screen)));
	}
	expect(found).toEqual([]);
});

const DEALS = [
	'deal_id,account,stage,amount,close_date',
	'1,Acme,Won,100,01/02/2024',
	'2,acme,Won,200,03/04/2024',
	'3,Beta,Lost,x,05/06/2024',
	'4,Gamma,Won,300',
	'5,Beta,Lost,50,07/08/2024'
];

function file(name: string, lines: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
	return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}

test('nor where data is brought in, looked over and cleaned', async ({ page }) => {
	await page.goto('');
	await chooseLanguage(page, 'zh-CN');
	await addFiles(page, file('deals.csv', DEALS));
	await page.waitForURL('**/data/', { timeout: PATIENT });
	const card = fileCard(page, 'deals.csv');
	await expect(card).toBeVisible({ timeout: PATIENT });
	const found = await findingsOf(page, 'data');

	await card.getByRole('button', { name: said('data_set_aside_show') }).click();
	const panel = page.getByRole('dialog', { name: saying('data_set_aside_title') });
	await expect(panel).toBeVisible();
	found.push(...(await findingsOf(page, 'set aside')));
	await panel
		.getByRole('button', { name: said('ui_close') })
		.last()
		.click();

	await card.getByRole('link', { name: said('data_review') }).click();
	await expect(page.getByRole('heading', { name: said('import_preview') })).toBeVisible({ timeout: PATIENT });
	found.push(...(await findingsOf(page, 'import review')));
	await openScreen(page, 'data');

	await card.locator('a[href*="/data/profile"]').click();
	await expect(page.getByRole('heading', { name: said('profile_relation') })).toBeVisible({ timeout: PATIENT });
	found.push(...(await findingsOf(page, 'profile')));
	await openScreen(page, 'data');

	await page.getByRole('link', { name: said('data_health_link') }).click();
	await expect(page.getByRole('heading', { name: said('health_checked') })).toBeVisible({ timeout: PATIENT });
	found.push(...(await findingsOf(page, 'health')));
	await openScreen(page, 'data');

	await chooseLanguage(page, 'en');
	await card.locator('a[href*="/data/clean"]').click();
	await expect(page.getByRole('grid', { name: said('clean_result') })).toBeVisible({ timeout: PATIENT });
	found.push(...(await findingsOf(page, 'clean')));
	for (const kind of ['map_values', 'parse', 'calculate', 'convert_currency', 'filter', 'rename', 'split'])
		found.push(...(await stepFindings(page, kind)));

	await openScreen(page, 'data');
	await addFiles(page, file('deals-newer.csv', [...DEALS, '6,Delta,Won,70,09/10/2024']));
	const question = page.getByRole('dialog', { name: said('import_arrival_title_version') });
	await expect(question).toBeVisible({ timeout: PATIENT });
	found.push(...(await findingsOf(page, 'arrival')));
	await question.getByRole('button', { name: said('ui_cancel') }).click();

	await page.goto('convert/');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	found.push(...(await findingsOf(page, 'convert')));
	expect(found).toEqual([]);
});

async function stepFindings(page: Page, kind: string): Promise<string[]> {
	const form = await beginStep(page, `clean_step_${kind}`);
	await expect(form).toBeVisible();
	const found = await seriousFindings(page, kind, false);
	await form.getByRole('button', { name: said('clean_cancel') }).click();
	return found;
}

test('the keyboard alone brings a step to the data', async ({ page }) => {
	await page.goto('');
	await addFiles(page, file('deals.csv', DEALS));
	await page.waitForURL('**/data/', { timeout: PATIENT });
	const link = fileCard(page, 'deals.csv').locator('a[href*="/data/clean"]');
	await expect(link).toBeVisible({ timeout: PATIENT });
	await link.focus();
	await page.keyboard.press('Enter');
	const add = page.getByRole('button', { name: said('clean_add') });
	await expect(add).toBeVisible({ timeout: PATIENT });
	await add.focus();
	await page.keyboard.press('Enter');
	const kind = page.getByRole('button', { name: said('clean_step_tidy_text') });
	await expect(kind).toBeVisible();
	await kind.focus();
	await page.keyboard.press('Enter');
	const form = page.getByRole('form', { name: said('clean_new_step') });
	await expect(form).toBeVisible();
	// The first control of the editor is the next stop.
	await expect.poll(() => form.evaluate((node) => node.contains(document.activeElement))).toBe(true);
	await form.getByLabel(said('clean_field_letters')).focus();
	await page.keyboard.press('Tab');
	await expect(form.locator('button[type=submit]')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('region', { name: said('clean_steps') }).getByRole('listitem')).toHaveCount(1);
	expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});
