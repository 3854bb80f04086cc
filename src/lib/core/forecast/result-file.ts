import type { Json } from '../json';
import type { ForecastResult } from './result';

/*
 * A forecast result as bytes, exact to the last bit: four bytes with the length of the JSON part (little endian), the JSON
 * with each number array replaced by its place, padding to 8 bytes, then the arrays one after the other.
 */

type NumberArray = Float64Array | Float32Array;
interface Place {
	readonly array: 'f64' | 'f32';
	readonly at: number;
	readonly length: number;
}

/** The result as one Blob-able byte array. */
export function writeForecastResult(result: ForecastResult): Uint8Array<ArrayBuffer> {
	const arrays: NumberArray[] = [];
	let size = 0;
	const json = JSON.stringify(result, (_key, value: unknown) => {
		if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
			return { number: Object.is(value, -0) ? '-0' : String(value) };
		if (!(value instanceof Float64Array || value instanceof Float32Array)) return value;
		const place: Place = { array: value instanceof Float64Array ? 'f64' : 'f32', at: size, length: value.length };
		arrays.push(value);
		size += pad(value.byteLength);
		return place;
	});
	const head = new TextEncoder().encode(json);
	const start = pad(4 + head.length);
	const bytes = new Uint8Array(start + size);
	new DataView(bytes.buffer).setUint32(0, head.length, true);
	bytes.set(head, 4);
	let at = start;
	for (const array of arrays) {
		bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
		at += pad(array.byteLength);
	}
	return bytes;
}

/** The result written by {@link writeForecastResult}. Throws RangeError or SyntaxError when the bytes are damaged. */
export function readForecastResult(bytes: Uint8Array): ForecastResult {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const headLength = view.getUint32(0, true);
	const head = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + headLength));
	const start = pad(4 + headLength);
	const parsed: unknown = JSON.parse(head, (_key, value: Json) => {
		if (isPlace(value)) return readArray(bytes, start, value);
		if (isSpecial(value)) return Number(value.number);
		return value;
	});
	return parsed as ForecastResult;
}

function pad(length: number): number {
	return Math.ceil(length / 8) * 8;
}

function isPlace(value: unknown): value is Place {
	return typeof value === 'object' && value !== null && 'array' in value && 'at' in value && 'length' in value;
}

function isSpecial(value: unknown): value is { number: string } {
	return typeof value === 'object' && value !== null && Object.keys(value).join() === 'number';
}

function readArray(bytes: Uint8Array, start: number, place: Place): NumberArray {
	const width = place.array === 'f64' ? 8 : 4;
	const from = start + place.at;
	const part = bytes.slice(from, from + place.length * width);
	if (part.length !== place.length * width) throw new RangeError('forecast result is cut short');
	return place.array === 'f64' ? new Float64Array(part.buffer) : new Float32Array(part.buffer);
}
