import { FlatBuffer, type FieldShape, type TableShape } from './arrow-flatbuffer';

/** More rows than this in a small file are a lie. */
const FREE_ROWS = 1_000_000;
const ROWS_PER_BYTE = 8;
const MAGIC = 'ARROW1';
const CONTINUES = 0xffff_ffff;
const SCHEMA = 1;
const DICTIONARY = 2;
const BATCH = 3;
const ZSTD = 1;

const text = (): FieldShape => ({ kind: 'text' });
const pairs = (): FieldShape => ({ kind: 'tables', shape: { fields: { 0: text, 1: text } } });
const plain = (): FieldShape => ({ kind: 'table', shape: { fields: {} } });
const values = (size: number) => (): FieldShape => ({ kind: 'values', size });
const fieldShape: TableShape = {
	fields: {
		0: text,
		4: () => ({ kind: 'table', shape: { fields: { 1: plain } } }),
		5: () => ({ kind: 'tables', shape: fieldShape }),
		6: pairs
	},
	// Timestamps name a zone, unions list the kinds of their members.
	union: { at: 2, shapes: { 10: () => ({ fields: { 1: text } }), 14: () => ({ fields: { 1: values(4) } }) } }
};
const schemaShape: TableShape = {
	fields: { 1: () => ({ kind: 'tables', shape: fieldShape }), 2: pairs, 3: values(8) }
};
const batchShape: TableShape = { fields: { 1: values(16), 2: values(16), 3: plain, 4: values(8) } };
const dictionaryShape: TableShape = { fields: { 1: () => ({ kind: 'table', shape: batchShape }) } };
const headers = { [SCHEMA]: () => schemaShape, [DICTIONARY]: () => dictionaryShape, [BATCH]: () => batchShape };
const messageShape: TableShape = { fields: { 4: pairs }, union: { at: 1, shapes: headers } };
const footerShape: TableShape = {
	fields: { 1: () => ({ kind: 'table', shape: schemaShape }), 2: values(24), 3: values(24), 4: pairs }
};

/**
 * Checks that every message of an Arrow file or stream, its footer and the places of its buffers stay inside the bytes there
 * are, and that its rows fit them, before anything decodes it: the reader of Arrow believes all it is told. Throws an Error that
 * says what is wrong, or that data is packed with a codec there is no decoder for ('codec not found').
 * Format: Arrow Columnar Format, "Serialization and Interprocess Communication".
 */
export function checkMessages(bytes: Uint8Array): void {
	const check = new MessageCheck(bytes);
	if (startsWithMagic(bytes)) check.file();
	else check.stream();
}

function startsWithMagic(bytes: Uint8Array): boolean {
	return [...MAGIC].every((character, at) => bytes[at] === character.charCodeAt(0));
}

class MessageCheck {
	readonly #view: DataView;
	#rows: number;

	constructor(private readonly bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#rows = FREE_ROWS + ROWS_PER_BYTE * bytes.length;
	}

	stream(): void {
		let at = 0;
		for (let count = 0; ; count++) {
			// A stream may simply stop after a message, or say that it ends.
			if (at === this.bytes.length && count > 0) return;
			const { kind, end } = this.#message(at, this.bytes.length);
			if (kind === 0 && count > 0) return;
			if ((kind === SCHEMA) !== (count === 0)) throw new Error('the schema is not where it must be');
			at = end;
		}
	}

	file(): void {
		const size = this.bytes.length;
		if (size < 20 || !startsWithMagic(this.bytes.subarray(size - 6))) throw new Error('the file is cut off');
		const length = this.#view.getInt32(size - 10, true);
		const from = size - 10 - length;
		if (length < 8 || from < 8) throw new Error('the footer is not where it must be');
		const footer = new FlatBuffer(this.bytes.subarray(from, from + length));
		const root = footer.root(footerShape);
		if (footer.table(root, 1) === null) throw new Error('the footer has no schema');
		const blocks = [...this.#blocks(footer, root, 2, DICTIONARY), ...this.#blocks(footer, root, 3, BATCH)];
		blocks.sort((a, b) => a.from - b.from);
		let last = 8;
		for (const { from: start, kind } of blocks) {
			const message = this.#message(start, from);
			if (message.kind !== kind || start < last) throw new Error('the footer points to a wrong place');
			last = message.end;
		}
	}

	*#blocks(footer: FlatBuffer, root: number, field: number, kind: number): Generator<{ from: number; kind: number }> {
		const { at, length } = footer.vector(root, field);
		for (let block = 0; block < length; block++) yield { from: footer.long(at + 24 * block), kind };
	}

	/** Checks the message at `at`; its kind is 0 for the end of a stream. */
	#message(at: number, limit: number): { kind: number; end: number } {
		if (!(at >= 0) || at + 4 > limit) throw new Error('the file is cut off');
		const first = this.#view.getUint32(at, true);
		if (first === CONTINUES && at + 8 > limit) throw new Error('the file is cut off');
		const length = first === CONTINUES ? this.#view.getUint32(at + 4, true) : first;
		const from = at + (first === CONTINUES ? 8 : 4);
		if (length === 0) return { kind: 0, end: from };
		if (from + length > limit) throw new Error('a message is cut off');
		const data = new FlatBuffer(this.bytes.subarray(from, from + length));
		const root = data.root(messageShape);
		const kind = data.byte(data.field(root, 1));
		const header = data.table(root, 2);
		const body = data.long(data.field(root, 3));
		if (header === null || !(body >= 0) || from + length + body > limit) throw new Error('a message is cut off');
		if (kind === BATCH) this.#batch(data, header, body);
		else if (kind === DICTIONARY) {
			const batch = data.table(header, 1);
			if (batch === null) throw new Error('a dictionary is empty');
			this.#batch(data, batch, body);
		} else if (kind !== SCHEMA) throw new Error('a message of an unknown kind');
		return { kind, end: from + length + body };
	}

	#batch(data: FlatBuffer, batch: number, body: number): void {
		const compression = data.table(batch, 3);
		if (compression !== null && data.byte(data.field(compression, 0)) === ZSTD)
			throw new Error('codec not found: zstd');
		const rows = data.long(data.field(batch, 0));
		this.#rows -= rows;
		if (!(rows >= 0) || !(this.#rows >= 0)) throw new Error('more rows than the file can hold');
		const nodes = data.vector(batch, 1);
		const most = FREE_ROWS + ROWS_PER_BYTE * this.bytes.length;
		for (let at = nodes.at; at < nodes.at + 16 * nodes.length; at += 16) {
			const length = data.long(at);
			const nulls = data.long(at + 8);
			if (!(length >= 0 && length <= most && nulls >= 0 && nulls <= length))
				throw new Error('a column has an impossible length');
		}
		const buffers = data.vector(batch, 2);
		for (let at = buffers.at; at < buffers.at + 16 * buffers.length; at += 16) {
			const offset = data.long(at);
			const length = data.long(at + 8);
			if (!(offset >= 0 && length >= 0 && offset + length <= body)) throw new Error('a column is cut off');
		}
		const counts = data.vector(batch, 4);
		for (let at = counts.at; at < counts.at + 8 * counts.length; at += 8) {
			const count = data.long(at);
			if (!(count >= 0 && count <= buffers.length)) throw new Error('a column is cut off');
		}
	}
}
