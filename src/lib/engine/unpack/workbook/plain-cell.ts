import { columnOf } from './merges';

const C = 0x63;
const R = 0x72;
const S = 0x73;
const T = 0x74;
const SPACE = 0x20;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const LESS = 0x3c;
const AMPERSAND = 0x26;
const CLOSED = '/>';
const FORMULA = '<f>';
const FORMULA_END = '</f>';
const VALUE = '<v>';
const END = '</v></c>';

/**
 * A cell as nearly all of the millions in a sheet are written, `<c r="B2" s="3" t="s"><v>12</v></c>`, found without taking its
 * tags apart. What is written in any other way is left to the walk over the XML.
 */
export class PlainCell {
	/** Column from 0; -1 when the cell does not say. */
	column = -1;
	/** Number of its style. */
	style = 0;
	/** Its type, a single letter: `n`, `s`, `b` or `e`. */
	type = 'n';
	/** Where its value begins and ends; both 0: it has none. */
	from = 0;
	to = 0;

	/** Reads the cell that begins at `at` and gives where it ends; -1 where it is written otherwise, or not all there yet. */
	read(text: string, at: number): number {
		if (text.charCodeAt(at + 1) !== C || text.charCodeAt(at + 2) !== SPACE) return -1;
		const open = this.#attributes(text, at + 2);
		if (open < 0) return -1;
		this.from = this.to = 0;
		if (text.startsWith(CLOSED, open)) return open + CLOSED.length;
		const value = afterFormula(text, open + 1);
		if (value < 0 || !text.startsWith(VALUE, value)) return -1;
		const from = value + VALUE.length;
		let to = from;
		for (let code = text.charCodeAt(to); code !== LESS; code = text.charCodeAt(++to)) {
			if (code === AMPERSAND || Number.isNaN(code)) return -1;
		}
		if (to === from || !text.startsWith(END, to)) return -1;
		this.from = from;
		this.to = to;
		return to + END.length;
	}

	/** Reads ` r="B2" s="3" t="s"`, in any order; gives where the tag's `>` or `/>` stands. */
	#attributes(text: string, start: number): number {
		this.column = -1;
		this.style = 0;
		this.type = 'n';
		let at = start;
		while (text.charCodeAt(at) === SPACE) {
			const name = text.charCodeAt(at + 1);
			if (text.charCodeAt(at + 2) !== EQUALS || text.charCodeAt(at + 3) !== QUOTE) return -1;
			const from = at + 4;
			const close = text.indexOf('"', from);
			if (close < 0) return -1;
			if (name === R) this.column = columnOf(text, from);
			else if (name === S) this.style = Number(text.slice(from, close));
			else if (name === T && close === from + 1) this.type = text.charAt(from);
			else return -1;
			at = close + 1;
		}
		return text.charCodeAt(at) === 0x3e || text.startsWith(CLOSED, at) ? at : -1;
	}
}

/** Where the value begins behind a formula, if there is one. */
function afterFormula(text: string, at: number): number {
	if (!text.startsWith(FORMULA, at)) return at;
	const end = text.indexOf('<', at + FORMULA.length);
	return end >= 0 && text.startsWith(FORMULA_END, end) ? end + FORMULA_END.length : -1;
}
