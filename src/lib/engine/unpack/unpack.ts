import { fileKind, type FileKind } from '$lib/core/intake/file-kind';
import { inputRejected } from '$lib/core/errors';
import type { FilePart, PartPath } from '$lib/core/table';
import { gunzip, nameWithoutGz } from './gzip';
import type { Pace } from './pace';
import type { UnpackedPart, UnpackOrder } from './part';
import { refusal } from './refusal';
import { bytesOf, collect, collectHead, ZipArchive, type ZipEntry } from './zip';

const HEAD_BYTES = 64 << 10;

/** A file, or a member of an archive, with what it is. */
interface Item {
	readonly name: string;
	readonly file: Blob;
	readonly kind: FileKind;
	/** Members of archives are not opened as archives again, but for gzip. */
	readonly inside: boolean;
}

/** The tables in a container. Pure of browsers: runs in any worker and in Node. Throws 'input-rejected'. */
export async function list(order: Pick<UnpackOrder, 'fileName' | 'file'>, pace: Pace): Promise<FilePart[]> {
	return listItem(await itemOf(order.fileName, order.file, false, pace), pace);
}

/** One table of a container. Throws 'input-rejected'. */
export async function unpack(
	order: Pick<Extract<UnpackOrder, { task: 'unpack' }>, 'fileName' | 'file' | 'part' | 'rows'>,
	pace: Pace
): Promise<UnpackedPart> {
	const item = await itemOf(order.fileName, order.file, false, pace);
	return unpackItem(item, order.part, order.rows ?? Infinity, pace);
}

async function itemOf(name: string, file: Blob, inside: boolean, pace: Pace): Promise<Item> {
	const head = await bytesOf(file, 0, HEAD_BYTES);
	const kind = fileKind(head, name);
	const zipped = (kind === 'excel' || kind === 'zip') && head[0] === 0x50;
	return { name, file, kind: zipped ? await zipKind(file, kind, pace) : kind, inside };
}

/** Whether a zip is a workbook is said by what is in it, whatever it is called. */
async function zipKind(file: Blob, kind: FileKind, pace: Pace): Promise<FileKind> {
	const { entries } = await ZipArchive.open(file, pace);
	const has = (pattern: RegExp): boolean => entries.some(({ name }) => pattern.test(name));
	if (has(/^[\\/]?xl[\\/]workbook\./i) || has(/^content\.xml$/)) return 'excel';
	if (!has(/^[\\/]?\[Content_Types\]\.xml$/i)) return 'zip';
	return kind === 'excel' && !has(/^(word|ppt|visio)[\\/]/i) ? 'excel' : 'binary';
}

async function listItem(item: Item, pace: Pace): Promise<FilePart[]> {
	switch (item.kind) {
		case 'csv':
		case 'parquet':
		case 'arrow':
			return [{ path: [], kind: item.kind, rows: null, bytes: item.file.size, minor: false }];
		case 'excel':
			return listWorkbook(item, pace);
		case 'json':
			return (await import('./json/json')).listJson(item.file, pace);
		case 'html':
			return (await import('./html')).listTables(item.file, pace);
		case 'gzip':
			return listGzip(item, pace);
		case 'zip':
			return listZip(item, pace);
		default:
			throw refused(item, pace);
	}
}

async function unpackItem(item: Item, part: PartPath, rows: number, pace: Pace): Promise<UnpackedPart> {
	switch (item.kind) {
		case 'csv':
			return textPart(item.file);
		case 'parquet':
		case 'arrow':
			return { kind: item.kind, file: item.file, issues: [] };
		case 'gzip':
			return unpackItem(await inflated(item, pace), part, rows, pace);
		case 'zip':
			return unpackMember(item, part, rows, pace);
		case 'excel':
		case 'json':
		case 'html':
			return unpackTable(item, part, rows, pace);
		default:
			throw refused(item, pace);
	}
}

async function unpackTable(item: Item, part: PartPath, rows: number, pace: Pace): Promise<UnpackedPart> {
	const [name = ''] = part.length > 0 ? part : onlyPart(await listItem(item, pace.apart()), pace);
	const found =
		item.kind === 'excel'
			? await (await import('./workbook/workbook')).unpackWorkbook(await workbookZip(item, pace), name, pace, rows)
			: item.kind === 'json'
				? await (await import('./json/json')).unpackJson(item.file, name, pace, rows)
				: await (await import('./html')).unpackTable(item.file, name, pace, rows);
	if (found) return found;
	throw missing(part, await listItem(item, pace.apart()), pace);
}

async function listWorkbook(item: Item, pace: Pace): Promise<FilePart[]> {
	const zip = await workbookZip(item, pace);
	return (await import('./workbook/workbook')).listWorkbook(zip, pace);
}

/** Workbooks of Excel 97–2003 and protected ones stand in another kind of container, whose directory is in UTF-16. */
async function workbookZip(item: Item, pace: Pace): Promise<ZipArchive> {
	const head = await bytesOf(item.file, 0, 8);
	if (head[0] !== 0xd0) return ZipArchive.open(item.file, pace);
	const locked = await holds(item.file, 'EncryptedPackage');
	throw refusal(locked ? 'workbook-protected' : 'workbook-old', pace.fileName);
}

async function holds(file: Blob, name: string): Promise<boolean> {
	const step = 4 << 20;
	for (let at = 0; at < file.size; at += step) {
		const bytes = await bytesOf(file, at, at + step + 64);
		if (new TextDecoder('latin1').decode(bytes).includes([...name].join('\0'))) return true;
	}
	return false;
}

async function listGzip(item: Item, pace: Pace): Promise<FilePart[]> {
	const name = nameWithoutGz(item.name);
	const head = await collectHead(gunzip(item.file, pace.apart(), HEAD_BYTES));
	const kind = fileKind(head, name);
	if (kind === 'csv' || kind === 'parquet' || kind === 'arrow')
		return [{ path: [], kind, rows: null, bytes: null, minor: false }];
	return listItem(await inflated(item, pace), pace);
}

/** What a gzip file holds. A second wrapping is not opened. */
async function inflated(item: Item, pace: Pace): Promise<Item> {
	const file = await collect(gunzip(item.file, pace));
	const inner = await itemOf(nameWithoutGz(item.name), file, true, pace);
	if (inner.kind === 'gzip') throw refusal('file-format-refused', pace.fileName, { format: 'archive-inside' });
	return inner;
}

async function listZip(item: Item, pace: Pace): Promise<FilePart[]> {
	if (item.inside) throw refusal('file-format-refused', pace.fileName, { format: 'archive-inside' });
	const zip = await ZipArchive.open(item.file, pace);
	const parts: FilePart[] = [];
	const members = membersOf(zip);
	const refusals: unknown[] = [];
	for (const { name, entry } of members) {
		try {
			parts.push(...(await listMember(zip, name, entry, pace)));
		} catch (error) {
			refusals.push(error);
		}
		pace.alive();
	}
	if (parts.length > 0) return parts;
	if (refusals.length > 0) throw refusals[0];
	throw refusal('archive-empty', pace.fileName, { members: members.slice(0, 20).map(({ name }) => name) });
}

async function listMember(zip: ZipArchive, name: string, entry: ZipEntry, pace: Pace): Promise<FilePart[]> {
	const kind = fileKind(await zip.head(entry), name);
	if (kind === 'empty' || kind === 'binary') return [];
	if (kind === 'csv' || kind === 'parquet' || kind === 'arrow') {
		const minor = kind === 'csv' && !/\.(csv|tsv|tab|txt|psv|dat|asc)$/i.test(name);
		const note = /(^|\/)(readme|licen[cs]e|changelog|notes?)[^/]*$/i.test(name);
		return [{ path: [name], kind, rows: null, bytes: entry.declared, minor: minor || note }];
	}
	const item = await itemOf(name, await zip.blob(entry), true, pace);
	const parts = await listItem(item, pace.apart());
	return parts.map((part) => ({ ...part, path: part.path.length > 0 ? [name, ...part.path] : [name] }));
}

async function unpackMember(item: Item, part: PartPath, rows: number, pace: Pace): Promise<UnpackedPart> {
	if (item.inside) throw refusal('file-format-refused', pace.fileName, { format: 'archive-inside' });
	const path = part.length > 0 ? part : onlyPart(await listZip(item, pace.apart()), pace);
	const zip = await ZipArchive.open(item.file, pace);
	const member = membersOf(zip).find(({ name }) => name === path[0]);
	if (!member) throw missing(part, await listZip(item, pace.apart()), pace);
	const file = await zip.blob(member.entry);
	return unpackItem(await itemOf(member.name, file, true, pace), path.slice(1), rows, pace);
}

/** Members that may be tables, under names of their own: no folders, no traces of operating systems. */
function membersOf(zip: ZipArchive): { name: string; entry: ZipEntry }[] {
	const taken = new Map<string, number>();
	const members: { name: string; entry: ZipEntry }[] = [];
	for (const entry of zip.entries) {
		const last = entry.name.split(/[\\/]/).at(-1) ?? '';
		if (last === '' || last.startsWith('.') || /(^|[\\/])__MACOSX[\\/]/.test(entry.name)) continue;
		if (/^(thumbs\.db|desktop\.ini)$/i.test(last)) continue;
		const times = taken.get(entry.name) ?? 0;
		taken.set(entry.name, times + 1);
		members.push({ name: times === 0 ? entry.name : `${entry.name} (${times + 1})`, entry });
		if (members.length === MOST_MEMBERS) break;
	}
	return members;
}

/** Most members of an archive that are looked into. */
const MOST_MEMBERS = 1000;

/** The part meant by an empty path: the only one, or the only one that is not minor. */
function onlyPart(parts: readonly FilePart[], pace: Pace): PartPath {
	const chosen = parts.length === 1 ? parts : parts.filter((part) => !part.minor);
	if (chosen.length === 1 && chosen[0]) return chosen[0].path;
	throw refusal('part-choose', pace.fileName, { parts: parts.map(({ path }) => path.join(' › ')) });
}

function missing(part: PartPath, parts: readonly FilePart[], pace: Pace): Error {
	const names = parts.map(({ path }) => path.join(' › '));
	return refusal('part-missing', pace.fileName, { part: part.join(' › '), parts: names });
}

function textPart(text: Blob): UnpackedPart {
	return { kind: 'csv', text, clean: false, lines: 'text', issues: [], setAside: [], setAsideTotal: 0 };
}

function refused({ kind }: Item, pace: Pace): Error {
	const at = pace.fileName;
	if (kind === 'empty' || kind === 'binary')
		return inputRejected([{ code: kind === 'empty' ? 'file-empty' : 'file-binary', at }]);
	return refusal('file-format-refused', at, { format: kind });
}
