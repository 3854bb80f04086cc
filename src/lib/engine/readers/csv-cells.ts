import { formatOf, cellValue, isNullToken, isTellingToken } from '$lib/core/intake/value-format';
import type { ColumnFormat } from '$lib/core/table';
import { isPlain } from './csv-columns';

/** What became of the cells of one typed column that say something. */
export interface CellTally {
	/** Cells with a value of the column's type. */
	values: number;
	/** Cells that are no value of that type, and the first of them. */
	misfits: number;
	misfit: string;
	/** Cells with a word that says why there is no value, such as TBD, and the first of them. */
	telling: number;
	word: string;
	/** Cells with a word that only says that there is none, such as NA, and the first few of these words. */
	silent: number;
	silentWords: string[];
}

/** Most silent words named. */
const MOST_WORDS = 5;

/** A tally of nothing yet. */
export function emptyTally(): CellTally {
	return { values: 0, misfits: 0, misfit: '', telling: 0, word: '', silent: 0, silentWords: [] };
}

/** Counts a cell that says something but has no value; gives whether it is to be listed. */
export function tallyWithout(tally: CellTally, cell: string): 'unparseable' | 'no-value' | null {
	if (isTellingToken(cell)) {
		if (tally.telling++ === 0) tally.word = cell;
		return 'no-value';
	}
	if (isNullToken(cell)) {
		tally.silent++;
		const word = cell.trim();
		if (tally.silentWords.length < MOST_WORDS && !tally.silentWords.includes(word)) tally.silentWords.push(word);
		return null;
	}
	if (tally.misfits++ === 0) tally.misfit = cell;
	return 'unparseable';
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * Writes the cells of one column in the plain form of its type, which DuckDB's reader takes as it is. Numbers that stand in that
 * form stay to the letter, so that leading zeros are still seen.
 */
export class CellWriter {
	readonly tally = emptyTally();
	readonly #column: ColumnFormat;
	readonly #plain: RegExp | null;

	constructor(column: ColumnFormat) {
		this.#column = column;
		const numeric = column.type === 'integer' || column.type === 'decimal';
		this.#plain = numeric && isPlain(formatOf(column)) ? PLAIN_NUMBER : null;
	}

	/** The cell in plain form; null when it has no value, and then `told` with the reason where it must be listed. */
	write(cell: string, told: (reason: 'unparseable' | 'no-value') => void): string | null {
		if (cell === '') return null;
		const value = this.#plain?.test(cell) ? cell : cellValue(cell, this.#column);
		if (value !== null) {
			this.tally.values++;
			return value;
		}
		if (cell.trim() === '') return null;
		const reason = tallyWithout(this.tally, cell);
		if (reason) told(reason);
		return null;
	}
}
