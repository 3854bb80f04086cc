import type { LoadProgress } from '$lib/core/ports';
import type { ReadStep } from './readers/reader';

const EVERY_MS = 100;

/** Adds up how far the files of a load are, by their bytes, and tells it at most ten times a second. */
export class LoadWatch {
	readonly #steps: ReadStep[];
	readonly #bytes: number;
	readonly #started = performance.now();
	#told = -Infinity;
	#share = 0;

	constructor(
		private readonly sizes: readonly number[],
		private readonly tell: ((progress: LoadProgress) => void) | undefined
	) {
		this.#steps = sizes.map(() => ({ share: 0, rows: 0 }));
		this.#bytes = Math.max(
			1,
			sizes.reduce((sum, size) => sum + size, 0)
		);
	}

	/** The progress of one file; what is told never goes back. */
	of(index: number): (step: ReadStep) => void {
		return (step) => {
			this.#steps[index] = step;
			const now = performance.now();
			if (now - this.#told < EVERY_MS) return;
			this.#told = now;
			this.#send(now);
		};
	}

	/** All is read. */
	done(rows: number): void {
		const seconds = Math.max(0.001, (performance.now() - this.#started) / 1000);
		this.tell?.({ share: 1, rows, rowsPerSecond: Math.round(rows / seconds) });
	}

	#send(now: number): void {
		const share = this.#steps.reduce((sum, step, i) => sum + step.share * (this.sizes[i] ?? 0), 0) / this.#bytes;
		const rows = this.#steps.reduce((sum, step) => sum + step.rows, 0);
		this.#share = Math.max(this.#share, Math.min(1, share));
		const seconds = (now - this.#started) / 1000;
		this.tell?.({ share: this.#share, rows, rowsPerSecond: seconds > 0.2 ? Math.round(rows / seconds) : 0 });
	}
}
