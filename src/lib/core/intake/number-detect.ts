import type { ColumnFormat } from '../table';
import { scaleOf } from './decimal-text';
import type { LineCell } from './date-detect';
import { asciiWidth, formatJson, readNumber, type NumberFormat } from './value-format';

/** What a column looks like as numbers. */
export type NumberFinding =
	| { readonly kind: 'none' }
	| {
			readonly kind: 'number';
			readonly format: Omit<ColumnFormat, 'name'>;
			/** Cells that follow the format. */
			readonly parsed: number;
			/** It carries currency signs, a decimal part, grouping or units: certainly a quantity, not a code. */
			readonly quantity: boolean;
	  };

/** Settings of {@link detectNumbers}. */
export interface NumberHints {
	readonly header: string;
	/** Decimal mark proven by other columns of the file, if any: decides "1.234" and "1,234". */
	readonly decimal: '.' | ',' | null;
}

const CURRENCY =
	/us\$|hk\$|nt\$|a\$|c\$|r\$|[$€£¥₹₩₽₺₫฿₪]|\b(?:usd|eur|gbp|cny|rmb|jpy|hkd|aud|cad|chf|inr|sgd|krw|brl|mxn|sek|nok|dkk|pln)\b|人民币|元|圆/gi;
const SUFFIX = /\d\s?(万|亿|千|百万|k|m|mm|b|bn|mio|mn)$/i;
const SUFFIX_FACTORS: Readonly<Record<string, number>> = {
	k: 1e3,
	m: 1e6,
	mm: 1e6,
	mn: 1e6,
	mio: 1e6,
	b: 1e9,
	bn: 1e9,
	千: 1e3,
	万: 1e4,
	百万: 1e6,
	亿: 1e8
};
const CORE = /^[+-]?(?:\d[\d.,' \u00a0\u202f]*|[.,]\d+)$/;
const EXPONENT = /^[+-]?(?:\d+\.?\d*|\.\d+)e[+-]?\d{1,3}$/i;

/** One cell taken apart. */
interface NumberCell {
	/** Digits with their marks, without sign. */
	readonly core: string;
	readonly marks: readonly string[];
	readonly parentheses: boolean;
	readonly trailingMinus: boolean;
	readonly percent: boolean;
	readonly suffix: string | null;
	readonly fullWidth: boolean;
	readonly exponent: boolean;
}

const SIMPLE = /^-?\d+(?:\.\d+)?$/;

function takeApart(cell: string): NumberCell | null {
	if (SIMPLE.test(cell)) return { ...BARE, core: cell.startsWith('-') ? cell.slice(1) : cell };
	if (cell.length > 60 || !/[\d０-９]/.test(cell)) return null;
	const ascii = asciiWidth(cell);
	const marks = [...new Set([...ascii.matchAll(CURRENCY)].map((match) => markAt(ascii, match.index, match[0])))];
	let text = ascii.replace(CURRENCY, '').trim();
	const parentheses = /^[-+]?\(.*\)$/s.test(text);
	if (parentheses) text = text.replace(/[()]/g, '').trim();
	const trailingMinus = /\d\s?-$/.test(text);
	if (trailingMinus) text = text.slice(0, -1).trim();
	const percent = text.endsWith('%');
	if (percent) text = text.slice(0, -1).trim();
	const suffix = percent ? null : (SUFFIX.exec(text)?.[1] ?? null);
	if (suffix) text = text.slice(0, -suffix.length).trim();
	const exponent = EXPONENT.test(text);
	text = text.replace(/^([+-])\s+/, '$1');
	if (!exponent && !CORE.test(text)) return null;
	const core = text.replace(/^[+-]/, '');
	const fullWidth = /[０-９．，－＋（）％＄￥]/.test(cell);
	return { core, marks, parentheses, trailingMinus, percent, suffix, fullWidth, exponent };
}

/** A currency mark; between a sign and the digits together with its blanks ("-CHF 5"), so that removing it leaves a number. */
function markAt(text: string, at: number, mark: string): string {
	if (at === 0 || !/[+-]$/.test(text.slice(0, at))) return mark;
	return mark + (/^\s*/.exec(text.slice(at + mark.length))?.[0] ?? '');
}

const BARE: NumberCell = {
	core: '',
	marks: [],
	parentheses: false,
	trailingMinus: false,
	percent: false,
	suffix: null,
	fullWidth: false,
	exponent: false
};

/** Grouping and decimal mark that fit every core, or null when no single reading does. */
function separators(
	cores: readonly string[],
	proven: '.' | ',' | null
): Pick<NumberFormat, 'grouping' | 'decimal'> | null {
	const open: Pick<NumberFormat, 'grouping' | 'decimal'>[] = [
		{ grouping: '', decimal: '.' },
		{ grouping: ',', decimal: '.' },
		{ grouping: '.', decimal: ',' },
		{ grouping: '', decimal: ',' },
		{ grouping: ' ', decimal: '.' },
		{ grouping: ' ', decimal: ',' },
		{ grouping: "'", decimal: '.' },
		{ grouping: "'", decimal: ',' }
	];
	const fits = open.filter((choice) => {
		const shape = coreShape(choice.grouping, choice.decimal);
		return cores.every((core) => shape.test(core));
	});
	return (proven && fits.find((choice) => choice.decimal === proven)) || (fits[0] ?? null);
}

function coreShape(grouping: string, decimal: string): RegExp {
	const point = decimal === '.' ? '\\.' : ',';
	const mark = grouping === ' ' ? '[ \\u00a0\\u202f]' : grouping === '.' ? '\\.' : grouping;
	const fraction = `(?:${point}\\d*)?`;
	if (grouping === '') return new RegExp(`^(?:\\d+${fraction}|${point}\\d+)$`);
	// thousands, or the Indian lakh and crore groups of two
	return new RegExp(`^(?:\\d+|\\d{1,3}(?:${mark}\\d{3})+|\\d{1,2}(?:${mark}\\d{2})+${mark}\\d{3})${fraction}$`);
}

/**
 * Decides whether the cells (no null tokens among them) are numbers, over all of them together; at least 95 % must be. Cells
 * that only look like numbers stay text: leading zeros, more than 15 digits without a decimal part, codes.
 */
export function detectNumbers(cells: readonly LineCell[], hints: NumberHints): NumberFinding {
	const parts: NumberCell[] = [];
	const mayMiss = cells.length * 0.05;
	let missed = 0;
	for (const { text } of cells) {
		const part = takeApart(text.trim());
		if (part) parts.push(part);
		else if (++missed > mayMiss) return { kind: 'none' };
	}
	if (parts.length === 0 || parts.some(isCode)) return { kind: 'none' };
	if (parts.some((part) => part.exponent)) return floats(parts);
	const format = numberFormat(parts, hints);
	if (!format) return { kind: 'none' };
	return finding(cells, format, parts);
}

function isCode(part: NumberCell): boolean {
	return /^0\d/.test(part.core) || (/^\d{16,}$/.test(part.core) && part.marks.length === 0);
}

function floats(parts: readonly NumberCell[]): NumberFinding {
	const plain = parts.every((part) => !part.percent && !part.suffix && !part.marks.length && !part.parentheses);
	const certain = parts.some((part) => !part.exponent || /[.+-]/.test(part.core));
	const finite = parts.every((part) => Number.isFinite(Number(part.core)));
	if (!plain || !certain || !finite) return { kind: 'none' };
	return { kind: 'number', format: { type: 'float' }, parsed: parts.length, quantity: true };
}

function numberFormat(parts: readonly NumberCell[], hints: NumberHints): NumberFormat | null {
	const cores = parts.map((part) => part.core);
	const marks = separators(cores, hints.decimal);
	const percents = parts.filter((part) => part.percent).length;
	if (!marks || (percents > 0 && parts.some((part) => !part.percent && !/^[0.,]+$/.test(part.core)))) return null;
	const suffixes = [...new Set(parts.flatMap((part) => (part.suffix ? [part.suffix.toLowerCase()] : [])))].sort();
	const strip = [...new Set(parts.flatMap((part) => part.marks))].sort(
		(a, b) => b.length - a.length || (a < b ? -1 : 1)
	);
	return {
		kind: 'number',
		...marks,
		strip,
		parentheses: parts.some((part) => part.parentheses),
		trailingMinus: parts.some((part) => part.trailingMinus),
		percent: percents > 0,
		suffixes: Object.fromEntries(suffixes.map((suffix) => [suffix, SUFFIX_FACTORS[suffix] ?? 1])),
		fullWidth: parts.some((part) => part.fullWidth),
		factor: suffixes.length > 0 ? 1 : headerFactor(hints.header),
		scale: 0
	};
}

/** 10,000 for a header such as 金额(万元), 订单金额（万）, 金额/万元; 1,000 for "(k)", "($000)", "in thousands"; else 1. */
export function headerFactor(header: string): number {
	const text = asciiWidth(header.normalize('NFKC'));
	if (/[([/_-]\s*(?:单位[:：]?\s*)?亿元?\s*[)\]]?\s*$/.test(text)) return 1e8;
	if (/[([/_-]\s*(?:单位[:：]?\s*)?百万元?\s*[)\]]?\s*$/.test(text)) return 1e6;
	if (/[([/_-]\s*(?:单位[:：]?\s*)?万元?(?:人民币)?\s*[)\]]?\s*$|万元$/.test(text)) return 1e4;
	if (
		/[([/]\s*(?:单位[:：]?\s*)?千元\s*[)\]]?\s*$|[([]\s*[$€£]?\s?(?:k|000s?|'000|thousands?|in thousands)\s*[)\]]\s*$/i.test(
			text
		)
	)
		return 1e3;
	return /[([]\s*[$€£]?\s?(?:m|mn|mm|millions?|in millions)\s*[)\]]\s*$/i.test(text) ? 1e6 : 1;
}

function finding(cells: readonly LineCell[], format: NumberFormat, parts: readonly NumberCell[]): NumberFinding {
	let parsed = 0;
	let scale = 0;
	let digits = 0;
	const plain = isPlain(format);
	for (const { text } of cells) {
		const value = plain && SIMPLE.test(text) ? text : readNumber(text, format);
		if (value === null) continue;
		parsed++;
		scale = Math.max(scale, scaleOf(value));
		digits = Math.max(digits, value.replace(/^-|\..*$/g, '').length);
	}
	if (parsed < cells.length * 0.95 || digits + scale > 38) return { kind: 'none' };
	const decorated = !isPlain(format);
	const type = scale === 0 ? 'integer' : 'decimal';
	const quantity =
		scale > 0 ||
		format.strip.length > 0 ||
		format.grouping !== '' ||
		format.percent ||
		parts.some((part) => part.suffix);
	const given =
		decorated || scale > 0 ? ({ type, format: formatJson({ ...format, scale }) } as const) : ({ type } as const);
	return { kind: 'number', format: given, parsed, quantity };
}

/** Whether a number format is the plain form `[+-]digits[.digits]`: an ordinary cast reads it. */
export function isPlain(format: NumberFormat): boolean {
	return (
		format.grouping === '' &&
		format.decimal === '.' &&
		format.strip.length === 0 &&
		!format.parentheses &&
		!format.trailingMinus &&
		!format.percent &&
		!format.fullWidth &&
		format.factor === 1 &&
		Object.keys(format.suffixes).length === 0
	);
}

/** The decimal mark a column proves by itself: "1.234,56" or "0,5" prove a comma; null when it proves none. */
export function provenDecimal(column: readonly LineCell[]): '.' | ',' | null {
	const cells = column.slice(0, 500);
	const finding = detectNumbers(cells, { header: '', decimal: null });
	if (finding.kind !== 'number' || finding.format.type !== 'decimal') return null;
	const format = finding.format.format as unknown as NumberFormat;
	const certain = cells.some(({ text }) => {
		const core = takeApart(text.trim())?.core ?? '';
		return format.decimal === ',' ? /,(\d{1,2}|\d{4,})$/.test(core) : /\.(\d{1,2}|\d{4,})$/.test(core);
	});
	return certain ? format.decimal : null;
}
