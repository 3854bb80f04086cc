/** What a worker's script may take to load on a slow line. */
const START_MS = 30_000;
/** Silence that shows a file made to hang its reader: on an idle machine, and on the busiest. */
const LEAST_MS = 5_000;
const MOST_MS = 15_000;
/** A worker that started in a second may be silent for so many. */
const STARTS = 20;

/** Waits for signs of life of a worker. */
export interface Watch {
	/** The worker said something. */
	heard(): void;
	end(): void;
}

/**
 * How long a worker may be silent before its file is taken for one made to hang it. A busy machine is no such file: the time the
 * worker took to start shows how slow everything is just now.
 */
export class Patience {
	readonly #begun = performance.now();
	#limit: number | null = null;

	/** Calls `silent` once nothing has been heard for too long. The clock of silence runs from the first sign of life on. */
	watch(silent: () => void): Watch {
		let timer = setTimeout(silent, this.#limit ?? START_MS);
		return {
			heard: () => {
				this.#limit ??= Math.min(MOST_MS, Math.max(LEAST_MS, STARTS * (performance.now() - this.#begun)));
				clearTimeout(timer);
				timer = setTimeout(silent, this.#limit);
			},
			end: () => clearTimeout(timer)
		};
	}
}
