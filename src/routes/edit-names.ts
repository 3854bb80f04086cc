import type { EditLabel } from '$lib/core/workspace/history';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<EditLabel, () => string> = {
	rename: m.edit_rename,
	'add-source': m.edit_add_source,
	'replace-source': m.edit_replace_source,
	'remove-source': m.edit_remove_source,
	overrides: m.edit_overrides,
	fix: m.edit_fix,
	'append-file': m.edit_append_file,
	snapshot: m.edit_snapshot,
	'date-snapshot': m.edit_date_snapshot,
	'remove-snapshot': m.edit_remove_snapshot,
	'add-step': m.edit_add_step,
	'update-step': m.edit_update_step,
	'remove-step': m.edit_remove_step,
	'move-step': m.edit_move_step,
	'toggle-step': m.edit_toggle_step,
	'set-steps': m.edit_set_steps,
	memory: m.edit_memory,
	model: m.edit_model,
	'confirm-model': m.edit_confirm_model,
	'as-of': m.edit_as_of,
	filters: m.edit_filters,
	grain: m.edit_grain,
	report: m.edit_report,
	forecast: m.edit_forecast,
	'remove-forecast': m.edit_remove_forecast,
	scenario: m.edit_scenario,
	'remove-scenario': m.edit_remove_scenario,
	repair: m.edit_repair
};

/** What an edit was, for "Undo: …". */
export function editName(label: EditLabel): string {
	return NAMES[label]();
}
