import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Issue, IssueCode } from '$lib/core/result';
import { overwriteGetLocale, type Locale } from '$lib/paraglide/runtime';
import { ERROR_CODES, errorText } from './errors';
import { ISSUE_CODES, issueText } from './issues';

let locale: Locale = 'en';
overwriteGetLocale(() => locale);
afterAll(() => overwriteGetLocale(() => 'en'));

const DETAILS: Partial<Record<IssueCode, Issue['details']>> = {
	'file-one-column': { column: 'name' },
	'file-format-later': { format: 'excel' },
	'file-encoding-suspect': { encoding: 'damaged-utf-8', line: 12 },
	'file-parquet-broken': { message: 'no footer' },
	'file-unreadable': { message: 'gone' },
	'file-duplicate': { existing: 'deals-old.csv' },
	'append-unkeyed': { rows: 12 },
	'file-too-large': { size: 5e9 },
	'file-too-many-columns': { columns: 12_000, limit: 10_000 },
	'file-wide': { columns: 3000 },
	'file-format-refused': { format: 'rar' },
	'file-arrow-broken': { message: 'no schema' },
	'workbook-broken': { message: 'no sheet' },
	'workbook-merged': { cells: 4, first: 'B2' },
	'workbook-hidden': { rows: 3, columns: 1 },
	'workbook-times-hidden': { cells: 4, first: 'B2' },
	'workbook-formulas-empty': { cells: 4, first: 'B2' },
	'archive-bomb': { size: 42_000, bytes: 1e9 },
	'archive-broken': { message: 'no directory' },
	'archive-protected': { member: 'deals.csv' },
	'archive-empty': { members: ['a.txt', 'b.png'] },
	'part-missing': { part: 'Orders', parts: ['Deals', 'Teams'] },
	'part-choose': { parts: ['Deals', 'Teams'] },
	'json-invalid': { line: 3, column: 7, reason: 'unexpected', found: ']', expected: 'value' },
	'json-deep': { line: 3, column: 7, depth: 200 },
	'json-lines-set-aside': { lines: 2, line: 9 },
	'json-keys-repeated': { names: ['id'], line: 4 },
	'json-lists-as-text': { columns: ['tags'] },
	'url-status': { status: 500 },
	'url-too-large': { size: 1e9 },
	'series-sparse': { zeros: 20, length: 36 },
	'series-level-shift': { period: '2025-03-01', grain: 'month', change: 0.4 },
	'series-outlier': { period: '2025-03-01', grain: 'month', count: 2 },
	'step-kind-unknown': { kind: 'polish' },
	'step-column-missing': { column: 'Amount' },
	'step-column-taken': { column: 'Amount' },
	'step-column-type': { column: 'Amount', type: 'text', need: 'number' },
	'step-expression': { reason: 'column-unknown', name: 'Amont', position: 4, length: 1 },
	'rows-set-aside': { rows: 2 },
	'rows-unaccounted': { rows: 9, expected: 10 },
	'cells-unparseable': { column: 'Amount', cells: 3, example: 'ask Bob' },
	'cells-no-value': { column: 'Amount', cells: 3, example: 'ask Bob' },
	'cells-empty-words': { cells: 12, words: ['NA', '-'] },
	'column-as-text': { column: 'Amount', type: 'decimal', cells: 9000, example: 'ask Bob' },
	'dates-mixed': {
		column: 'Close',
		examples: [
			{ line: 2, text: '1/2/2024' },
			{ line: 9, text: '2024-01-31' }
		]
	},
	'dates-ambiguous': { column: 'Close', line: 2, text: '1/2/2024' },
	'times-dropped': { column: 'Close' },
	'header-missing': { columns: 5, line: 1 },
	'header-renamed': { total: 1, renamed: [{ column: 3, from: '', to: 'column_3' }] },
	'header-repaired': { line: 1 },
	'header-repeated': { rows: 1, line: 21 },
	'quotes-suspect': { rows: 1, line: 8 },
	'rows-ragged': { columns: 12, rows: 9000 },
	'override-unfit': { column: 'Close', type: 'date', example: 'soon' },
	'override-unused': { column: 'Close' },
	'preamble-skipped': { lines: 3, texts: ['Report'] },
	'footer-skipped': { lines: 7, texts: ['a', 'b', 'c', 'd', 'e', 'f'] },
	'model-no-date': { roles: ['close_date', 'won_date'] },
	'model-field-unknown': { table: 'deals', column: 'x' },
	'model-join-not-unique': { table: 'products', column: 'product' },
	'model-join-no-match': { table: 'products', column: 'product', rows: 3, keyed: 10, matched: 7, values: ['GTXPro'] },
	'model-currencies-mixed': { currencies: ['EUR', 'USD'] },
	'series-too-short': { have: 5, need: 12 },
	'series-gaps': { gaps: 2, length: 30 },
	'series-partial-last': { period: 3, kept: false, lastDay: '2024-03-04' },
	'series-dropped': { keys: ['a'], count: 1 },
	'forecaster-too-short': { kind: 'theta', have: 5, need: 9, series: 2 },
	'forecaster-failed': { kind: 'theta', message: 'NaN' },
	'training-diverged': { kind: 'residual-network' },
	'workspace-newer': { format: 3, supported: 1 }
};

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
	test.each(ISSUE_CODES)('%s has a full sentence', (code) => {
		locale = language;
		const details = DETAILS[code];
		const sentence = issueText({ code, at: 'deals.csv:12', ...(details ? { details } : {}) });
		expect(sentence).not.toMatch(/undefined|null|\{|\}|not known|未知|\[object/);
		expect(sentence.length).toBeGreaterThan(language === 'en' ? 30 : 12);
		expect(/[\u4e00-\u9fff]/.test(sentence)).toBe(language === 'zh-CN');
	});

	test.each(ERROR_CODES)('%s has a title and advice', (code) => {
		locale = language;
		const { title, advice } = errorText(new AppError(code));
		expect(title).not.toBe('');
		expect(advice.length).toBeGreaterThan(8);
		expect(/[\u4e00-\u9fff]/.test(title + advice)).toBe(language === 'zh-CN');
	});
});

test('what is said names file, line, column and values', () => {
	locale = 'en';
	const at = 'deals.csv';
	expect(
		issueText({ code: 'file-encoding-suspect', at: 'deals.csv:3', details: { encoding: 'gb18030', line: 3 } })
	).toContain('deals.csv is not clean UTF-8 from line 3 on. It is read as GB18030 / GBK (Chinese).');
	expect(issueText({ code: 'dates-mixed', at, details: DETAILS['dates-mixed'] ?? {} })).toContain(
		'line 2: “1/2/2024”, line 9: “2024-01-31”'
	);
	expect(issueText({ code: 'footer-skipped', at, details: DETAILS['footer-skipped'] ?? {} })).toContain(
		'“e” and 1 more'
	);
	expect(
		issueText({ code: 'cells-unparseable', at: 'deals.csv:Amount', details: DETAILS['cells-unparseable'] ?? {} })
	).toMatch(/^deals\.csv, column “Amount”: 3 cells/);
});

test('details that are missing are said to be unknown, not left out', () => {
	locale = 'en';
	expect(issueText({ code: 'file-wide', at: 'x.csv' })).toBe(
		'x.csv has not known columns. Meaning is looked for in the first 200; everything works, but more slowly.'
	);
});
