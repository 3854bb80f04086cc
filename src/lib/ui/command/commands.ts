/** Something the palette can do. */
export interface Command {
	readonly id: string;
	readonly label: string;
	/** Where it belongs, or its shortcut: printed at the right. */
	readonly hint?: string;
	/** Other words it is found by; the other language's name, too. */
	readonly keywords?: readonly string[];
	readonly run: () => void;
}

/** Commands that fit what was typed, best first; all of them, in their order, for an empty query. */
export function searchCommands(commands: readonly Command[], query: string): Command[] {
	const words = fold(query).split(/\s+/).filter(Boolean);
	if (words.length === 0) return [...commands];
	return commands
		.map((command, order) => ({ command, order, score: scoreCommand(command, words) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || a.order - b.order)
		.map(({ command }) => command);
}

/** Upper and lower case, full and half width, accents: all the same to a search. */
function fold(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{Mn}/gu, '')
		.toLowerCase()
		.trim();
}

/** Every word must fit somewhere; the label counts most. */
function scoreCommand(command: Command, words: readonly string[]): number {
	const label = fold(command.label);
	const keywords = (command.keywords ?? []).map(fold);
	const hint = fold(command.hint ?? '');
	let total = 0;
	for (const word of words) {
		const score = Math.max(fit(label, word), ...keywords.map((other) => 0.6 * fit(other, word)), 0.3 * fit(hint, word));
		if (score === 0) return 0;
		total += score;
	}
	return total / words.length;
}

/** 1 for the whole text, less for its start, a word's start, a part of it, letters in order; 0 when it does not fit. */
function fit(text: string, word: string): number {
	if (text === word) return 1;
	const at = text.indexOf(word);
	if (at === 0) return 0.9;
	if (at > 0) return /[\s\-–·(（]/.test(text[at - 1] ?? '') ? 0.8 : 0.6;
	const span = spanInOrder(text, word);
	return word.length > 1 && span !== null && span <= word.length * 4 ? (0.4 * word.length) / span : 0;
}

/** Length of the shortest stretch of `text`, from the start of a word on, that holds the letters of `word` in order. */
function spanInOrder(text: string, word: string): number | null {
	let best: number | null = null;
	for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
		if (text[index] !== word[0]) continue;
		const end = endInOrder(text, word, index);
		if (end !== null && (best === null || end - index < best)) best = end - index;
	}
	return best;
}

function endInOrder(text: string, word: string, start: number): number | null {
	let at = start;
	for (const letter of word) {
		const found = text.indexOf(letter, at);
		if (found < 0) return null;
		at = found + letter.length;
	}
	return at;
}
