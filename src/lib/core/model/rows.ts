import { assert } from '../errors';
import type { Cell, Rows } from '../table';

/** The cells of a column of a result, by name. Throws when the result has no such column: a mistake of ours. */
export function cells(rows: Rows, name: string): readonly Cell[] {
	const values = rows.values[rows.columns.findIndex((column) => column.name === name)];
	assert(values, `the result has a column ${name}`);
	return values;
}

/** A count out of a cell: 0 for NULL. Counts are below 2^53. */
export function count(cell: Cell | undefined): number {
	return cell === null || cell === undefined ? 0 : Number(cell);
}

/** A text out of a cell; NULL stays null. */
export function text(cell: Cell | undefined): string | null {
	return cell === null || cell === undefined ? null : String(cell);
}
