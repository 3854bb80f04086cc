import type { FilePart } from '$lib/core/table';
import { Pace } from '../pace';
import type { UnpackedPart } from '../part';
import { RowsWriter } from '../rows-writer';
import { attribute } from '../xml';
import type { ZipArchive } from '../zip';
import { parseRange, type CellRange } from './merges';
import { listOds, unpackOds } from './ods';
import { openPackage, readStrings, readStyles, walkHandled, type SheetEntry } from './package';
import { SheetReader, textCell } from './sheet';

/** Sheets with at most so many packed bytes are counted while they are listed. */
const CHEAP_BYTES = 256 << 10;

/** The sheets of a workbook in a zip: .xlsx, .xlsm or .ods. Empty and hidden ones are minor. */
export async function listWorkbook(zip: ZipArchive, pace: Pace): Promise<FilePart[]> {
	return isOds(zip) ? listOds(zip, pace) : listSheets(zip, pace);
}

/** One sheet as CSV; null when there is none of that name. */
export async function unpackWorkbook(
	zip: ZipArchive,
	name: string,
	pace: Pace,
	rows: number
): Promise<UnpackedPart | null> {
	return isOds(zip) ? unpackOds(zip, name, pace, rows) : unpackSheet(zip, name, pace, rows);
}

function isOds(zip: ZipArchive): boolean {
	return zip.entries.some(({ name }) => name === 'content.xml');
}

async function listSheets(zip: ZipArchive, pace: Pace): Promise<FilePart[]> {
	const { sheets } = await openPackage(zip, pace);
	const parts: FilePart[] = [];
	for (const sheet of sheets) {
		const rows = sheet.entry.packed <= CHEAP_BYTES ? await countRows(zip, sheet, pace) : null;
		const minor = sheet.hidden || rows === 0;
		parts.push({ path: [sheet.name], kind: 'excel', rows, bytes: sheet.entry.declared, minor });
	}
	return parts;
}

/** Rows with a value or a text in one of their cells. */
async function countRows(zip: ZipArchive, { entry }: SheetEntry, pace: Pace): Promise<number> {
	const writer = new RowsWriter(new Pace(pace.fileName, 0));
	const context = { string: () => '"x"', styles: [], from1904: false };
	await walkHandled(zip, entry, pace, new SheetReader(context, writer, pace, [], Infinity));
	return writer.filled;
}

async function unpackSheet(zip: ZipArchive, name: string, pace: Pace, rows: number): Promise<UnpackedPart | null> {
	const book = await openPackage(zip, pace);
	const sheet = book.sheets.find((one) => one.name === name);
	if (!sheet) return null;
	const styles = await readStyles(zip, book.styles, pace);
	const strings = (await readStrings(zip, book.strings, pace)).map(textCell);
	const context = { string: (at: number) => strings[at] ?? null, styles, from1904: book.from1904 };
	const read = async (
		ranges: readonly CellRange[],
		counted: Pace
	): Promise<{ writer: RowsWriter; reader: SheetReader }> => {
		const writer = new RowsWriter(counted);
		const reader = new SheetReader(context, writer, counted, ranges, rows);
		await walkHandled(zip, sheet.entry, counted, reader, () => reader.enough);
		return { writer, reader };
	};
	// Merged ranges stand behind the rows they concern. Few sheets have any; those are read again.
	const ranges = rows === Infinity ? null : await findMerges(zip, sheet, pace);
	const first = await read(ranges ?? [], pace);
	const again = !ranges && first.reader.ranges.length > 0;
	const { writer, reader } = again ? await read(first.reader.ranges, pace.apart()) : first;
	const text = await writer.finish();
	const issues = reader.issues(pace.fileName);
	return { kind: 'csv', text, clean: true, lines: 'rows', issues, setAside: [], setAsideTotal: 0 };
}

/** The merged ranges of a sheet of which only the first rows are read: decompressed, but not taken apart. */
async function findMerges(zip: ZipArchive, { entry }: SheetEntry, pace: Pace): Promise<CellRange[]> {
	const ranges: CellRange[] = [];
	const decoder = new TextDecoder();
	let rest = '';
	for await (const piece of zip.pieces(entry, pace.apart())) {
		const text = rest + decoder.decode(piece, { stream: true });
		let at = 0;
		for (let found = text.indexOf('mergeCell ', at); found >= 0; found = text.indexOf('mergeCell ', at)) {
			const end = text.indexOf('>', found);
			if (end < 0) break;
			const range = parseRange(attribute(text.slice(found + 9, end), 'ref') ?? '');
			if (range) ranges.push(range);
			at = end;
		}
		rest = text.slice(Math.max(at, text.length - 200));
	}
	return ranges;
}
