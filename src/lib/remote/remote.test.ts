import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nameOfDownload, readAddress } from './address';

describe('addresses', () => {
	it.each([
		['https://example.com/a/deals.csv?x=1', 'https://example.com/a/deals.csv?x=1'],
		['  example.com/deals.csv ', 'https://example.com/deals.csv'],
		['data.example.cn:8443/订单.csv', 'https://data.example.cn:8443/%E8%AE%A2%E5%8D%95.csv'],
		['http://localhost:8080/x.csv', 'http://localhost:8080/x.csv'],
		['http://127.0.0.1/x.csv', 'http://127.0.0.1/x.csv']
	])('%s is read', (text, href) => {
		const read = readAddress(text);
		expect(read.ok && read.value.href).toBe(href);
	});

	it.each([
		['', 'url-invalid'],
		['not an address', 'url-invalid'],
		['javascript:alert(1)', 'url-invalid'],
		['file:///etc/passwd', 'url-invalid'],
		['data:text/csv,a', 'url-invalid'],
		['https://user:secret@example.com/x.csv', 'url-invalid'],
		['http://example.com/x.csv', 'url-insecure']
	])('%s is refused', (text, code) => {
		expect(readAddress(text)).toMatchObject({ ok: false, issues: [{ code }] });
	});
});

describe('names of downloads', () => {
	const url = new URL('https://example.com/files/deals%202026.csv?download=1');
	it.each([
		[null, 'deals 2026.csv'],
		['attachment; filename="export.csv"', 'export.csv'],
		['attachment; filename=export.csv; size=3', 'export.csv'],
		['attachment; filename="x.csv"; filename*=UTF-8\'\'%E8%AE%A2%E5%8D%95.csv', '订单.csv'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="a\\"b.csv"', 'a"b.csv'],
		['inline', 'deals 2026.csv']
	])('%s', (disposition, name) => {
		expect(nameOfDownload(url, disposition)).toBe(name);
	});
	it('never come out empty or as a path', () => {
		expect(nameOfDownload(new URL('https://example.com/'), null)).toBe('download');
		expect(nameOfDownload(new URL('https://example.com/%'), null)).toBe('%');
		expect(nameOfDownload(url, 'attachment; filename=".."')).toBe('download');
	});
});

describe('the frame that fetches', () => {
	it('may run its own script and no other, and is framed by nobody else', () => {
		const html = readFileSync(new URL('../../../static/fetch.html', import.meta.url), 'utf8');
		const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? '';
		const hash = createHash('sha256').update(script).digest('base64');
		expect(html).toContain(`script-src 'sha256-${hash}'`);
		expect(html).toMatch(/<meta http-equiv="content-security-policy" content="default-src 'none'; [^"]+" \/>/);
		expect(script).toContain("credentials: 'omit'");
		expect(script).toContain("referrerPolicy: 'no-referrer'");
	});
});
