/** What a number under a format stands for. `elapsed` is hours passed, beyond 24 too. */
export type NumberKind = 'number' | 'date' | 'time' | 'timestamp' | 'elapsed';

/** A number format as far as it changes what is read: percent, money and colours do not. */
export interface NumberFormat {
	readonly kind: NumberKind;
	/** The format writes leading zeros up to so many digits, as codes have; 0: it does not. */
	readonly zeros: number;
}

/** Formats of a workbook by their number: those it defines, else those every program knows. */
export const GENERAL: NumberFormat = { kind: 'number', zeros: 0 };

const DATE: NumberFormat = { kind: 'date', zeros: 0 };
const TIME: NumberFormat = { kind: 'time', zeros: 0 };
const TIMESTAMP: NumberFormat = { kind: 'timestamp', zeros: 0 };
const ELAPSED: NumberFormat = { kind: 'elapsed', zeros: 0 };

/** ECMA-376 part 1, 18.8.30, with the formats of East Asian editions (27–36, 50–58), which are dates and times. */
export function builtInFormat(id: number): NumberFormat {
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
		return DATE;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56) return TIME;
	if (id === 22) return TIMESTAMP;
	return id === 46 ? ELAPSED : GENERAL;
}

/** What a format code such as `yyyy"年"m"月"d"日"` or `[$-409]d/m/yy h:mm AM/PM` makes of a number. Only its first section counts. */
export function parseFormat(code: string): NumberFormat {
	if (/\[(h+|m+|s+)\]/i.test(code)) return ELAPSED;
	const section = bare(code).split(';')[0] ?? '';
	if (/^0{2,}$/.test(section.trim()) && /^0+$/.test(code.trim())) return { kind: 'number', zeros: code.trim().length };
	if (/^(general|g\/通用格式)/i.test(section.trim())) return GENERAL;
	// `E` is scientific beside digits; `e` alone is a year in East Asian editions.
	if (/[0#?]/.test(section.replace(/s\.?0+/gi, 's')) && !/[dyhs]/i.test(section)) return GENERAL;
	const date = /[dyg]/i.test(section) || /(^|[^0#?.])e/i.test(section) || /m{3,}/i.test(section);
	const time = /[hs]/i.test(section);
	if (date && time) return TIMESTAMP;
	if (time) return TIME;
	return date || /m/i.test(section) ? DATE : GENERAL;
}

/** The code without what is shown as it stands: quoted text, escaped characters, colours and conditions, padding. */
function bare(code: string): string {
	return code
		.replace(/"[^"]*"?/g, '')
		.replace(/\\./g, '')
		.replace(/\[[^\]]*\]/g, '')
		.replace(/[_*]./g, '')
		.replace(/AM\/PM|A\/P|上午\/下午/gi, '');
}
