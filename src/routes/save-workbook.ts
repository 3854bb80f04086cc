import type { Cell, Rows } from '$lib/core/table';

/** One sheet of a workbook: a result with the titles of its columns. */
export interface SheetOfRows {
	/** At most 31 characters are kept, without those that a sheet's name may not have. */
	readonly name: string;
	readonly titles: readonly string[];
	readonly rows: Rows;
}

/** A workbook (.xlsx) with one sheet each. Numbers stay numbers, days become dates, texts are never formulas. */
export async function workbookOf(sheets: readonly SheetOfRows[]): Promise<Blob> {
	const { default: writeExcel } = await import('write-excel-file/browser');
	return writeExcel(
		sheets.map(({ name, titles, rows }) => ({
			sheet: name.replace(/[\\/?*[\]:]/gu, ' ').slice(0, 31),
			stickyRowsCount: 1,
			columns: rows.columns.map(({ type }) => ({ width: type === 'text' ? 24 : 16 })),
			data: [
				titles.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const })),
				...Array.from({ length: rows.length }, (_, r) =>
					rows.columns.map(({ type }, c) => cellOf(rows.values[c]?.[r] ?? null, type))
				)
			]
		}))
	).toBlob();
}

function cellOf(value: Cell, type: Rows['columns'][number]['type']) {
	if (value === null) return null;
	if (type === 'date' && typeof value === 'string') {
		return { value: new Date(`${value.slice(0, 10)}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
	}
	if (typeof value === 'number') return { value, type: Number };
	return { value: String(value), type: String };
}
