import { describe, expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { fitting, plain } from './plain';

const decoded = (text: string) =>
	text.replace(/&(lt|gt|amp);/g, (_, name: 'lt' | 'gt' | 'amp') => ({ lt: '<', gt: '>', amp: '&' })[name]);

const PAYLOADS = [
	'<img src=https://evil.example/x onerror=alert(1)>',
	'<a href="javascript:alert(1)">click</a>',
	'<b>bold</b><br>two<sub>x</sub>',
	'<span style="font-size:99px">big</span>',
	'&lt;script&gt;alert(1)&lt;/script&gt;',
	'&#60;img src=x&#62;',
	'</text><script>alert(1)</script>',
	'R&D <Nord>',
	'华东 & 华南'
];

describe('plain', () => {
	test.each(PAYLOADS)('leaves no markup in %s', (payload) => {
		const text = plain(payload);
		expect(text).not.toMatch(/[<>]/);
		expect(text).not.toMatch(/&(?!(lt|gt|amp);)/);
		expect(decoded(text)).toBe(payload);
	});
	test.prop([fc.string({ unit: 'grapheme' })])('shows any text as it stands', (raw) => {
		const text = plain(raw);
		expect(text).not.toMatch(/[<>\n]/);
		expect(decoded(text).length).toBeLessThanOrEqual(raw.length);
	});
	test('puts text on one line and drops what reorders it', () => {
		expect(plain('a\r\n\tb\u202ec')).toBe('a b c');
	});
	test('cuts by characters and never inside an entity', () => {
		expect(plain('<<<<<<', 3)).toBe('&lt;&lt;…');
		expect(plain('𠮷𠮷𠮷𠮷', 3)).toBe('𠮷𠮷…');
		expect(plain('abc', 3)).toBe('abc');
	});
	test('counts what fits, ideographs twice as wide', () => {
		expect([fitting('abcdefgh', 35), fitting('华东大区', 35), fitting('abc', 0)]).toEqual([5, 2, 2]);
	});
});
