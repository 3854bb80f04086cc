import { Zip, ZipDeflate, strToU8 } from 'fflate';

/** Columns of the workbook, in their order. */
export const COLUMNS = [
	'Deal ID',
	'Account',
	'Owner',
	'Region',
	'Product',
	'Stage',
	'Amount',
	'Quantity',
	'Discount',
	'Created',
	'Close date',
	'Last activity',
	'Closed',
	'Probability',
	'Note'
];
const OWNERS = ['Ann Ó Brien', 'Bo Lindqvist', 'Cy Okafor', 'Dee & Sons', 'Eli Novák', '张伟', '王芳', 'Hana Sato'];
const REGIONS = ['North', 'South', 'East', 'West'];
const PRODUCTS = ['GTX Basic', 'GTX Pro', 'GTX Plus Pro', 'MG Special', 'MG Advanced', 'MG "Max"'];
const STAGES = ['Prospecting', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'];
const FIRST_DAY = 44_197;
const ROWS_AT_ONCE = 2000;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * An .xlsx of `rows` seeded deals as spreadsheet programs write them: shared texts, some texts in their cells, dates, timestamps,
 * decimals with the last digits of doubles, booleans, formulas' results, some empty cells.
 * @param {number} rows @returns {Uint8Array}
 */
export function dealWorkbook(rows) {
	/** @type {Uint8Array[]} */
	const parts = [];
	const zip = new Zip((error, bytes) => {
		if (error) throw error;
		parts.push(bytes);
	});
	const strings = new Strings();
	member(zip, 'xl/worksheets/sheet1.xml', sheet(rows, strings));
	member(zip, 'xl/sharedStrings.xml', strings.xml());
	for (const [name, xml] of Object.entries(frame())) member(zip, name, [HEAD + xml]);
	zip.end();
	return Buffer.concat(parts);
}

/** @param {Zip} zip @param {string} name @param {Iterable<string>} texts */
function member(zip, name, texts) {
	const file = new ZipDeflate(name, { level: 4 });
	zip.add(file);
	for (const text of texts) file.push(strToU8(text));
	file.push(new Uint8Array(), true);
}

/** Texts that cells refer to by number. */
class Strings {
	/** @type {Map<string, number>} */
	#numbers = new Map();
	#uses = 0;

	/** @param {string} text */
	number(text) {
		this.#uses++;
		const known = this.#numbers.get(text) ?? this.#numbers.size;
		if (known === this.#numbers.size) this.#numbers.set(text, known);
		return known;
	}

	*xml() {
		yield `${HEAD}<sst ${MAIN} count="${this.#uses}" uniqueCount="${this.#numbers.size}">`;
		for (const text of this.#numbers.keys()) yield `<si><t>${escaped(text)}</t></si>`;
		yield '</sst>';
	}
}

/** @param {number} rows @param {Strings} strings */
function* sheet(rows, strings) {
	const last = `${letter(COLUMNS.length - 1)}${rows + 1}`;
	yield `${HEAD}<worksheet ${MAIN}><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>`;
	yield rowXml(
		1,
		COLUMNS.map((name) => ({ shared: name })),
		strings
	);
	const next = random(20_240_131);
	let text = '';
	for (let row = 0; row < rows; row++) {
		text += rowXml(row + 2, deal(row, next), strings);
		if (row % ROWS_AT_ONCE !== ROWS_AT_ONCE - 1) continue;
		yield text;
		text = '';
	}
	yield `${text}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}

/** @typedef {{ shared: string } | { inline: string } | { value: number | string, style?: number, type?: string, formula?: string } | null} Cell */

/** @param {number} row @param {() => number} next @returns {Cell[]} */
function deal(row, next) {
	/** @template T @param {readonly T[]} from @returns {T} */
	const any = (from) => from[Math.floor(next() * from.length)] ?? /** @type {T} */ (from[0]);
	const stage = any(STAGES);
	const over = stage === 'Won' || stage === 'Lost';
	const created = FIRST_DAY + Math.floor(next() * 1400);
	const close = created + 5 + Math.floor(next() * 200);
	const chance = Math.round(next() * 20) * 5;
	return [
		{ shared: `D-${String(row + 1).padStart(7, '0')}` },
		{ shared: `Customer ${Math.floor(next() * next() * 4000)} Ltd` },
		next() < 0.02 ? null : { shared: any(OWNERS) },
		{ shared: any(REGIONS) },
		{ shared: any(PRODUCTS) },
		{ shared: stage },
		next() < 0.01 ? null : { value: Math.exp(6 + 5 * next()).toFixed(2), style: 3 },
		{ value: 1 + Math.floor(next() * 40) },
		{ value: Math.floor(next() * 30) * 0.01, style: 4 },
		{ value: created, style: 1 },
		!over && next() < 0.3 ? null : { value: close, style: 1 },
		{ value: created + Math.floor(next() * 86_400) / 86_400, style: 2 },
		{ value: over ? 1 : 0, type: 'b' },
		{ value: chance / 100, style: 4, formula: `ROUND(G${row + 2}/1000,2)` },
		next() < 0.4 ? null : { inline: `Called on day ${Math.floor(next() * 99_999)}, asked for "terms" & a quote` }
	];
}

/** @param {number} row @param {readonly Cell[]} cells @param {Strings} strings */
function rowXml(row, cells, strings) {
	let xml = `<row r="${row}" spans="1:${cells.length}" x14ac:dyDescent="0.25">`;
	cells.forEach((cell, at) => {
		if (cell) xml += cellXml(`${letter(at)}${row}`, cell, strings);
	});
	return `${xml}</row>`;
}

/** @param {string} at @param {NonNullable<Cell>} cell @param {Strings} strings */
function cellXml(at, cell, strings) {
	if ('shared' in cell) return `<c r="${at}" t="s"><v>${strings.number(cell.shared)}</v></c>`;
	if ('inline' in cell) return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`;
	const style = cell.style === undefined ? '' : ` s="${cell.style}"`;
	const type = cell.type === undefined ? '' : ` t="${cell.type}"`;
	const formula = cell.formula === undefined ? '' : `<f>${cell.formula}</f>`;
	return `<c r="${at}"${style}${type}>${formula}<v>${cell.value}</v></c>`;
}

/** @param {number} column */
function letter(column) {
	return String.fromCharCode(65 + column);
}

/** @param {string} text */
function escaped(text) {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Evenly spread numbers from 0 to 1, the same for the same seed (mulberry32). @param {number} seed */
function random(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The parts around the sheet. @returns {Record<string, string>} */
function frame() {
	const relation = (/** @type {string} */ id, /** @type {string} */ type, /** @type {string} */ target) =>
		`<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
	const relations = (/** @type {string} */ inner) =>
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
	const formats = [0, 14, 22, 4, 10].map((id) => `<xf numFmtId="${id}" xfId="0"/>`).join('');
	return {
		'[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
		'_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
		'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Deals" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': relations(
			relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
				relation('rId2', 'sharedStrings', 'sharedStrings.xml') +
				relation('rId3', 'styles', 'styles.xml')
		),
		'xl/styles.xml': `<styleSheet ${MAIN}><cellXfs count="5">${formats}</cellXfs></styleSheet>`
	};
}
