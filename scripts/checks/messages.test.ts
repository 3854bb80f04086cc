import { describe, expect, it } from 'vitest';
import { compareLanguages, unusedKeys } from './messages.js';

const english = new Map<string, unknown>([
	['rows_read', '{count} rows read from {file}'],
	['save', 'Save']
]);

describe('the messages check', () => {
	it('accepts the same keys with the same inputs in another order', () => {
		const chinese = new Map<string, unknown>([
			['save', '保存'],
			['rows_read', '从 {file} 读取了 {count} 行']
		]);
		expect(compareLanguages(english, chinese, 'en', 'zh-CN')).toEqual([]);
	});

	it('names keys missing on either side and inputs that differ', () => {
		const chinese = new Map<string, unknown>([
			['rows_read', '读取了 {count} 行'],
			['extra', '多余']
		]);
		expect(compareLanguages(english, chinese, 'en', 'zh-CN')).toEqual([
			'rows_read: inputs differ (en: count, file; zh-CN: count)',
			'save: missing in zh-CN',
			'extra: missing in en'
		]);
	});

	it('finds keys that no source names', () => {
		const source = "m.save(); const names = { a: 'rows_read' };";
		expect(unusedKeys(['save', 'rows_read', 'never_shown'], source)).toEqual(['never_shown']);
	});
});
