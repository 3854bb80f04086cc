import type { Issue } from '$lib/core/result';
import type { FilePart } from '$lib/core/table';
import type { Pace } from '../pace';
import type { UnpackedPart } from '../part';
import { refusal } from '../refusal';
import { RowsWriter } from '../rows-writer';
import type { ZipArchive, ZipEntry } from '../zip';
import { OdsTables, type OdsTable } from './ods-tables';
import { walkHandled } from './package';

/** The sheets of an OpenDocument spreadsheet. Empty and hidden ones are minor. */
export async function listOds(zip: ZipArchive, pace: Pace): Promise<FilePart[]> {
	const found: { table: OdsTable; writer: RowsWriter }[] = [];
	const reader = new OdsTables(pace, (table) => {
		const writer = new RowsWriter(pace.apart());
		found.push({ table, writer });
		return writer;
	});
	await walkHandled(zip, await contentOf(zip, pace), pace, reader);
	return found.map(({ table, writer }) => ({
		path: [table.name],
		kind: 'excel',
		rows: writer.filled,
		bytes: null,
		minor: table.hidden || writer.filled === 0
	}));
}

/** One sheet as CSV; null when there is none of that name. */
export async function unpackOds(zip: ZipArchive, name: string, pace: Pace, rows: number): Promise<UnpackedPart | null> {
	let writer: RowsWriter | null = null;
	const reader = new OdsTables(pace, (table) =>
		!writer && table.name === name ? (writer = new RowsWriter(pace)) : null
	);
	await walkHandled(zip, await contentOf(zip, pace), pace, reader, () => (writer?.rows ?? 0) >= rows);
	const written = writer as RowsWriter | null;
	if (!written) return null;
	const text = await written.finish();
	const issues: readonly Issue[] = reader.issues(pace.fileName);
	return { kind: 'csv', text, clean: true, lines: 'rows', issues, setAside: [], setAsideTotal: 0 };
}

/** The member with the sheets. Throws the refusal 'workbook-protected' when it is encrypted. */
async function contentOf(zip: ZipArchive, pace: Pace): Promise<ZipEntry> {
	const content = zip.entries.find(({ name }) => name === 'content.xml');
	if (!content) throw refusal('workbook-broken', pace.fileName, { message: 'content.xml is missing' });
	const manifest = zip.entries.find(({ name }) => name === 'META-INF/manifest.xml');
	if (!manifest) return content;
	let locked = false;
	await walkHandled(zip, manifest, pace, {
		wanted: false,
		open: (name) => void (locked ||= name === 'encryption-data'),
		close: () => undefined,
		text: () => undefined
	});
	if (locked) throw refusal('workbook-protected', pace.fileName);
	return content;
}
