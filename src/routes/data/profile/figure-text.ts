import { dayOf } from '$lib/core/period';
import { binEnds, type Bins } from '$lib/core/profile/bins';
import type { ColumnKind } from '$lib/core/profile/column-kind';
import type { Column, ColumnType } from '$lib/core/table';
import { counted } from '$lib/i18n/counts';
import { formatCell, formatNumber, formatShare, NO_VALUE, type Numeric } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';

const TYPES: Record<ColumnType, () => string> = {
	text: m.data_type_text,
	integer: m.data_type_integer,
	decimal: m.data_type_decimal,
	float: m.data_type_float,
	boolean: m.data_type_boolean,
	date: m.data_type_date,
	timestamp: m.data_type_timestamp
};

/** The type of a column in words. */
export function typeName(column: Column): string {
	return TYPES[column.type]();
}

/** A value of a column as it is shown: numbers and dates of the language, texts as they stand. */
export function valueText(kind: ColumnKind, value: string | null): string {
	if (value === null) return NO_VALUE;
	if (kind === 'number') return numberText(value);
	if (kind === 'date') return formatCell(value, 'date');
	return value;
}

/** A number with as many decimals as its size deserves; very large and very small ones as powers of ten. */
export function numberText(value: Numeric): string {
	const size = Math.abs(Number(value));
	if (!Number.isFinite(size)) return String(value);
	if (size !== 0 && (size >= 1e15 || size < 1e-4)) return Number(value).toExponential(3).replace('-', '−');
	return formatNumber(value, size !== 0 && size < 1 ? { digits: 4 } : {});
}

/** A figure that is a number, or a day counted from 1970-01-01 in a date column. */
export function figureText(kind: ColumnKind, value: number | null): string {
	if (value === null) return NO_VALUE;
	return kind === 'date' ? formatCell(dayOf(Math.round(value)), 'date') : numberText(value);
}

/** A number of rows and its share of all. */
export function countShare(count: number, of: number): string {
	return of === 0 ? counted('rows', count) : `${counted('rows', count)} · ${formatShare(count / of, { digits: 1 })}`;
}

/** A p value: three digits, or below what is worth telling. */
export function pText(p: number): string {
	if (p < 1e-15) return m.profile_p_below({ p: '1e−15' });
	const text = p < 0.001 ? p.toExponential(1).replace('-', '−') : formatNumber(p, { digits: 3 });
	return m.profile_p({ p: text });
}

/** What a bar of a histogram stands for. */
export function barText(bins: Bins, counts: readonly number[], i: number): string {
	const { from, to } = binEnds(bins, i);
	const rows = counted('rows', counts[i] ?? 0);
	const end = (value: number | string): string =>
		typeof value === 'number' ? numberText(value) : formatCell(value, 'date');
	if (from === null && to !== null) return m.profile_bar_below({ to: end(to), rows });
	if (from !== null && to === null) return m.profile_bar_above({ from: end(from), rows });
	if (from === null || to === null) return rows;
	const single = from === to || (bins.kind === 'number' && bins.width === 1);
	return single ? m.profile_bar_one({ at: end(from), rows }) : m.profile_bar({ from: end(from), to: end(to), rows });
}

/** What stands under the left end, the middle and the right end of a histogram. */
export function axisLabels(bins: Bins): [string, string, string] {
	const end = (value: number | string | null): string =>
		value === null ? '…' : typeof value === 'number' ? numberText(value) : formatCell(value, 'date');
	const middle = Math.floor(bins.count / 2);
	return [
		end(binEnds(bins, 0).from),
		bins.count > 4 ? end(binEnds(bins, middle).from) : '',
		end(binEnds(bins, bins.count - 1).to)
	];
}
