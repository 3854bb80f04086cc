import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32';
import { partOf, partsOf, refusalOf, textOf, workbookOf, zipOf } from './testing/containers';

const gz = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(strToU8(text)));

describe('archives', () => {
	it('offer their members, with names as labels only', async () => {
		const book = new Uint8Array(
			await workbookOf([{ name: 'S', xml: '<sheetData><row><c><v>7</v></c></row></sheetData>' }]).arrayBuffer()
		);
		const file = zipOf({
			'../../evil.csv': 'a\n1\n',
			'__proto__/x.csv': 'b\n2\n',
			'__MACOSX/._x.csv': 'no',
			'.DS_Store': 'no',
			'README.txt': 'notes',
			'in.json': '[{"c":3}]',
			'book.xlsx': book,
			'z.csv.gz': gz('d\n4\n')
		});
		const parts = await partsOf('a.zip', file);
		expect(parts.map(({ path, kind, minor }) => [path.join('>'), kind, minor])).toEqual([
			['../../evil.csv', 'csv', false],
			['__proto__/x.csv', 'csv', false],
			['README.txt', 'csv', true],
			['in.json', 'json', false],
			['book.xlsx>S', 'excel', false],
			['z.csv.gz', 'csv', false]
		]);
		const texts = await Promise.all(parts.map(async ({ path }) => (await textOf('a.zip', file, path)).text));
		expect(texts).toEqual(['a\n1\n', 'b\n2\n', 'notes', '"c"\n3\n', '7\n', 'd\n4\n']);
		expect((await refusalOf(() => textOf('a.zip', file))).code).toBe('part-choose');
	});

	it.each([0, 6] as const)('refuse a member that was changed, packed at level %i', async (level) => {
		const bytes = zipSync({ 'a.csv': strToU8('id,amount\n1,100\n2,250\n') }, { level });
		const whole = new Blob([new Uint8Array(bytes)]);
		expect((await textOf('a.zip', whole)).text).toBe('id,amount\n1,100\n2,250\n');
		// The bytes of the member follow a head of 30 bytes and its name.
		const at = 30 + 'a.csv'.length + 8;
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		const issue = await refusalOf(() => textOf('a.zip', new Blob([new Uint8Array(bytes)])));
		expect(issue).toMatchObject({ code: 'archive-broken', at: 'a.zip' });
	});

	it('read gzip of several members', async () => {
		expect((await textOf('a.csv.gz', new Blob([gz('a\n1\n'), gz('2\n')]))).text).toBe('a\n1\n2\n');
		expect((await textOf('a.ndjson.gz', new Blob([gz('{"a":1}\n{"a":2}\n')]))).text).toBe('"a"\n1\n2\n');
	});

	it.each([
		['inner.zip', 'file-format-refused', () => zipOf({ 'a.zip': zipSync({ 'a.csv': strToU8('a') }) })],
		['pictures.zip', 'archive-empty', () => zipOf({ 'a.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2) })],
		['cut.zip', 'archive-broken', () => zipOf({ 'a.csv': 'a\n1\n'.repeat(99) }).slice(0, 60)],
		[
			'cut.csv.gz',
			'archive-broken',
			() => new Blob([gz(Array.from({ length: 999 }, (_, at) => `${at * at}\n`).join('')).slice(0, 900)])
		],
		['a.tar.gz', 'file-format-refused', () => new Blob([gz('a.csv'.padEnd(257, '\0') + 'ustar')])],
		['a.csv.zst', 'file-format-refused', () => new Blob([Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3)])],
		['bomb.csv.gz', 'archive-bomb', () => new Blob([gz('0'.repeat(20 << 20))])],
		['feed.xml', 'file-format-refused', () => new Blob(['<?xml version="1.0"?><rss/>'])]
	])('%s is refused as %s', async (name, code, make) => {
		const file = make();
		const issue = await refusalOf(async () => {
			const parts = await partsOf(name, file);
			await partOf(name, file, parts[0]?.path ?? []);
		});
		expect(issue.code).toBe(code);
	});
});

describe('an HTML page named .xls', () => {
	it('gives its tables without running or fetching anything', async () => {
		const page =
			'<html><meta charset=utf-8><script>alert("<table>")</script><table><tr><th rowspan=2>A<th>B &amp; C</tr><tr><td>1&nbsp;234,50<br>x</td></tr>' +
			'<tr><td>&lt;b&gt;<img src="http://canary.invalid/x">y<td></table>';
		const got = await textOf('a.xls', new Blob([page]));
		expect(got.text).toBe('"A","B & C"\n"A","1 234,50\nx"\n"<b>y",\n');
	});
});

it('CRC-32 of the standard check text, in pieces too', () => {
	const check = strToU8('123456789');
	expect(crc32(check)).toBe(0xcbf43926);
	expect(crc32(check.subarray(4), crc32(check.subarray(0, 4)))).toBe(0xcbf43926);
});
