import { refusal } from './refusal';

/** Most bytes one file may give when unpacked. */
const MOST_BYTES = 1 << 30;
/** Beyond the free bytes, the unpacked may be at most so many times the packed: honest tables stay below 100. */
const MOST_RATIO = 200;
const FREE_BYTES = 10 << 20;
const REPORT_MS = 100;

/**
 * Counts what is really read and written while a file is unpacked, whatever the file says about itself, and shows signs of life.
 * Throws the refusal 'archive-bomb' beyond the limits.
 */
export class Pace {
	/** Bytes unpacked so far. */
	inflated = 0;
	#packed = 0;
	#written = 0;
	#reported = Date.now();

	constructor(
		readonly fileName: string,
		private readonly size: number,
		private readonly report: (share: number) => void = () => undefined
	) {}

	/** Counts the same file from the start again: for a first look at what is read later. */
	apart(): Pace {
		return new Pace(this.fileName, this.size, () => this.report(this.#share));
	}

	/** So many packed bytes were taken in. */
	took(bytes: number): void {
		this.#packed += bytes;
		this.alive();
	}

	/** So many bytes came out of a decompressor. */
	gave(bytes: number): void {
		this.inflated += bytes;
		const most = Math.min(MOST_BYTES, FREE_BYTES + MOST_RATIO * Math.min(this.size, this.#packed));
		if (this.inflated > most) throw this.#tooMuch(this.inflated);
		this.alive();
	}

	/** So many bytes of rows will be written: a file of a few bytes can ask for rows without end. */
	wrote(bytes: number): void {
		this.#written += bytes;
		if (this.#written > Math.min(MOST_BYTES, 2 * FREE_BYTES + MOST_RATIO * this.size))
			throw this.#tooMuch(this.#written);
	}

	/** Says how far the work is, ten times a second. */
	alive(): void {
		const now = Date.now();
		if (now - this.#reported < REPORT_MS) return;
		this.#reported = now;
		this.report(this.#share);
	}

	get #share(): number {
		return this.size === 0 ? 0 : Math.min(1, this.#packed / this.size);
	}

	#tooMuch(bytes: number): Error {
		return refusal('archive-bomb', this.fileName, { size: this.size, bytes });
	}
}
