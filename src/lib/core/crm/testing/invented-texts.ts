/** For tests: a day, counted from 6 January 2025. */
export const day = (at: number): Date => new Date(Date.UTC(2025, 0, 6) + at * 86_400_000);
const pad = (n: number): string => String(n).padStart(2, '0');

/** For tests: a date the way an export writes it. */
export function dateText(d: Date | null, f = 'iso', i = 0): string {
	if (!d) return '';
	const [y, m, dd] = [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()];
	const time = `${pad(8 + (i % 10))}:${pad((i * 7) % 60)}`;
	const mon = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][m - 1];
	switch (f) {
		case 'isot':
			return `${y}-${pad(m)}-${pad(dd)} ${time}:${pad((i * 13) % 60)}`;
		case 'isoz':
			return `${y}-${pad(m)}-${pad(dd)}T${time}:00Z`;
		case 'us':
			return `${m}/${dd}/${y}`;
		case 'us2':
			return `${pad(m)}/${pad(dd)}/${y}`;
		case 'ust':
			return `${m}/${dd}/${y} ${8 + (i % 4)}:${pad((i * 7) % 60)} AM`;
		case 'dmy':
			return `${pad(dd)}/${pad(m)}/${y}`;
		case 'de':
			return `${pad(dd)}.${pad(m)}.${y}`;
		case 'det':
			return `${pad(dd)}.${pad(m)}.${y} ${time}`;
		case 'mon':
			return `${pad(dd)}-${mon}-${y}`;
		case 'monus':
			return `${mon} ${dd}, ${y}`;
		case 'zh':
			return `${y}年${m}月${dd}日`;
		case 'sl':
			return `${y}/${m}/${dd}`;
		case 'slt':
			return `${y}/${m}/${dd} ${time}`;
		case 'dot':
			return `${y}.${m}.${dd}`;
		case 'ymd':
			return `${y}${pad(m)}${pad(dd)}`;
		case 'ym':
			return `${y}-${pad(m)}`;
		default:
			return `${y}-${pad(m)}-${pad(dd)}`;
	}
}
function group(n: number, sep: string, dec: string, places = 2): string {
	const [whole = '0', part] = n.toFixed(places).split('.');
	return whole.replace(/\B(?=(\d{3})+$)/g, sep) + (part ? dec + part : '');
}
/** For tests: money the way an export writes it. */
export function money(n: number | null, f = ''): string {
	if (n === null) return '';
	switch (f) {
		case '2':
			return n.toFixed(2);
		case '0':
			return String(Math.round(n));
		case '$':
			return `$${group(n, ',', '.')}`;
		case 'usd':
			return `${group(n, ',', '.')} USD`;
		case '¥':
			return `¥${group(n, ',', '.')}`;
		case 'nt':
			return `NT$${group(n, ',', '.', 0)}`;
		case 'c':
			return group(n, ',', '.');
		case 'eu':
			return group(n, '.', ',');
		case '€':
			return `${group(n, '.', ',')} €`;
		case 'fr':
			return `${group(n, ' ', ',')}`;
		case 'wan':
			return String(n / 10000);
		case 'wan1':
			return `${n / 10000}万`;
		case 'yuan':
			return `${n}元`;
		default:
			return String(n);
	}
}
