import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { PATIENT, said } from './dealscope';
import { expect, test } from './fixture';

/** Longest a single file may keep the page waiting, on a slow and busy machine. */
const SILENCE_MS = 25_000;

interface Notes {
	readonly file: string;
	readonly refused: boolean;
	readonly ledger?: Readonly<Record<string, number>>;
	readonly rows?: number;
	readonly warnings: readonly { readonly code: string; readonly text: string }[];
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder)
		.map((name) => join(folder, name))
		.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

/** Converts `files` and gives the notes on each table, failing when nothing moves for {@link SILENCE_MS}. */
async function convert(page: Page, files: string[]): Promise<Notes[]> {
	await page.goto('convert/');
	await page.locator('main input[type=file]').first().setInputFiles(files);
	const ended = page.locator('main [role=status]');
	let last = '';
	let since = Date.now();
	while (!(await ended.isVisible())) {
		const now = await page.locator('main').innerText();
		if (now !== last) [last, since] = [now, Date.now()];
		expect(Date.now() - since, `nothing moved for too long:\n${last.slice(0, 300)}`).toBeLessThan(SILENCE_MS);
		await page.waitForTimeout(250);
	}
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: said('convert_download_all') }).click();
	const written = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
	return Object.entries(written)
		.filter(([name]) => name.endsWith('.warn.json'))
		.map(([, bytes]) => JSON.parse(new TextDecoder().decode(bytes)) as Notes);
}

function accountedFor(ledger: Readonly<Record<string, number>>): number {
	const parts = ['preamble', 'header', 'footer', 'blank', 'loaded', 'setAside', 'continued'];
	return parts.reduce((sum, part) => sum + (ledger[part] ?? Number.NaN), 0);
}

const SETS = [
	'own',
	'csv-spectrum',
	'duckdb-csv',
	'arrow-csv-fuzz',
	'parquet-bad',
	'parquet-good',
	'json-suite',
	'spreadsheets'
];

for (const set of SETS) {
	test(`every file of ${set} becomes a table that adds up, or is refused with a reason`, async ({ page, shared }) => {
		test.setTimeout(600_000);
		const folder = shared(`data/nasty/${set}`);
		const files = filesBelow(folder).filter((path) => !/(\.md|manifest\.json|LICENSE.*)$/.test(path));
		expect(files.length).toBeGreaterThan(0);
		const sound = join(shared('data/nasty/own'), 'utf8.csv');
		const notes: Notes[] = [];
		for (let at = 0; at < files.length; at += 100) {
			const batch = await convert(page, [...files.slice(at, at + 100), sound]);
			// Whatever came before, the engine still reads a sound file whole.
			const whole = { file: 'utf8.csv', refused: false, rows: 48, warnings: [] };
			expect(batch).toContainEqual(expect.objectContaining(whole));
			notes.push(...batch);
		}
		for (const { file, refused, ledger, rows, warnings } of notes) {
			const name = relative(folder, file);
			if (refused) expect(warnings[0]?.text, name).toBeTruthy();
			else
				expect({ name, lines: ledger?.['lines'], rows }).toEqual({
					name,
					lines: accountedFor(ledger ?? {}),
					rows: ledger?.['loaded']
				});
			expect(
				warnings.map(({ code }) => code),
				name
			).not.toContain('rows-unaccounted');
		}
		expect(await page.evaluate(() => 'polluted' in {} || '__pwned' in window)).toBe(false);
	});
}

test('a folder of odd files is converted on screen, each with what was not certain', async ({ page, shared }) => {
	const own = shared('data/nasty/own');
	await page.goto('convert/');
	const names = ['utf16le_bom.csv', 'short_row.csv', 'zero_bytes.csv', 'plain.xlsx'];
	await page
		.locator('main input[type=file]')
		.first()
		.setInputFiles(names.map((name) => join(own, name)));
	await expect(page.locator('main [role=status]')).toBeVisible({ timeout: PATIENT });
	const row = (name: string) => page.getByRole('row').filter({ hasText: name });
	await expect(row('utf16le_bom.csv')).toContainText('58');
	await expect(row('short_row.csv')).toContainText('25');
	await expect(row('zero_bytes.csv')).toContainText(/Refused|已拒绝/);
	await expect(row('plain.xlsx')).toContainText('52');
});
