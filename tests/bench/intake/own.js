import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRfc4180 } from './rfc4180.js';

/**
 * Judges imported files against the expectations written for them.
 * @typedef {{ outcome: string, rows?: number, ncols?: number, columns?: string[], columns_contain?: string[], sum_amount?: string,
 *   sum_col?: [number, string], col_sums?: number[], warn_lines?: number[], warn?: boolean, nonnull_amount?: number,
 *   cell?: [number, string, string], exact?: [string, string][], first_date?: string, export_must_neutralise?: string[] }} Expectation
 */

/**
 * What is wrong with what was made of a file; empty when nothing is.
 * @param {string} output @param {string} file @param {Expectation} expect @returns {string[]}
 */
export function judge(output, file, expect) {
	const notes = JSON.parse(readFileSync(join(output, `${file}.warn.json`), 'utf8'));
	const path = join(output, `${file}.csv`);
	const loaded = !notes.refused && existsSync(path);
	if (notes.warnings.some((/** @type {{ code: string }} */ { code }) => code === 'page-ended'))
		return ['ended the page'];
	if (!loaded) {
		if (expect.outcome === 'table') return ['refused'];
		return notes.warnings.length > 0 ? [] : ['refused without a reason'];
	}
	if (expect.outcome === 'reject') return ['loaded, should be refused'];
	const [header = [], ...rows] = readRfc4180(readFileSync(path, 'utf8'));
	return [
		...shape(header, rows, expect),
		...sums(header, rows, expect),
		...told(notes, expect),
		...cells(header, rows, expect)
	];
}

/** @param {readonly string[]} header @param {readonly string[][]} rows @param {Expectation} expect */
function shape(header, rows, expect) {
	const wrong = [];
	if (expect.rows !== undefined && rows.length !== expect.rows) wrong.push(`${rows.length} rows, not ${expect.rows}`);
	if (expect.ncols !== undefined && header.length !== expect.ncols)
		wrong.push(`${header.length} columns, not ${expect.ncols}`);
	if (expect.columns && JSON.stringify(expect.columns) !== JSON.stringify(header))
		wrong.push(`columns ${header.join('|')}`);
	for (const name of expect.columns_contain ?? []) if (!header.includes(name)) wrong.push(`no column ${name}`);
	return wrong;
}

/** @param {readonly string[]} header @param {readonly string[][]} rows @param {Expectation} expect */
function sums(header, rows, expect) {
	const wrong = [];
	const check = (/** @type {number} */ column, /** @type {string | number} */ want) => {
		const sum = exactSum(rows.map((row) => row[column] ?? ''));
		if (sum !== exactSum([String(want)])) wrong.push(`column ${column + 1} sums to ${sum}, not ${want}`);
	};
	const amount = header.indexOf('amount');
	if (expect.sum_amount !== undefined) check(amount, expect.sum_amount);
	if (expect.sum_col) check(expect.sum_col[0], expect.sum_col[1]);
	expect.col_sums?.forEach((want, column) => check(column, want));
	const filled = rows.filter((row) => (row[amount] ?? '') !== '').length;
	if (expect.nonnull_amount !== undefined && filled !== expect.nonnull_amount) wrong.push(`${filled} amounts`);
	return wrong;
}

/** The sum of plain decimal texts in units of 10^-12; other texts do not count. @param {readonly string[]} texts */
function exactSum(texts) {
	let sum = 0n;
	for (const text of texts) {
		const match = /^(-?)(\d*)\.?(\d{0,12})$/.exec(text.trim());
		if (!match || !/\d/.test(text)) continue;
		const value = BigInt((match[2] ?? '') + (match[3] ?? '').padEnd(12, '0'));
		sum += match[1] ? -value : value;
	}
	return String(sum);
}

/** @param {{ warnings: { line?: number, at?: string, details?: unknown }[] }} notes @param {Expectation} expect */
function told({ warnings }, expect) {
	const lines = new Set(warnings.flatMap(({ line, details }) => [line ?? 0, ...numbersIn(details)]));
	const missing = (expect.warn_lines ?? []).filter((line) => !lines.has(line)).map((line) => `line ${line} not told`);
	return expect.warn && warnings.length === 0 ? [...missing, 'nothing told'] : missing;
}

/** @param {unknown} details @returns {number[]} */
function numbersIn(details) {
	return [...JSON.stringify(details ?? '').matchAll(/"line":(\d+)/g)].map((match) => Number(match[1]));
}

/** @param {readonly string[]} header @param {readonly string[][]} rows @param {Expectation} expect */
function cells(header, rows, expect) {
	const wrong = [];
	if (expect.cell) {
		const [row, name, want] = expect.cell;
		const got = rows[row]?.[header.indexOf(name)];
		if (got !== want) wrong.push(`${name} of row ${row + 1} is ${JSON.stringify(got)}`);
	}
	for (const [name, want] of expect.exact ?? [])
		if (!rows.some((row) => row[header.indexOf(name)] === want)) wrong.push(`no ${name} ${want}`);
	const first = expect.first_date;
	if (first && !rows[0]?.some((cell) => cell.startsWith(first))) wrong.push(`first row has no ${first}`);
	const all = new Set(rows.flat());
	for (const text of expect.export_must_neutralise ?? [])
		if (all.has(text)) wrong.push(`${JSON.stringify(text)} as it is`);
	return wrong;
}
