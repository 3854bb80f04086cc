/**
 * Strict Pollock measures: success, and precision, recall and F1 of header cells, records and cells as multisets (Vitagliano et al.,
 * "Pollock: a data loading benchmark", 2023); their sum is 0 to 10. Cells are compared as exact text, in columns that the loader typed
 * as the same value: a loader that gives 2018-01-28 for 28/01/2018 is right, one that gives 2018-01-08 is not.
 */

/** @typedef {readonly (readonly string[])[]} Grid */
/** @typedef {{ score: number, exact: boolean }} Scored */

/**
 * @param {Grid} clean header first @param {Grid | null} loaded header first; null: nothing was loaded
 * @param {readonly string[]} types type per loaded column; absent ones are text
 * @returns {Scored} exact: the header and every record are as in `clean`
 */
export function scoreTable(clean, loaded, types = []) {
	if (!loaded) return { score: 0, exact: false };
	const [cleanHeader = [], ...cleanRows] = clean;
	const [header = [], ...rows] = loaded;
	const key = (/** @type {readonly string[]} */ row) => row.map((cell, i) => sameness(cell, types[i] ?? 'text'));
	const wanted = cleanRows.map(key);
	const found = rows.map(key);
	const measures = [
		compare(cleanHeader, header),
		compare(wanted.map(joined), found.map(joined)),
		compare(wanted.flat(), found.flat())
	];
	const exact = measures[0]?.equal === true && measures[1]?.equal === true;
	return { score: measures.reduce((sum, one) => sum + one.precision + one.recall + one.f1, 1), exact };
}

/** @param {readonly string[]} row */
function joined(row) {
	return JSON.stringify(row);
}

/** @param {readonly string[]} wanted @param {readonly string[]} found */
function compare(wanted, found) {
	const counts = new Map();
	for (const one of wanted) counts.set(one, (counts.get(one) ?? 0) + 1);
	let hits = 0;
	for (const one of found) {
		const left = counts.get(one) ?? 0;
		if (left > 0) hits++;
		counts.set(one, left - 1);
	}
	if (wanted.length === 0 && found.length === 0) return { precision: 1, recall: 1, f1: 1, equal: true };
	const precision = found.length > 0 ? hits / found.length : 0;
	const recall = wanted.length > 0 ? hits / wanted.length : 0;
	const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
	return { precision, recall, f1, equal: hits === wanted.length && hits === found.length };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What two writings of the same value have in common. @param {string} cell @param {string} type */
function sameness(cell, type) {
	if (cell.trim() === '') return cell;
	if (type === 'date' || type === 'timestamp') return dateParts(cell);
	if (type === 'integer' || type === 'decimal' || type === 'float') return plainNumber(cell);
	if (type === 'boolean')
		return /^(true|1|yes|y|t)$/i.test(cell) ? 'true' : /^(false|0|no|n|f)$/i.test(cell) ? 'false' : cell;
	return cell;
}

/** Year, month and day in ascending order and the time of day: equal for every way to write one moment. @param {string} cell */
function dateParts(cell) {
	const text = cell
		.trim()
		.toLowerCase()
		.replace(/[a-z]{3,}/g, (word) => {
			const month = MONTHS.findIndex((name) => word.startsWith(name));
			return month < 0 ? word : ` ${month + 1} `;
		});
	const [day = '', clock = ''] = /^(.*?)(?:[ t]+(\d{1,2}:\d\d.*))?$/s.exec(text)?.slice(1) ?? [text];
	const numbers = (day.match(/\d+/g) ?? []).map(Number);
	const whole =
		numbers.length === 1 && day.length === 8 ? [+day.slice(0, 4), +day.slice(4, 6), +day.slice(6)] : numbers;
	const time = (clock ?? '').match(/\d+/g)?.map(Number) ?? [];
	while (time.length < 3) time.push(0);
	return `${whole.sort((a, b) => a - b).join('-')} ${time.join(':')}${/pm/.test(clock ?? '') ? 'pm' : ''}`;
}

/** A number without its dress. @param {string} cell */
function plainNumber(cell) {
	const text = cell.trim().replace(/[$€£¥￥\s']/g, '');
	const negative = /^\(.*\)$|^-|-$/.test(text);
	const bare = text.replace(/[()%+-]/g, '');
	const digits =
		/,\d{1,2}$/.test(bare) && !/\.\d/.test(bare)
			? bare.replaceAll('.', '').replace(',', '.')
			: bare.replaceAll(',', '');
	const value = Number(/e/i.test(text) ? text : digits);
	if (!Number.isFinite(value)) return cell;
	const size = text.endsWith('%') ? value / 100 : value;
	return String(Number((negative && !/e/i.test(text) ? -size : size).toPrecision(15)));
}
