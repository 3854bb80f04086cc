import type { Pace } from '../pace';
import { RowsWriter, type OutCell } from '../rows-writer';
import { joined } from './outline';
import { plainNumber } from './number-text';
import type { JsonHandler } from './scan';

/** Name of the column of the names that rows have. */
export const KEY = 'key';

/** Turns an object of equally long columns into rows. The columns are lists, or objects with the same names. */
export class ColumnLists implements JsonHandler {
	readonly #names: string[] = [];
	readonly #columns: OutCell[][] = [];
	/** The names of the rows, by the first column. */
	readonly #keys: OutCell[] = [];
	readonly #stack: { readonly kind: 'object' | 'list'; readonly path: string | null }[] = [];
	#name = '';
	/** The column being filled, while inside one. */
	#column: OutCell[] | null = null;

	constructor(
		private readonly pace: Pace,
		private readonly path: string,
		private readonly named: boolean
	) {}

	open(kind: 'object' | 'list'): void {
		const parent = this.#stack.at(-1);
		const path = !parent
			? ''
			: parent.kind === 'object' && parent.path !== null
				? joined(parent.path, this.#name)
				: null;
		if (parent?.kind === 'object' && parent.path === this.path) {
			this.#column = [];
			this.#names.push(this.#name);
			this.#columns.push(this.#column);
		}
		this.#stack.push({ kind, path });
	}

	close(): void {
		this.#stack.pop();
		this.#column = null;
	}

	name(name: string): void {
		if (!this.#column) this.#name = name;
		else if (this.named && this.#columns.length === 1) this.#keys.push({ text: name });
	}

	text(value: string): void {
		this.#column?.push({ text: value });
	}

	number(value: string): void {
		this.#column?.push(plainNumber(value));
	}

	literal(value: 'true' | 'false' | 'null'): void {
		this.#column?.push(value === 'null' ? null : value);
	}

	/** The rows as CSV. */
	finish(): Promise<Blob> {
		if (this.named) {
			this.#names.unshift(KEY);
			this.#columns.unshift(this.#keys);
		}
		const writer = new RowsWriter(this.pace);
		for (let row = 0; row < (this.#columns[0]?.length ?? 0); row++) {
			const cells = this.#columns.map((column) => column[row] ?? null);
			if (cells.every((cell) => cell === null)) writer.empty();
			else writer.row(cells);
		}
		return writer.finish(this.#names);
	}
}
