import { defineConfig } from '@playwright/test';

const port = Number(process.env.E2E_PORT ?? 4273);
const executablePath = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH;

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	workers: 2,
	retries: 0,
	timeout: 120_000,
	globalTimeout: 30 * 60_000,
	expect: { timeout: 15_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: 'list',
	use: {
		baseURL: `http://localhost:${port}/`,
		headless: true,
		viewport: { width: 1280, height: 800 },
		locale: 'en-US',
		timezoneId: 'Asia/Shanghai',
		acceptDownloads: true,
		serviceWorkers: 'allow',
		trace: 'off',
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: [
				'--no-sandbox',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run',
				'--disable-quic'
			]
		}
	},
	webServer: {
		command: `node scripts/serve.js --port ${port}`,
		url: `http://localhost:${port}/`,
		reuseExistingServer: false,
		timeout: 20_000
	}
});
