import { formatOf, type ValueFormat } from '$lib/core/intake/value-format';
import type { LoadColumn, StoredType } from '$lib/core/sql/load';
import type { ColumnFormat } from '$lib/core/table';
import type { ScanKind } from './csv-scan';
import type { ColumnScan } from './csv-scan-cells';

/** What the scan has to check in each column: only what DuckDB's reader casts by itself. */
export function scanKinds(columns: readonly ColumnFormat[]): ScanKind[] {
	return columns.map((column) => {
		if (column.type === 'text') return 'text';
		if (!isPlain(formatOf(column)) || column.type === 'float' || column.type === 'timestamp') return 'other';
		return column.type;
	});
}

/**
 * How each column is loaded, given what its cells look like. DuckDB's casts are used only where every cell is in the plain
 * form: they round "1.5" to 2 and read "1e3", "1_000" or "007" as numbers without a word.
 */
export function loadColumns(
	columns: readonly ColumnFormat[],
	scans: readonly ColumnScan[],
	refused: ReadonlySet<number>,
	fixed: boolean
): LoadColumn[] {
	return columns.map((format, index) => {
		const scan = scans[index];
		if (format.type === 'text') return { format, stored: 'VARCHAR', parsed: false };
		const numeric = format.type === 'integer' || format.type === 'decimal';
		const plain = isPlain(formatOf(format));
		if (!fixed && plain && numeric && scan && isIdentifier(scan, format)) {
			return { format: { name: format.name, type: 'text' }, stored: 'VARCHAR', parsed: false };
		}
		const parsed = !plain || refused.has(index) || (scan?.odd ?? false);
		if (parsed && numeric) return { format, stored: 'VARCHAR', parsed };
		return scan && plain && numeric ? withDigits(format, scan) : { format, stored: PLAIN_TYPES[format.type], parsed };
	});
}

/** How columns are loaded whose cells were all written in plain form before `scans` were made of them. */
export function writtenColumns(
	columns: readonly ColumnFormat[],
	scans: readonly ColumnScan[],
	fixed: boolean
): LoadColumn[] {
	const plain = columns.map(({ name, type }) => ({ name, type }));
	const even = scans.map((scan) => ({ ...scan, odd: false }));
	return loadColumns(plain, even, new Set(), fixed).map((column, index) => {
		const { type } = column.format;
		const given = columns[index];
		return type === 'text' || !given ? column : { ...column, format: { ...given, type } };
	});
}

/** Whether values stand in the form that DuckDB reads by itself: no format, or a number format that says nothing. */
export function isPlain(format: ValueFormat | null): boolean {
	if (format === null) return true;
	if (format.kind !== 'number' || format.decimal !== '.' || format.grouping !== '' || format.factor !== 1) return false;
	const { parentheses, trailingMinus, percent, fullWidth, strip, suffixes } = format;
	const marks = strip.length + Object.keys(suffixes).length;
	return marks === 0 && !parentheses && !trailingMinus && !percent && !fullWidth;
}

const PLAIN_TYPES: Readonly<Record<ColumnFormat['type'], StoredType>> = {
	text: 'VARCHAR',
	integer: 'BIGINT',
	decimal: { whole: 16, scale: 2 },
	float: 'DOUBLE',
	boolean: 'BOOLEAN',
	date: 'DATE',
	timestamp: 'TIMESTAMP'
};

/** Numbers with leading zeros, or with more digits than any number column holds, are identifiers. */
function isIdentifier(scan: ColumnScan, format: ColumnFormat): boolean {
	return format.type === 'integer' && (scan.leadingZero || scan.whole > 38);
}

function withDigits(format: ColumnFormat, scan: ColumnScan): LoadColumn {
	const stored = numberType(format, scan.whole, scan.scale);
	return { format: { ...format, type: typeOf(stored, format) }, stored, parsed: false };
}

/** The type that holds numbers of so many digits exactly; DOUBLE when none does. */
export function numberType(format: ColumnFormat, whole: number, scale: number): StoredType {
	if (whole + scale > 38) return 'DOUBLE';
	if (format.type === 'integer' && scale <= 0) return whole <= 18 ? 'BIGINT' : { whole: 38, scale: 0 };
	return { whole, scale: Math.max(0, scale) };
}

/** The column type of a stored number type. */
export function typeOf(stored: StoredType, format: ColumnFormat): ColumnFormat['type'] {
	if (stored === 'DOUBLE') return 'float';
	return format.type === 'integer' && typeof stored === 'object' && stored.scale > 0 ? 'decimal' : format.type;
}

/** Whether a table made with columns `a` is what columns `b` ask for: at least as wide numbers are as good. */
export function sameColumns(a: readonly LoadColumn[], b: readonly LoadColumn[]): boolean {
	return a.every((column, index) => {
		const other = b[index];
		if (!other || column.parsed !== other.parsed || column.format.type !== other.format.type) return false;
		const [have, need] = [column.stored, other.stored];
		if (typeof have !== 'object' || typeof need !== 'object') return have === need;
		const room = (type: { whole: number; scale: number }): number => (type.whole + type.scale > 18 ? 38 : 18);
		return have.scale >= need.scale && room(have) - have.scale >= need.whole;
	});
}
