/**
 * Seeded random numbers: the same seed gives the same sample on every machine.
 * @param {number} seed
 */
export function createRandom(seed) {
	let state = seed >>> 0;
	/** Uniform in [0, 1). Mulberry32, public domain. */
	function uniform() {
		state = (state + 0x6d2b79f5) >>> 0;
		let z = Math.imul(state ^ (state >>> 15), 1 | state);
		z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
		return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
	}
	/** Standard normal (Box–Muller). */
	function normal() {
		return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
	}
	/**
	 * Poisson by multiplication; for small means.
	 * @param {number} mean
	 */
	function poisson(mean) {
		const limit = Math.exp(-mean);
		let count = 0;
		for (let product = uniform(); product > limit; product *= uniform()) count++;
		return count;
	}
	/**
	 * An index drawn with the given weights.
	 * @param {readonly number[]} weights
	 */
	function weighted(weights) {
		let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
		for (let i = 0; i < weights.length - 1; i++) {
			left -= weights[i] ?? 0;
			if (left < 0) return i;
		}
		return weights.length - 1;
	}
	/**
	 * `count` different items, in the order of the list.
	 * @template T
	 * @param {readonly T[]} items
	 * @param {number} count
	 */
	function sample(items, count) {
		const chosen = new Set();
		while (chosen.size < count) chosen.add(Math.floor(uniform() * items.length));
		return items.filter((_, index) => chosen.has(index));
	}
	return { uniform, normal, poisson, weighted, sample };
}
