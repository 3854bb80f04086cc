import type { Issue } from '$lib/core/result';
import type { Pace } from '../pace';
import { refusal } from '../refusal';
import { RowsWriter, type OutCell } from '../rows-writer';
import { plainNumber } from './number-text';
import type { JsonHandler } from './scan';

const MOST_COLUMNS = 16_384;
/** Name of the column of items that are no objects. */
const VALUE = 'value';
const MOST_NAMED = 20;

/**
 * Makes rows of the items of a list. Objects inside objects become columns `a.b`; lists inside are kept as JSON text; names such
 * as `__proto__` are names. A list of lists has no names: its items are the rows.
 */
export class ItemRows implements JsonHandler {
	readonly #writer: RowsWriter;
	/** Columns by their path, its names parted by U+0000. */
	readonly #columns = new Map<string, number>();
	readonly #names: string[] = [];
	readonly #listColumns = new Set<string>();
	readonly #repeated = new Set<string>();
	#repeatedLine = 0;
	/** Names from the item down to the current object; the last is the name just read. */
	#path: string[] = [];
	#depth = 0;
	#cells: (OutCell | undefined)[] = [];
	/** The item read last, until it is known that nothing wrong follows it. */
	#waiting: (OutCell | undefined)[] | null = null;
	/** JSON text of the list being kept, and how deep in it we are. */
	#json = '';
	#jsonDepth = 0;
	#jsonNeedsComma = false;
	/** null until the first item says whether items are lists. */
	#lists: boolean | null = null;
	#inListItem = false;

	/** @param line the line being read */
	constructor(
		private readonly pace: Pace,
		private readonly line: () => number
	) {
		this.#writer = new RowsWriter(pace);
	}

	/** Items so far, those left out among them. */
	items = 0;

	/** An item that is left out, though it may have been read in part: its row stays empty. */
	blank(): void {
		if (!this.#waiting) this.items++;
		this.#waiting = null;
		this.#reset();
		this.#writer.skip();
	}

	open(kind: 'object' | 'list'): void {
		if (this.#jsonDepth > 0) return this.#jsonOpen(kind);
		if (kind === 'list') {
			if (this.#depth === 0 && this.#lists !== false) {
				this.#lists = true;
				this.#inListItem = true;
				this.#depth++;
			} else this.#jsonOpen(kind);
			return;
		}
		if (this.#inListItem) return this.#jsonOpen(kind);
		this.#lists ??= false;
		if (this.#lists) return this.#jsonOpen(kind);
		this.#depth++;
		this.#path.push('');
	}

	close(kind: 'object' | 'list'): void {
		if (this.#jsonDepth > 0) return this.#jsonClose(kind);
		this.#depth--;
		if (kind === 'object') this.#path.pop();
		else this.#inListItem = false;
		if (this.#depth === 0) this.#finishItem();
	}

	name(name: string): void {
		if (this.#jsonDepth > 0) {
			this.#jsonValue(`${JSON.stringify(name)}:`);
			this.#jsonNeedsComma = false;
			return;
		}
		this.#path[this.#path.length - 1] = name;
	}

	text(value: string): void {
		if (this.#jsonDepth > 0) this.#jsonValue(JSON.stringify(value));
		else this.#put({ text: value });
	}

	number(value: string): void {
		if (this.#jsonDepth > 0) this.#jsonValue(value);
		else this.#put(plainNumber(value));
	}

	literal(value: 'true' | 'false' | 'null'): void {
		if (this.#jsonDepth > 0) this.#jsonValue(value);
		else this.#put(value === 'null' ? null : value);
	}

	/** The rows as CSV; `header` names the columns of items that are lists. */
	async finish(header?: readonly string[]): Promise<Blob> {
		this.settle();
		this.#writer.keepBlank();
		if (header) return this.#writer.finish(header);
		if (!this.named) return this.#writer.finish();
		return this.#writer.finish(this.#names);
	}

	/** Whether the items have names, which are then record 1. */
	get named(): boolean {
		return !this.#lists && this.#names.length > 0;
	}

	issues(at: string): Issue[] {
		const issues: Issue[] = [];
		const columns = [...this.#listColumns];
		if (columns.length > 0) issues.push({ code: 'json-lists-as-text', at, details: { columns } });
		const names = [...this.#repeated];
		if (names.length > 0) issues.push({ code: 'json-keys-repeated', at, details: { names, line: this.#repeatedLine } });
		return issues;
	}

	#put(cell: OutCell): void {
		if (this.#inListItem) this.#cells.push(cell);
		else this.#putNamed(cell);
		if (this.#cells.length > MOST_COLUMNS) throw this.#tooWide();
		if (this.#depth === 0) this.#finishItem();
	}

	#putNamed(cell: OutCell): void {
		if (this.#depth === 0) {
			if (cell === null) return;
			this.#lists ??= false;
			if (this.#lists) {
				this.#cells = [cell];
				return;
			}
		}
		const path = this.#depth === 0 ? [VALUE] : this.#path;
		const key = path.length === 1 ? (path[0] ?? '') : path.join('\0');
		let column = this.#columns.get(key);
		if (column === undefined) {
			column = this.#names.length;
			if (column >= MOST_COLUMNS) throw this.#tooWide();
			this.#columns.set(key, column);
			this.#names.push(path.join('.'));
		} else if (this.#cells[column] !== undefined) this.#tellRepeated(path.join('.'));
		this.#cells[column] = cell;
	}

	#tellRepeated(name: string): void {
		if (this.#repeated.size === 0) this.#repeatedLine = this.line();
		if (this.#repeated.size < MOST_NAMED) this.#repeated.add(name);
	}

	#tooWide(): Error {
		return refusal('file-too-many-columns', this.pace.fileName, { columns: MOST_COLUMNS + 1, limit: MOST_COLUMNS });
	}

	/** The last item is good. */
	settle(): void {
		const cells = this.#waiting;
		this.#waiting = null;
		if (!cells) return;
		if (cells.every((cell) => (cell ?? null) === null)) this.#writer.empty();
		else this.#writer.row(cells);
	}

	#finishItem(): void {
		this.settle();
		this.items++;
		this.#waiting = this.#cells;
		this.#reset();
	}

	#reset(): void {
		this.#cells = [];
		this.#path = [];
		this.#depth = 0;
		this.#json = '';
		this.#jsonDepth = 0;
		this.#jsonNeedsComma = false;
		this.#inListItem = false;
	}

	#jsonOpen(kind: 'object' | 'list'): void {
		this.#jsonValue(kind === 'object' ? '{' : '[');
		this.#jsonDepth++;
		this.#jsonNeedsComma = false;
	}

	#jsonClose(kind: 'object' | 'list'): void {
		this.#json += kind === 'object' ? '}' : ']';
		this.#jsonNeedsComma = true;
		if (--this.#jsonDepth > 0) return;
		const text = this.#json;
		this.#json = '';
		this.#jsonNeedsComma = false;
		if (!this.#inListItem && this.#depth > 0 && this.#listColumns.size < MOST_NAMED)
			this.#listColumns.add(this.#path.join('.'));
		this.#put({ text });
	}

	#jsonValue(text: string): void {
		if (this.#jsonNeedsComma) this.#json += ',';
		this.#json += text;
		this.#jsonNeedsComma = true;
	}
}
