import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../setup/process.js';
import { importTable } from './import-rules.js';

const page = join(root, 'docs/architecture.md');
const marked = /(<!-- import rules: .*? -->\n)[\s\S]*?(<!-- end of import rules -->)/;

/** @returns {Promise<{ problems: string[], notes: string[] }>} */
export async function checkArchitecture() {
	const text = readFileSync(page, 'utf8');
	const same = (await withImportTable(text)) === text;
	return { problems: same ? [] : ['docs/architecture.md prints other import rules: npm run docs'], notes: [] };
}

export async function writeArchitecture() {
	writeFileSync(page, await withImportTable(readFileSync(page, 'utf8')));
}

/** The page with the import rules as they are now. @param {string} text */
async function withImportTable(text) {
	if (!marked.test(text)) throw new Error('docs/architecture.md has lost the marks around the import rules');
	const filled = text.replace(marked, (_, start, end) => `${start}\n${importTable()}\n\n${end}`);
	return format(filled, { ...(await resolveConfig(page)), filepath: page });
}
