import { isNumeric } from '$lib/core/prepare/step';
import type { ColumnType } from '$lib/core/table';
import { m } from '$lib/paraglide/messages';
import type { Draft } from './defaults';

interface Shared {
	readonly name: string;
	readonly label: () => string;
	/** Shown only then. */
	readonly when?: (draft: Draft) => boolean;
}

/** One control of a step's form. */
export type FormField = Shared &
	(
		| { readonly kind: 'columns'; readonly fits?: (type: ColumnType) => boolean; readonly optional?: boolean }
		| { readonly kind: 'column'; readonly fits?: (type: ColumnType) => boolean; readonly optional?: boolean }
		| { readonly kind: 'text' }
		| { readonly kind: 'switch' }
		| { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number }
		| { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly label: () => string }[] }
	);

const isText = (type: ColumnType): boolean => type === 'text';
const compares = ({ keep }: Draft): boolean => keep === 'largest' || keep === 'smallest';
const grouped = ({ by }: Draft): boolean => by !== 'value' && by !== 'column';

/** Forms made of plain controls; the other kinds have editors of their own. */
export const FORMS: Readonly<Record<string, readonly FormField[]>> = {
	'tidy-text': [
		{ kind: 'columns', name: 'columns', label: m.clean_field_columns, fits: isText },
		{ kind: 'switch', name: 'trim', label: m.clean_field_trim },
		{ kind: 'switch', name: 'collapse', label: m.clean_field_collapse },
		{ kind: 'switch', name: 'width', label: m.clean_field_width },
		{
			kind: 'choice',
			name: 'letters',
			label: m.clean_field_letters,
			options: [
				{ value: 'keep', label: m.clean_letters_keep },
				{ value: 'upper', label: m.clean_letters_upper },
				{ value: 'lower', label: m.clean_letters_lower },
				{ value: 'title', label: m.clean_letters_title }
			]
		}
	],
	replace: [
		{ kind: 'columns', name: 'columns', label: m.clean_field_columns, fits: isText },
		{ kind: 'text', name: 'find', label: m.clean_field_find },
		{ kind: 'text', name: 'replacement', label: m.clean_field_replacement },
		{ kind: 'switch', name: 'whole', label: m.clean_field_whole },
		{ kind: 'switch', name: 'ignoreCase', label: m.clean_field_ignore_case }
	],
	fill: [
		{ kind: 'column', name: 'column', label: m.clean_field_column },
		{
			kind: 'choice',
			name: 'by',
			label: m.clean_field_fill_by,
			options: [
				{ value: 'value', label: m.clean_fill_value },
				{ value: 'previous', label: m.clean_fill_previous },
				{ value: 'next', label: m.clean_fill_next },
				{ value: 'column', label: m.clean_fill_column },
				{ value: 'median', label: m.clean_fill_median },
				{ value: 'mean', label: m.clean_fill_mean }
			]
		},
		{ kind: 'text', name: 'value', label: m.clean_field_value, when: ({ by }) => by === 'value' },
		{ kind: 'column', name: 'source', label: m.clean_field_source, when: ({ by }) => by === 'column' },
		{ kind: 'columns', name: 'within', label: m.clean_field_within, optional: true, when: grouped }
	],
	'drop-missing': [
		{ kind: 'columns', name: 'columns', label: m.clean_field_columns },
		{
			kind: 'choice',
			name: 'when',
			label: m.clean_field_missing_when,
			options: [
				{ value: 'any', label: m.clean_missing_any },
				{ value: 'all', label: m.clean_missing_all }
			]
		}
	],
	deduplicate: [
		{ kind: 'columns', name: 'columns', label: m.clean_field_keys, optional: true },
		{
			kind: 'choice',
			name: 'keep',
			label: m.clean_field_keep,
			options: [
				{ value: 'first', label: m.clean_keep_first },
				{ value: 'last', label: m.clean_keep_last },
				{ value: 'largest', label: m.clean_keep_largest },
				{ value: 'smallest', label: m.clean_keep_smallest },
				{ value: 'most-complete', label: m.clean_keep_complete }
			]
		},
		{ kind: 'column', name: 'by', label: m.clean_field_by, when: compares },
		{ kind: 'switch', name: 'loose', label: m.clean_field_loose }
	],
	combine: [
		{ kind: 'columns', name: 'columns', label: m.clean_field_columns },
		{ kind: 'text', name: 'separator', label: m.clean_field_separator },
		{ kind: 'text', name: 'into', label: m.clean_field_into },
		{ kind: 'switch', name: 'remove', label: m.clean_field_remove_sources }
	],
	'drop-columns': [{ kind: 'columns', name: 'columns', label: m.clean_field_columns }],
	'mark-outliers': [
		{ kind: 'column', name: 'column', label: m.clean_field_column, fits: isNumeric },
		{
			kind: 'choice',
			name: 'method',
			label: m.clean_field_method,
			options: [
				{ value: 'iqr', label: m.clean_method_iqr },
				{ value: 'z-score', label: m.clean_method_zscore },
				{ value: 'mad', label: m.clean_method_mad }
			]
		},
		{ kind: 'number', name: 'factor', label: m.clean_field_factor, min: 0.5, max: 20, step: 0.5 },
		{ kind: 'columns', name: 'within', label: m.clean_field_within, optional: true },
		{
			kind: 'choice',
			name: 'action',
			label: m.clean_field_outlier_action,
			options: [
				{ value: 'mark', label: m.clean_outlier_mark },
				{ value: 'cap', label: m.clean_outlier_cap },
				{ value: 'empty', label: m.clean_outlier_empty }
			]
		},
		{ kind: 'text', name: 'into', label: m.clean_field_into, when: ({ action }) => action === 'mark' }
	]
};
