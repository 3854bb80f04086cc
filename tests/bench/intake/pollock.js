import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRfc4180 } from './rfc4180.js';
import { scoreTable } from './score.js';

/**
 * Scores of a folder in Pollock's layout.
 * @typedef {{ simple: number, weighted: number | null, silentWrong: number, files: number, silent: string[], unread: string[], worst: [string, number][] }} PollockScore
 */

/**
 * What a loader made of one file: its table, header first, or null; the types of its columns; how much it told.
 * @typedef {{ grid: readonly (readonly string[])[] | null, types: readonly string[], warnings: number }} Loaded
 */

/**
 * @param {string} folder with `csv/`, `clean/` and maybe `weights.json`
 * @param {(name: string) => Loaded | Promise<Loaded>} loaded @param {(name: string) => boolean} [chosen]
 * @returns {Promise<PollockScore>}
 */
export async function scorePollock(folder, loaded, chosen = () => true) {
	const weights = existsSync(join(folder, 'weights.json'))
		? /** @type {Record<string, number>} */ (JSON.parse(readFileSync(join(folder, 'weights.json'), 'utf8')))
		: null;
	const scores = /** @type {[string, number][]} */ ([]);
	const silent = /** @type {string[]} */ ([]);
	const unread = /** @type {string[]} */ ([]);
	for (const name of readdirSync(join(folder, 'csv')).sort().filter(chosen)) {
		const clean = readRfc4180(readFileSync(join(folder, 'clean', name), 'utf8'));
		const { grid, types, warnings } = await loaded(name);
		const { score, exact } = scoreTable(clean, grid, types);
		scores.push([name, score]);
		if (!grid) unread.push(name);
		if (grid && !exact && warnings === 0) silent.push(name);
	}
	const sum = scores.reduce((total, [, score]) => total + score, 0);
	const weight = (/** @type {string} */ name) => weights?.[name] ?? 0;
	const all = scores.reduce((total, [name]) => total + weight(name), 0);
	return {
		simple: sum / Math.max(1, scores.length),
		weighted:
			weights && all > 0 ? scores.reduce((total, [name, score]) => total + score * weight(name), 0) / all : null,
		silentWrong: silent.length,
		files: scores.length,
		silent,
		unread,
		worst: scores
			.filter(([, score]) => score < 9.99)
			.sort((a, b) => a[1] - b[1])
			.slice(0, 25)
	};
}

/** What `npm run import:folder` wrote for a file. @param {string} folder @param {string} name @returns {Loaded} */
export function importedTable(folder, name) {
	const notes = JSON.parse(readFileSync(join(folder, `${name}.warn.json`), 'utf8'));
	const path = join(folder, `${name}.csv`);
	const warnings = /** @type {unknown[]} */ (notes.warnings).length;
	if (notes.refused || !existsSync(path)) return { grid: null, types: [], warnings };
	const types = /** @type {{ type: string }[]} */ (notes.columns).map(({ type }) => type);
	return { grid: readRfc4180(readFileSync(path, 'utf8')), types, warnings };
}

/** @typedef {{ code: string, column?: string | null, text?: string, details?: { example?: string } }} Warning */

/** @param {string} folder @param {string} name @returns {Warning[]} */
export function warningsOf(folder, name) {
	return JSON.parse(readFileSync(join(folder, `${name}.warn.json`), 'utf8')).warnings;
}

/**
 * Whether every warning about a clean file has a cause that can be seen in it.
 * @param {string} text @param {readonly Warning[]} warnings
 */
export function givesCause(text, warnings) {
	const [header = [], ...rows] = readRfc4180(text);
	const names = header.map((name) => name.trim());
	const lengths = new Set([header, ...rows].map((row) => row.length));
	const causes = /** @type {Record<string, boolean>} */ ({
		'header-renamed':
			new Set(names).size < names.length ||
			names.some((name, at) => name === '' || name !== header[at]) ||
			rows.some((row) => row.length > header.length),
		'input-rejected': text.trim() === '',
		'header-missing': names.some((name) => name === '' || /^[\d$]/.test(name)),
		'file-header-only': rows.length === 0,
		'file-wide': header.length > 200,
		'rows-ragged': lengths.size > 1,
		'quotes-suspect': rows.some((row) => row.some((cell) => cell.split('"').length % 2 === 0)),
		'cells-empty-words': rows.some((row) => row.some((cell) => /^(n\/?a|null|nan|none|-+)$/i.test(cell.trim()))),
		'set-aside-too-few-cells': lengths.size > 1,
		'set-aside-too-many-cells': lengths.size > 1
	});
	const cells = warnings.flatMap(({ code, text: cell, details }) =>
		code === 'set-aside-unparseable' ? [cell ?? ''] : code === 'column-as-text' ? [details?.example ?? ''] : []
	);
	const odd = cells.length > 0 && cells.every((cell) => !/^[$€£]?-?[\d,]+(\.\d+)?%?$/.test(cell.trim()));
	return warnings.every(({ code }) => causes[code] ?? (/unparseable|column-as-text/.test(code) && odd));
}
