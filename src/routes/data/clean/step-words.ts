import { STEP_KINDS } from '$lib/core/prepare/registry';
import type { StepPurpose } from '$lib/core/prepare/step';
import type { CleaningStep } from '$lib/core/workspace/workspace';
import { formatCount } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

const NAMES: Readonly<Record<string, () => string>> = {
	'tidy-text': m.clean_step_tidy_text,
	replace: m.clean_step_replace,
	'map-values': m.clean_step_map_values,
	fill: m.clean_step_fill,
	'drop-missing': m.clean_step_drop_missing,
	deduplicate: m.clean_step_deduplicate,
	filter: m.clean_step_filter,
	parse: m.clean_step_parse,
	split: m.clean_step_split,
	combine: m.clean_step_combine,
	rename: m.clean_step_rename,
	'drop-columns': m.clean_step_drop_columns,
	calculate: m.clean_step_calculate,
	'convert-currency': m.clean_step_convert_currency,
	'mark-outliers': m.clean_step_mark_outliers
};

const PURPOSES: Record<StepPurpose, () => string> = {
	text: m.clean_purpose_text,
	values: m.clean_purpose_values,
	rows: m.clean_purpose_rows,
	columns: m.clean_purpose_columns,
	numbers: m.clean_purpose_numbers
};

/** What a kind of step is called. */
export function kindName(kind: string): string {
	return (NAMES[kind] ?? m.clean_step_unknown)();
}

/** The menu: kinds by purpose, in the order of the registry. */
export function kindsByPurpose(): { purpose: string; kinds: string[] }[] {
	return (Object.keys(PURPOSES) as StepPurpose[]).map((purpose) => ({
		purpose: PURPOSES[purpose](),
		kinds: STEP_KINDS.filter((kind) => kind.purpose === purpose).map(({ kind }) => kind)
	}));
}

/** Names one after another, the rest counted. */
export function listed(names: readonly string[], most = 3): string {
	const shown = names.slice(0, most).join(getLocale() === 'zh-CN' ? '、' : ', ');
	return names.length > most ? m.clean_and_more({ columns: shown, count: formatCount(names.length - most) }) : shown;
}

/** A step in words: its kind and the columns it is about. */
export function stepTitle(step: Pick<CleaningStep, 'kind' | 'params'>): string {
	const columns = columnsOf(step.params);
	return columns.length === 0
		? kindName(step.kind)
		: m.clean_of({ step: kindName(step.kind), columns: listed(columns) });
}

/** Columns named in a step's parameters, the one it makes first. */
function columnsOf(params: unknown): string[] {
	if (typeof params !== 'object' || params === null) return [];
	const given = params as Readonly<Record<string, unknown>>;
	const single = ['into', 'column', 'amount'].map((name) => given[name]).find((value) => typeof value === 'string');
	const several = ['columns', 'names', 'conditions'].map((name) => given[name]).find((value) => Array.isArray(value));
	if (single !== undefined) return [single as string];
	return ((several ?? []) as unknown[]).flatMap((item) => {
		if (typeof item === 'string') return [item];
		const { from, column } = item as { from?: unknown; column?: unknown };
		const name = from ?? column;
		return typeof name === 'string' ? [name] : [];
	});
}
