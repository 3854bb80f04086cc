import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeText, detectEncoding } from './encoding';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const utf16 = (text: string, little: boolean): Uint8Array =>
	Uint8Array.from(
		[...text].flatMap((c) =>
			little ? [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8] : [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255]
		)
	);

describe('short texts', () => {
	test.each([
		['gb18030', 'bdd7b6ce2cbdf0b6ee', '阶段,金额'],
		['gb18030', '612c620ac0ee2c320a', 'a,b\n李,2\n'],
		['big5', 'abc8a4e10a', '客戶\n'],
		['shift-jis', '8366815b835e2c82a082a20a312c320a', 'データ,あい\n1,2\n'],
		['windows-1252', '6e616d652c6e0a43686c6fe92c310a4dfc6c6c65722c320a', 'name,n\nChloé,1\nMüller,2\n'],
		['windows-1252', '636166e9', 'café'],
		['utf-8', 'e98791e9a29d2c310a', '金额,1\n']
	])('%s: %s', (encoding, bytes, text) => {
		expect(detectEncoding(hex(bytes), true).encoding).toBe(encoding);
		expect(decodeText(hex(bytes), detectEncoding(hex(bytes), true).encoding)).toBe(text);
	});

	test('UTF-16 without a byte order mark, Chinese and not', () => {
		for (const text of ['name,amount\nx,1\n', '阶段,金额\n赢单,1200\n客户,3\n']) {
			expect(detectEncoding(utf16(text, true), true).encoding).toBe('utf-16le');
			expect(detectEncoding(utf16(text, false), true).encoding).toBe('utf-16be');
		}
	});

	test('damaged UTF-8 stays UTF-8, with the line', () => {
		const bytes = Uint8Array.from([...new TextEncoder().encode('客户,金额\n机会,1\n'), 0xe9, 0x2c, 0x31]);
		expect(detectEncoding(bytes, true)).toMatchObject({ encoding: 'utf-8', damaged: true, line: 3 });
	});
});

describe.skipIf(!existsSync('../shared/data/crm'))('files', () => {
	test.each([
		['crm/superstore_zh/orders_gb18030.csv', 'gb18030'],
		['crm/superstore_zh/orders_utf8bom.csv', 'utf-8'],
		['nasty/own/cp1252.csv', 'windows-1252'],
		['nasty/own/latin1.csv', 'windows-1252']
	])('%s is %s', (file, encoding) => {
		const bytes = readFileSync(`../shared/data/${file}`);
		const found = detectEncoding(bytes.subarray(0, 1 << 20), bytes.length <= 1 << 20);
		expect(found).toMatchObject({ encoding, damaged: false, sure: true });
	});
});
