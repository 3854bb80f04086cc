// C0 and C1 controls, bidirectional overrides and isolates: they would reorder or hide what stands beside them.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text from data, made safe for Plotly, which reads tags, links and styles out of every label. Every data-driven string that
 * reaches a figure goes through here; it comes out on the screen as it stands in the file, on one line.
 */
export function plain(text: string, longest = Infinity): string {
	const line = text.replace(INVISIBLE, ' ').trim();
	const characters = line.length > longest ? [...line] : [];
	const cut = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
	return cut.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

/** How many characters of a text fit in a width at the charts' text size; ideographs are twice as wide as letters. */
export function fitting(text: string, width: number): number {
	let used = 0;
	let count = 0;
	for (const character of text) {
		used += /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]|[\ud800-\udbff]/.test(character) ? 12.5 : 7;
		if (used > width) break;
		count++;
	}
	return Math.max(2, count);
}
