/** Pasted text as a file to import: cells of a spreadsheet (tabs) or lines of any delimited text. null for a single line, which is no table. */
export function pastedFile(text: string, name: string): File | null {
	const lines = text.replace(/[\r\n]+$/, '');
	if (!/[\r\n]/.test(lines)) return null;
	const kind = /^\s*[[{]/.test(lines) ? 'json' : lines.includes('\t') ? 'tsv' : 'csv';
	return new File([lines, '\n'], `${name}.${kind}`, { type: 'text/plain' });
}
