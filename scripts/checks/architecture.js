import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/process.js';
import { importTable } from './import-rules.js';

const page = join(root, 'docs/architecture.md');
const marked = /(<!-- import rules: .*? -->\n)[\s\S]*?(\n<!-- end of import rules -->)/;

/** The architecture page with the table of import rules as it is now. @param {string} text */
export function withImportTable(text) {
	if (!marked.test(text)) throw new Error('docs/architecture.md has lost the marks around the import rules');
	return text.replace(marked, (_, start, end) => `${start}\n${importTable()}\n${end}`);
}

/** @returns {{ problems: string[], notes: string[] }} */
export function checkArchitecture() {
	const text = readFileSync(page, 'utf8');
	const same = withImportTable(text) === text;
	return { problems: same ? [] : ['docs/architecture.md prints other import rules: npm run docs'], notes: [] };
}

export function writeArchitecture() {
	writeFileSync(page, withImportTable(readFileSync(page, 'utf8')));
}
