import { describe, expect, it } from 'vitest';
import { CsvParts } from './csv-parts';
import { CsvScanner, type Census, type ScanKind } from './csv-scan';

const COMMA = { delimiter: 44, quote: 34, escape: 34 };

function scan(text: string | Uint8Array, kinds: ScanKind[], pieces = 1, wanted: number[] = []): Census {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	const scanner = new CsvScanner(COMMA, kinds, { wanted: new Set(wanted) });
	const size = Math.ceil(bytes.length / pieces) || 1;
	for (let at = 0; at < bytes.length; at += size)
		scanner.push(bytes.subarray(at, at + size), at + size >= bytes.length);
	return scanner.census;
}

const TEXT: ScanKind[] = ['text', 'text', 'text'];

describe('regular records', () => {
	it('are counted the same however the bytes are cut', () => {
		const rows = Array.from(
			{ length: 300 },
			(_, i) => `${i},"Customer ${i}, ""Ltd""\r\nsecond line",${i}.25,2024-01-05`
		);
		const text = `${rows.join('\r\n')}\r\n`;
		for (const pieces of [1, 2, 7, 50, text.length]) {
			const census = scan(text, ['integer', 'text', 'decimal', 'date'], pieces, [0, 1, 299]);
			expect(census.records).toBe(300);
			expect(census.irregular).toEqual([]);
			expect(census.columns[0]).toEqual({ whole: 3, scale: 0, leadingZero: false, odd: false });
			expect(census.columns[2]).toEqual({ whole: 3, scale: 2, leadingZero: false, odd: false });
			expect(census.columns[3]?.odd).toBe(false);
			expect([...census.lines]).toEqual([
				[0, 1],
				[1, 3],
				[299, 599]
			]);
		}
	});

	it('may lack the last line end, be separated by CR, and leave out blank lines', () => {
		expect(scan('1,2,3\n\n4,5,6', TEXT).records).toBe(2);
		expect(scan('1,2,3\r4,5,6\r', TEXT, 3).records).toBe(2);
		expect(scan('1\n\n3\n', ['text']).records).toBe(3);
	});
});

describe('parts', () => {
	const rows = Array.from({ length: 400 }, (_, i) => `${i},"line one\n${'x'.repeat(i % 40)}, two",${i}\n`);
	const bytes = new TextEncoder().encode(rows.join(''));
	const starts = rows.map((_, i) => new TextEncoder().encode(rows.slice(0, i).join('')).length);

	it('are cut between records, however the bytes come', () => {
		for (const size of [bytes.length, 1000, 7]) {
			const scanner = new CsvScanner(COMMA, TEXT, { part: 2000 });
			for (let at = 0; at < bytes.length; at += size)
				scanner.push(bytes.subarray(at, at + size), at + size >= bytes.length);
			const { cuts } = scanner.census;
			expect(cuts.length).toBeGreaterThan(5);
			for (const [i, cut] of cuts.entries()) {
				expect(starts).toContain(cut);
				expect(cut - (cuts[i - 1] ?? 0)).toBeGreaterThanOrEqual(2000);
				expect(cut - (cuts[i - 1] ?? 0)).toBeLessThan(2100);
			}
		}
	});

	it('come in order as their ends are told, and are the whole text together', async () => {
		const parts = new CsvParts(2000);
		const found: string[] = [];
		const reading = (async () => {
			for await (const part of parts.of(new Blob([bytes]))) found.push(await part.text());
		})();
		await new Promise((resolve) => setTimeout(resolve));
		expect(found).toEqual([]);
		const known = [starts[100] ?? 0, starts[200] ?? 0];
		parts.reached(known.slice(0, 1), false);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(found).toEqual([rows.slice(0, 100).join('')]);
		parts.reached(known, true);
		await reading;
		expect(found).toEqual([rows.slice(0, 100), rows.slice(100, 200), rows.slice(200)].map((part) => part.join('')));
	});

	it('are one where no size is given', async () => {
		const found: number[] = [];
		for await (const part of new CsvParts(null).of(new Blob([bytes]))) found.push(part.size);
		expect(found).toEqual([bytes.length]);
	});
});

describe('irregular records', () => {
	it('with too few and too many cells are named with line and bytes', () => {
		const census = scan('1,2,3\n4,5\n6,7,8,9\n', TEXT);
		expect(census.irregular).toEqual([
			{ reason: 'too-few-cells', ordinal: 1, line: 2, start: 6, end: 9 },
			{ reason: 'too-many-cells', ordinal: 2, line: 3, start: 10, end: 17 }
		]);
	});

	it('text after a closing quote', () => {
		expect(scan('1,"un"closed,3\n4,"5" ,6\n7,8"",9\n', TEXT).irregular).toMatchObject([
			{ reason: 'bad-quotes', line: 1 },
			{ reason: 'odd-quotes', line: 2 },
			{ reason: 'odd-quotes', line: 3 }
		]);
	});

	it('a stray opening quote costs its own line only', () => {
		for (const pieces of [1, 5]) {
			const census = scan('1,2,3\n4,"5,6\n7,"8",9\n10,11,12\n', TEXT, pieces);
			expect(census.records).toBe(4);
			expect(census.irregular).toMatchObject([{ reason: 'bad-quotes', ordinal: 1, line: 2 }]);
		}
		expect(scan('1,2,3\n4,"5,6\n7,8,9\n', TEXT).records).toBe(3);
	});

	it('bytes that are no UTF-8', () => {
		const bytes = Uint8Array.from([
			...new TextEncoder().encode('1,é,3\n4,'),
			0xe9,
			...new TextEncoder().encode(',6\n7,8,9\n')
		]);
		for (const pieces of [1, 4, bytes.length]) {
			expect(scan(bytes, TEXT, pieces).irregular).toMatchObject([{ reason: 'bad-encoding', ordinal: 1, line: 2 }]);
		}
	});
});

describe('typed cells', () => {
	it.each([
		['007', { leadingZero: true, odd: false }],
		['0', { leadingZero: false, odd: false }],
		['-12', { whole: 2, odd: false }],
		['1.5', { scale: 1, odd: false }],
		['1e3', { odd: true }],
		['1_000', { odd: true }],
		['+5', { odd: true }],
		['.', { odd: true }],
		[' 5', { odd: true }]
	])('integer %s', (cell, seen) => {
		expect(scan(`${cell}\n`, ['integer']).columns[0]).toMatchObject(seen);
	});
	it('dates and booleans', () => {
		expect(scan('2024-01-05,true,x\n,FALSE,y\n', ['date', 'boolean', 'text']).columns.map((c) => c.odd)).toEqual([
			false,
			false,
			false
		]);
		expect(scan('2024-01-05 10:00,1,x\n', ['date', 'boolean', 'text']).columns.map((c) => c.odd)).toEqual([
			true,
			true,
			false
		]);
	});
});
