/** For tests: a table as it should be read, header first. */
export interface CleanTable {
	readonly name: string;
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

const PEOPLE = ['Ana Soler', 'Ben Ito', 'Chloé Roux', "Pat O'Neil"];
const PLACES = ['Bremen', 'Lyon', 'Sevilla', 'Torino', 'Gent'];
const FIRMS = ['云帆科技有限公司', '锦程贸易', '恒泰机械厂', '南粤食品', '海川物流'];

function table(
	name: string,
	header: readonly string[],
	rows: number,
	cell: (row: number) => readonly string[]
): CleanTable {
	return { name, header, rows: Array.from({ length: rows }, (_, at) => cell(at)) };
}

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';
const two = (value: number): string => String(value).padStart(2, '0');

/** For tests: tables of many kinds, without anything wrong. */
export const CLEAN_TABLES: readonly CleanTable[] = [
	table('deals', ['Deal', 'Owner', 'Amount', 'Stage', 'Close date'], 40, (at) => [
		`Site ${at + 1}`,
		pick(PEOPLE, at),
		String(1200 + at * 37.5),
		pick(['Won', 'Lost', 'Proposal', 'Qualified'], at),
		`2025-${two((at % 12) + 1)}-${two((at % 27) + 1)}`
	]),
	table('notes with delimiters and line breaks', ['Id', 'Name', 'Note', 'Price'], 25, (at) => [
		`A-${100 + at}`,
		pick(PEOPLE, at),
		pick(['Called, will sign; maybe', 'Says "soon"', 'First line\nsecond line', 'plain', ''], at),
		`${at + 3}.50`
	]),
	table('decimal commas', ['Artikel', 'Ort', 'Menge', 'Preis'], 30, (at) => [
		`Regal ${at + 1}`,
		pick(PLACES, at),
		String((at % 9) + 1),
		`${12 + at},${two((at * 7) % 100)}`
	]),
	table('Chinese', ['订单编号', '客户名称', '金额', '下单日期', '备注'], 30, (at) => [
		`DD2025${1000 + at}`,
		pick(FIRMS, at),
		`${880 + at * 13}.00`,
		`2025/${(at % 12) + 1}/${(at % 27) + 1}`,
		pick(['加急', '', '客户自提，勿催', '含发票'], at)
	]),
	table('one column', ['Email'], 20, (at) => [`user${at}@mail.example`]),
	table('two columns', ['Country', 'Sales'], 12, (at) => [
		pick(['Spain', 'France', 'Italy', 'Japan'], at) + ` ${at}`,
		String(500 + at * 11)
	]),
	table('three rows', ['Product', 'Units', 'Day'], 3, (at) => [
		pick(['Desk', 'Lamp', 'Chair'], at),
		String(at + 4),
		`2025-03-0${at + 1}`
	]),
	table('one row', ['Name', 'City', 'Score'], 1, () => ['Ana', 'Bremen', '17']),
	table(
		'many columns',
		Array.from({ length: 40 }, (_, at) => `Field ${at + 1}`),
		20,
		(at) =>
			Array.from({ length: 40 }, (_, col) =>
				col % 5 === 0 ? pick(PLACES, at + col) : col % 7 === 3 ? '' : String(at * 40 + col)
			)
	),
	table('many rows', ['Date', 'Shop', 'Item', 'Qty', 'Total'], 300, (at) => [
		`2025-${two((at % 12) + 1)}-${two((at % 28) + 1)}`,
		pick(PLACES, at >> 3),
		pick(['Mug', 'Lamp, small', 'Chair', 'Desk 120x60'], at),
		String((at % 6) + 1),
		(at * 1.25 + 3).toFixed(2)
	]),
	table('mostly empty cells', ['Ref', 'Phone', 'Fax', 'Comment'], 24, (at) => [
		`R${at}`,
		at % 3 ? '' : `030-55${100 + at}`,
		'',
		at % 4 ? '' : 'call back'
	]),
	table('texts only', ['First name', 'Last name', 'Town'], 15, (at) => [
		pick(['Ana', 'Ben', 'Cia', 'Dan'], at),
		pick(['Soler', 'Ito', 'Roux', 'Busch', 'Kern'], at),
		pick(PLACES, at * 2)
	])
];
