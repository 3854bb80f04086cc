import type { Grain } from '../period';
import type { Series } from '../forecast/series';

/** Seeded standard normal numbers (mulberry32, Box–Muller), for tests. */
export function normals(seed: number): () => number {
	let state = seed >>> 0;
	const uniform = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A series made up for tests; starts in January 2015 unless told. */
export function made(n: number, value: (t: number) => number, grain: Grain = 'month', start = 2015 * 12): Series {
	return { key: '', grain, start, values: Float64Array.from({ length: n }, (_, t) => value(t)) };
}
