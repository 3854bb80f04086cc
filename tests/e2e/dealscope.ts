import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

/** Long enough for an import or a query on a slow, busy machine. */
export const PATIENT = 60_000;
/** Long enough for a training with all models. */
export const TRAINING = 150_000;

export type Language = 'en' | 'zh-CN';

const sections = [
	'app',
	'home',
	'data',
	'reports',
	'forecasts',
	'explain',
	'scenarios',
	'issues',
	'workspace',
	'import',
	'clean',
	'profile',
	'convert'
];
/** A text, or its wordings for one and for many, as Paraglide keeps them. */
type Worded = string | readonly [{ readonly match: Readonly<Record<string, string>> }];
const texts: Readonly<Record<Language, Readonly<Record<string, Worded>>>> = {
	en: messages('en'),
	'zh-CN': messages('zh-CN')
};

function messages(language: Language): Record<string, Worded> {
	const folder = join(import.meta.dirname, '../../messages', language);
	return Object.assign(
		{},
		...sections.map((section) => JSON.parse(readFileSync(join(folder, `${section}.json`), 'utf8')) as object)
	) as Record<string, Worded>;
}

/** Every wording of a message; that for many things last. */
function wordings(language: Language, key: string): string[] {
	const text = texts[language][key];
	if (text === undefined) throw new Error(`no message ${key} in ${language}`);
	return typeof text === 'string' ? [text] : Object.values(text[0].match);
}

function filled(text: string, inputs: Readonly<Record<string, string>>): string {
	return text.replace(/\{(\w+)\}/g, (all, name: string) => inputs[name] ?? all);
}

/** A message of the app as it is shown in one language, its inputs filled in. */
export function message(language: Language, key: string, inputs: Readonly<Record<string, string>> = {}): string {
	return filled(wordings(language, key).at(-1) ?? '', inputs);
}

/** Matches exactly what a message says, in either language; an input not given matches anything. */
export function said(key: string, inputs: Readonly<Record<string, string>> = {}): RegExp {
	return new RegExp(`^\\s*${eitherLanguage(key, inputs)}\\s*$`, 's');
}

/** Matches a text that holds what a message says, as {@link said} does. */
export function saying(key: string, inputs: Readonly<Record<string, string>> = {}): RegExp {
	return new RegExp(eitherLanguage(key, inputs), 's');
}

function eitherLanguage(key: string, inputs: Readonly<Record<string, string>>): string {
	const either = (['en', 'zh-CN'] as const)
		.flatMap((language) => wordings(language, key))
		.map((text) =>
			filled(text, inputs)
				.split(/\{\w+\}/)
				.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
				.join('.*')
		);
	return `(?:${either.join('|')})`;
}

/** Gives files to the open workspace (on the home screen without one: to a new workspace). */
export async function addFiles(page: Page, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
	await page.locator('main input[type=file]').first().setInputFiles(files);
}

/** Drops files of the test's machine on the window, as from a file manager. */
export async function dropFiles(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
	// Before the page has started nobody listens to drops.
	await expect(page.locator('main h1').first()).toBeVisible({ timeout: PATIENT });
	await page.evaluate((dropped) => {
		const carried = new DataTransfer();
		for (const { name, text } of dropped) carried.items.add(new File([text], name));
		for (const type of ['dragenter', 'dragover', 'drop'])
			document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }));
	}, files);
}

/** The rows, columns and size printed on the card of a file on the data screen. */
export function fileCard(page: Page, fileName: string): Locator {
	return page.getByRole('article').filter({ has: page.getByRole('heading', { name: fileName, exact: true }) });
}

/** Accepts the mapping and waits for the overview. */
export async function confirmMapping(page: Page): Promise<void> {
	await page.getByRole('button', { name: said('data_looks_right') }).click({ timeout: PATIENT });
	await page.waitForURL('**/reports/');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(said('reports_overview'));
}

/** Opens a screen through the main navigation, without loading the page anew. */
export async function openScreen(
	page: Page,
	screen: 'home' | 'data' | 'reports' | 'forecasts' | 'settings'
): Promise<void> {
	const navigation = page.getByRole('navigation', { name: said('ui_navigation') });
	await navigation.getByRole('link', { name: said(`nav_${screen}`) }).click();
	await page.waitForURL(screen === 'home' ? '**/' : `**/${screen}/`);
}

/** Opens a report from the overview, e.g. "win-rate", and waits for its numbers. */
export async function openReport(page: Page, id: string): Promise<void> {
	await openScreen(page, 'reports');
	const link = page.locator(`main a[href$="/reports/${id}/"], main a[href$="/reports/${id}"]`).first();
	await link.click({ timeout: PATIENT });
	await page.waitForURL(`**/reports/${id}/`);
	await expect(page.locator('main .eyebrow').first()).toBeVisible({ timeout: PATIENT });
}

/** The number printed under a label at the head of a report, given the label's message key. */
export function headline(page: Page, key: string): Locator {
	const label = page.locator('main .eyebrow').filter({ hasText: said(key) });
	return label.first().locator('xpath=../following-sibling::div[1]/span[1]');
}

export async function chooseGrain(page: Page, grain: 'day' | 'week' | 'month' | 'quarter' | 'year'): Promise<void> {
	await page
		.locator('main')
		.getByRole('group', { name: said('reports_grain') })
		.getByText(said(`reports_grain_${grain}`))
		.first()
		.click();
}

/** The cells in sight under one column title (a message key) of the report's table, top to bottom. */
export async function tableCells(page: Page, key: string): Promise<string[]> {
	const rows = await page
		.locator('main')
		.getByRole('grid')
		.first()
		.evaluate((grid) =>
			[...grid.querySelectorAll('[role=row]')].map((row) =>
				[...row.querySelectorAll('[role=columnheader], [role=gridcell]')].map((cell) => (cell.textContent ?? '').trim())
			)
		);
	const title = said(key);
	const column = rows[0]?.findIndex((name) => title.test(name.replace(/ \([A-Z]{3}\)$/, ''))) ?? -1;
	if (column < 0) throw new Error(`no column ${key} among ${rows[0]?.join(', ')}`);
	return rows.slice(1).map((row) => row[column] ?? '');
}

interface Training {
	readonly grain?: 'day' | 'week' | 'month' | 'quarter' | 'year';
	readonly horizon?: number;
	/** Leaves the neural network out, for journeys that are about something else. */
	readonly network?: boolean;
}

/** Trains the forecast that is shown and waits for its accuracy table. */
export async function trainForecast(page: Page, { grain, horizon, network = true }: Training = {}): Promise<void> {
	await openScreen(page, 'forecasts');
	const train = page.getByRole('button', { name: said('forecasts_train') });
	await expect(train).toBeEnabled({ timeout: PATIENT });
	if (grain) await chooseForecastGrain(page, grain);
	if (horizon) {
		await page.getByLabel(said('forecasts_horizon')).fill(String(horizon));
		await page.getByLabel(said('forecasts_horizon')).press('Enter');
	}
	await page.getByText(said('forecasts_advanced')).click();
	if (network) await page.getByLabel(said('forecasts_budget')).selectOption('10');
	else await page.getByRole('checkbox', { name: said('forecaster_residual_network') }).uncheck();
	await train.click();
	await expect(accuracyTable(page)).toBeVisible({ timeout: TRAINING });
}

export async function chooseForecastGrain(page: Page, grain: string): Promise<void> {
	await page
		.getByRole('group', { name: said('forecasts_grain') })
		.getByText(said(`reports_grain_${grain}`))
		.click();
}

export function accuracyTable(page: Page): Locator {
	return page.getByRole('region', { name: /^(Accuracy in the backtest|回测精度)/ }).getByRole('table');
}

export async function chooseLanguage(page: Page, language: Language): Promise<void> {
	await page
		.getByRole('combobox', { name: said('ui_language') })
		.first()
		.selectOption(language);
	await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** One click on the home screen, then the overview. */
export async function openSample(page: Page): Promise<void> {
	await page.goto('');
	await page.getByRole('button', { name: said('home_try_sample') }).click({ timeout: PATIENT });
	await page.waitForURL('**/reports/', { timeout: PATIENT });
	await expect(headline(page, 'label_won_amount')).toBeVisible({ timeout: PATIENT });
}

export async function untilSaved(page: Page): Promise<void> {
	await expect(page.getByText(said('status_saved')).first()).toBeVisible({ timeout: PATIENT });
}
