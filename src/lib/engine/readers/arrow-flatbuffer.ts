/** What one field of a flatbuffer table leads to; plain values need no description. */
export type FieldShape =
	| { readonly kind: 'text' }
	| { readonly kind: 'table'; readonly shape: TableShape }
	| { readonly kind: 'tables'; readonly shape: TableShape }
	/** A vector of values of `size` bytes each. */
	| { readonly kind: 'values'; readonly size: number };

/** The fields of a table that lead elsewhere, by their number. A union is found through `union`. */
export interface TableShape {
	readonly fields: Readonly<Record<number, () => FieldShape>>;
	/** Number of the field that says which of `shapes` the next field is; absent ones are tables of plain values. */
	readonly union?: { readonly at: number; readonly shapes: Readonly<Record<number, () => TableShape>> };
}

const PLAIN: TableShape = { fields: {} };
/** Tables inside tables deeper than this are no schema. */
const MOST_DEPTH = 64;

/**
 * Walks a flatbuffer once and makes sure that every offset and length in it stays inside its bytes, so that a reader of it can
 * neither leave them nor be kept busy by a length that is a lie. Throws an Error that says so.
 * Format: FlatBuffers internals (root offset, tables with vtables, vectors with a length before them).
 */
export class FlatBuffer {
	readonly #view: DataView;
	/** A table takes 4 bytes at least; more tables than that are the same ones shared without end. */
	#tables: number;

	constructor(bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#tables = bytes.length / 4;
	}

	/** Checks the root table; gives its place. */
	root(shape: TableShape): number {
		const root = this.#offset(0);
		this.#table(root, shape, 0);
		return root;
	}

	/** Where a field of a checked table stands; null when it is not there. */
	field(table: number, number: number): number | null {
		const vtable = table - this.#view.getInt32(table, true);
		if (4 + 2 * number + 2 > this.#view.getUint16(vtable, true)) return null;
		const at = this.#view.getUint16(vtable + 4 + 2 * number, true);
		return at === 0 ? null : table + at;
	}

	/** The table a field of a checked table leads to; null when it is not there. */
	table(table: number, number: number): number | null {
		const at = this.field(table, number);
		return at === null ? null : this.#offset(at);
	}

	/** Where the values of a vector begin, and how many they are. */
	vector(table: number, number: number): { at: number; length: number } {
		const at = this.table(table, number);
		return at === null ? { at: 0, length: 0 } : { at: at + 4, length: this.#view.getUint32(at, true) };
	}

	byte(at: number | null): number {
		return at === null ? 0 : this.#view.getUint8(at);
	}

	/** A whole number of 64 bits; NaN beyond what is exact. */
	long(at: number | null): number {
		if (at === null) return 0;
		this.#inside(at, 8);
		const value = Number(this.#view.getBigInt64(at, true));
		return Number.isSafeInteger(value) ? value : Number.NaN;
	}

	int(at: number | null): number {
		if (at === null) return 0;
		this.#inside(at, 4);
		return this.#view.getInt32(at, true);
	}

	#table(at: number, shape: TableShape, depth: number): void {
		if (depth > MOST_DEPTH || --this.#tables < 0) throw new Error('the metadata is nested without end');
		this.#inside(at, 4);
		const vtable = at - this.#view.getInt32(at, true);
		this.#inside(vtable, 4);
		const size = this.#view.getUint16(vtable, true);
		const inline = this.#view.getUint16(vtable + 2, true);
		if (size < 4 || inline < 4) throw new Error('the metadata is damaged');
		this.#inside(vtable, size);
		this.#inside(at, inline);
		for (let number = 0; 4 + 2 * number + 2 <= size; number++) {
			const field = this.#view.getUint16(vtable + 4 + 2 * number, true);
			if (field >= inline) throw new Error('the metadata is damaged');
			const leads = shape.fields[number]?.() ?? this.#unionShape(at, shape, number);
			if (field !== 0 && leads) this.#follow(at + field, leads, depth);
		}
	}

	#unionShape(table: number, { union }: TableShape, number: number): FieldShape | null {
		if (!union || number !== union.at + 1) return null;
		const kind = this.byte(this.field(table, union.at));
		if (kind === 0) throw new Error('the metadata is damaged');
		return { kind: 'table', shape: union.shapes[kind]?.() ?? PLAIN };
	}

	#follow(at: number, leads: FieldShape, depth: number): void {
		const to = this.#offset(at);
		if (leads.kind === 'table') return this.#table(to, leads.shape, depth + 1);
		this.#inside(to, 4);
		const length = this.#view.getUint32(to, true);
		const size = leads.kind === 'text' ? 1 : leads.kind === 'tables' ? 4 : leads.size;
		this.#inside(to + 4, length * size);
		if (leads.kind !== 'tables') return;
		for (let item = 0; item < length; item++) this.#table(this.#offset(to + 4 + 4 * item), leads.shape, depth + 1);
	}

	#offset(at: number): number {
		this.#inside(at, 4);
		const to = at + this.#view.getUint32(at, true);
		this.#inside(to, 4);
		return to;
	}

	#inside(at: number, size: number): void {
		if (at < 0 || at + size > this.#view.byteLength) throw new Error('the metadata points outside its bytes');
	}
}
