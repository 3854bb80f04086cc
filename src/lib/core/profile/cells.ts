import { cells } from '../model/rows';
import type { Cell, Rows } from '../table';

/** A cell of a result by the name of its column. */
export type Pick = (name: string) => Cell;

/** The cells of one row of a result by name. NULL where the result has no such row. */
export function rowOf(rows: Rows, row = 0): Pick {
	return (name) => cells(rows, name)[row] ?? null;
}

/** A float out of a cell; null for NULL, NaN and infinities. */
export function finite(cell: Cell): number | null {
	if (cell === null) return null;
	const value = Number(cell);
	return Number.isFinite(value) ? value : null;
}
