import { emptyRows, nullsAndRows, type TablePlace } from '$lib/core/sql/load';
import type { LoadedColumn, Session } from './reader';

/** The columns of a table as they are stored, with how many values each holds, and its rows. */
export async function stagedTable(
	session: Session,
	place: TablePlace
): Promise<{ columns: LoadedColumn[]; rows: number }> {
	const { columns } = await session.run(emptyRows(place));
	const names = columns.map((column) => column.name);
	const counts = (await session.run(nullsAndRows(place, names))).values.map((column) => Number(column[0] ?? 0));
	const rows = counts[names.length] ?? 0;
	return {
		columns: columns.map((column, i) => {
			const nulls = counts[i] ?? 0;
			return { ...column, nullable: nulls > 0, values: rows - nulls };
		}),
		rows
	};
}
