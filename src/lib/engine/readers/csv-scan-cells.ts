/** What was seen in the cells of one column. */
export interface ColumnScan {
	/** Most digits before and after the decimal point of plain numbers. */
	whole: number;
	scale: number;
	/** A whole number such as "007": an identifier, not a quantity. */
	leadingZero: boolean;
	/** A cell that is neither empty nor in the plain form of its kind: DuckDB's own cast might bend it silently. */
	odd: boolean;
}

/** Notes the digits of the number in bytes `from` to `to`, or that there is none in plain form. */
export function checkNumber(bytes: Uint8Array, from: number, to: number, seen: ColumnScan): void {
	let at = from;
	if (bytes[at] === 45) at++;
	const first = at;
	while (at < to && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
	const whole = at - first;
	let scale = 0;
	if (at < to && bytes[at] === 46) {
		const point = ++at;
		while (at < to && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
		scale = at - point;
	}
	if (at < to || whole + scale === 0) {
		seen.odd = true;
		return;
	}
	if (whole > 1 && bytes[first] === 48 && at === first + whole) seen.leadingZero = true;
	if (whole > seen.whole) seen.whole = whole;
	if (scale > seen.scale) seen.scale = scale;
}

/** Whether the bytes have the form YYYY-MM-DD; digits are left to the cast. */
export function isPlainDate(bytes: Uint8Array, from: number, to: number): boolean {
	return to - from === 10 && bytes[from + 4] === 45 && bytes[from + 7] === 45;
}

/** Whether the bytes are true or false in any case. */
export function isPlainBoolean(bytes: Uint8Array, from: number, to: number): boolean {
	let text = '';
	for (let at = from; at < to && at < from + 6; at++) text += String.fromCharCode(bytes[at]!);
	return /^(true|false)$/i.test(text);
}
