/** A plain number of at most fifteen significant digits is what a spreadsheet holds and shows; longer whole numbers are codes. */
const PLAIN = /^-?(\d+)(?:\.(\d+))?$/;

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * A stored number in plain exact form. Whole numbers stay as they are written. Others are rounded to the 15 digits a spreadsheet
 * works with, so that 1.1500000000000001 is the 1.15 it shows. Null when the text is no number.
 */
export function numberText(stored: string): string | null {
	if (isShort(stored)) return stored;
	const text = stored.trim();
	const plain = PLAIN.exec(text);
	if (plain) {
		const [, whole = '', part] = plain;
		if (part === undefined) return trimZeros(text);
		if (whole.length + part.length <= 15) return withoutEnd(trimZeros(text));
	}
	if (text === '' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null;
	const value = Number(text);
	if (!Number.isFinite(value)) return null;
	const digits = value.toPrecision(15);
	const short = String(Number(digits));
	return short.includes('e') ? expanded(digits) : short === '-0' ? '0' : short;
}

/** Nearly all numbers are in plain exact form already: no zero too many, no more digits than 15. */
function isShort(text: string): boolean {
	const start = text.charCodeAt(0) === MINUS ? 1 : 0;
	const { length } = text;
	if (length === start || length - start > 15) return false;
	let point = -1;
	for (let at = start; at < length; at++) {
		const code = text.charCodeAt(at);
		if (code === POINT && point < 0) point = at;
		else if (code < ZERO || code > NINE) return false;
	}
	if (text.charCodeAt(start) === ZERO && point !== start + 1) return length === 1;
	return point < 0 || (point > start && text.charCodeAt(length - 1) !== ZERO && point < length - 1);
}

/** "1.50000000000000e-7" as "0.00000015". */
function expanded(text: string): string {
	const [mantissa = '', exponent = '0'] = text.split('e');
	const negative = mantissa.startsWith('-');
	const [whole = '', part = ''] = (negative ? mantissa.slice(1) : mantissa).split('.');
	const shift = Number(exponent);
	const digits = whole + part;
	const point = whole.length + shift;
	const left = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
	const right = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point);
	const plain = withoutEnd(right === '' ? left : `${left}.${right}`);
	return negative && plain !== '0' ? `-${plain}` : plain;
}

/** Without zeros at the end of the decimals. */
function withoutEnd(text: string): string {
	return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Without zeros at the front, "-0" being 0. */
function trimZeros(text: string): string {
	const trimmed = text.replace(/^(-?)0+(?=\d)/, '$1');
	return trimmed === '-0' ? '0' : trimmed;
}
