/** Two labels that probably name the same thing, and how they differ. The order is from certain to likely. */
export type Likeness = 'writing' | 'spaces' | 'order' | 'spelling';

/** A label taken apart for comparing. */
export interface LabelKey {
	/** Case, width and outer or doubled blanks ignored. */
	readonly written: string;
	/** Letters, digits and the signs that make a difference ("C++", "A&B" stay apart from "C", "AB" only by + and #). */
	readonly letters: string;
	readonly tokens: readonly string[];
	/** Groups of digits in order: "Q1" and "Q2", "1.5" and "15" never meet. */
	readonly digits: string;
	/** Written with letters of an alphabet: in Chinese one character more or less is another word. */
	readonly alphabetic: boolean;
}

/** The comparable parts of a label. */
export function labelKey(label: string): LabelKey {
	const written = label
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{Z}\u200b\ufeff]+/gu, ' ')
		.trim();
	const plain = written.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
	const tokens = plain.split(/[^\p{L}\p{N}+#]+/u).filter((token) => token !== '');
	const digits = (plain.match(/[\d〇一二三四五六七八九十]+/gu) ?? []).join(' ');
	return {
		written,
		letters: tokens.join(''),
		tokens,
		digits,
		alphabetic: !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(plain)
	};
}

/** Least letters of labels that differ in blanks, punctuation, word order or spelling: shorter ones are codes. */
const LETTERS = { spaces: 4, order: 6, spelling: 6 } as const;
/** From this many letters on two slips are forgiven. */
const TWO_SLIPS = 10;
/** A word with a slip has at least this many letters: "Team A" and "Team B", "Phase II" and "Phase III" are two. */
const WORD = 5;

/** How two different labels are alike, or null. */
export function likeness(a: LabelKey, b: LabelKey): Likeness | null {
	if (a.written === b.written) return a.letters.length > 1 ? 'writing' : null;
	if (a.digits !== b.digits) return null;
	const shorter = Math.min(a.letters.length, b.letters.length);
	if (a.letters === b.letters) return shorter >= LETTERS.spaces ? 'spaces' : null;
	if (!a.alphabetic || !b.alphabetic) return null;
	if (shorter >= LETTERS.order && a.tokens.length > 1 && sameWords(a, b)) return 'order';
	if (shorter < LETTERS.spelling || a.letters[0] !== b.letters[0]) return null;
	const most = shorter >= TWO_SLIPS ? 2 : 1;
	return slips(a.letters, b.letters, most) <= most && slipInLongWord(a, b, most) ? 'spelling' : null;
}

function sameWords(a: LabelKey, b: LabelKey): boolean {
	return a.tokens.length === b.tokens.length && [...a.tokens].sort().join(' ') === [...b.tokens].sort().join(' ');
}

/** Labels of as many words differ in one long word only, by its letters; with words run together the letters as a whole count. */
function slipInLongWord(a: LabelKey, b: LabelKey, most: number): boolean {
	if (a.tokens.length !== b.tokens.length)
		return (
			Math.min(a.letters.length, b.letters.length) >= TWO_SLIPS &&
			most > 0 &&
			a.tokens.length + b.tokens.length <= 5 &&
			slips(a.letters, b.letters, 1) <= 1
		);
	const differing = a.tokens.flatMap((token, at) =>
		token === b.tokens[at] ? [] : [[token, b.tokens[at] ?? ''] as const]
	);
	return (
		differing.length === 1 &&
		differing.every(([x, y]) => Math.min(x.length, y.length) >= WORD && x[0] === y[0] && !/\d/.test(x + y))
	);
}

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964); `most + 1` when it is
 * larger than `most`.
 */
export function slips(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			row.push(cost);
		}
		if (Math.min(...row) > most) return most + 1;
		before = above;
		above = row;
	}
	return Math.min(above[b.length] ?? 0, most + 1);
}
