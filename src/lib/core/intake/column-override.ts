import type { Issue } from '../result';
import type { ColumnFormat } from '../table';
import type { ColumnSample } from './column-type';
import { detectDates } from './date-detect';
import { detectNumbers } from './number-detect';
import { readerOf } from './row-shape';
import { isNullToken } from './value-format';

/** Columns with what the user says about them. */
export interface Overridden {
	readonly columns: readonly ColumnFormat[];
	/** Names of the columns that follow the user's word. */
	readonly applied: readonly string[];
	readonly issues: readonly Issue[];
}

/**
 * Puts the user's types and formats in the place of the detected ones, by header. A type without a format takes the detected
 * format, or the one its values have. A format that fits none of the column's sampled values is not applied: 'override-unfit'
 * { column, type, example }. A header that is not there: 'override-unused' { column }.
 */
export function overriddenColumns(
	detected: readonly ColumnFormat[],
	samples: readonly ColumnSample[],
	given: readonly ColumnFormat[],
	info: { readonly fileName: string; readonly complete: boolean }
): Overridden {
	const at = info.fileName;
	const issues: Issue[] = [];
	const applied: string[] = [];
	const wanted = new Map(given.map((column) => [column.name, column]));
	const columns = detected.map((column, index) => {
		const want = wanted.get(column.name);
		wanted.delete(column.name);
		if (!want) return column;
		const cells = (samples[index]?.cells ?? []).filter(({ text }) => !isNullToken(text));
		const format = completed(want, column, cells, info.complete);
		const reads = readerOf(format);
		if (reads && cells.length > 0 && !cells.some(({ text }) => reads(text))) {
			const example = (cells[0]?.text ?? '').slice(0, 120);
			issues.push({ code: 'override-unfit', at, details: { column: column.name, type: want.type, example } });
			return column;
		}
		applied.push(column.name);
		return format;
	});
	for (const column of wanted.keys()) issues.push({ code: 'override-unused', at, details: { column } });
	return { columns, applied, issues };
}

/** A type without a format: the detected format when the type is the same, else the one most of the values have. */
function completed(
	want: ColumnFormat,
	detected: ColumnFormat,
	cells: ColumnSample['cells'],
	complete: boolean
): ColumnFormat {
	if (want.type === 'text' || want.format !== undefined) return want;
	if (detected.type === want.type) return detected;
	if (want.type === 'date' || want.type === 'timestamp') {
		const found = detectDates(cells, { dateHeader: true, order: () => null, complete });
		return found.kind === 'date' && found.format.format !== undefined ? { ...want, format: found.format.format } : want;
	}
	if (want.type === 'boolean') return want;
	const found = detectNumbers(cells, { header: want.name, decimal: null });
	return found.kind === 'number' && found.format.format !== undefined ? { ...want, format: found.format.format } : want;
}
