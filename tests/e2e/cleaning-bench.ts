import { expect, type Locator, type Page } from '@playwright/test';
import { openScreen, PATIENT, said, saying } from './dealscope';

/** The cleaning screen of a table, reached from the table's card. */
export async function openBench(page: Page, fileName: string): Promise<void> {
	await openScreen(page, 'data');
	const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: fileName, exact: true }) });
	await card.locator('a[href*="/data/clean"]').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(said('clean_title'), { timeout: PATIENT });
	await expect(shownTable(page, 'clean_result')).toBeVisible({ timeout: PATIENT });
}

export function steps(page: Page): Locator {
	return page.getByRole('region', { name: said('clean_steps') }).getByRole('listitem');
}

export function suggestions(page: Page): Locator {
	return page.getByRole('region', { name: said('clean_suggestions') });
}

/** Opens the editor of a new step of a kind, e.g. "clean_step_fill". */
export async function beginStep(page: Page, kind: string): Promise<Locator> {
	await page.getByRole('button', { name: said('clean_add') }).click();
	const menu = page.getByRole('dialog', { name: said('clean_add') });
	await menu.getByRole('button', { name: said(kind) }).click();
	await expect(menu).toBeHidden();
	return editor(page);
}

export function editor(page: Page): Locator {
	return page
		.getByRole('form', { name: said('clean_new_step') })
		.or(page.getByRole('form', { name: said('clean_edit_step') }));
}

/** Ticks columns in a list of columns, leaving only those ticked. */
export async function chooseColumns(page: Page, label: string, columns: readonly string[]): Promise<void> {
	const button = editor(page).getByRole('button', { name: saying(label) });
	await button.click();
	const list = page.getByRole('dialog', { name: said(label) });
	const clear = list.getByRole('button', { name: said('ui_clear') });
	if (await clear.isEnabled()) await clear.click();
	for (const column of columns) await list.getByRole('checkbox', { name: column, exact: true }).check();
	await page.keyboard.press('Escape');
	await expect(list).toBeHidden();
}

/** Saves the step in the editor and waits until its effect on the data has been counted. */
export async function saveStep(page: Page): Promise<void> {
	const save = editor(page).locator('button[type=submit]');
	await expect(save).toBeEnabled();
	await save.click();
	await expect(editor(page)).toBeHidden();
}

/** Leaves the step looked at, so that the table after all steps shows. */
export async function showResult(page: Page): Promise<Locator> {
	const pressed = page.getByRole('region', { name: said('clean_steps') }).locator('button[aria-pressed=true]');
	if ((await pressed.count()) > 0) await pressed.click();
	const table = shownTable(page, 'clean_result');
	await expect(table).toBeVisible({ timeout: PATIENT });
	return table;
}

export function shownTable(page: Page, caption: string): Locator {
	return page.getByRole('grid', { name: said(caption) });
}

/** The cells of a column in sight, top to bottom; all column titles where the column is not there. */
export async function columnCells(table: Locator, title: string): Promise<string[]> {
	const rows = await table.evaluate((grid) =>
		[...grid.querySelectorAll('[role=row]')].map((row) =>
			[...row.querySelectorAll('[role=columnheader], [role=gridcell]')].map((cell) => (cell.textContent ?? '').trim())
		)
	);
	const column = rows[0]?.indexOf(title) ?? -1;
	if (column < 0) return [`no ${title} in ${rows[0]?.join(', ')}`];
	return rows.slice(1).map((row) => row[column] ?? '');
}

/** Expects the cells of a column of the table after all steps. */
export async function expectColumn(page: Page, title: string, cells: readonly string[]): Promise<void> {
	const table = await showResult(page);
	await expect.poll(() => columnCells(table, title), { timeout: PATIENT }).toEqual(cells);
}

/** Takes an action of a step's menu, e.g. "clean_up". */
export async function stepAction(page: Page, at: number, action: string): Promise<void> {
	await steps(page)
		.nth(at)
		.getByRole('button', { name: saying('clean_more') })
		.click();
	await page.getByRole('menuitem', { name: said(action) }).click();
}
