import { AppError } from '$lib/core/errors';
import type { Pace } from '../pace';
import { refusal } from '../refusal';
import { attribute, walkXml, XmlError, type XmlHandler } from '../xml';
import type { ZipArchive, ZipEntry } from '../zip';
import { parseFormat, builtInFormat, GENERAL, type NumberFormat } from './number-format';

/** A worksheet as the workbook lists it. */
export interface SheetEntry {
	readonly name: string;
	readonly hidden: boolean;
	readonly entry: ZipEntry;
}

/** What the package of an Office Open XML workbook says about itself. */
export interface WorkbookPackage {
	readonly from1904: boolean;
	readonly sheets: readonly SheetEntry[];
	readonly strings: ZipEntry | null;
	readonly styles: ZipEntry | null;
}

/** Most sheets that are offered. */
const MOST_SHEETS = 1000;

/** Reads the workbook's own part and its relationships. Throws the refusals 'workbook-broken' and 'workbook-binary'. */
export async function openPackage(zip: ZipArchive, pace: Pace): Promise<WorkbookPackage> {
	const parts = new Parts(zip);
	const main = await mainPart(parts, pace);
	const related = await relationships(parts, main.name, pace);
	let from1904 = false;
	const listed: { name: string; id: string; hidden: boolean }[] = [];
	await walkPart(zip, main, pace, (name, tag) => {
		if (name === 'workbookPr') from1904 = isTrue(attribute(tag, 'date1904'));
		if (name !== 'sheet' || listed.length >= MOST_SHEETS) return;
		const hidden = (attribute(tag, 'state') ?? 'visible') !== 'visible';
		listed.push({ name: attribute(tag, 'name') ?? '', id: attribute(tag, 'id') ?? '', hidden });
	});
	const sheets: SheetEntry[] = [];
	for (const { name, id, hidden } of listed) {
		const relation = related.find((one) => one.id === id);
		const entry = relation && /\/worksheet$/.test(relation.type) ? parts.find(relation.target) : null;
		if (relation && /\/worksheet$/.test(relation.type) && !entry)
			throw refusal('workbook-broken', pace.fileName, { message: `sheet “${name}” is missing` });
		if (entry) sheets.push({ name, hidden, entry });
	}
	const byType = (type: string): ZipEntry | null => {
		const relation = related.find((one) => one.type.endsWith(`/${type}`));
		return relation ? parts.find(relation.target) : null;
	};
	return { from1904, sheets, strings: byType('sharedStrings'), styles: byType('styles') };
}

async function mainPart(parts: Parts, pace: Pace): Promise<ZipEntry> {
	const root = parts.find('_rels/.rels') ? await relationships(parts, '', pace) : [];
	const target = root.find((one) => one.type.endsWith('/officeDocument'))?.target;
	const main = (target === undefined ? null : parts.find(target)) ?? parts.find('xl/workbook.xml');
	if (main && !/\.bin$/i.test(main.name)) return main;
	if (main ?? parts.find('xl/workbook.bin')) throw refusal('workbook-binary', pace.fileName);
	throw refusal('workbook-broken', pace.fileName, { message: 'xl/workbook.xml is missing' });
}

/** The members of a package by the names used in it: not case-sensitive, with or without a leading slash. */
class Parts {
	readonly #byName = new Map<string, ZipEntry>();

	constructor(readonly zip: ZipArchive) {
		for (const entry of zip.entries) this.#byName.set(key(entry.name), entry);
	}

	find(name: string): ZipEntry | null {
		return this.#byName.get(key(name)) ?? null;
	}
}

function key(name: string): string {
	return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

interface Relationship {
	readonly id: string;
	readonly type: string;
	/** From the root of the package. */
	readonly target: string;
}

async function relationships(parts: Parts, of: string, pace: Pace): Promise<Relationship[]> {
	const slash = of.lastIndexOf('/');
	const folder = of.slice(0, slash + 1);
	const entry = parts.find(`${folder}_rels/${of.slice(slash + 1)}.rels`);
	const found: Relationship[] = [];
	if (!entry) return found;
	await walkPart(parts.zip, entry, pace, (name, tag) => {
		if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
		const target = attribute(tag, 'Target') ?? '';
		found.push({
			id: attribute(tag, 'Id') ?? '',
			type: attribute(tag, 'Type') ?? '',
			target: resolved(folder, target)
		});
	});
	return found;
}

function resolved(folder: string, target: string): string {
	const path = target.replaceAll('\\', '/');
	const segments = path.startsWith('/') ? [] : folder.split('/').filter(Boolean);
	for (const segment of path.split('/')) {
		if (segment === '..') segments.pop();
		else if (segment !== '' && segment !== '.') segments.push(segment);
	}
	return segments.join('/');
}

/** Number formats by the style number of a cell. */
export async function readStyles(zip: ZipArchive, entry: ZipEntry | null, pace: Pace): Promise<NumberFormat[]> {
	const own = new Map<number, NumberFormat>();
	const styles: NumberFormat[] = [];
	let inside = false;
	if (!entry) return styles;
	const close = (name: string): void => void (name === 'cellXfs' && (inside = false));
	await walkPart(
		zip,
		entry,
		pace,
		(name, tag, closed) => {
			if (name === 'cellXfs') inside = !closed;
			if (name === 'numFmt')
				own.set(Number(attribute(tag, 'numFmtId')), parseFormat(attribute(tag, 'formatCode') ?? ''));
			if (name !== 'xf' || !inside) return;
			const id = Number(attribute(tag, 'numFmtId') ?? 0);
			styles.push(own.get(id) ?? builtInFormat(id));
		},
		close
	);
	return styles.length > 0 ? styles : [GENERAL];
}

/** The shared texts in their order, without their formatting and phonetic readings. */
export async function readStrings(zip: ZipArchive, entry: ZipEntry | null, pace: Pace): Promise<string[]> {
	const strings: string[] = [];
	if (!entry) return strings;
	const reader = new TextReader();
	await walkHandled(zip, entry, pace, {
		get wanted() {
			return reader.wanted;
		},
		open(name, _tag, closed) {
			if (name === 'si' && !closed) reader.begin();
			else if (name === 'si') strings.push('');
			else reader.open(name, closed);
		},
		close(name) {
			if (name === 'si') strings.push(reader.take());
			else reader.close(name);
		},
		text: (text) => reader.text(text)
	});
	return strings;
}

/** Gathers the text of a string item: its runs joined, phonetic runs left out, `_x000D_` escapes read. */
export class TextReader {
	#text = '';
	#phonetic = false;
	wanted = false;

	begin(): void {
		this.#text = '';
		this.#phonetic = false;
	}

	open(name: string, closed: boolean): void {
		if (name === 'rPh') this.#phonetic = !closed;
		if (name === 't') this.wanted = !this.#phonetic && !closed;
	}

	close(name: string): void {
		if (name === 'rPh') this.#phonetic = false;
		if (name === 't') this.wanted = false;
	}

	text(text: string): void {
		this.#text += text;
	}

	take(): string {
		const text = this.#text;
		this.#text = '';
		this.wanted = false;
		return unescaped(text);
	}
}

/** Characters that XML cannot hold stand as `_x0007_`; an underscore that would read so as `_x005F_`. */
export function unescaped(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([\da-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A boolean of XML Schema. */
export function isTrue(value: string | null): boolean {
	return value === '1' || value === 'true' || value === 'on';
}

function walkPart(
	zip: ZipArchive,
	entry: ZipEntry,
	pace: Pace,
	open: XmlHandler['open'],
	close: XmlHandler['close'] = () => undefined
): Promise<void> {
	return walkHandled(zip, entry, pace, { open, close, text: () => undefined, wanted: false });
}

/** Walks over a member of the package; what is wrong with its XML is said as a refusal. */
export async function walkHandled(
	zip: ZipArchive,
	entry: ZipEntry,
	pace: Pace,
	handler: XmlHandler,
	until?: () => boolean
): Promise<void> {
	try {
		await walkXml(zip.pieces(entry, pace), handler, until);
	} catch (error) {
		throw xmlRefusal(error, entry.name, pace);
	}
}

/** The refusal for what was thrown while a workbook's XML was read. */
export function xmlRefusal(error: unknown, member: string, pace: Pace): unknown {
	if (error instanceof AppError || !(error instanceof XmlError)) return error;
	if (error.entities) return refusal('workbook-unsafe', pace.fileName);
	return refusal('workbook-broken', pace.fileName, { message: `${member}: ${error.message}` });
}
