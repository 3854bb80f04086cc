import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixture';

test('the home page loads and axe finds nothing', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
});

test('the page and its scripts carry the content security policy', async ({ page, request }) => {
	const response = await page.goto('/');
	const header = response?.headers()['content-security-policy'] ?? '';
	const meta = (await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content')) ?? '';
	for (const policy of [header, meta]) {
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
		expect(policy).not.toContain("'unsafe-eval'");
	}
	const script = await page.locator('link[rel=modulepreload]').first().getAttribute('href');
	const answer = await request.get(new URL(script ?? '', page.url()).href);
	expect(answer.headers()['content-security-policy']).toContain("connect-src 'self'");
	expect(answer.headers()['x-content-type-options']).toBe('nosniff');
});

test('nothing can be fetched from elsewhere and no peer connection opened', async ({ page }) => {
	await page.goto('/');
	const outcome = await page.evaluate(async () => {
		const blocked = new Promise<string>((resolve) => {
			document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
				once: true
			});
		});
		const fetched = await fetch('http://127.0.0.1:9/').then(
			() => 'answered',
			() => 'refused'
		);
		return { fetched, directive: await blocked, peer: 'RTCPeerConnection' in globalThis };
	});
	expect(outcome).toEqual({ fetched: 'refused', directive: 'connect-src', peer: false });
});

test('a path outside the site is not served', async ({ request }) => {
	for (const path of ['/..%2fpackage.json', '/%2e%2e/package.json', '/_app/..%5c..%5cpackage.json', '/no-such-file']) {
		expect((await request.get(path)).status(), path).toBe(404);
	}
});
