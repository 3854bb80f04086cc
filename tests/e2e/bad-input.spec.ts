import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import {
	accuracyTable,
	addFiles,
	confirmMapping,
	fileCard,
	headline,
	openReport,
	openScreen,
	PATIENT,
	said,
	trainForecast,
	untilSaved
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

interface MadeFile {
	readonly name: string;
	readonly mimeType: string;
	readonly buffer: Buffer;
}

function file(name: string, content: string | readonly number[]): MadeFile {
	const buffer = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
	return { name, mimeType: 'application/octet-stream', buffer };
}

/** Orders on the 15th of so many months from January 2023; their sum is 100 × months + months²/2 - months/2. */
function orders(months: number): string {
	const lines = Array.from({ length: months }, (_, at) => {
		const day = new Date(Date.UTC(2023, at, 15)).toISOString().slice(0, 10);
		return `O-${at},${day},Customer ${at % 5},${100 + at}`;
	});
	return ['Order ID,Order Date,Customer,Sales', ...lines, ''].join('\n');
}

const good = file('orders.csv', orders(36));
const GOOD_SALES = /4,230$/;

/** "客户,金额,日期" and a few rows as GB18030 bytes; Chinese begins in line 3. */
const gb18030 = [
	...Buffer.from('Customer,Amount,Date\nAcme,100,2024-01-05\n'),
	...[0xb1, 0xb1, 0xbe, 0xa9, 0xbf, 0xcd, 0xbb, 0xa7],
	...Buffer.from(',200,2024-02-05\n'),
	...[0xc9, 0xcf, 0xba, 0xa3, 0xb9, 0xab, 0xcb, 0xbe],
	...Buffer.from(',300,2024-03-05\n')
];

const PNG = [
	0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8
];
const ZIP = [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x08, 0x00, 0x00, 0x00, 0x21, 0x00];

function alertFor(page: Page, name: string): Locator {
	return page.getByRole('alert').filter({ hasText: `${name} was not added` });
}

async function startWithGoodOrders(page: Page): Promise<void> {
	await page.goto('');
	await addFiles(page, good);
	await confirmMapping(page);
	await expectGoodSales(page);
}

async function expectGoodSales(page: Page): Promise<void> {
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_sales')).toHaveText(GOOD_SALES, { timeout: PATIENT });
}

test('files that cannot be read are refused by name, and the rest goes on', async ({ page }) => {
	await startWithGoodOrders(page);
	await openScreen(page, 'data');
	await addFiles(page, [
		file('nothing.csv', ''),
		file('picture.csv', PNG),
		file('cut.parquet', [...Buffer.from('PAR1'), ...Array.from({ length: 200 }, (_, at) => (at * 37) % 251)]),
		file('chinese.csv', gb18030),
		file('book.xlsx', [...ZIP, ...Buffer.from('[Content_Types].xml'), ...Buffer.from('xl/workbook.xml')]),
		{ ...good, name: 'orders again.csv' },
		file('later.csv', 'Ticket,Opened,Hours\nT-1,2024-01-05,3\nT-2,2024-01-06,5\n')
	]);
	await expect(fileCard(page, 'later.csv')).toContainText('2 rows', { timeout: PATIENT });

	const reasons: Record<string, RegExp> = {
		'nothing.csv': /nothing\.csv is empty: there is nothing to load/,
		'picture.csv': /picture\.csv is not a table: its content is binary/,
		'cut.parquet': /cut\.parquet is a damaged or cut-off Parquet file/,
		'book.xlsx': /book\.xlsx is a damaged or cut-off archive/,
		'orders again.csv': /orders again\.csv has the same content as orders\.csv/
	};
	for (const [name, reason] of Object.entries(reasons)) {
		await expect.soft(alertFor(page, name)).toContainText(reason);
		await expect.soft(fileCard(page, name)).toHaveCount(0);
	}
	await expect(fileCard(page, 'chinese.csv')).toContainText(/3 rows.*GB18030/s);
	await expectGoodSales(page);
	await untilSaved(page);
	await page.reload();
	await expect(headline(page, 'label_sales')).toHaveText(GOOD_SALES, { timeout: PATIENT });
});

test('odd files come in and say what is odd', async ({ page }) => {
	await startWithGoodOrders(page);
	await openScreen(page, 'data');
	const wide = Array.from({ length: 300 }, (_, at) => `c${at}`).join(',');
	const mixed = ['2024-01-15', '15/02/2024', '03/25/2024', '2024-04-15', '18/05/2024', '06/25/2024'];
	const notes: readonly [MadeFile, RegExp][] = [
		[file('names only.csv', 'Order ID,Order Date,Sales\n'), /names only\.csv has column names but no rows/],
		[file('narrow.csv', 'note\nfirst\nsecond\n'), /narrow\.csv has a single column, “note”/],
		[file('wide.csv', `${wide}\n${wide.replaceAll('c', '')}\n`), /wide\.csv has 300 columns/],
		[
			file('mixed.csv', ['Code,Day', ...mixed.map((day, at) => `A-${at},${day}`), ''].join('\n')),
			/mixed\.csv, column “Day”: dates are written in different ways/
		]
	];
	for (const [made, note] of notes) {
		await addFiles(page, made);
		await expect.soft(fileCard(page, made.name)).toContainText(note, { timeout: PATIENT });
	}
	await expectGoodSales(page);
});

test('a file without date or amount asks what it is', async ({ page }) => {
	await page.goto('');
	await addFiles(page, file('colours.csv', 'Colour,Shape\nred,round\nblue,square\ngreen,oval\n'));
	await expect(fileCard(page, 'colours.csv')).toBeVisible({ timeout: PATIENT });
	await expect(page.getByRole('heading', { name: said('data_choose_kind') })).toBeVisible({ timeout: PATIENT });
	await page.getByRole('button', { name: said('data_kind_orders'), exact: true }).click();
	await expect(page.getByText(said('issue_model_no_amount'))).toBeVisible({ timeout: PATIENT });
	await expect(page.getByText(/No column tells when a deal was closed or an order was placed/)).toBeVisible();
	await addFiles(page, good);
	await expect(fileCard(page, good.name)).toContainText('36 rows', { timeout: PATIENT });
});

test('a series too short says how many periods it has and needs', async ({ page }) => {
	await page.goto('');
	await addFiles(page, file('young.csv', orders(4)));
	await confirmMapping(page);
	await openScreen(page, 'forecasts');
	const train = page.getByRole('button', { name: said('forecasts_train') });
	await expect(train).toBeEnabled({ timeout: PATIENT });
	await train.click();
	await expect(page.getByRole('alert')).toContainText(
		/The total has [34] periods; a forecast with a backtest needs \d+/,
		{
			timeout: PATIENT
		}
	);
	await expect(train).toBeEnabled();
});

test('reloading during an import or a training loses nothing that was saved', async ({ page }) => {
	const folder = mkdtempSync(join(tmpdir(), 'dealscope-import-'));
	try {
		const large = join(folder, 'large.csv');
		const lines = Array.from({ length: 900_000 }, (_, at) => `L-${at},${at % 977},note ${at % 31}`);
		writeFileSync(large, ['Line,Points,Remark', ...lines, ''].join('\n'));

		await startWithGoodOrders(page);
		await trainForecast(page, { network: false });
		await untilSaved(page);
		const accuracy = await accuracyTable(page).innerText();

		await openScreen(page, 'data');
		await addFiles(page, large);
		await expect(page.getByRole('progressbar', { name: 'Reading large.csv' })).toBeVisible({ timeout: PATIENT });
		await page.reload();
		await expect(fileCard(page, good.name)).toContainText('36 rows', { timeout: PATIENT });
		await expect(fileCard(page, 'large.csv')).toHaveCount(0);
		await expectGoodSales(page);

		await openScreen(page, 'forecasts');
		await page.getByRole('button', { name: said('forecasts_new') }).click();
		await page.getByRole('button', { name: said('forecasts_train') }).click();
		await expect(page.getByRole('progressbar', { name: said('forecasts_training') })).toBeVisible();
		await page.reload();
		await openScreen(page, 'forecasts');
		await page
			.getByRole('list', { name: said('forecasts_title') })
			.getByRole('button')
			.first()
			.click();
		await expect(accuracyTable(page)).toBeVisible({ timeout: PATIENT });
		expect(await accuracyTable(page).innerText()).toBe(accuracy);
		await expectGoodSales(page);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
