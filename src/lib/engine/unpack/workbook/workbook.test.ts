import { describe, expect, it } from 'vitest';
import { partOf, partsOf, refusalOf, textOf, workbookOf, zipOf } from '../testing/containers';
import { parseFormat } from './number-format';
import { numberText } from './number-text';
import { serialText } from './serial-date';

const row = (at: number, cells: string): string => `<row r="${at}">${cells}</row>`;
const data = (rows: string, after = ''): string =>
	`<dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData>${after}`;
const STYLES =
	'<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>' +
	'<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/><xf numFmtId="10"/></cellXfs>';

describe('a worksheet', () => {
	it('gives texts, numbers, dates, booleans and errors as they are shown', async () => {
		const cells = [
			'<c r="A1" t="s"><v>0</v></c>',
			'<c r="B1" t="inlineStr"><is><r><t>in</t></r><rPh><t>no</t></rPh><r><t xml:space="preserve"> line</t></r></is></c>',
			'<c r="C1"><v>1.1500000000000001</v></c>',
			'<c r="D1" s="1"><v>45292</v></c><c r="E1" s="2"><v>45293</v></c><c r="F1" s="3"><v>45292.5</v></c>',
			'<c r="G1" t="b"><v>1</v></c><c r="H1" t="e"><v>#REF!</v></c><c r="I1" s="4"><v>124</v></c>',
			'<c r="J1" s="5"><v>0.15</v></c><c r="K1" t="str"><f>A1</f><v>a&amp;b</v></c><c r="L1" t="d"><v>2024-02-29T00:00:00</v></c>'
		].join('');
		const file = workbookOf([{ name: 'S', xml: data(row(1, cells)) }], {
			strings: '<si><t>say "hi"_x000D_</t></si>',
			styles: STYLES
		});
		const { text, codes } = await textOf('a.xlsx', file);
		expect(text).toBe(
			'"say ""hi""\r","in line",1.15,2024-01-01,2024-01-02,2024-01-01 12:00:00,true,"#REF!","00124",0.15,"a&b",2024-02-29\n'
		);
		expect(codes).toEqual([]);
	});

	it('keeps row numbers, drops empty edges and makes rows equally wide', async () => {
		const xml = data(
			row(2, '<c r="C2"><v>1</v></c><c r="D2"><v>2</v></c>') +
				row(4, '<c r="C4"><v>3</v></c>') +
				row(9, '<c r="A9" s="1"/>')
		);
		const { text } = await textOf('a.xlsx', workbookOf([{ name: 'S', xml }]));
		expect(text).toBe('\n1,2\n\n3,\n');
	});

	it('fills merged cells beside others, but not a title alone in its row', async () => {
		const t = (ref: string, text: string): string => `<c r="${ref}" t="str"><v>${text}</v></c>`;
		const xml = data(
			row(1, t('A1', 'Title')) +
				row(2, t('A2', 'Q1') + t('C2', 'Q2')) +
				row(3, t('A3', 'x') + t('B3', 'y') + t('C3', 'z')),
			'<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:B2"/></mergeCells>'
		);
		const file = workbookOf([{ name: 'S', xml }]);
		const whole = await textOf('a.xlsx', file);
		expect(whole).toEqual({ text: '"Title",,\n"Q1","Q1","Q2"\n"x","y","z"\n', codes: ['workbook-merged'] });
		const head = await partOf('a.xlsx', file, [], 2);
		expect(head.kind === 'csv' && (await head.text.text())).toContain('"Q1","Q1","Q2"');
	});

	it('tells hidden rows and columns, hidden times and formulas without a result', async () => {
		const xml =
			'<cols><col min="2" max="2" hidden="1"/></cols>' +
			data(
				'<row r="1" hidden="1"><c r="A1" s="1"><v>45292.5</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>1</v></c></row>'
			);
		const { text, codes } = await textOf('a.xlsx', workbookOf([{ name: 'S', xml }], { styles: STYLES }));
		expect(text).toBe('2024-01-01,,1\n');
		expect(codes).toEqual(['workbook-hidden', 'workbook-times-hidden', 'workbook-formulas-empty']);
	});

	it('lists sheets by any name, hidden and empty ones as minor', async () => {
		const xml = data(row(1, '<c r="A1"><v>1</v></c>'));
		const sheets = [
			{ name: '💰 &quot;Q1&quot;', xml },
			{ name: 'old', xml, state: 'hidden' },
			{ name: 'empty', xml: data('') }
		];
		const file = workbookOf(sheets);
		expect((await partsOf('a.xlsx', file)).map(({ path, rows, minor }) => [path[0], rows, minor])).toEqual([
			['💰 "Q1"', 1, false],
			['old', 1, true],
			['empty', 0, true]
		]);
		expect((await textOf('a.xlsx', file)).text).toBe('1\n');
		expect((await refusalOf(() => textOf('a.xlsx', file, ['nope']))).code).toBe('part-missing');
	});

	it('refuses what is protected, binary, old, damaged, or defines entities', async () => {
		const of = async (name: string, file: Blob): Promise<string> => (await refusalOf(() => partsOf(name, file))).code;
		const ole = (text: string): Blob =>
			new Blob([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), [...text].join('\0')]);
		expect(await of('a.xlsx', ole('EncryptedPackage'))).toBe('workbook-protected');
		expect(await of('a.xls', ole('Workbook'))).toBe('workbook-old');
		expect(await of('a.xlsb', zipOf({ 'xl/workbook.bin': 'x' }))).toBe('workbook-binary');
		expect(await of('a.xlsx', workbookOf([{ name: 'S', xml: '<sheetData><row>' }]))).toBe('workbook-broken');
		expect(await of('a.xlsx', zipOf({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' }))).toBe(
			'workbook-unsafe'
		);
	});
});

describe('an OpenDocument sheet', () => {
	const ods = (rows: string): Blob =>
		zipOf({
			'content.xml': `<office:document-content><table:table table:name="T">${rows}</table:table></office:document-content>`
		});

	it('repeats rows and cells, but not the empty rest', async () => {
		const rows =
			'<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="0.10"/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>' +
			'<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-01-31"/></table:table-row>' +
			'<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
		expect((await textOf('a.ods', ods(rows))).text).toBe('0.1,0.1\n0.1,0.1\n"a  b\nc",2024-01-31\n');
	});

	it('is refused when it repeats cells without end', async () => {
		const bomb =
			'<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>';
		expect((await refusalOf(() => textOf('a.ods', ods(bomb)))).code).toBe('archive-bomb');
	}, 20_000);
});

describe('numbers and dates of workbooks', () => {
	it.each([
		['0.1', '0.1'],
		['1.1500000000000001', '1.15'],
		['12345678901234567890', '12345678901234567890'],
		['1.5E-7', '0.00000015'],
		['-1.2300000000000001E+20', '-123000000000000000000'],
		['1E3', '1000'],
		['-0', '0'],
		['abc', null]
	])('%s is %s', (stored, text) => expect(numberText(stored)).toBe(text));

	it.each([
		['yyyy\\-mm\\-dd', 'date'],
		['[$-409]d/m/yy h:mm AM/PM;@', 'timestamp'],
		['h:mm:ss', 'time'],
		['[h]:mm', 'elapsed'],
		['#,##0.00 "days"', 'number'],
		['0.00E+00', 'number'],
		['General', 'number'],
		['[Red]-0.0%', 'number'],
		['yyyy"年"m"月"', 'date']
	])('%s shows a %s', (code, kind) => expect(parseFormat(code).kind).toBe(kind));

	it('counts days from 1900, with its leap day that never was, or from 1904', () => {
		const text = (serial: number, from1904 = false): string | undefined => serialText(serial, 'date', from1904)?.text;
		expect([text(1), text(59), text(60), text(61)]).toEqual(['1900-01-01', '1900-02-28', '1900-02-29', '1900-03-01']);
		expect([text(45292), text(43830, true), text(0, true)]).toEqual(['2024-01-01', '2024-01-01', '1904-01-01']);
		expect(serialText(-1, 'date', false)).toBeNull();
	});
});
