import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
	beginStep,
	chooseColumns,
	columnCells,
	editor,
	expectColumn,
	openBench,
	saveStep,
	shownTable,
	showResult,
	stepAction,
	steps,
	suggestions
} from './cleaning-bench';
import {
	addFiles,
	confirmMapping,
	dropFiles,
	headline,
	openReport,
	openScreen,
	PATIENT,
	said,
	saying,
	untilSaved
} from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

const MAVEN = ['sales_pipeline.csv', 'accounts.csv', 'products.csv', 'sales_teams.csv'];

async function openMaven(page: Page, shared: (path: string) => string): Promise<void> {
	const files = MAVEN.map((name) => ({ name, text: readFileSync(shared(`data/crm/maven_crm/${name}`), 'utf8') }));
	await page.goto('');
	await expect(page.getByRole('button', { name: said('home_try_sample') })).toBeEnabled({ timeout: PATIENT });
	await dropFiles(page, files);
	await confirmMapping(page);
}

/** What a suggestion says: "from → to", and how many rows. */
async function offered(page: Page): Promise<string[]> {
	await expect(suggestions(page)).not.toContainText(saying('clean_suggestions_looking'), { timeout: PATIENT });
	return suggestions(page).locator('ul ul > li').allInnerTexts();
}

test('slips in four files are suggested with their counts, taken with a click and undone', async ({ page, shared }) => {
	await openMaven(page, shared);
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_won_amount')).toHaveText(/10,005,534$/);

	// One slip a table, and nothing is applied unasked.
	await openBench(page, 'accounts.csv');
	await expect.poll(() => offered(page), { timeout: PATIENT }).toHaveLength(2);
	const found = (await offered(page)).join('\n');
	expect(found).toMatch(/technolgy → technology\s+12 rows, now 0|technolgy → technology\s+12 rows/);
	expect(found).toMatch(/Philipines → Philippines\s+1 rows?/);
	await expect(steps(page)).toHaveCount(0);

	await openBench(page, 'sales_pipeline.csv');
	await expect.poll(() => offered(page), { timeout: PATIENT }).toHaveLength(1);
	expect((await offered(page))[0]).toMatch(/GTXPro → GTX Pro\s+1,480 rows/);
	await expect(steps(page)).toHaveCount(0);

	await suggestions(page)
		.getByRole('button', { name: said('clean_accept') })
		.click();
	await expect(steps(page)).toHaveCount(1);
	await expect(steps(page).first()).toContainText('1,480', { timeout: PATIENT });
	await expect(page.getByText(said('clean_headlines_same'))).toBeVisible({ timeout: PATIENT });
	const examples = shownTable(page, 'clean_before_after');
	await expect.poll(async () => new Set(await columnCells(examples, 'product (before)'))).toEqual(new Set(['GTXPro']));

	await openScreen(page, 'data');
	const join = page.getByRole('listitem').filter({ hasText: 'sales_pipeline · product = products · product' });
	await expect(join).toContainText('100.0% matched: 8,800 of 8,800 rows', { timeout: PATIENT });
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_won_amount')).toHaveText(/10,005,534$/);

	// A step that costs rows says so in the headline figures, before it is saved.
	await openBench(page, 'sales_pipeline.csv');
	await beginStep(page, 'clean_step_filter');
	const form = editor(page);
	await form.getByLabel(said('clean_field_action')).selectOption('remove');
	await form.getByLabel(said('clean_field_column')).selectOption('deal_stage');
	await form.getByLabel(said('clean_op'), { exact: true }).selectOption('is');
	await form.getByLabel(said('clean_field_value')).fill('Won');
	const effect = page.getByRole('region', { name: said('clean_effect') });
	await expect(effect).toContainText(/10,005,534\s*→\s*(US\$|\$)?0/, { timeout: PATIENT });
	await expect(steps(page)).toHaveCount(1);
	await saveStep(page);
	await expect(steps(page).nth(1)).toContainText('4,238', { timeout: PATIENT });
	await page.keyboard.press('ControlOrMeta+z');
	await expect(steps(page)).toHaveCount(1);

	// After a reload the steps are there, and the figures the same.
	await untilSaved(page);
	await page.reload();
	await expect(steps(page)).toHaveCount(1, { timeout: PATIENT });
	await expect(steps(page).first()).toContainText('1,480', { timeout: PATIENT });
	await openScreen(page, 'data');
	await expect(join).toContainText('100.0% matched: 8,800 of 8,800 rows', { timeout: PATIENT });
	await openReport(page, 'revenue-trend');
	await expect(headline(page, 'label_won_amount')).toHaveText(/10,005,534$/);
});

const DIRTY = [
	'Nr,Customer,City,Amount,Cost,Day,Currency,Code,Grade,Zip',
	'1," Acme ",berlin,100,50,2024-01-10,EUR,DE-10-a,hi,00120',
	'2,Acme,berlin,200,80,2024-01-11,EUR,DE-11-b,lo,00345',
	'3,ＢＥＴＡ,Paris,300,90,2024-02-01,USD,FR-20-c,lo,01000',
	'4,Beta,Paris,,120,2024-02-02,USD,FR-21-d,,00007',
	'5,Gamma  Ltd,Rome,400,160,2024-03-03,USD,IT-30-e,hi,00088',
	'6,Gamma Ltd,Rome,9000,170,2024-03-04,EUR,IT-31-f,hi,00099',
	'6,Gamma Ltd,Rome,9000,170,2024-03-04,EUR,IT-31-f,hi,00099',
	'7,Delta,Oslo,500,200,2024-04-05,CHF,NO-40-g,lo,00011',
	'8,,Oslo,600,210,2024-04-06,USD,NO-41-h,lo,00012'
].join('\n');

test('every kind of step through its editor', async ({ page }) => {
	await page.goto('');
	await addFiles(page, { name: 'dirty.csv', mimeType: 'text/csv', buffer: Buffer.from(DIRTY) });
	await page.waitForURL('**/data/', { timeout: PATIENT });
	await openBench(page, 'dirty.csv');
	const form = editor(page);

	await test.step('tidy text', async () => {
		await beginStep(page, 'clean_step_tidy_text');
		await saveStep(page);
		await expectColumn(page, 'Customer', [
			'Acme',
			'Acme',
			'BETA',
			'Beta',
			'Gamma Ltd',
			'Gamma Ltd',
			'Gamma Ltd',
			'Delta',
			'–'
		]);
	});
	await test.step('replace', async () => {
		await beginStep(page, 'clean_step_replace');
		await chooseColumns(page, 'clean_field_columns', ['City']);
		await form.getByLabel(said('clean_field_find')).fill('berlin');
		await form.getByLabel(said('clean_field_replacement')).fill('Berlin');
		await saveStep(page);
		await expectColumn(page, 'City', ['Berlin', 'Berlin', 'Paris', 'Paris', 'Rome', 'Rome', 'Rome', 'Oslo', 'Oslo']);
	});
	await test.step('merge values', async () => {
		await beginStep(page, 'clean_step_map_values');
		await form.getByLabel(said('clean_field_column')).selectOption('Customer');
		await form.getByLabel(/^To: BETA$/).fill('Beta');
		await form.getByLabel(/^To: BETA$/).press('Tab');
		await saveStep(page);
		await expectColumn(page, 'Customer', [
			'Acme',
			'Acme',
			'Beta',
			'Beta',
			'Gamma Ltd',
			'Gamma Ltd',
			'Gamma Ltd',
			'Delta',
			'–'
		]);
	});
	await test.step('change type', async () => {
		await beginStep(page, 'clean_step_parse');
		await form.getByLabel(said('clean_field_column')).selectOption('Zip');
		await form.getByRole('radio', { name: saying('import_reading_number_point') }).check();
		await saveStep(page);
		await expectColumn(page, 'Zip', ['120', '345', '1,000', '7', '88', '99', '99', '11', '12']);
	});
	await test.step('fill', async () => {
		await beginStep(page, 'clean_step_fill');
		await form.getByLabel(said('clean_field_column')).selectOption('Grade');
		await form.getByLabel(said('clean_field_value')).fill('none');
		await saveStep(page);
		await expectColumn(page, 'Grade', ['hi', 'lo', 'lo', 'none', 'hi', 'hi', 'hi', 'lo', 'lo']);
	});
	await test.step('drop rows with empty cells', async () => {
		await beginStep(page, 'clean_step_drop_missing');
		await chooseColumns(page, 'clean_field_columns', ['Customer']);
		await saveStep(page);
		await expectColumn(page, 'Nr', ['1', '2', '3', '4', '5', '6', '6', '7']);
	});
	await test.step('remove duplicates', async () => {
		await beginStep(page, 'clean_step_deduplicate');
		await saveStep(page);
		await expectColumn(page, 'Nr', ['1', '2', '3', '4', '5', '6', '7']);
	});
	await test.step('filter', async () => {
		await beginStep(page, 'clean_step_filter');
		await form.getByLabel(said('clean_field_column')).selectOption('Currency');
		await form.getByLabel(said('clean_op'), { exact: true }).selectOption('is-not');
		await form.getByLabel(said('clean_field_value')).fill('CHF');
		await saveStep(page);
		await expectColumn(page, 'Nr', ['1', '2', '3', '4', '5', '6']);
	});
	await test.step('split', async () => {
		await beginStep(page, 'clean_step_split');
		await form.getByLabel(said('clean_field_column')).selectOption('Code');
		await form.getByLabel(said('clean_field_into_names')).fill('Country\nNumber\nLetter');
		await form.getByLabel(said('clean_field_into_names')).press('Tab');
		await saveStep(page);
		await expectColumn(page, 'Country', ['DE', 'DE', 'FR', 'FR', 'IT', 'IT']);
		await expectColumn(page, 'Letter', ['a', 'b', 'c', 'd', 'e', 'f']);
	});
	await test.step('combine', async () => {
		await beginStep(page, 'clean_step_combine');
		await chooseColumns(page, 'clean_field_columns', ['City', 'Country']);
		await form.getByLabel(said('clean_field_separator')).fill(', ');
		await form.getByLabel(said('clean_field_into')).fill('Place');
		await saveStep(page);
		await expectColumn(page, 'Place', ['Berlin, DE', 'Berlin, DE', 'Paris, FR', 'Paris, FR', 'Rome, IT', 'Rome, IT']);
	});
	await test.step('rename', async () => {
		await beginStep(page, 'clean_step_rename');
		await form.getByLabel('New name: Grade').fill('Rating');
		await form.getByLabel('New name: Grade').press('Tab');
		await saveStep(page);
		await expectColumn(page, 'Rating', ['hi', 'lo', 'lo', 'none', 'hi', 'hi']);
	});
	await test.step('remove columns', async () => {
		await beginStep(page, 'clean_step_drop_columns');
		await chooseColumns(page, 'clean_field_columns', ['Code', 'Zip']);
		await saveStep(page);
		const table = await showResult(page);
		await expect.poll(async () => (await columnCells(table, 'Code'))[0]).toMatch(/^no Code in /);
	});
	await test.step('calculate, with completion and an error that has its place', async () => {
		await beginStep(page, 'clean_step_calculate');
		await form.getByLabel(said('clean_field_into')).fill('Margin');
		const expression = form.getByRole('combobox', { name: said('clean_field_expression') });
		await expression.pressSequentially('[Amont] - [Cost]');
		await expect(form).toContainText('There is no column “Amont”. Did you mean “Amount”?');
		await expect(form.locator('.bg-danger-soft')).toHaveText('[Amont]');
		await expect(form.locator('button[type=submit]')).toBeDisabled();
		await expression.fill('[Amount] - ');
		await expression.press('End');
		await expression.pressSequentially('Co');
		const list = page.getByRole('listbox', { name: said('clean_field_expression') });
		await expect(list.getByRole('option').first()).toContainText('Cost');
		await expression.press('Enter');
		await expect(expression).toHaveValue('[Amount] - [Cost]');
		await saveStep(page);
		await expectColumn(page, 'Margin', ['50', '120', '210', '–', '240', '8,830']);
	});
	await test.step('convert currency', async () => {
		await beginStep(page, 'clean_step_convert_currency');
		await form.getByLabel(said('clean_field_amount')).selectOption('Amount');
		await form.getByText(said('clean_currency_column')).click();
		await form.getByLabel(said('clean_field_currency_column')).selectOption('Currency');
		const rates = form.getByLabel(said('clean_field_rates'));
		await rates.fill('EUR one');
		await rates.press('Tab');
		await expect(form).toContainText('EUR one”');
		await rates.fill('EUR 1.10');
		await rates.press('Tab');
		await saveStep(page);
		const table = await showResult(page);
		await expect
			.poll(async () => (await columnCells(table, 'Amount')).map((cell) => Number(cell.replace(/,/g, ''))), {
				timeout: PATIENT
			})
			.toEqual([110, 220, 300, Number.NaN, 400, 9900]);
	});
	await test.step('mark outliers', async () => {
		await beginStep(page, 'clean_step_mark_outliers');
		await form.getByLabel(said('clean_field_column')).selectOption('Amount');
		await saveStep(page);
		await expectColumn(page, 'Outlier', ['No', 'No', 'No', 'No', 'No', 'Yes']);
	});
	await expect(steps(page)).toHaveCount(15);

	await test.step('edit, switch off, move and remove; a step whose column is gone says so', async () => {
		await stepAction(page, 4, 'clean_edit');
		await form.getByLabel(said('clean_field_value')).fill('open');
		await saveStep(page);
		await expectColumn(page, 'Rating', ['hi', 'lo', 'lo', 'open', 'hi', 'hi']);
		await steps(page).nth(7).getByRole('switch').uncheck();
		await expectColumn(page, 'Nr', ['1', '2', '3', '4', '5', '6', '7']);
		// Removing the columns before they are cut leaves nothing to cut.
		for (let at = 11; at > 8; at--) await stepAction(page, at, 'clean_up');
		await expect(steps(page).nth(9)).toContainText(saying('clean_skipped'));
		await expect(steps(page).nth(9)).toContainText('Code');
		await stepAction(page, 8, 'clean_remove');
		await expect(steps(page)).toHaveCount(14);
		await expectColumn(page, 'Country', ['DE', 'DE', 'FR', 'FR', 'IT', 'IT', 'NO']);
		await page.getByRole('button', { name: said('workspace_undo_what') }).click();
		await expect(steps(page)).toHaveCount(15);
	});
});
