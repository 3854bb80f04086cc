import type { Pace } from './pace';

/** A cell on its way out: text to be quoted, a plain value (number, date, true) as it stands, or nothing. */
export type OutCell = { readonly text: string } | string | null;

const BLOCK_CHARS = 1 << 20;

/** Rows written together, with the width and length of each; a blank line has width 0. */
interface Block {
	readonly blob: Blob;
	readonly widths: readonly number[];
	readonly lengths: readonly number[];
	readonly uneven: boolean;
	readonly width: number;
}

/**
 * Writes rows of cells as CSV in large pieces. Rows may be of any width; in the end all are as wide as the widest, and columns
 * that are empty before the first one used are left out. Blank rows at the end are not written.
 */
export class RowsWriter {
	/** Rows written, blank ones in between counted. */
	rows = 0;
	/** Rows with at least one cell. */
	filled = 0;
	#width = 0;
	#lead = Infinity;
	#blank = 0;
	#text: string[] = [];
	#chars = 0;
	#widths: number[] = [];
	readonly #blocks: Block[] = [];

	constructor(private readonly pace: Pace) {}

	/** A row without any cell. */
	skip(rows = 1): void {
		this.#blank += rows;
	}

	/** A row that is there, but whose cells are all empty. */
	empty(): void {
		this.keepBlank();
		this.filled++;
		this.#width = Math.max(this.#width, 1);
		this.#line('', 1);
	}

	/** Blank rows so far shall be written even if none with cells follows. */
	keepBlank(): void {
		for (; this.#blank > 0; this.#blank--) this.#line('', 0);
	}

	/** The next row; null cells at the end are as good as absent. Holes in the array count as null. */
	row(cells: readonly (OutCell | undefined)[]): void {
		let width = cells.length;
		while (width > 0 && (cells[width - 1] ?? null) === null) width--;
		if (width === 0) return this.skip();
		this.keepBlank();
		let lead = 0;
		while ((cells[lead] ?? null) === null) lead++;
		let line = '';
		for (let at = 0; at < width; at++) {
			if (at > 0) line += ',';
			const cell = cells[at] ?? null;
			if (cell !== null) line += typeof cell === 'string' ? cell : quoted(cell.text);
		}
		this.#lead = Math.min(this.#lead, lead);
		this.#width = Math.max(this.#width, width);
		this.filled++;
		// As wide as those before at once: most sheets need no second go then.
		this.#line(line + ','.repeat(this.#width - width), this.#width);
	}

	/** All rows as one Blob, with a header row before them where one is given. */
	async finish(header?: readonly string[]): Promise<Blob> {
		this.#close();
		const lead = header || this.#lead === Infinity ? 0 : this.#lead;
		const width = header ? Math.max(header.length, this.#width) : this.#width;
		const parts: Blob[] = [];
		if (header) parts.push(new Blob([`${header.map((name) => quoted(name)).join(',')}\n`]));
		for (const block of this.#blocks) {
			const even = !block.uneven && block.width === width && lead === 0 && width > 1;
			parts.push(even ? block.blob : await this.#evened(block, lead, width));
			this.pace.alive();
		}
		return new Blob(parts);
	}

	#line(line: string, width: number): void {
		this.rows++;
		this.#text.push(line);
		this.#widths.push(width);
		this.#chars += line.length + 1;
		if (this.#chars >= BLOCK_CHARS) this.#close();
	}

	#close(): void {
		if (this.#text.length === 0) return;
		this.pace.wrote(this.#chars);
		const widths = this.#widths;
		const width = widths.reduce((most, one) => Math.max(most, one), 0);
		const uneven = widths.some((one) => one !== width && one !== 0);
		const lengths = this.#text.map((line) => line.length);
		this.#blocks.push({ blob: new Blob([joined(this.#text)]), widths, lengths, uneven, width });
		this.#text = [];
		this.#widths = [];
		this.#chars = 0;
		this.pace.alive();
	}

	/** A block with every row cut at the front and filled up at the end. */
	async #evened(block: Block, lead: number, width: number): Promise<Blob> {
		const text = await block.blob.text();
		const lines: string[] = [];
		let from = 0;
		let missing = 0;
		for (const [at, has] of block.widths.entries()) {
			const to = from + (block.lengths[at] ?? 0);
			const filler = has === 0 ? 0 : width - Math.max(has, lead + 1);
			missing += filler;
			if (missing > BLOCK_CHARS) {
				this.pace.wrote(missing);
				missing = 0;
			}
			const line = text.slice(from + (has > 0 ? lead : 0), to) + ','.repeat(filler);
			// An empty cell alone in its row would be a blank line.
			lines.push(line === '' && has > 0 ? '""' : line);
			from = to + 1;
		}
		this.pace.wrote(missing);
		return new Blob([joined(lines)]);
	}
}

function joined(lines: readonly string[]): string {
	return `${lines.join('\n')}\n`;
}

/** A text as it stands in CSV: in quotes, those in it doubled. */
export function quoted(text: string): string {
	return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
}
