import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import {
	accuracyTable,
	addFiles,
	confirmMapping,
	fileCard,
	headline,
	openReport,
	openSample,
	openScreen,
	PATIENT,
	said,
	trainForecast,
	untilSaved
} from './dealscope';
import { openSite, type Site } from './site';

const crm = join(import.meta.dirname, '../../../shared/data/crm');
const maven = ['sales_pipeline', 'accounts', 'products', 'sales_teams'].map((name) =>
	join(crm, 'maven_crm', `${name}.csv`)
);
const parquet = join(crm, 'online_retail/online_retail_2010-12_to_2011-05.parquet');

interface Profile {
	/** Starts the browser anew with the same profile, as after closing the lid. */
	reopen(): Promise<Page>;
}

const test = base.extend<{ site: Site; profile: Profile }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it must set up from the pattern
	site: async ({}, use) => {
		const site = await openSite();
		await use(site);
		await site.close();
	},
	profile: async ({ site }, use, testInfo) => {
		const folder = mkdtempSync(join(tmpdir(), 'dealscope-profile-'));
		const { launchOptions, viewport, locale, headless } = testInfo.project.use;
		const foreign: string[] = [];
		let context: BrowserContext | undefined;
		await use({
			reopen: async () => {
				await context?.close();
				context = await chromium.launchPersistentContext(folder, {
					...launchOptions,
					...(viewport === undefined ? {} : { viewport }),
					...(locale === undefined ? {} : { locale }),
					...(headless === undefined ? {} : { headless }),
					baseURL: site.url
				});
				context.on('request', (request) => {
					const url = request.url();
					if (!/^(blob|data):/.test(url) && !url.startsWith(site.url)) foreign.push(url);
				});
				return context.pages()[0] ?? context.newPage();
			}
		});
		await context?.close();
		rmSync(folder, { recursive: true, force: true });
		expect(foreign, 'requests to other origins').toEqual([]);
	}
});

test.setTimeout(150_000);

async function figures(page: Page): Promise<string[]> {
	await openReport(page, 'win-rate');
	const shown: string[] = [];
	for (const key of ['label_win_rate', 'label_won_deals', 'label_lost_deals']) {
		await expect(headline(page, key)).toHaveText(/\d/, { timeout: PATIENT });
		shown.push(await headline(page, key).innerText());
	}
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_won_amount')).toHaveText(/\d/, { timeout: PATIENT });
	return [...shown, await headline(page, 'label_won_amount').innerText()];
}

test('the lid closed and the network gone, work goes on where it was', async ({ site, profile }) => {
	const real = existsSync(maven[0] ?? '');
	if (!real) console.log('the sample stands in for Maven CRM: ../shared is not there');

	let page = await profile.reopen();
	if (real) {
		await page.goto('');
		await addFiles(page, maven);
		await confirmMapping(page);
	} else await openSample(page);
	const before = await figures(page);
	if (real) expect(before).toEqual(['63.15%', '4,238', '2,473', expect.stringMatching(/10,005,534$/)]);
	await trainForecast(page, { grain: 'week', horizon: 8 });
	const accuracy = await accuracyTable(page).innerText();
	await expect(page.getByText(said('status_offline_ready')).first()).toBeVisible({ timeout: PATIENT });
	await untilSaved(page);

	page = await profile.reopen();
	site.cutAfter(0);
	await page.goto('forecasts/');
	await expect(accuracyTable(page)).toBeVisible({ timeout: PATIENT });
	expect(await accuracyTable(page).innerText()).toBe(accuracy);
	expect(await figures(page)).toEqual(before);

	await openScreen(page, 'data');
	const months = Array.from(
		{ length: 48 },
		(_, at) => `${2021 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
	);
	const rows = months.map((month, at) => `Q-${at},${month}-15,${1000 + 40 * at}`);
	const text = ['Quote,Quoted On,Worth', ...rows, ''].join('\n');
	await addFiles(page, { name: 'quotes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
	await expect(fileCard(page, 'quotes.csv')).toContainText('48 rows', { timeout: PATIENT });
	if (existsSync(parquet)) {
		await addFiles(page, parquet);
		await expect(fileCard(page, 'online_retail_2010-12_to_2011-05.parquet')).toContainText('209,029 rows', {
			timeout: PATIENT
		});
	} else console.log('no Parquet file was added: ../shared is not there');
	expect(await figures(page)).toEqual(before);

	await openScreen(page, 'forecasts');
	await page.getByRole('button', { name: said('forecasts_new') }).click();
	await expect(accuracyTable(page)).toBeHidden();
	await trainForecast(page, { grain: 'day', horizon: 14 });
	await expect(accuracyTable(page)).toContainText('Residual network');
	await expect(accuracyTable(page)).toContainText('Pretrained network');
	await untilSaved(page);
});
