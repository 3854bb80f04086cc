/** Longest number that is written out in plain digits. */
const MOST_DIGITS = 60;

/** A JSON number in plain exact form: "1.5e3" as "1500"; numbers of enormous or tiny size stay as they are written. */
export function plainNumber(written: string): string {
	if (written === '-0') return '0';
	const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(written);
	if (!match) return written;
	const [, sign = '', whole = '', part = '', exponent = '0'] = match;
	const shift = Number(exponent);
	if (Math.abs(shift) + whole.length + part.length > MOST_DIGITS) return written;
	const point = whole.length + shift;
	const digits = (whole + part).padEnd(point, '0');
	const left = (point > 0 ? digits.slice(0, point) : '').replace(/^0+(?=\d)/, '') || '0';
	const right = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
	const plain = right.replace(/0+$/, '') === '' ? left : `${left}.${right}`;
	return plain === '0' ? plain : sign + plain;
}
