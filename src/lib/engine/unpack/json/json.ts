import type { Issue } from '$lib/core/result';
import type { FilePart, SetAside } from '$lib/core/table';
import type { Pace } from '../pace';
import type { UnpackedPart } from '../part';
import { refusal } from '../refusal';
import { bytesOf } from '../zip';
import { ColumnLists } from './column-lists';
import { ItemRows } from './item-rows';
import { readLines, type LineFault } from './lines';
import { KeyedRows } from './keyed-rows';
import { Outline, type JsonTable } from './outline';
import { JsonError, JsonScanner, type JsonFault, type JsonHandler } from './scan';
import { SplitRows } from './split-rows';
import { Target } from './target';

const READ_BYTES = 256 << 10;
/** Enough of a file to tell lines of JSON from one document. */
const SAMPLE_BYTES = 1 << 20;
const MOST_TOLD = 1000;

/** The tables in a JSON file: lines or a list (one part, empty path), else the lists of a wrapper, the longest first. */
export async function listJson(file: Blob, pace: Pace): Promise<FilePart[]> {
	const whole = { path: [], kind: 'json', rows: null, bytes: file.size, minor: false } as const;
	const sample = await sampleOf(file);
	if (areLines(sample, file.size) || sample.trimStart().startsWith('[')) return [whole];
	const tables = await tablesOf(file, pace);
	return tables.map(({ path, rows, plain }) => ({
		path: path === '' ? [] : [path],
		kind: 'json',
		rows,
		bytes: null,
		minor: rows === 0 || (plain && tables.length > 1)
	}));
}

/** One table of a JSON file as CSV; null when there is none of that path. */
export async function unpackJson(file: Blob, path: string, pace: Pace, rows: number): Promise<UnpackedPart | null> {
	const sample = await sampleOf(file);
	if (path === '' && areLines(sample, file.size)) return unpackLines(file, pace, rows);
	const list: JsonTable = { kind: 'list', path: '', rows: 0, plain: false, named: false };
	const tables = sample.trimStart().startsWith('[') ? [list] : await tablesOf(file, pace.apart());
	const table = tables.find((one) => one.path === path);
	if (!table) return null;
	if (table.kind === 'columns') {
		const columns = new ColumnLists(pace, path, table.named);
		await scan(file, pace, columns);
		return part(await columns.finish(), [], true);
	}
	let line = (): number => 0;
	const items = new ItemRows(pace, () => line());
	const split = table.kind === 'split' ? new SplitRows(path, table.named, items) : null;
	const handler = split ?? (table.kind === 'keyed' ? new KeyedRows(path, table.named, items) : null);
	await scan(
		file,
		pace,
		handler ?? new Target(table.kind === 'record' ? null : path, items),
		() => items.items >= rows,
		(read) => (line = read)
	);
	return part(await items.finish(split?.header), items.issues(pace.fileName), split !== null || items.named);
}

async function unpackLines(file: Blob, pace: Pace, rows: number): Promise<UnpackedPart> {
	const setAside: SetAside[] = [];
	let setAsideTotal = 0;
	const tell = ({ line, text }: LineFault): void => {
		if (setAsideTotal++ < MOST_TOLD)
			setAside.push({ line, column: null, text: text.slice(0, 2000), reason: 'unparseable', dropped: true });
	};
	const items = await readLines(texts(file, pace), pace, tell, rows).catch((error: unknown) => {
		throw jsonRefusal(error, pace);
	});
	const at = pace.fileName;
	const issues = items.issues(at);
	const line = setAside[0]?.line ?? 0;
	if (setAsideTotal > 0) issues.push({ code: 'json-lines-set-aside', at, details: { lines: setAsideTotal, line } });
	return { ...part(await items.finish(), issues, items.named), setAside, setAsideTotal };
}

function part(text: Blob, issues: readonly Issue[], named: boolean): Extract<UnpackedPart, { kind: 'csv' }> {
	return { kind: 'csv', text, clean: true, lines: 'rows', named, issues, setAside: [], setAsideTotal: 0 };
}

async function tablesOf(file: Blob, pace: Pace): Promise<JsonTable[]> {
	const outline = new Outline();
	await scan(file, pace, outline);
	return outline.tables;
}

async function scan(
	file: Blob,
	pace: Pace,
	handler: JsonHandler,
	enough: () => boolean = () => false,
	started: (line: () => number) => void = () => undefined
): Promise<void> {
	const scanner = new JsonScanner(handler);
	started(() => scanner.line);
	try {
		for await (const text of texts(file, pace)) {
			scanner.push(text.text);
			if (enough()) return;
			if (text.damaged) throw scanner.fault({ reason: 'encoding' });
		}
		scanner.end();
	} catch (error) {
		throw jsonRefusal(error, pace);
	}
}

function jsonRefusal(error: unknown, pace: Pace): unknown {
	if (!(error instanceof JsonError)) return error;
	const { line, column } = error;
	const fault: JsonFault = error.fault;
	if (fault.reason === 'depth') return refusal('json-deep', pace.fileName, { line, column, depth: fault.depth });
	return refusal('json-invalid', pace.fileName, { line, column, ...fault });
}

/** A stretch of the file; `damaged` when the bytes right behind it are not of its encoding. */
interface Stretch {
	readonly text: string;
	readonly damaged: boolean;
}

/** The text of the file, in stretches. A stretch that is damaged is the last. */
async function* texts(file: Blob, pace: Pace): AsyncGenerator<Stretch> {
	const encoding = encodingOf(await bytesOf(file, 0, 4));
	const strict = new TextDecoder(encoding, { fatal: true });
	for (let at = 0; at < file.size; at += READ_BYTES) {
		const bytes = await bytesOf(file, at, at + READ_BYTES);
		const last = at + READ_BYTES >= file.size;
		pace.took(bytes.length);
		try {
			yield { text: strict.decode(bytes, { stream: !last }), damaged: false };
		} catch {
			yield { text: goodStart(bytes, encoding), damaged: true };
			return;
		}
	}
}

/** As much text as the bytes hold before the first that do not fit. */
function goodStart(bytes: Uint8Array, encoding: string): string {
	const text = new TextDecoder(encoding).decode(bytes);
	const bad = text.indexOf('\ufffd');
	return bad < 0 ? text : text.slice(0, bad);
}

function encodingOf(head: Uint8Array): string {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	if (head[0] === 0 && head[1] !== 0) return 'utf-16be';
	return head[1] === 0 && head[0] !== 0 && head[0] !== undefined ? 'utf-16le' : 'utf-8';
}

async function sampleOf(file: Blob): Promise<string> {
	const head = await bytesOf(file, 0, SAMPLE_BYTES);
	return new TextDecoder(encodingOf(head)).decode(head);
}

/**
 * Whether the file holds one JSON value a line: at least two lines that are not blank, and at least half of them objects or
 * lists by themselves. Lines of one indented document end in commas or brackets that do not match.
 */
function areLines(sample: string, size: number): boolean {
	const lines = sample.split('\n', 200);
	const cut = sample.length < 200 || lines.length < 200 ? size > SAMPLE_BYTES : true;
	const seen = (cut && lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line.trim() !== '');
	const good = seen.filter(isItem).length;
	return seen.length > 1 && good * 2 >= seen.length;
}

function isItem(line: string): boolean {
	if (!/^\s*[{[]/.test(line)) return false;
	try {
		JSON.parse(line);
		return true;
	} catch {
		return false;
	}
}
