import { DataType, DateUnit, Precision, TimeUnit, UnionMode, type Data } from 'apache-arrow';

/**
 * Makes sure that values of any type, nested ones too, stay inside their buffers: the reader of Arrow takes offsets and lengths
 * as they are. Throws an Error that says what is wrong.
 */
export function checkBounds(data: Data): void {
	const { type, length, nullCount, nullBitmap } = data;
	if (!(length >= 0)) throw cutOff();
	checkType(type);
	if (DataType.isNull(type)) return;
	if (nullCount > 0 && nullBitmap.length * 8 < length) throw cutOff();
	if (DataType.isDictionary(type)) return checkDictionary(data);
	if (DataType.isUnion(type)) return checkUnion(data);
	if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) return checkViews(data);
	const [child] = data.children;
	if (DataType.isStruct(type)) {
		if (data.children.some((member) => member.length < length)) throw cutOff();
	} else if (DataType.isFixedSizeList(type)) {
		if (!child || !(type.listSize >= 0) || child.length < length * type.listSize) throw cutOff();
	} else if (DataType.isList(type) || DataType.isLargeList(type) || DataType.isMap(type)) {
		checkOffsets(data, child?.length ?? -1);
	} else if (DataType.isBinary(type) || DataType.isLargeBinary(type)) checkOffsets(data, bytesOf(data.values));
	else if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) checkOffsets(data, bytesOf(data.values));
	else if (bytesOf(data.values) < Math.ceil(length * widthOf(type))) throw cutOff();
	for (const member of data.children) checkBounds(member);
}

/** Types whose numbers say something that there is not. */
function checkType(type: DataType): void {
	const known = DataType.isInt(type)
		? [8, 16, 32, 64].includes(type.bitWidth)
		: DataType.isFloat(type)
			? type.precision in Precision
			: DataType.isDate(type)
				? type.unit in DateUnit
				: DataType.isTimestamp(type) || DataType.isDuration(type)
					? type.unit in TimeUnit
					: DataType.isTime(type)
						? type.unit in TimeUnit && type.bitWidth === (type.unit < TimeUnit.MICROSECOND ? 32 : 64)
						: DataType.isFixedSizeBinary(type)
							? type.byteWidth > 0
							: !DataType.isDecimal(type) || isDecimal(type.bitWidth, type.precision, type.scale);
	if (!known) throw new Error('a column has an impossible type');
}

function isDecimal(bits: number, precision: number, scale: number): boolean {
	return [32, 64, 128, 256].includes(bits) && precision > 0 && precision <= 76 && Math.abs(scale) <= 76;
}

/** Bytes of one value of a type of fixed width. */
function widthOf(type: DataType): number {
	if (DataType.isBool(type)) return 1 / 8;
	if (DataType.isInt(type) || DataType.isTime(type) || DataType.isDecimal(type)) return type.bitWidth / 8;
	if (DataType.isFloat(type)) return 2 << type.precision;
	if (DataType.isDate(type)) return type.unit === DateUnit.DAY ? 4 : 8;
	if (DataType.isTimestamp(type) || DataType.isDuration(type)) return 8;
	if (DataType.isFixedSizeBinary(type)) return type.byteWidth;
	if (DataType.isInterval(type)) return [4, 8, 16][type.unit] ?? Infinity;
	throw new Error('a column has an unknown type');
}

function checkOffsets({ length, valueOffsets }: Data, end: number): void {
	const offsets = valueOffsets as unknown as Int32Array | BigInt64Array;
	if (end < 0 || (length > 0 && offsets.length <= length)) throw cutOff();
	let last = 0;
	for (let row = 0; length > 0 && row <= length; row++) {
		const offset = Number(offsets[row]);
		if (!(offset >= last && offset <= end)) throw damaged();
		last = offset;
	}
}

function checkDictionary(data: Data): void {
	const indices = data.values as Int32Array | BigInt64Array;
	if (indices.length < data.length) throw cutOff();
	const parts = (data.dictionary?.data ?? []) as readonly Data[];
	for (const part of parts) checkBounds(part);
	const size = parts.reduce((sum, part) => sum + part.length, 0);
	const valid = validity(data);
	for (let row = 0; row < data.length; row++) {
		const index = Number(indices[row]);
		if (valid(row) && !(index >= 0 && index < size)) throw new Error('a column points outside its dictionary');
	}
}

function checkUnion(data: Data): void {
	const { type, length, children } = data;
	const typeIds = data.typeIds as Int8Array;
	if (!DataType.isUnion(type) || typeIds.length < length) throw cutOff();
	for (const member of children) checkBounds(member);
	const dense = type.mode === UnionMode.Dense;
	const offsets = data.valueOffsets as Int32Array;
	for (let row = 0; row < length; row++) {
		const child = children[type.typeIdToChildIndex[typeIds[row] ?? -1] ?? -1];
		const at = dense ? (offsets[row] ?? -1) : row;
		if (!child || at < 0 || at >= child.length) throw damaged();
	}
}

/** A view is the length of its value, and beyond 12 bytes the buffer and place of it. */
function checkViews(data: Data): void {
	const { length } = data;
	const bytes = data.values as Uint8Array;
	if (bytes.byteLength < length * 16) throw cutOff();
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const valid = validity(data);
	for (let row = 0; row < length; row++) {
		const size = view.getInt32(row * 16, true);
		if (!valid(row) || (size >= 0 && size <= 12)) continue;
		const buffer = data.variadicBuffers[view.getInt32(row * 16 + 8, true)];
		const at = view.getInt32(row * 16 + 12, true);
		if (!buffer || size < 0 || at < 0 || at + size > buffer.length) throw damaged();
	}
}

/** Whether a row has a value. */
export function validity({ nullCount, nullBitmap }: Data): (row: number) => boolean {
	return nullCount === 0 ? () => true : (row) => ((nullBitmap[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

function bytesOf(values: unknown): number {
	return ArrayBuffer.isView(values) ? values.byteLength : 0;
}

function cutOff(): Error {
	return new Error('a column is cut off');
}

function damaged(): Error {
	return new Error('a column points outside its bytes');
}
