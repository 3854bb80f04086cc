import type { Page } from '@playwright/test';
import { expect, test as base } from './fixture';
import { openSite, type Site } from './site';

const test = base.extend<{ site: Site }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it must set up from the pattern
	site: async ({}, use) => {
		const site = await openSite();
		await use(site);
		await site.close();
	},
	baseURL: async ({ site }, use) => use(site.url)
});

/** What the active service worker finds in its cache; null while there is none. */
function cacheStatus(page: Page): Promise<{ version: string; missing: number } | null> {
	return page.evaluate(async () => {
		const active = (await navigator.serviceWorker.getRegistration())?.active;
		if (!active) return null;
		const { port1, port2 } = new MessageChannel();
		active.postMessage({ ask: 'status' }, [port2]);
		return new Promise<{ version: string; missing: number }>((resolve) => {
			port1.onmessage = (event: MessageEvent<{ version: string; missing: number }>) => resolve(event.data);
		});
	});
}

async function untilComplete(page: Page): Promise<void> {
	await expect.poll(async () => (await cacheStatus(page))?.missing, { timeout: 60_000 }).toBe(0);
	await expect(page.getByText('Ready to work offline').first()).toBeVisible();
}

/** Opens a screen through its link, so that its chunks are needed now. */
async function openSettings(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.waitForURL('**/settings/');
	await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
}

test('after the install everything works without a network', async ({ page, site }) => {
	await page.goto('');
	await untilComplete(page);
	site.cutAfter(0);
	await page.reload();
	await expect(page.getByText('Ready to work offline')).toBeVisible();
	await openSettings(page);
	for (const screen of ['data/', 'reports/', 'reports/win-rate/', 'forecasts/', '?from=elsewhere']) {
		await page.goto(screen);
		await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
	}
	await page.goto('settings');
	await expect(page).toHaveURL(`${site.url}settings/`);
	await page.goto('no-such-page/');
	await expect(page).toHaveURL(site.url);
});

test('scripts out of the cache carry the policy, so that workers obey it', async ({ page }) => {
	await page.goto('');
	await untilComplete(page);
	await page.reload();
	const policy = await page.evaluate(async () => {
		const script = document.querySelector<HTMLLinkElement>('link[rel=modulepreload]');
		return (await fetch(script?.href ?? '')).headers.get('content-security-policy');
	});
	expect(policy).toContain("default-src 'none'");
	expect(policy).toContain("connect-src 'self'");
});

test('entries lost from the cache are put back at the next start', async ({ page }) => {
	await page.goto('');
	await untilComplete(page);
	const lost = await page.evaluate(async () => {
		const [name = ''] = await caches.keys();
		const cache = await caches.open(name);
		const entries = await cache.keys();
		const some = entries.filter((_, at) => at % 5 === 0);
		await Promise.all(some.map((request) => cache.delete(request)));
		return some.length;
	});
	expect(lost).toBeGreaterThan(3);
	expect((await cacheStatus(page))?.missing).toBe(lost);
	await page.reload();
	await untilComplete(page);
});

test.describe('an install', () => {
	// A page whose own chunks were cut off may throw; what counts is how it ends.
	test.use({ errorsAllowed: true });

	for (const requests of [3, 30, 60])
		test(`cut after ${requests} requests is not called ready and heals`, async ({ page, site }) => {
			await page.goto('', { waitUntil: 'load' });
			site.cutAfter(requests);
			await page.waitForTimeout(1_500);
			const saysReady = await page.getByText('Ready to work offline').isVisible();
			const missing = (await cacheStatus(page))?.missing;
			expect(saysReady && missing !== 0, `says ready, missing ${missing}`).toBe(false);
			site.mend();
			await page.reload();
			await untilComplete(page);
		});
});

test('a new version waits, and an old page keeps its own screens', async ({ page, site, context }) => {
	await page.goto('');
	await untilComplete(page);
	const old = await context.newPage();
	await old.goto('');
	const before = await cacheStatus(page);
	site.release();
	await page.reload();
	await expect(page.getByText('New version')).toBeVisible({ timeout: 60_000 });
	await page.reload();
	expect((await cacheStatus(page))?.version).toBe(before?.version);

	await openSettings(page);
	const restarted = page.waitForEvent('load');
	await page.getByRole('button', { name: 'Restart' }).click();
	await restarted;
	await untilComplete(page);
	expect((await cacheStatus(page))?.version).not.toBe(before?.version);

	await openSettings(old);
	expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
	await old.close();
	await page.reload();
	await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1);
});
