import { describe, expect, it } from 'vitest';
import { Pace } from '../pace';
import { RowsWriter } from '../rows-writer';
import { XmlWalk } from '../xml';
import { PlainCell } from './plain-cell';
import { SheetReader } from './sheet';

const CELLS = [
	'<c r="A1" t="s"><v>1</v></c><c r="C1" s="1"><v>45292</v></c><c r="D1" s="9"/><c r="E1"><v>-0.50</v></c>',
	'<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><f>A1&lt;2</f><v>7</v></c><c s="2"><v>124</v></c><c t="s"><v>99</v></c>',
	'<c><f>1</f><v></v></c><c t="str"><v>a&amp;b</v></c><c t="inlineStr"><is><t>x</t></is></c><c><v>1<![CDATA[2]]></v></c>'
];
const ROWS = CELLS.map((cells, at) => `<row r="${at + 1}">${cells}</row>`).join('');
const SHEET = `<worksheet><sheetData>${ROWS}</sheetData><c r="A9"><v>5</v></c></worksheet>`;

async function textOf(xml: string, pieces: number): Promise<string> {
	const pace = new Pace('a.xlsx', 1 << 20);
	const writer = new RowsWriter(pace);
	const styles = [
		{ kind: 'number', zeros: 0 },
		{ kind: 'date', zeros: 0 },
		{ kind: 'number', zeros: 5 }
	] as const;
	const context = { string: (at: number) => (at === 1 ? '"one"' : null), styles, from1904: false };
	const walk = new XmlWalk(new SheetReader(context, writer, pace, [], Infinity));
	for (let at = 0; at < xml.length; at += pieces) walk.push(xml.slice(at, at + pieces));
	walk.end();
	return (await writer.finish()).text();
}

describe('plain cells', () => {
	it('are read as the walk over the XML reads them, wherever the text is cut', async () => {
		const slow = SHEET.replaceAll('<c ', '<c  ').replaceAll('<c>', '<c >');
		expect(new PlainCell().read('<c  r="A1"><v>1</v></c>', 0)).toBe(-1);
		const text = await textOf(slow, SHEET.length * 2);
		expect(text).toBe('"one",,2024-01-01,,-0.5\ntrue,"#N/A",7,"00124",\n,"a&b","x",12,\n');
		for (const pieces of [1, 2, 3, 7, 16, 61, SHEET.length]) expect(await textOf(SHEET, pieces)).toBe(text);
	});

	it.each([
		'<c r="A1"><v>1</v></c',
		'<c r="A1"><v>1&amp;</v></c>',
		"<c r='A1'><v>1</v></c>",
		'<c r="A1" vm="1"><v>1</v></c>',
		'<c r="A1" t="str"><v>1</v></c>',
		'<c r="A1"><f t="shared" si="0"/><v>1</v></c>',
		'<c r="A1"><v>1',
		'<c r="A',
		'<col min="1"/>'
	])('%s is left to the walk', (text) => expect(new PlainCell().read(text, 0)).toBe(-1));
});
