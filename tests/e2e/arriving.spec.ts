import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import {
	addFiles,
	confirmMapping,
	dropFiles,
	fileCard,
	headline,
	openReport,
	openScreen,
	PATIENT,
	said,
	untilSaved
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

/** Orders of 100, 101, … on the 15th of so many months of 2025. */
function orders(months: number): string {
	const lines = Array.from(
		{ length: months },
		(_, at) => `O-${at + 1},2025-${String(at + 1).padStart(2, '0')}-15,Customer ${at % 5},${100 + at}`
	);
	return ['Order ID,Order Date,Customer,Sales', ...lines, ''].join('\n');
}

const good = { name: 'orders.csv', text: orders(12) };
const team = { name: 'team.csv', text: 'Agent,Region\nAnn,North\nBob,South\n' };
const GOOD_SALES = /1,266$/;

/** Text that takes a while to read. */
function large(name: string): { name: string; mimeType: string; buffer: Buffer } {
	const lines = Array.from({ length: 900_000 }, (_, at) => `L-${at},${at % 977},note ${at % 31}`);
	return { name, mimeType: 'text/csv', buffer: Buffer.from(['Line,Points,Remark', ...lines, ''].join('\n')) };
}

async function home(page: Page): Promise<void> {
	await page.goto('');
	await expect(page.getByRole('button', { name: said('home_try_sample') })).toBeEnabled({ timeout: PATIENT });
}

async function expectSales(page: Page, sum: RegExp): Promise<void> {
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_sales')).toHaveText(sum, { timeout: PATIENT });
}

test('a refused file in the middle, a second drop meanwhile, a cancelled one: nothing else is touched', async ({
	page
}) => {
	await home(page);
	await dropFiles(page, [good, { name: 'nothing.csv', text: '' }, team]);
	await expect(fileCard(page, team.name)).toContainText('2 rows', { timeout: PATIENT });
	await expect(fileCard(page, good.name)).toContainText('12 rows');
	const refused = page.getByRole('alert').filter({ hasText: 'nothing.csv was not added' });
	await expect(refused).toContainText('nothing.csv is empty');
	await refused.getByRole('button', { name: said('ui_close') }).click();
	await expect(refused).toHaveCount(0);
	await confirmMapping(page);
	await expectSales(page, GOOD_SALES);

	await openScreen(page, 'data');
	const reading = page.getByRole('progressbar', { name: said('import_reading', { file: 'large.csv' }) });
	await addFiles(page, large('large.csv'));
	await expect(reading).toBeVisible({ timeout: PATIENT });
	await dropFiles(page, [{ name: 'regions.csv', text: 'Region,Country\nNorth,A\nSouth,B\nEast,C\n' }]);
	await expect(fileCard(page, 'regions.csv')).toContainText('3 rows', { timeout: 2 * PATIENT });
	await expect(fileCard(page, 'large.csv')).toContainText('900,000 rows');

	await page.getByRole('button', { name: said('data_remove', { file: 'large.csv' }) }).click();
	await expect(fileCard(page, 'large.csv')).toHaveCount(0);
	await addFiles(page, large('larger.csv'));
	const again = page.getByRole('progressbar', { name: said('import_reading', { file: 'larger.csv' }) });
	await expect(again).toBeVisible({ timeout: PATIENT });
	await page.getByRole('button', { name: said('ui_cancel') }).click();
	const stopped = page.getByText('Reading larger.csv was stopped; nothing was changed');
	await expect(stopped).toBeVisible({ timeout: PATIENT });
	await expect(fileCard(page, 'larger.csv')).toHaveCount(0);
	await expectSales(page, GOOD_SALES);
	await untilSaved(page);
	await page.reload();
	await openScreen(page, 'data');
	for (const name of [good.name, team.name, 'regions.csv'])
		await expect(fileCard(page, name)).toHaveCount(1, { timeout: PATIENT });
	await expect(fileCard(page, 'larger.csv')).toHaveCount(0);
	await expectSales(page, GOOD_SALES);
});

/** Writes a file of the browser's own file system, whose handles are real ones. */
async function writeFile(page: Page, name: string, text: string): Promise<void> {
	await page.evaluate(
		async ([file, content]) => {
			const folder = await navigator.storage.getDirectory();
			const handle = await folder.getFileHandle(file, { create: true });
			const writable = await handle.createWritable();
			await writable.write(content);
			await writable.close();
		},
		[name, text] as const
	);
}

test('a file opened from disk is followed: the table and the reports change with it', async ({ page }) => {
	const name = 'watched.csv';
	await page.addInitScript((file) => {
		Object.assign(window, {
			showOpenFilePicker: async () => [await (await navigator.storage.getDirectory()).getFileHandle(file)],
			showDirectoryPicker: () => Promise.reject(new DOMException('not in this test', 'AbortError'))
		});
	}, name);
	await home(page);
	await writeFile(page, name, orders(6));
	await page
		.getByRole('button', { name: said('ui_choose_files') })
		.first()
		.click();
	await expect(fileCard(page, name)).toContainText('6 rows', { timeout: PATIENT });
	await confirmMapping(page);
	await openScreen(page, 'data');
	const follow = fileCard(page, name).getByRole('switch', { name: said('data_watch') });
	await follow.check();
	await expect(follow).toBeChecked();

	await writeFile(page, name, orders(8));
	await expect(fileCard(page, name)).toContainText('8 rows', { timeout: PATIENT });
	await expect(page.getByText('watched.csv has changed on this computer: 6 rows, now 8 rows')).toBeVisible();
	await expectSales(page, /828$/);
	await writeFile(page, name, orders(9));
	await expect(headline(page, 'label_sales')).toHaveText(/936$/, { timeout: PATIENT });

	await untilSaved(page);
	await page.reload();
	await expect(headline(page, 'label_sales')).toHaveText(/936$/, { timeout: PATIENT });
	await writeFile(page, name, orders(12));
	await expect(headline(page, 'label_sales')).toHaveText(GOOD_SALES, { timeout: PATIENT });
});

test.describe('a web address', () => {
	const PORT = 4690;
	const HOST = `localhost:${PORT}`;
	let server: Server;
	let asked: IncomingMessage[];
	test.use({ originsAllowed: [`http://${HOST}`] });

	test.beforeEach(async () => {
		asked = [];
		server = createServer((request, response) => {
			asked.push(request);
			const shared = request.url?.startsWith('/closed') ? {} : { 'access-control-allow-origin': '*' };
			const status = request.url?.includes('missing') ? 404 : 200;
			response.writeHead(status, { 'content-type': 'text/csv', ...shared }).end(status === 200 ? good.text : '');
		});
		await new Promise<void>((resolve) => server.listen(PORT, resolve));
		expect((server.address() as AddressInfo).port).toBe(PORT);
	});
	test.afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	test('is fetched when asked, and a refusal is explained', async ({ page }) => {
		await home(page);
		await page.getByRole('button', { name: said('import_web') }).click();
		const dialog = page.getByRole('dialog', { name: said('import_web_title') });
		const address = dialog.getByLabel(said('import_web_address'));
		const get = dialog.getByRole('button', { name: said('import_web_get', { host: HOST }) });
		await address.fill(`http://${HOST}/closed/orders.csv`);
		expect(asked).toHaveLength(0);
		await get.click();
		await expect(dialog.getByText(said('issue_url_refused', { host: HOST }))).toBeVisible({ timeout: PATIENT });
		await address.fill(`http://${HOST}/missing.csv`);
		await get.click();
		await expect(dialog.getByText(said('issue_url_missing', { host: HOST }))).toBeVisible({ timeout: PATIENT });

		await address.fill(`http://${HOST}/exports/orders.csv`);
		await get.click();
		await expect(fileCard(page, 'orders.csv')).toContainText('12 rows', { timeout: PATIENT });
		await confirmMapping(page);
		await expectSales(page, GOOD_SALES);
		expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'GET /closed/orders.csv',
			'GET /missing.csv',
			'GET /exports/orders.csv'
		]);
		for (const { headers } of asked) {
			expect(headers.cookie).toBeUndefined();
			expect(headers.referer).toBeUndefined();
		}
	});
});
