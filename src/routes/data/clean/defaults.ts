import type { Json } from '$lib/core/json';
import { freeName } from '$lib/core/prepare/plan';
import { isDated, isNumeric } from '$lib/core/prepare/step';
import type { Column, ColumnType } from '$lib/core/table';
import { m } from '$lib/paraglide/messages';

/** Parameters of a step while it is edited. */
export type Draft = Readonly<Record<string, Json>>;

/** What a new step of a kind starts with: nothing that changes data before a column is chosen. */
export function newParams(kind: string, columns: readonly Column[]): Draft {
	const first = (fits: (type: ColumnType) => boolean): string => columns.find(({ type }) => fits(type))?.name ?? '';
	const isText = (type: ColumnType): boolean => type === 'text';
	const into = (): string => freeName(m.clean_new_column(), columns);
	switch (kind) {
		case 'tidy-text':
			return {
				columns: columns.filter(({ type }) => isText(type)).map(({ name }) => name),
				trim: true,
				collapse: true,
				width: true,
				letters: 'keep'
			};
		case 'replace':
			return { columns: [], find: '', replacement: '', whole: false, ignoreCase: false };
		case 'map-values':
			return { column: first(isText), map: [] };
		case 'fill':
			return { column: '', by: 'value', value: '' };
		case 'drop-missing':
			return { columns: [], when: 'any' };
		case 'deduplicate':
			return { columns: [], keep: 'first', loose: false };
		case 'filter':
			return {
				conditions: [{ column: columns[0]?.name ?? '', op: 'not-empty', values: [] }],
				match: 'all',
				action: 'keep'
			};
		case 'parse':
			return { column: first(isText), type: 'text' };
		case 'split':
			return { column: first(isText), by: { kind: 'delimiter', text: '-' }, into: [], rest: true, remove: false };
		case 'combine':
			return { columns: [], separator: ' ', into: freeName(m.clean_new_column(), columns), remove: false };
		case 'rename':
			return { names: [] };
		case 'drop-columns':
			return { columns: [] };
		case 'calculate':
			return { into: into(), expression: '' };
		case 'convert-currency': {
			const date = first(isDated);
			return {
				amount: first(isNumeric),
				from: { kind: 'fixed', currency: 'EUR' },
				target: 'USD',
				rates: [],
				into: null,
				...(date ? { date } : {})
			};
		}
		case 'mark-outliers':
			return {
				column: first(isNumeric),
				method: 'iqr',
				factor: 1.5,
				action: 'mark',
				into: freeName(m.clean_new_outlier(), columns)
			};
		default:
			return {};
	}
}
