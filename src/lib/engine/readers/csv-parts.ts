/** Bytes of a part: what it takes uncompressed, two to four times as much, is held until it is stored. */
const PART_BYTES = 64 << 20;

/**
 * The parts a text is read in, cut between records. DuckDB compresses rows when a statement ends, so a text read by one statement is
 * held uncompressed as a whole. Where to cut is told by the census while it goes on, so that DuckDB follows close behind.
 */
export class CsvParts {
	#cuts: readonly number[] = [];
	#ended = false;
	#wake: (() => void) | null = null;

	/** @param size bytes of a part; null: the text is one */
	constructor(private readonly size: number | null) {}

	/** Takes the offsets at which the text can be cut, as far as they are known; `ended`: these are all. */
	reached(cuts: readonly number[], ended: boolean): void {
		this.#cuts = cuts;
		this.#ended ||= ended;
		this.#wake?.();
	}

	/** The parts in order, each as soon as its end is known; one at least. */
	async *of(data: Blob): AsyncGenerator<Blob, void, undefined> {
		const { size } = this;
		let from = 0;
		for (let index = 0; size !== null && data.size - from > size; index++) {
			while (index >= this.#cuts.length && !this.#ended) await new Promise<void>((wake) => (this.#wake = wake));
			const to = this.#cuts[index];
			if (to === undefined) break;
			yield data.slice(from, to);
			from = to;
		}
		yield data.slice(from);
	}
}

/** Bytes of the parts a text is read in; null: it is read as a whole, which is faster where rows stay as they are. */
export function partBytes(store: 'memory' | 'z'): number | null {
	return store === 'z' ? PART_BYTES : null;
}
