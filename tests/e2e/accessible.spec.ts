import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openReport, openSample, openScreen, trainForecast, untilSaved } from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

/** Findings that keep people out; in the dark only what depends on colours is looked at again. */
async function seriousFindings(page: Page, screen: string, dark: boolean): Promise<string[]> {
	const axe = new AxeBuilder({ page });
	if (dark) axe.withRules(['color-contrast', 'link-in-text-block']);
	const { violations } = await axe.analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map((node) => `${screen}: ${id}: ${node.html.slice(0, 200)}`));
}

test('axe finds nothing serious on any screen, light or dark', async ({ page }) => {
	await openSample(page);
	await untilSaved(page);
	await trainForecast(page, { horizon: 6, network: false });
	const ink = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).color);
	const found: string[] = [];
	for (const screen of ['forecasts', 'home', 'data', 'reports', 'settings', 'win-rate'] as const) {
		if (screen === 'win-rate') await openReport(page, screen);
		else await openScreen(page, screen);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByRole('progressbar')).toHaveCount(0);
		const light = await ink();
		found.push(...(await seriousFindings(page, screen, false)));
		await page.emulateMedia({ colorScheme: 'dark' });
		await expect.poll(ink).not.toBe(light);
		found.push(...(await seriousFindings(page, `${screen}, dark`, true)));
		await page.emulateMedia({ colorScheme: 'light' });
		await expect.poll(ink).toBe(light);
	}
	expect(found).toEqual([]);
});
