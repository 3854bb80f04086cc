import { describe, expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { sqlTokens } from './sql-tokens';

describe('sqlTokens', () => {
	test.prop([fc.string({ unit: fc.constantFrom(...`ab1 '"-/*\n.,()选SELECT`) })])('loses no character', (sql) => {
		expect(
			sqlTokens(sql)
				.map((token) => token.text)
				.join('')
		).toBe(sql);
	});
	test('tells the kinds apart', () => {
		const kinds = sqlTokens(`SELECT "a""b" -- why\nFROM t WHERE x = 'it''s' AND n > 1.5`)
			.filter((token) => token.kind !== 'plain')
			.map((token) => `${token.kind}:${token.text}`);
		expect(kinds).toEqual([
			'keyword:SELECT',
			'name:"a""b"',
			'comment:-- why',
			'keyword:FROM',
			'keyword:WHERE',
			"text:'it''s'",
			'keyword:AND',
			'number:1.5'
		]);
	});
});
