/** The ISO day of a count of days since 1970-01-01, for any year DuckDB knows. Gregorian, 400-year cycles of 146,097 days. */
export function dateText(days: number): string {
	if (days >= 2_147_483_647) return 'infinity';
	if (days <= -2_147_483_647) return '-infinity';
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const ofEra = shifted - era * 146_097;
	const years = Math.floor(
		(ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365
	);
	const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
	const fromMarch = Math.floor((5 * ofYear + 2) / 153);
	const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
	const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
	const year = years + era * 400 + (month <= 2 ? 1 : 0);
	return `${yearText(year)}-${two(month)}-${two(day)}`;
}

function yearText(year: number): string {
	return year < 0 ? `-${String(-year).padStart(6, '0')}` : String(year).padStart(4, '0');
}

function two(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}

/** An unscaled integer as exact decimal text with `scale` digits after the point. */
export function decimalText(unscaled: bigint, scale: number): string {
	if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
	const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
	return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** "YYYY-MM-DD HH:MM:SS[.f]" of a count since 1970, in units of 10^-digits seconds; trailing zeros of the fraction are left out. */
export function timestampText(count: bigint, digits: number): string {
	if (count === 9_223_372_036_854_775_807n) return 'infinity';
	if (count === -9_223_372_036_854_775_807n) return '-infinity';
	const perDay = 86_400n * 10n ** BigInt(digits);
	let ofDay = count % perDay;
	if (ofDay < 0n) ofDay += perDay;
	return `${dateText(Number((count - ofDay) / perDay))} ${timeText(ofDay, digits)}`;
}

/** "HH:MM:SS[.f]" of a time of day in units of 10^-digits seconds. */
export function timeText(count: bigint, digits: number): string {
	const unit = 10 ** digits;
	const value = Number(count);
	const seconds = Math.floor(value / unit);
	const fraction =
		digits === 0
			? ''
			: String(value - seconds * unit)
					.padStart(digits, '0')
					.replace(/0+$/, '');
	const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
	return fraction === '' ? clock : `${clock}.${fraction}`;
}

/** A length of time, e.g. "25:00:00" or "-00:00:01.5". */
export function durationText(count: bigint, digits: number): string {
	return count < 0n ? `-${timeText(-count, digits)}` : timeText(count, digits);
}

/** An interval as DuckDB writes it, e.g. "1 year 2 months 3 days 04:05:06". Units of Arrow: 0 months, 1 days+ms, 2 months+days+ns. */
export function intervalText(words: Int32Array, unit: number, row: number): string {
	if (unit === 0) return intervalParts(words[row] ?? 0, 0, 0n, 0);
	if (unit === 1) return intervalParts(0, words[row * 2] ?? 0, BigInt(words[row * 2 + 1] ?? 0), 3);
	const at = row * 4;
	const nanos = (BigInt(words[at + 3] ?? 0) << 32n) | BigInt((words[at + 2] ?? 0) >>> 0);
	return intervalParts(words[at] ?? 0, words[at + 1] ?? 0, nanos, 9);
}

function intervalParts(months: number, days: number, time: bigint, digits: number): string {
	const count = (value: number, name: string): string[] =>
		value === 0 ? [] : [`${value} ${name}${Math.abs(value) === 1 ? '' : 's'}`];
	const parts = [
		...count(Math.trunc(months / 12), 'year'),
		...count(months % 12, 'month'),
		...count(days, 'day'),
		...(time === 0n ? [] : [durationText(time, digits)])
	];
	return parts.length > 0 ? parts.join(' ') : '00:00:00';
}
