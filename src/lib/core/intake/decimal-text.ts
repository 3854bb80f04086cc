/**
 * A plain decimal text with its point moved `places` to the right (negative: to the left): exact multiplication by 10^places.
 * The result has no leading "+", no needless leading zeros, and keeps trailing zeros of the fraction: "1.50" × 10 = "15.0".
 */
export function shiftDecimal(text: string, places: number): string {
	if (places === 0 && SHORTEST.test(text)) return text;
	const negative = text.startsWith('-');
	const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
	const point = whole.length + places;
	const digits = point < 0 ? '0'.repeat(-point) + whole + fraction : whole + fraction;
	const at = Math.max(point, 0);
	const padded = digits.padEnd(at, '0');
	const left = padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
	const right = padded.slice(at);
	const value = right === '' ? left : `${left}.${right}`;
	return negative && /[1-9]/.test(value) ? `-${value}` : value;
}

/** Texts without sign and without needless zeros. */
const SHORTEST = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Digits after the decimal point of a plain decimal text. */
export function scaleOf(text: string): number {
	const point = text.indexOf('.');
	return point < 0 ? 0 : text.length - point - 1;
}
