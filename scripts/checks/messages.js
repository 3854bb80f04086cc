import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/process.js';

/**
 * Compares the languages with each other and the keys with the sources.
 * @returns {{ problems: string[], notes: string[] }}
 */
export function checkMessages() {
	const { baseLocale, locales } = JSON.parse(readFileSync(join(root, 'project.inlang/settings.json'), 'utf8'));
	/** @type {string[]} */
	const problems = [];
	const base = readLanguage(baseLocale, problems);
	for (const locale of locales.filter((/** @type {string} */ name) => name !== baseLocale)) {
		problems.push(...compareLanguages(base, readLanguage(locale, problems), baseLocale, locale));
	}
	const unused = unusedKeys([...base.keys()], sourceText());
	return {
		problems: [...problems, ...unused.map((key) => `${key}: no source uses it`)],
		notes: [`${base.size} texts in ${locales.length} languages`]
	};
}

/**
 * @param {Map<string, unknown>} base @param {Map<string, unknown>} other @param {string} baseName @param {string} otherName
 * @returns {string[]}
 */
export function compareLanguages(base, other, baseName, otherName) {
	const problems = [];
	for (const [key, value] of base) {
		if (!other.has(key)) problems.push(`${key}: missing in ${otherName}`);
		else if (inputs(value) !== inputs(other.get(key))) {
			problems.push(
				`${key}: inputs differ (${baseName}: ${inputs(value) || 'none'}; ${otherName}: ${inputs(other.get(key)) || 'none'})`
			);
		}
	}
	for (const key of other.keys()) if (!base.has(key)) problems.push(`${key}: missing in ${baseName}`);
	return problems;
}

/** Keys that no source names, neither as `m.key` nor in quotes. @param {string[]} keys @param {string} text */
export function unusedKeys(keys, text) {
	const named = new Set([...text.matchAll(/\bm\.(\w+)|['"`](\w+)['"`]/g)].map((match) => match[1] ?? match[2]));
	return keys.filter((key) => !named.has(key));
}

/** The names in braces, sorted. @param {unknown} value */
function inputs(value) {
	const names = [...JSON.stringify(value).matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
	return [...new Set(names)].sort().join(', ');
}

/** @param {string} locale @param {string[]} problems @returns {Map<string, unknown>} */
function readLanguage(locale, problems) {
	const all = new Map();
	const folder = join(root, 'messages', locale);
	for (const file of readdirSync(folder).sort()) {
		for (const [key, value] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')))) {
			if (key === '$schema') continue;
			if (all.has(key)) problems.push(`${key}: twice in ${locale} (again in ${file})`);
			if (!/^[a-z][a-z0-9_]*$/.test(key)) problems.push(`${key}: not snake_case`);
			if (value === '') problems.push(`${key}: empty in ${locale}`);
			all.set(key, value);
		}
	}
	return all;
}

function sourceText() {
	return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(ts|svelte)$/.test(file) && !/paraglide/.test(file))
		.map((file) => readFileSync(join(root, 'src', file), 'utf8'))
		.join('\n');
}
