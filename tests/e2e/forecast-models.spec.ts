import { accuracyTable, openSample, openScreen, PATIENT, said, saying, TRAINING } from './dealscope';
import { expect, test } from './fixture';

test.setTimeout(240_000);

test('models beyond the recommended ones are found by family, by keyboard, and compete', async ({ page }) => {
	await openSample(page);
	await openScreen(page, 'forecasts');
	const train = page.getByRole('button', { name: said('forecasts_train') });
	await expect(train).toBeEnabled({ timeout: PATIENT });
	await page.getByText(said('forecasts_advanced')).click();
	const models = page.getByRole('group', { name: said('forecasts_models') });
	await expect(models.getByRole('checkbox', { checked: true })).toHaveCount(8);

	const croston = page.getByRole('checkbox', { name: said('forecaster_croston') });
	await expect(croston).toBeHidden();
	const more = page.getByText(said('forecasts_more_models'));
	await more.focus();
	await more.press('Enter');
	const demand = page.getByRole('group', { name: said('forecasts_family_intermittent') });
	await expect(demand.getByRole('checkbox', { checked: false })).toHaveCount(3);
	await croston.focus();
	await croston.press('Space');
	await expect(croston).toBeChecked();
	await expect(page.getByText(saying('forecasts_more_models_used'))).toHaveText(/1/);

	await models.getByRole('checkbox', { name: said('forecaster_residual_network') }).uncheck();
	await train.click();
	await expect(accuracyTable(page)).toBeVisible({ timeout: TRAINING });
	for (const kind of ['croston', 'stl_ets', 'four_theta', 'pretrained', 'combination'] as const) {
		await expect(accuracyTable(page)).toContainText(saying(`forecaster_${kind}`));
	}
	await expect(accuracyTable(page)).not.toContainText(saying('forecaster_residual_network'));

	await page.setViewportSize({ width: 390, height: 844 });
	const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	await expect.poll(sideways, 'the page does not scroll sideways').toBe(0);
});
