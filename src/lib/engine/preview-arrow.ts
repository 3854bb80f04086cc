import type { Cell, Preview, Rows } from '$lib/core/table';
import { decodeRows } from './decode';
import type { OpenedFile } from './open-file';
import { arrowHead } from './readers/arrow-source';
import { readable } from './readers/parquet';
import { parquetHead } from './readers/parquet-source';

const MOST_ROWS = 200;

/** The first rows of a Parquet or Arrow file: it says itself what its columns are. */
export async function previewArrow(opened: OpenedFile, signal: AbortSignal | null): Promise<Preview> {
	const { rows, total } = await firstRows(opened, signal);
	const columns = rows.columns.map(({ name, type }) => ({ name, type }));
	return {
		plan: { format: opened.format, columns },
		findings: [],
		issues: opened.issues,
		lines: [],
		rows: Array.from({ length: Math.min(MOST_ROWS, rows.length) }, (_, row) => ({
			line: row + 1,
			cells: rows.values.map((column) => cell(column[row] ?? null))
		})),
		total: { rows: total, exact: true }
	};
}

async function firstRows(opened: OpenedFile, signal: AbortSignal | null): Promise<{ rows: Rows; total: number }> {
	const { fileName, file, format } = opened;
	const { stream, rows } =
		format === 'arrow'
			? await arrowHead(fileName, file, MOST_ROWS, signal)
			: await readable(opened, () => parquetHead(file, MOST_ROWS, signal));
	return { rows: decodeRows([stream]), total: rows };
}

function cell(value: Cell): Preview['rows'][number]['cells'][number] {
	const text = value === null ? '' : String(value);
	return { text, value: value === null ? null : text, bad: false };
}
