/** The static parts of a template without the indentation they share. */
export function dedent(strings: readonly string[]): string[] {
	const block = /^[ \t]*\n/.test(strings[0] ?? '');
	const texts = strings.map((text) => text);
	if (!block) return texts;
	const margins = texts.flatMap((text, i) =>
		[...text.matchAll(/\n([ \t]*)(?=([^\s])|$)/g)]
			.filter((match) => match[2] !== undefined || i < texts.length - 1)
			.map((match) => match[1]?.length ?? 0)
	);
	const margin = Math.min(...margins);
	const cut = texts.map((text) => text.replace(new RegExp(`\\n[ \\t]{0,${margin}}`, 'g'), '\n'));
	cut[0] = (cut[0] ?? '').replace(/^[ \t]*\n/, '');
	cut[cut.length - 1] = (cut[cut.length - 1] ?? '').replace(/\s*$/, '');
	return cut;
}

/** Leading blanks of the last line of `text`, or `before` when it has no line break. */
export function lastMargin(text: string, before: string): string {
	const at = text.lastIndexOf('\n');
	if (at < 0 && before !== '') return before;
	return /^[ \t]*/.exec(text.slice(at + 1))?.[0] ?? '';
}

/** Text inside quotes or a comment, or a line break: what {@link indent} must tell apart. */
const PIECES = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\n/g;

/** Adds `margin` to every line but the first; line breaks inside quotes are values and stay as they are. */
export function indent(text: string, margin: string): string {
	return margin === '' ? text : text.replace(PIECES, (piece) => (piece === '\n' ? `\n${margin}` : piece));
}
