/** RFC 4180 text as rows of cells: the bench's own reader, independent of the product's. @param {string} text @returns {string[][]} */
export function readRfc4180(text) {
	const rows = /** @type {string[][]} */ ([]);
	let row = /** @type {string[]} */ ([]);
	const cells = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy;
	cells.lastIndex = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	while (cells.lastIndex < text.length || row.length > 0) {
		const at = cells.lastIndex;
		const match = cells.exec(text);
		if (!match) throw new Error(`not RFC 4180 at character ${at}`);
		row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
		if (match[3] === ',') continue;
		rows.push(row);
		row = [];
		if (match[3] === '') break;
	}
	return rows;
}
