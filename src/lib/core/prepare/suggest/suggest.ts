import { isIdHeader } from '../../intake/column-type';
import { detectNumbers } from '../../intake/number-detect';
import { isNullToken } from '../../intake/value-format';
import type { Json } from '../../json';
import type { ValueCount } from '../../model/value-counts';
import type { Table } from '../../table';
import type { CleaningStep } from '../../workspace/workspace';
import type { TableCensus } from './census';
import { labelMerges, type Merge } from './clusters';

/** A step worth a look, and why. Nothing is applied unasked. */
export interface StepSuggestion {
	readonly kind: 'merge' | 'tidy' | 'repeated-rows' | 'repeated-keys' | 'numbers' | 'constant';
	/** Columns it is about. */
	readonly columns: readonly string[];
	/** Rows or cells it would change. */
	readonly count: number;
	/** merge: what becomes what. */
	readonly merges: readonly Merge[];
	readonly step: Pick<CleaningStep, 'kind' | 'params'>;
}

/** Values of a column, most frequent first. */
export interface ColumnValues {
	readonly column: string;
	readonly values: readonly ValueCount[];
	/** The list holds every value. */
	readonly complete: boolean;
}

/** Share of repeated keys up to which a column is a key with slips rather than a column that repeats by nature. */
const KEY_REPEATS = 0.05;
/** Share of numbers from which a column of texts is offered as numbers. */
const MOSTLY = 0.8;

/** Suggestions for one table as it stands after its steps, those that matter most first. */
export function suggestSteps(table: Table, census: TableCensus, values: readonly ColumnValues[]): StepSuggestion[] {
	return [
		...values.flatMap(({ column, values: all, complete }) =>
			complete ? mergeSuggestion(column, labelMerges(all)) : []
		),
		...tidy(census),
		...numbers(table, values),
		...repeated(table, census),
		...constant(census)
	];
}

/** Merges of one column as one step; none for no merges. */
export function mergeSuggestion(column: string, merges: readonly Merge[]): StepSuggestion[] {
	if (merges.length === 0) return [];
	return [
		{
			kind: 'merge',
			columns: [column],
			count: merges.reduce((sum, { rows }) => sum + rows, 0),
			merges,
			step: { kind: 'map-values', params: { column, map: merges.map(({ from, to }) => ({ from, to })) } }
		}
	];
}

function simple(
	kind: StepSuggestion['kind'],
	columns: readonly string[],
	count: number,
	step: { kind: string; params: Json }
): StepSuggestion {
	return { kind, columns, count, merges: [], step };
}

function tidy({ columns }: TableCensus): StepSuggestion[] {
	const untidy = columns.filter(({ blanks, wide }) => blanks + wide > 0);
	if (untidy.length === 0) return [];
	const names = untidy.map(({ column }) => column);
	const count = untidy.reduce((sum, { blanks, wide }) => sum + Math.max(blanks, wide), 0);
	const width = untidy.some(({ wide }) => wide > 0);
	return [
		simple('tidy', names, count, {
			kind: 'tidy-text',
			params: { columns: names, trim: true, collapse: true, width, letters: 'keep' }
		})
	];
}

function repeated(table: Table, { rows, repeated: same, columns }: TableCensus): StepSuggestion[] {
	const found: StepSuggestion[] = [];
	const dedupe = (names: readonly string[]): { kind: string; params: Json } => ({
		kind: 'deduplicate',
		params: { columns: names, keep: names.length > 0 ? 'most-complete' : 'first', loose: false }
	});
	if (same > 0) found.push(simple('repeated-rows', [], same, dedupe([])));
	const key = columns.find(({ column }) => isIdHeader(column) && table.columns.some(({ name }) => name === column));
	const extra = key ? key.filled - key.distinct : 0;
	if (key && extra > same && extra <= KEY_REPEATS * rows)
		found.push(simple('repeated-keys', [key.column], extra, dedupe([key.column])));
	return found;
}

function constant({ rows, columns }: TableCensus): StepSuggestion[] {
	const same = columns.filter(
		({ filled, distinct }) => rows > 1 && (filled === 0 || (filled === rows && distinct === 1))
	);
	if (same.length === 0 || same.length === columns.length) return [];
	const names = same.map(({ column }) => column);
	return [simple('constant', names, names.length, { kind: 'drop-columns', params: { columns: names } })];
}

/** Text columns whose values are numbers but for a few words; those words are listed before anything is emptied. */
function numbers(table: Table, values: readonly ColumnValues[]): StepSuggestion[] {
	return values.flatMap(({ column, values: all }) => {
		const own = table.columns.find(({ name }) => name === column);
		if (own?.type !== 'text' || isIdHeader(column)) return [];
		const filled = all.flatMap(({ value, count }) =>
			value === null || isNullToken(value) ? [] : [{ text: value, count }]
		);
		const numeric = filled.filter(({ text }) => /\d/.test(text) && /^[^\p{L}]*[\p{L}]{0,3}\.?[^\p{L}]*$/u.test(text));
		const sum = (items: readonly { readonly count: number }[]): number =>
			items.reduce((total, { count }) => total + count, 0);
		if (numeric.length < 5 || sum(numeric) < MOSTLY * sum(filled)) return [];
		const finding = detectNumbers(
			numeric.map(({ text }, line) => ({ text, line })),
			{ header: column, decimal: null }
		);
		if (finding.kind !== 'number' || !finding.quantity) return [];
		const { type, format } = finding.format;
		const params: Json = {
			column,
			type,
			...(format === undefined ? {} : { format }),
			...(type === 'decimal' ? { scale: 4 } : {})
		};
		return [simple('numbers', [column], sum(filled), { kind: 'parse', params })];
	});
}
