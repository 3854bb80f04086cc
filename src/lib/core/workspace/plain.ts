import type { Json } from '../json';

/** Deepest nesting and most values a document from outside may have: more is an attack or a mistake, not a workspace. */
const MAX_DEPTH = 64;
const MAX_VALUES = 2_000_000;

/** Keys that reach an object's prototype when code assigns them carelessly. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A fresh copy of `input` holding plain JSON only: no prototypes, no accessors, no unsafe keys.
 * Undefined members are dropped. Throws RangeError when it is no JSON, too deep, too large or refers to itself.
 */
export function plainCopy(input: unknown): Json {
	let left = MAX_VALUES;
	const copy = (value: unknown, depth: number): Json => {
		if (depth > MAX_DEPTH || --left < 0) throw new RangeError('too deep or too large');
		if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
		if (typeof value === 'number' && Number.isFinite(value)) return value;
		if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
		if (!isRecord(value)) throw new RangeError('not JSON');
		const out: Record<string, Json> = {};
		for (const [key, member] of Object.entries(value)) {
			if (member !== undefined && !UNSAFE.has(key)) out[key] = copy(member, depth + 1);
		}
		return out;
	};
	return copy(input, 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
