import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRecords } from './csv-records';
import { detectDialect } from './dialect';
import { detectEncoding } from './encoding';
import { fileKind } from './file-kind';
import { headerNames } from './header-names';
import { MAX_COLUMNS, sniffCsv, type SniffFinding } from './sniff';
import { tableName } from './table-name';

const utf8 = (text: string) => new TextEncoder().encode(text);

function sniff(text: string): SniffFinding {
	const bytes = utf8(text);
	const result = sniffCsv(bytes, { fileName: 'f.csv', size: bytes.length, complete: true });
	if (!result.ok) throw new Error(JSON.stringify(result.issues));
	return result.value;
}

function refused(bytes: Uint8Array): string[] {
	const result = sniffCsv(bytes, { fileName: 'f.csv', size: bytes.length, complete: true });
	return result.ok ? [] : result.issues.map(({ code }) => code);
}

const codes = (finding: SniffFinding) => finding.issues.map(({ code }) => code);

describe('what a file is', () => {
	test.each([
		['a,b\n1,2\n', 'csv'],
		['[{"a":1}]', 'json'],
		['{"a":1}\n{"a":2}', 'json'],
		['PAR1....', 'parquet'],
		['PK\u0003\u0004....xl/workbook.xml', 'excel'],
		['PK\u0003\u0004....notes.txt', 'zip'],
		['ARROW1\0\0', 'arrow'],
		['', 'empty'],
		['\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007', 'binary']
	] as const)('%j is %s', (text, kind) => {
		expect(fileKind(utf8(text), 'f.csv')).toBe(kind);
	});

	test('UTF-16 is text, rich in zero bytes as it is', () => {
		const bytes = new Uint8Array(new Uint16Array([...'name,amount\nx,1\n'].map((c) => c.charCodeAt(0))).buffer);
		expect(fileKind(bytes, 'f.csv')).toBe('csv');
		expect(refused(bytes)).toEqual([]);
	});

	test('encodings are told apart', () => {
		const gbk = Uint8Array.from([
			0xbb, 0xfa, 0xbb, 0xe1, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a, 0xc9, 0xcc, 0xbb, 0xfa, 0x2c, 0x31
		]);
		const sjis = Uint8Array.from([0x83, 0x66, 0x81, 0x5b, 0x83, 0x5e, 0x2c, 0x82, 0xa0, 0x82, 0xa2, 0x0a, 0x31]);
		const latin = Uint8Array.from(
			[...'Chlo', 0xe9, ...' Martin,1\nM', 0xfc, ...'ller,2'].map((c) => (typeof c === 'string' ? c.charCodeAt(0) : c))
		);
		expect(detectEncoding(gbk, true)).toMatchObject({ encoding: 'gb18030', line: 1 });
		expect(detectEncoding(sjis, true)).toMatchObject({ encoding: 'shift-jis', line: 1 });
		expect(detectEncoding(latin, true)).toMatchObject({ encoding: 'windows-1252', line: 1 });
		const cut = utf8('a,机').subarray(0, 4);
		expect(detectEncoding(cut, false).encoding).toBe('utf-8');
		expect(detectEncoding(cut, true).encoding).not.toBe('utf-8');
	});
});

describe('where the table stands', () => {
	test('preamble and footer are left out and said', () => {
		const finding = sniff(
			'Report: Open deals\nGenerated,2025-01-31\n\nid,name,amount\n1,a,5\n2,b,6\n\nTotal,,11\nConfidential\n'
		);
		expect(finding.plan.dialect).toMatchObject({ headerLine: 4, preambleLines: 3, footerLines: 3 });
		expect(codes(finding)).toEqual(['preamble-skipped', 'footer-skipped']);
	});

	test('a footer of a long file is seen in its tail', () => {
		const body = Array.from({ length: 50_000 }, (_, at) => `${at},name ${at},${at}.5`).join('\n');
		const bytes = utf8(`id,name,amount\n${body}\n\n"Report"\n"Copyright (c) 2024 x"\n`);
		const head = bytes.subarray(0, 1 << 20);
		const info = { fileName: 'f.csv', size: bytes.length, complete: false };
		const without = sniffCsv(head, info);
		const withTail = sniffCsv(head, { ...info, tail: bytes.subarray(-65_536) });
		expect(without.ok && without.value.plan.dialect?.footerLines).toBe(0);
		expect(withTail.ok && withTail.value.plan.dialect?.footerLines).toBe(3);
	});

	test('no header: names are made; the first row is data', () => {
		const finding = sniff('40648,Inc,674054.29,2025-02-28\n95201,Ltd,54607.39,2022-04-08\n');
		expect(finding.plan.dialect?.headerLine).toBe(0);
		expect(finding.plan.columns.map(({ name }) => name)).toEqual(['column_1', 'column_2', 'column_3', 'column_4']);
		expect(codes(finding)).toEqual(['header-missing']);
	});

	test('names that end in a digit are names, not amounts in a currency', () => {
		for (const names of ['col0,col1,col2', 'ID1,ABC2024,XY9', 'Name,Q1,Q2']) {
			const { plan } = sniff(`${names}\nAnna,1.5,3\nBert,2.5,4\nCarl,3,5\n`);
			expect(plan.columns.map(({ name }) => name)).toEqual(names.split(','));
		}
		expect(sniff('USD 100,EUR50\nUSD 200,EUR60\nUSD 300,EUR70\n').plan.dialect?.headerLine).toBe(0);
	});

	test('header only, one column, years as names, too many columns', () => {
		expect(codes(sniff('id,name,amount\n'))).toEqual(['file-header-only']);
		expect(codes(sniff('name\nAnna\nBen\n'))).toEqual(['file-one-column']);
		expect(sniff('Region,2022,2023,2024\nEast,1,2,3\nWest,4,5,6\n').plan.dialect?.headerLine).toBe(1);
		const wide = (columns: number) =>
			`${Array.from({ length: columns }, (_, at) => `c${at}`).join(',')}\n${'1,'.repeat(columns - 1)}1\n`;
		expect(codes(sniff(wide(300)))).toEqual(['file-wide']);
		expect(refused(utf8(wide(MAX_COLUMNS + 1)))).toEqual(['file-too-many-columns']);
		expect(refused(utf8('\n\r\n \n'))).toEqual(['file-empty']);
		expect(refused(utf8('<html><table><tr><td>1</td></tr></table></html>'))).toEqual(['file-format-later']);
	});

	test('header names are unique whatever they were', () => {
		expect(headerNames(['amount', 'amount', '', ' Amount ', '__proto__'], 6).names).toEqual([
			'amount',
			'amount_2',
			'column_3',
			'Amount_3',
			'__proto__',
			'column_6'
		]);
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', 'A', 'a_2', 'A_2', '', 'column_1', 'x')), (cells) => {
				const { names } = headerNames(cells, cells.length);
				expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(cells.length);
				expect(names.every((name) => name !== '')).toBe(true);
			})
		);
	});
});

describe('the dialect', () => {
	const word = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,8}[A-Za-z]$/);
	const nasty = fc.constantFrom(
		'a "quoted" b',
		'two\nlines',
		'semi;colon',
		'com,ma',
		'tab\tbed',
		'pi|pe',
		'',
		'üñí 中文'
	);

	test('delimiter, quotes and newline are found and give back the very cells', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.tuple(word, fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: nasty }), fc.integer()),
					{ minLength: 8, maxLength: 40 }
				),
				fc.constantFrom(',', ';', '\t', '|'),
				fc.constantFrom('\n', '\r\n', '\r'),
				(body, delimiter, newline) => {
					const table = [['Name', 'Note', 'Count'], ...body.map((row) => row.map(String))];
					const quote = (cell: string) => (/["\n\r,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
					const text = table.map((row) => row.map(quote).join(delimiter) + newline).join('');
					const dialect = detectDialect(text);
					expect(dialect).toMatchObject({ delimiter, quote: '"' });
					expect(readRecords(text, dialect).map(({ cells }) => cells)).toEqual(table);
				}
			),
			{ numRuns: 200 }
		);
	});

	test('quotes escaped by a backslash, single quotes, Excel’s sep line', () => {
		expect(detectDialect('a,b\n"say \\"hi\\" now","x"\n"1","2"\n')).toMatchObject({ escape: '\\' });
		expect(detectDialect("a;b\n'x;y';'1'\n'z';'2'\n")).toMatchObject({ delimiter: ';', quote: "'" });
		expect(sniff('sep=;\na;b\n1;2\n').plan.dialect).toMatchObject({ delimiter: ';', headerLine: 2, preambleLines: 1 });
	});

	test('records know their physical lines; a quote that never closes costs one row', () => {
		const marks = { delimiter: ',', quote: '"', escape: '"' };
		expect(readRecords('a,b\n"1\n2",3\nx,y', marks).map(({ line, lines }) => [line, lines])).toEqual([
			[1, 1],
			[2, 2],
			[4, 1]
		]);
		const stray = readRecords('a,b\n"x,1\ny,2\n', marks);
		expect(stray.map(({ cells, badQuotes }) => [cells[0], badQuotes])).toEqual([
			['a', false],
			['"x', true],
			['y', false]
		]);
	});

	test('never throws, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, complete) => {
				const result = sniffCsv(bytes, { fileName: 'f', size: bytes.length, complete });
				expect(result.ok ? result.value.plan.columns.length : result.issues.length).toBeGreaterThan(0);
			}),
			{ numRuns: 500 }
		);
	});
});

test('table names are readable, unique and safe', () => {
	expect(tableName('sales_pipeline.csv', [])).toBe('sales_pipeline');
	expect(tableName('Sales Pipeline (1).csv.gz', ['sales_pipeline_1'])).toBe('sales_pipeline_1_2');
	expect(tableName('订单 2024.csv', [])).toBe('订单_2024');
	expect(tableName('2024.csv', [])).toBe('t_2024');
	expect(tableName('../../"; DROP.csv', [])).toBe('drop');
	expect(tableName('.csv', [])).toBe('table_1');
});
