import { RecordBatchReader, Type, type Data, type DataType, type RecordBatch } from 'apache-arrow';
import type { Cell, Column, ColumnType, Rows } from '$lib/core/table';
import { dateText, decimalText, durationText, intervalText, timestampText, timeText } from './decode-text';

type Read = (row: number) => Cell;
interface Scaled {
	readonly scale: number;
	readonly precision: number;
	readonly bitWidth: number;
}
interface Timed {
	readonly unit: number;
}

/** Digits after the second for the time units of Arrow: second, milli, micro, nano. */
const DIGITS = [0, 3, 6, 9] as const;

/**
 * Decodes the messages of one Arrow IPC stream, exactly as `core/table.ts` describes cells. Reads buffers by type instead of
 * asking Arrow's accessors, which drop the scale of decimals and lose columns called `__proto__`.
 */
export function decodeRows(messages: readonly Uint8Array[]): Rows {
	const bytes = joined(messages);
	if (bytes.length === 0) return { columns: [], values: [], length: 0 };
	const reader = RecordBatchReader.from(bytes).open();
	// The reader forgets its schema at the end.
	const fields = reader.schema.fields;
	const batches = [...reader] as RecordBatch[];
	const length = batches.reduce((sum, batch) => sum + batch.numRows, 0);
	const values = fields.map((_, index) => {
		const cells = new Array<Cell>(length);
		let at = 0;
		for (const batch of batches) {
			const data = batch.data.children[index];
			if (!data) continue;
			const read = cellReader(data);
			for (let row = 0; row < batch.numRows; row++) cells[at++] = read(row);
		}
		return cells;
	});
	const columns = fields.map((field, index): Column => {
		const nullable = values[index]?.includes(null) ?? false;
		return { name: field.name, type: columnType(field.type as DataType), nullable };
	});
	return { columns, values, length };
}

function joined(messages: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0));
	let at = 0;
	for (const message of messages) {
		bytes.set(message, at);
		at += message.length;
	}
	return bytes;
}

/** The column type of an Arrow type. DuckDB sends HUGEINT, the sum of integers, as DECIMAL(38,0). */
export function columnType(type: DataType): ColumnType {
	switch (type.typeId) {
		case Type.Int:
			return 'integer';
		case Type.Float:
			return 'float';
		case Type.Bool:
			return 'boolean';
		case Type.Decimal: {
			const { scale, precision } = type as unknown as Scaled;
			return scale === 0 && precision === 38 ? 'integer' : 'decimal';
		}
		case Type.Date:
			return 'date';
		case Type.Timestamp:
			return 'timestamp';
		case Type.Dictionary:
			return columnType((type as unknown as { dictionary: DataType }).dictionary);
		default:
			return 'text';
	}
}

function cellReader(data: Data): Read {
	const read = valueReader(data);
	const valid = data.nullBitmap;
	if (!valid || valid.length === 0) return read;
	return (row) => ((valid[row >> 3]! >> (row & 7)) & 1 ? read(row) : null);
}

function valueReader(data: Data): Read {
	const type = data.type;
	switch (type.typeId) {
		case Type.Null:
			return () => null;
		case Type.Int:
			return integerReader(data.values as ArrayLike<number | bigint>);
		case Type.Float:
			return floatReader(data);
		case Type.Bool: {
			const bits = data.values as Uint8Array;
			return (row) => ((bits[row >> 3]! >> (row & 7)) & 1) === 1;
		}
		case Type.Decimal:
			return decimalReader(data, type as unknown as Scaled);
		case Type.Utf8:
		case Type.LargeUtf8:
			return textReader(data);
		case Type.Binary:
		case Type.LargeBinary:
			return blobReader(data);
		case Type.Date:
		case Type.Time:
		case Type.Timestamp:
		case Type.Duration:
		case Type.Interval:
			return timeReader(data, type);
		case Type.Dictionary:
			return dictionaryReader(data);
		default:
			return (row) => jsonText(data, row);
	}
}

function integerReader(values: ArrayLike<number | bigint>): Read {
	return (row) => {
		const value = values[row]!;
		if (typeof value === 'number') return value;
		const small = Number(value);
		return Number.isSafeInteger(small) ? small : value;
	};
}

function floatReader(data: Data): Read {
	const values = data.values as ArrayLike<number>;
	if ((data.type as unknown as { precision: number }).precision > 0) return (row) => values[row]!;
	return (row) => halfFloat(values[row]!);
}

function halfFloat(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 31;
	const fraction = bits & 1023;
	if (exponent === 31) return fraction ? NaN : sign * Infinity;
	return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function decimalReader(data: Data, type: Scaled): Read {
	const words = data.values as Uint32Array;
	const size = type.bitWidth / 32;
	const whole = type.scale === 0 && type.precision === 38;
	return (row) => {
		let value = BigInt(words[row * size + size - 1]! | 0);
		for (let word = size - 2; word >= 0; word--) value = (value << 32n) | BigInt(words[row * size + word]!);
		if (!whole) return decimalText(value, type.scale);
		const small = Number(value);
		return Number.isSafeInteger(small) ? small : value;
	};
}

const utf8 = new TextDecoder();

function textReader(data: Data): Read {
	const bytes = data.values as Uint8Array;
	const offsets = data.valueOffsets as ArrayLike<number | bigint>;
	const first = Number(offsets[0] ?? 0);
	const used = bytes.subarray(first, Number(offsets[data.length] ?? 0));
	const all = utf8.decode(used);
	// One byte per character: cells are slices of the whole. A byte order mark at the start would be swallowed.
	if (all.length === used.length)
		return (row) => all.slice(Number(offsets[row]) - first, Number(offsets[row + 1]) - first);
	return (row) => text(bytes.subarray(Number(offsets[row]), Number(offsets[row + 1])));
}

const keepBom = new TextDecoder('utf-8', { ignoreBOM: true });

function text(bytes: Uint8Array): string {
	return keepBom.decode(bytes);
}

function blobReader(data: Data): Read {
	const bytes = data.values as Uint8Array;
	const offsets = data.valueOffsets as ArrayLike<number | bigint>;
	return (row) => {
		let out = '';
		for (const byte of bytes.subarray(Number(offsets[row]), Number(offsets[row + 1]))) {
			const plain = byte >= 32 && byte < 127 && byte !== 92;
			out += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
		}
		return out;
	};
}

function timeReader(data: Data, type: DataType): Read {
	const values = data.values as ArrayLike<number | bigint>;
	const digits = DIGITS[(type as unknown as Timed).unit as 0 | 1 | 2 | 3];
	switch (type.typeId) {
		case Type.Date: {
			const days = (type as unknown as Timed).unit === 0;
			return (row) => dateText(days ? Number(values[row]) : Math.floor(Number(values[row]) / 86_400_000));
		}
		case Type.Time:
			return (row) => timeText(BigInt(values[row]!), digits);
		case Type.Timestamp:
			return (row) => timestampText(BigInt(values[row]!), digits);
		case Type.Duration:
			return (row) => durationText(BigInt(values[row]!), digits);
		default:
			return (row) => intervalText(data.values as Int32Array, (type as unknown as Timed).unit, row);
	}
}

/** DuckDB-WASM 1.32 streams the keys of ENUM columns without their words: better an error than NULLs. */
function dictionaryReader(data: Data): Read {
	const keys = data.values as ArrayLike<number | bigint>;
	const words = (data.dictionary?.data ?? []).flatMap((part) => {
		const read = cellReader(part as Data);
		return Array.from({ length: part.length }, (_, row) => read(row));
	});
	return (row) => {
		const word = words[Number(keys[row])];
		if (word === undefined) throw new Error('Values of an ENUM cannot be sent: cast the column to VARCHAR');
		return word;
	};
}

/** A list, struct or map as JSON text; numbers that do not fit a double keep all their digits. */
function jsonText(data: Data, row: number): string {
	const type = data.type;
	if (data.nullBitmap?.length && !((data.nullBitmap[row >> 3]! >> (row & 7)) & 1)) return 'null';
	if (type.typeId === Type.Struct) {
		const parts = data.children.map(
			(child, index) => `${JSON.stringify(type.children[index]?.name ?? '')}:${jsonText(child, row)}`
		);
		return `{${parts.join(',')}}`;
	}
	if (
		type.typeId === Type.List ||
		type.typeId === Type.LargeList ||
		type.typeId === Type.FixedSizeList ||
		type.typeId === Type.Map
	) {
		const child = data.children[0];
		const [from, to] = listBounds(data, row);
		const items = Array.from({ length: to - from }, (_, item) => (child ? jsonText(child, from + item) : 'null'));
		return `[${items.join(',')}]`;
	}
	const cell = cellReader(data)(row);
	if (typeof cell === 'bigint') return String(cell);
	if (typeof cell === 'number' && !Number.isFinite(cell)) return JSON.stringify(String(cell));
	if (typeof cell === 'string' && columnType(type) === 'decimal') return cell;
	return JSON.stringify(cell);
}

function listBounds(data: Data, row: number): [number, number] {
	if (data.type.typeId === Type.FixedSizeList) {
		const size = (data.type as unknown as { listSize: number }).listSize;
		return [row * size, (row + 1) * size];
	}
	const offsets = data.valueOffsets as ArrayLike<number | bigint>;
	return [Number(offsets[row]), Number(offsets[row + 1])];
}
