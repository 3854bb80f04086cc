/** A cell of a table by row and column; row -1 is the header. */
export interface Spot {
	readonly row: number;
	readonly column: number;
}

/** Row number of the header. */
export const HEADER_ROW = -1;

/** What a key press is made of, as far as moving in a table goes. */
interface Press {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
}

/** Where a key leads from `from` in a table of `rows` × `columns`, a screen being `page` rows; null: the key moves nothing. May lie outside. */
export function movedTo(
	{ key, ctrlKey, metaKey }: Press,
	{ row, column }: Spot,
	{ rows, columns, page }: { rows: number; columns: number; page: number }
): Spot | null {
	const far = ctrlKey || metaKey;
	switch (key) {
		case 'ArrowUp':
			return { row: far ? 0 : row - 1, column };
		case 'ArrowDown':
			return { row: far ? rows - 1 : row + 1, column };
		case 'ArrowLeft':
			return { row, column: far ? 0 : column - 1 };
		case 'ArrowRight':
			return { row, column: far ? columns - 1 : column + 1 };
		case 'PageUp':
			return { row: Math.max(0, row - page), column };
		case 'PageDown':
			return { row: row + page, column };
		case 'Home':
			return { row: far ? 0 : row, column: 0 };
		case 'End':
			return { row: far ? rows - 1 : row, column: columns - 1 };
		default:
			return null;
	}
}
