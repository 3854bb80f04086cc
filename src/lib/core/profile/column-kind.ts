import type { Column } from '../table';

/** How a column is described: numbers and dates by their distribution, everything else by its values. */
export type ColumnKind = 'number' | 'date' | 'label';

/** What kind of description fits a column. Timestamps count as dates, truths as labels. */
export function columnKind(column: Column): ColumnKind {
	switch (column.type) {
		case 'integer':
		case 'decimal':
		case 'float':
			return 'number';
		case 'date':
		case 'timestamp':
			return 'date';
		default:
			return 'label';
	}
}
