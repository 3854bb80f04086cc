import type { EditLabel } from '$lib/core/workspace/history';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<EditLabel, () => string> = {
	rename: m.edit_rename,
	'add-source': m.edit_add_source,
	'replace-source': m.edit_replace_source,
	'remove-source': m.edit_remove_source,
	model: m.edit_model,
	'confirm-model': m.edit_confirm_model,
	'as-of': m.edit_as_of,
	filters: m.edit_filters,
	grain: m.edit_grain,
	report: m.edit_report,
	forecast: m.edit_forecast,
	'remove-forecast': m.edit_remove_forecast
};

/** What an edit was, for "Undo: …". */
export function editName(label: EditLabel): string {
	return NAMES[label]();
}
