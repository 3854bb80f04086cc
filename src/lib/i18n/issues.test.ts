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
	'file-encoding-unsupported': { encoding: 'gb18030', line: 3 },
	'file-parquet-broken': { message: 'no footer' },
	'file-unreadable': { message: 'gone' },
	'file-duplicate': { existing: 'deals-old.csv' },
	'file-too-large': { size: 5e9 },
	'file-too-many-columns': { columns: 12_000, limit: 10_000 },
	'file-wide': { columns: 3000 },
	'rows-set-aside': { rows: 2 },
	'rows-unaccounted': { rows: 9, expected: 10 },
	'cells-unparseable': { column: 'Amount', cells: 3, example: 'ask Bob' },
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
		issueText({
			code: 'file-encoding-unsupported',
			at: 'deals.csv:3',
			details: DETAILS['file-encoding-unsupported'] ?? {}
		})
	).toBe(
		'deals.csv looks like GB18030 / GBK (Chinese): line 3 is the first that is not UTF-8. Nothing was loaded, so that no character is garbled. Save it as CSV UTF-8 (Excel: “CSV UTF-8”) and drop it again.'
	);
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
		'x.csv has not known columns. Everything works, but more slowly.'
	);
});
