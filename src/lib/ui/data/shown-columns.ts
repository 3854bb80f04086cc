import type { Grain } from '$lib/core/period';
import type { Unit, ViewColumn } from '$lib/core/reports/recipe';
import type { Cell, ColumnType, Rows } from '$lib/core/table';
import { formatCell, isNumericUnit } from '$lib/i18n/formatting';
import type { getLocale } from '$lib/paraglide/runtime';
import { columnDigits } from './table-columns';

/** A column as a table draws it. */
export interface Shown {
	/** Place in the rows' own columns. */
	readonly at: number;
	readonly label: string;
	readonly title: string | undefined;
	readonly cells: readonly Cell[];
	readonly numeric: boolean;
	readonly format: (cell: Cell) => string;
}

interface Looks {
	readonly locale: ReturnType<typeof getLocale>;
	readonly grain: Grain | undefined;
	readonly currency: string | null;
}

const UNITS: Record<ColumnType, Unit> = {
	text: 'text',
	boolean: 'text',
	integer: 'number',
	decimal: 'number',
	float: 'number',
	date: 'date',
	timestamp: 'date'
};

/** The columns to draw, in order; those the rows do not have are left out, all of them when none are named. */
export function shownColumns(rows: Rows, columns: readonly ViewColumn<string>[] | undefined, looks: Looks): Shown[] {
	const wanted: readonly ViewColumn<string>[] =
		columns ?? rows.columns.map(({ name, type }) => ({ column: name, label: name, unit: UNITS[type] }));
	const places = new Map(rows.columns.map(({ name }, at) => [name, at]));
	return wanted.flatMap((column) => {
		const at = places.get(column.column);
		const cells = at === undefined ? undefined : rows.values[at];
		return at === undefined || !cells ? [] : [shownColumn(at, column, cells, looks)];
	});
}

function shownColumn(
	at: number,
	{ label, unit, definition }: ViewColumn<string>,
	cells: readonly Cell[],
	{ locale, grain, currency }: Looks
): Shown {
	const digits = columnDigits(cells, unit);
	const options = { locale, bare: true, ...(grain ? { grain } : {}), ...(digits === undefined ? {} : { digits }) };
	const money = unit === 'money' && currency ? ` (${currency})` : '';
	return {
		at,
		label: label + money,
		title: definition,
		cells,
		numeric: isNumericUnit(unit),
		format: (cell) => formatCell(cell, unit, options)
	};
}
