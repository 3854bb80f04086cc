import { afterAll, describe, expect, it } from 'vitest';
import { m } from '$lib/paraglide/messages';
import { overwriteGetLocale, type Locale } from '$lib/paraglide/runtime';
import { formatCount } from './formatting';

let locale: Locale = 'en';
overwriteGetLocale(() => locale);
afterAll(() => overwriteGetLocale(() => 'en'));

describe('sentences with counts', () => {
	it('have one thing in the singular, whatever else in the plural', () => {
		locale = 'en';
		const removed = (count: number | bigint): string => m.clean_rows_removed({ count: formatCount(count) });
		expect([0, 1, 2, 1001, 1_000_001, 1n].map(removed)).toEqual([
			'0 rows removed',
			'1 row removed',
			'2 rows removed',
			'1,001 rows removed',
			'1,000,001 rows removed',
			'1 row removed'
		]);
	});

	it('choose for every count of their own', () => {
		locale = 'en';
		expect(m.clean_result_note({ rows: '1', columns: '3', shown: '1' })).toBe('1 row, 3 columns. The first row.');
		expect(m.clean_result_note({ rows: '1,204', columns: '1', shown: '100' })).toBe(
			'1,204 rows, 1 column. The first 100 rows.'
		);
	});

	it('are the same for every count in Chinese', () => {
		locale = 'zh-CN';
		expect(m.clean_rows_removed({ count: '1' })).toBe(m.clean_rows_removed({ count: '2' }).replace('2', '1'));
	});
});
