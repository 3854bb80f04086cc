import type { JsonHandler } from './scan';

/** A table in a JSON document. */
export interface JsonTable {
	/**
	 * A list; an object whose members are columns, as lists or as objects by row; one whose members are the rows; one of a list of
	 * `columns`, perhaps an `index`, and `data`, as pandas writes them; or the document as one record.
	 */
	readonly kind: 'list' | 'columns' | 'keyed' | 'split' | 'record';
	/** Names from the root, joined by dots; empty for the root. */
	readonly path: string;
	readonly rows: number;
	/** Only single values in the list. */
	readonly plain: boolean;
	/** The rows have names of their own, other than 0, 1, 2 and so on: they are a column. */
	readonly named: boolean;
}

/** Lists deeper than this in objects are part of a record, not tables. */
const MOST_DEPTH = 6;
const MOST_TABLES = 200;
const SPLIT = new Set(['columns,data', 'columns,index,data', 'index,columns,data']);

interface Frame {
	readonly kind: 'object' | 'list';
	/** Its name in the object around it. */
	readonly name: string;
	readonly path: string;
	/** Reached through objects only. */
	readonly open: boolean;
	items: number;
	/** How many items are single values, lists, objects. */
	singles: number;
	lists: number;
	objects: number;
	/** An object: whether its names are digits, and 0, 1, 2 and so on; and a sum of them. A list: whether its values count so. */
	digits: boolean;
	counting: boolean;
	sum: number;
	/** An object: its members that are lists or objects, taken together. */
	inner: Members;
}

/** What is common to the members of an object. */
interface Members {
	/** All of them: as long as the first, of single values only, with the same names, with digits as names, with 0, 1, 2. */
	length: number;
	even: boolean;
	plain: boolean;
	sum: number;
	alike: boolean;
	digits: boolean;
	counting: boolean;
	/** The first few, told apart by what `columns`, `index` and `data` must be; how long `data` is, and what `index` holds. */
	split: string[];
	rows: number;
	named: boolean;
}

/** Finds the tables of a document while it is scanned. */
export class Outline implements JsonHandler {
	#tables: JsonTable[] = [];
	readonly #stack: Frame[] = [];
	#name = '';

	/** The tables, the longest first; a document without a list is one record. */
	get tables(): JsonTable[] {
		const found = [...this.#tables].sort((a, b) => Number(a.plain) - Number(b.plain) || b.rows - a.rows);
		return found.length > 0 ? found : [{ kind: 'record', path: '', rows: 1, plain: false, named: false }];
	}

	open(kind: 'object' | 'list'): void {
		const parent = this.#stack.at(-1);
		if (parent) {
			parent.items++;
			if (kind === 'list') parent.lists++;
			else parent.objects++;
		}
		const name = parent?.kind === 'object' ? this.#name : '';
		const open = !parent || (parent.open && parent.kind === 'object' && this.#stack.length < MOST_DEPTH);
		const path = open && parent ? joined(parent.path, name) : '';
		const counts = { items: 0, singles: 0, lists: 0, objects: 0, digits: true, counting: true, sum: 0 };
		this.#stack.push({ kind, name, path, open, ...counts, inner: noMembers() });
	}

	close(): void {
		const frame = this.#stack.pop();
		if (!frame) return;
		const parent = this.#stack.at(-1);
		if (parent?.kind === 'object') compare(parent.inner, frame);
		if (!frame.open) return;
		const { path, kind, items } = frame;
		if (kind === 'object') {
			const table = tableOf(frame);
			if (!table) return;
			// What is inside it is no table beside it.
			this.#tables = this.#tables.filter((one) => path !== '' && !one.path.startsWith(`${path}.`));
			this.#tables.push(table);
		} else if (this.#tables.length < MOST_TABLES)
			this.#tables.push({ kind, path, rows: items, plain: frame.singles === items, named: false });
	}

	name(name: string): void {
		this.#name = name;
		const frame = this.#stack.at(-1);
		if (!frame) return;
		frame.counting &&= name === String(frame.items);
		frame.digits &&= frame.counting || /^\d{1,15}$/.test(name);
		for (let at = 0; at < name.length; at++) frame.sum = (Math.imul(frame.sum, 31) + name.charCodeAt(at)) | 0;
		frame.sum = Math.imul(frame.sum, 31) | 0;
	}

	text(): void {
		this.#single('');
	}

	number(value: string): void {
		this.#single(value);
	}

	literal(): void {
		this.#single('');
	}

	#single(value: string): void {
		const parent = this.#stack.at(-1);
		if (!parent) return;
		if (parent.kind === 'list') parent.counting &&= value === String(parent.items);
		parent.items++;
		parent.singles++;
	}
}

function noMembers(): Members {
	const all = { even: true, plain: true, alike: true, digits: true, counting: true };
	return { ...all, length: -1, sum: 0, split: [], rows: 0, named: false };
}

function compare(members: Members, { kind, name, items, singles, lists, sum, digits, counting }: Frame): void {
	const first = members.length === -1;
	if (first) members.length = items;
	if (first) members.sum = sum;
	members.even &&= members.length === items;
	members.plain &&= singles === items;
	members.alike &&= members.sum === sum && items > 0;
	members.digits &&= digits && items > 0;
	members.counting &&= counting;
	const fits = kind === 'list' && (name === 'data' ? lists === items && items > 0 : singles === items);
	if (members.split.length < 4) members.split.push(fits ? name : '');
	if (name === 'data') members.rows = items;
	if (name === 'index') members.named = !counting;
}

/** The table that an object is as a whole; null when it is none. */
function tableOf({ path, items, lists, objects, digits, counting, inner }: Frame): JsonTable | null {
	const { length: rows, even, plain } = inner;
	if (items > 1 && lists === items) {
		if (even && plain && rows > 0) return { kind: 'columns', path, rows, plain: false, named: false };
		if (!SPLIT.has(inner.split.join())) return null;
		return { kind: 'split', path, rows: inner.rows, plain: false, named: inner.named };
	}
	if (items === 0 || objects !== items) return null;
	if (digits) return { kind: 'keyed', path, rows: items, plain: false, named: !counting };
	if (items < 2 || !inner.alike || !plain) return null;
	if (inner.digits) return { kind: 'columns', path, rows, plain: false, named: !inner.counting };
	return { kind: 'keyed', path, rows: items, plain: false, named: true };
}

/** The path of a member. */
export function joined(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}
