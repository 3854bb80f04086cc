import {
	DataType,
	Field,
	Float64,
	makeData,
	Precision,
	RecordBatch,
	Schema,
	Struct,
	Timestamp,
	type Uint8,
	Utf8,
	Vector,
	type Data
} from 'apache-arrow';
import { checkBounds, validity } from './arrow-bounds';
import { anyText, textData } from './arrow-text';

/**
 * The same rows in columns that DuckDB takes as they are, every buffer checked to be as long as it must be: a damaged file ends
 * here. `alive` is called before each column. Time zones are dropped (instants keep UTC wall time), dictionaries are written out, nested values and bytes become text.
 * Throws an Error that says what is wrong.
 */
export function checkedBatch(
	batch: RecordBatch,
	names: readonly string[],
	alive: () => void = () => undefined
): RecordBatch {
	const length = batch.numRows;
	const children = batch.data.children.map((data) => {
		alive();
		return checkedColumn(data, length);
	});
	const fields = children.map((data, at) => new Field(names[at] ?? '', data.type, true));
	const schema = new Schema(fields);
	return new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
}

function checkedColumn(data: Data, length: number): Data {
	if (data.length !== length) throw new Error('a column is not as long as its batch');
	checkBounds(data);
	const { type } = data;
	if (DataType.isNull(type)) return textData(length, () => null);
	if (DataType.isDictionary(type)) return fromDictionary(data);
	if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return checkedText(data);
	if (DataType.isFloat(type) && type.precision === Precision.HALF) return fromHalf(data);
	if (!isPlain(type)) return anyText(data);
	return copied(data, DataType.isTimestamp(type) ? new Timestamp(type.unit, null) : type);
}

/** Types that DuckDB takes as they are. */
function isPlain(type: DataType): boolean {
	if (DataType.isDecimal(type)) return type.bitWidth === 128 && type.precision <= 38 && type.scale >= 0;
	const numeric = DataType.isBool(type) || DataType.isInt(type) || DataType.isFloat(type);
	return numeric || DataType.isTime(type) || DataType.isDate(type) || DataType.isTimestamp(type);
}

function copied(data: Data, type: DataType): Data {
	const { length, nullCount, nullBitmap } = data;
	const values = data.values as Uint8Array;
	return makeData({ type: type as Uint8, length, nullCount, nullBitmap, data: values });
}

function fromHalf(data: Data): Data {
	const vector = new Vector([data]);
	const values = Float64Array.from({ length: data.length }, (_, row) => Number(vector.get(row) ?? 0));
	const { length, nullCount, nullBitmap } = data;
	return makeData({ type: new Float64(), length, nullCount, nullBitmap, data: values });
}

/** Text that never cuts a character in two; bytes that are no UTF-8 are replaced by U+FFFD. */
function checkedText(data: Data): Data {
	const { length, nullCount, nullBitmap } = data;
	const bytes = data.values as Uint8Array;
	const given = data.valueOffsets as unknown as Int32Array | BigInt64Array;
	const offsets = new Int32Array(length + 1);
	let whole = true;
	for (let row = 0; row <= length; row++) {
		const offset = Number(given[row] ?? 0);
		offsets[row] = offset;
		if (((bytes[offset] ?? 0) & 0xc0) === 0x80) whole = false;
	}
	if (whole && isUtf8(bytes.subarray(offsets[0], offsets[length]))) {
		return makeData({ type: new Utf8(), length, nullCount, nullBitmap, valueOffsets: offsets, data: bytes });
	}
	const decoder = new TextDecoder();
	const valid = validity(data);
	return textData(length, (row) =>
		valid(row) ? decoder.decode(bytes.subarray(offsets[row], offsets[row + 1])) : null
	);
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** The texts of a dictionary column, written out. */
function fromDictionary(data: Data): Data {
	const values = new Vector((data.dictionary?.data ?? []).map((part: Data) => dictionaryTexts(part)));
	const indices = data.values as Int32Array | BigInt64Array;
	const valid = validity(data);
	return textData(data.length, (row) => (valid(row) ? values.get(Number(indices[row])) : null));
}

function dictionaryTexts(data: Data): Data<Utf8> {
	const { type } = data;
	if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return checkedText(data) as Data<Utf8>;
	return anyText(data);
}
