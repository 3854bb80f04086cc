import type { FilePart } from '$lib/core/table';
import { HtmlTables, type HtmlTable } from './html-tables';
import type { Pace } from './pace';
import type { UnpackedPart } from './part';
import { refusal } from './refusal';
import { RowsWriter, type OutCell } from './rows-writer';
import { bytesOf } from './zip';
import { Merges } from './workbook/merges';

/** Pages beyond this size are not taken apart. */
const MOST_BYTES = 128 << 20;

/** The tables of an HTML page, in its order: many programs export so under the name .xls. Small ones are minor. */
export async function listTables(file: Blob, pace: Pace): Promise<FilePart[]> {
	const tables = await tablesOf(file, pace);
	return tables.map(({ rows, name }) => ({
		path: tables.length === 1 ? [] : [name],
		kind: 'excel',
		rows: rows.length,
		bytes: null,
		minor: tables.length > 1 && (rows.length < 2 || rows.every((row) => row.length < 2))
	}));
}

/** One table of a page as CSV, its cells as texts; null when there is none of that name. */
export async function unpackTable(file: Blob, name: string, pace: Pace, rows: number): Promise<UnpackedPart | null> {
	const tables = await tablesOf(file, pace);
	const table = name === '' && tables.length === 1 ? tables[0] : tables.find((one) => one.name === name);
	if (!table) return null;
	const writer = new RowsWriter(pace);
	const merges = new Merges(table.ranges);
	for (const [at, row] of table.rows.slice(0, rows).entries()) {
		const cells = row.map((text): OutCell => (text === null || text === '' ? null : { text }));
		merges.fill(at, cells);
		writer.row(cells);
	}
	const at = pace.fileName;
	const { cells, first } = merges;
	const issues = cells > 0 ? [{ code: 'workbook-merged', at, details: { cells, first } } as const] : [];
	const text = await writer.finish();
	return { kind: 'csv', text, clean: true, lines: 'rows', issues, setAside: [], setAsideTotal: 0 };
}

async function tablesOf(file: Blob, pace: Pace): Promise<HtmlTable[]> {
	const at = pace.fileName;
	if (file.size > MOST_BYTES) throw refusal('file-too-large', at, { size: file.size });
	const bytes = await bytesOf(file, 0, file.size);
	const tables = new HtmlTables(pace).read(textOf(bytes));
	pace.took(bytes.length);
	if (tables.length === 0) throw refusal('file-format-refused', at, { format: 'html' });
	return tables;
}

/** The page's text: by its mark, by what it says, else as UTF-8 where it is that. */
function textOf(bytes: Uint8Array): string {
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
	const named = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
	const marked =
		bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
	for (const encoding of marked ? [marked] : ['utf-8', named ?? 'gb18030']) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			continue;
		}
	}
	return new TextDecoder('windows-1252').decode(bytes);
}
