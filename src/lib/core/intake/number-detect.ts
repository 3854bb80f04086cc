import type { ColumnFormat } from '../table';
import { scaleOf } from './decimal-text';
import type { LineCell } from './date-detect';
import { headerFactor, isMeasureHeader, takeMarks, UNITS, unitOf } from './number-detect-words';
import { formatJson, PLAIN_NUMBER, readNumber, type NumberFormat } from './value-format';
import { numberSource } from './value-format-source';
import { asciiWidth, hasWide } from './value-format-text';

/** What a column looks like as numbers. */
export type NumberFinding =
	/** `because`: leading zeros or too many digits for a quantity; null: they are no numbers at all. */
	| { readonly kind: 'none'; readonly because: 'leading-zeros' | 'long-ids' | null; readonly example?: LineCell }
	| {
			readonly kind: 'number';
			readonly format: Omit<ColumnFormat, 'name'>;
			/** Cells that follow the format. */
			readonly parsed: number;
			/** It carries currency signs, a decimal part, grouping or units: certainly a quantity, not a code. */
			readonly quantity: boolean;
			/** "1.234" may be a thousand or a fraction: the other reading, when nothing decides. */
			readonly alternative: Omit<ColumnFormat, 'name'> | null;
	  };

/** Settings of {@link detectNumbers}. */
export interface NumberHints {
	readonly header: string;
	/** Decimal mark proven by other columns of the file, if any: decides "1.234" and "1,234". */
	readonly decimal: '.' | ',' | null;
}

const CORE = /^[+-]?(?:\d[\d.,'’ \u00a0\u2009\u202f]*|[.,]\d+)$/;
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
const BRACKETS = /^([-+]?)\s*\(([^()]*)\)$/;

function takeApart(cell: string): NumberCell | null {
	if (SIMPLE.test(cell)) return { ...BARE, core: cell.startsWith('-') ? cell.slice(1) : cell };
	if (cell.length > 60 || !/[\d０-９]/.test(cell)) return null;
	const wide = hasWide(cell);
	const taken = takeMarks(wide ? asciiWidth(cell) : cell);
	let text = taken.rest;
	const parentheses = BRACKETS.test(text);
	if (parentheses) text = text.replace(BRACKETS, '$1$2').trim();
	const trailingMinus = /[^\s-]\s?-$/.test(text);
	if (trailingMinus) text = text.slice(0, -1).trim();
	const share = /[%‰]$/.exec(text)?.[0] ?? null;
	if (share === '%') text = text.slice(0, -1).trim();
	const suffix = share === '%' ? null : unitOf(text);
	if (suffix) text = text.slice(0, -suffix.length).trim();
	const exponent = EXPONENT.test(text);
	text = text.replace(/^([+-])\s+/, '$1');
	if (!exponent && !CORE.test(text)) return null;
	const core = text.replace(/^[+-]/, '');
	const percent = share !== null;
	return { core, marks: taken.marks, parentheses, trailingMinus, percent, suffix, fullWidth: wide, exponent };
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

type Separators = Pick<NumberFormat, 'grouping' | 'decimal'>;
const SEPARATORS: readonly Separators[] = [
	{ grouping: '', decimal: '.' },
	{ grouping: ',', decimal: '.' },
	{ grouping: '.', decimal: ',' },
	{ grouping: '', decimal: ',' },
	{ grouping: ' ', decimal: '.' },
	{ grouping: ' ', decimal: ',' },
	{ grouping: "'", decimal: '.' },
	{ grouping: "'", decimal: ',' }
];

/** Grouping and decimal marks that fit every core, the likeliest first; empty when no single reading does. */
function separators(cores: readonly string[], proven: '.' | ',' | null, money: boolean): Separators[] {
	const fits = SEPARATORS.filter((choice) => {
		const shape = new RegExp(`^(?:${numberSource({ ...PLAIN_NUMBER, ...choice })})$`);
		return cores.every((core) => shape.test(core));
	});
	const first = proven ? fits.find((choice) => choice.decimal === proven) : undefined;
	// money has no thousandths: "1.234" is a thousand where all fractions would have three digits
	const grouped = money && isThousands(cores, '.') ? fits.find((choice) => choice.grouping === '.') : undefined;
	const best = first ?? grouped;
	return best ? [best, ...fits.filter((choice) => choice !== best)] : fits;
}

/** Every mark of the cores has exactly three digits behind it, and none begins with a zero. */
function isThousands(cores: readonly string[], mark: '.' | ','): boolean {
	const marked = cores.filter((core) => core.includes(mark));
	return marked.length > 0 && marked.every((core) => /^[1-9]\d{0,2}[.,]\d{3}$/.test(core));
}

/**
 * Decides whether the cells (no null tokens among them) are numbers, over all of them together; at least 95 % must be. Cells
 * that only look like numbers stay text: leading zeros, more than 15 digits without a decimal part, codes.
 */
export function detectNumbers(cells: readonly LineCell[], hints: NumberHints): NumberFinding {
	const parts: NumberCell[] = [];
	const mayMiss = cells.length * 0.05;
	let missed = 0;
	for (const cell of cells) {
		const part = takeApart(cell.text.trim());
		if (!part) {
			if (++missed > mayMiss) return NONE;
			continue;
		}
		const code = codeOf(part);
		if (code) return { kind: 'none', because: code, example: cell };
		parts.push(part);
	}
	if (parts.length === 0) return NONE;
	if (parts.some((part) => part.exponent)) return floats(parts);
	const formats = numberFormats(parts, hints);
	const [format] = formats;
	return format ? finding(cells, format, formats.slice(1), parts) : NONE;
}

const NONE: NumberFinding = { kind: 'none', because: null };

function codeOf(part: NumberCell): 'leading-zeros' | 'long-ids' | null {
	if (/^0\d/.test(part.core)) return 'leading-zeros';
	return /^\d{16,}$/.test(part.core) && part.marks.length === 0 ? 'long-ids' : null;
}

function floats(parts: readonly NumberCell[]): NumberFinding {
	const plain = parts.every((part) => !part.percent && !part.suffix && !part.marks.length && !part.parentheses);
	const certain = parts.some((part) => !part.exponent || /[.+-]/.test(part.core));
	const finite = parts.every((part) => Number.isFinite(Number(part.core)));
	if (!plain || !certain || !finite) return NONE;
	return { kind: 'number', format: { type: 'float' }, parsed: parts.length, quantity: true, alternative: null };
}

/** The formats that fit, the likeliest first. */
function numberFormats(parts: readonly NumberCell[], hints: NumberHints): NumberFormat[] {
	const cores = parts.map((part) => part.core);
	const shares = parts.filter((part) => part.percent).length;
	if (shares > 0 && parts.some((part) => !part.percent && !/^[0.,]+$/.test(part.core))) return [];
	const suffixes = [...new Set(parts.flatMap((part) => (part.suffix ? [part.suffix.toLowerCase()] : [])))].sort();
	const strip = [...new Set(parts.flatMap((part) => part.marks.map((mark) => mark.toUpperCase())))].sort(
		(a, b) => b.length - a.length || (a < b ? -1 : 1)
	);
	const money = strip.length > 0 || isMeasureHeader(hints.header);
	return separators(cores, hints.decimal, money).map((marks) => ({
		kind: 'number',
		...marks,
		strip,
		parentheses: parts.some((part) => part.parentheses),
		trailingMinus: parts.some((part) => part.trailingMinus),
		percent: parts.some((part) => part.percent && part.suffix === null),
		suffixes: Object.fromEntries(suffixes.map((suffix) => [suffix, UNITS[suffix] ?? 1])),
		fullWidth: parts.some((part) => part.fullWidth),
		factor: shares > 0 ? 1 : headerFactor(hints.header),
		scale: 0
	}));
}

interface Tried {
	readonly parsed: number;
	readonly given: Omit<ColumnFormat, 'name'>;
}

function finding(
	cells: readonly LineCell[],
	format: NumberFormat,
	others: readonly NumberFormat[],
	parts: readonly NumberCell[]
): NumberFinding {
	const best = tried(cells, format);
	if (!best) return NONE;
	const { type, format: json } = best.given;
	const quantity =
		type === 'decimal' ||
		format.strip.length > 0 ||
		format.grouping !== '' ||
		format.percent ||
		parts.some((part) => part.suffix);
	const marked = json === undefined ? undefined : parts.find((part) => /[.,]/.test(part.core));
	const open = marked && /^[1-9]\d{0,2}[.,]\d{3}$/.test(marked.core);
	const other = open ? others.find((one) => differ(parts, format, one)) : undefined;
	const alternative = other ? (tried(cells, other)?.given ?? null) : null;
	return { kind: 'number', format: best.given, parsed: best.parsed, quantity, alternative };
}

/** Whether the separators of two formats make different numbers of any cell. */
function differ(parts: readonly NumberCell[], a: NumberFormat, b: NumberFormat): boolean {
	const [one, other] = [a, b].map(({ grouping, decimal }): NumberFormat => ({ ...PLAIN_NUMBER, grouping, decimal }));
	return parts.some(({ core }) => one && other && readNumber(core, one) !== readNumber(core, other));
}

/** What a format makes of the cells; null when too few follow it or no number type holds them. */
function tried(cells: readonly LineCell[], format: NumberFormat): Tried | null {
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
	if (parsed < cells.length * 0.95 || digits + scale > 38) return null;
	const type = scale === 0 ? 'integer' : 'decimal';
	const given = !plain || scale > 0 ? { type, format: formatJson({ ...format, scale }) } : { type };
	return { parsed, given: given as Omit<ColumnFormat, 'name'> };
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
	if (!cells.slice(0, 50).some(({ text }) => /\d/.test(text))) return null;
	const finding = detectNumbers(cells, { header: '', decimal: null });
	if (finding.kind !== 'number' || finding.format.type !== 'decimal') return null;
	const format = finding.format.format as unknown as NumberFormat | undefined;
	if (!format || finding.alternative) return null;
	const certain = cells.some(({ text }) => {
		const core = takeApart(text.trim())?.core ?? '';
		return format.decimal === ',' ? /,(\d{1,2}|\d{4,})$/.test(core) : /\.(\d{1,2}|\d{4,})$/.test(core);
	});
	return certain ? format.decimal : null;
}
