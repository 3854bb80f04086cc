import type { Json } from '../json';
import type { ColumnFormat } from '../table';
import type { Issue } from '../result';
import { detectDates, isDateHeader, provenOrder, type LineCell } from './date-detect';
import { detectNumbers, isPlain, provenDecimal } from './number-detect';
import { isMeasureHeader } from './number-detect-words';
import { formatJson, isNullToken, type NumberFormat } from './value-format';

/** The sampled cells of one column. */
export interface ColumnSample {
	readonly name: string;
	readonly cells: readonly LineCell[];
}

/** Types and formats of all columns, and what the user must know about them. */
export interface ColumnTypes {
	readonly columns: readonly ColumnFormat[];
	readonly issues: readonly Issue[];
	/** One per column, in their order. */
	readonly why: readonly ColumnWhy[];
}

/**
 * Why a column has its type. Codes and details; every one also has `cells`, the cells looked at that have a value, and `fit`, how
 * many of them follow the format:
 * - `empty` {} – no values: text
 * - `words` {} – neither numbers nor dates throughout: text
 * - `id-header` {} – numbers under the header of a code: text
 * - `leading-zeros`, `long-ids` { line, text } – digits that are no quantity: text
 * - `booleans`, `flag-header` {} – true and false; 0 and 1 under a header such as IsWon
 * - `dates-iso` {}; `dates-written` { patterns } – spellings with one reading only
 * - `order-proven` { patterns, line, text } – this cell has one reading only; `order-elsewhere` { patterns } – another column decides
 * - `dates-serial` { serial } – numbers that count days or seconds
 * - `dates-ambiguous` { line, text, candidates: { type, format, day }[] } – stays text until the user chooses
 * - `dates-mixed` { examples: { line, text }[] } – stays text
 * - `numbers` {} – plain; `numbers-written` { grouping, decimal, strip, suffixes, percent, factor } – as a format says
 * - `mark-unknown` { text, candidates: { type, format }[] } – "1.234" may be a thousand or a fraction; the first candidate is taken
 */
export interface ColumnWhy {
	readonly because:
		| 'empty'
		| 'words'
		| 'id-header'
		| 'leading-zeros'
		| 'long-ids'
		| 'booleans'
		| 'flag-header'
		| 'dates-iso'
		| 'dates-written'
		| 'order-proven'
		| 'order-elsewhere'
		| 'dates-serial'
		| 'dates-ambiguous'
		| 'dates-mixed'
		| 'numbers'
		| 'numbers-written'
		| 'mark-unknown';
	readonly details: Readonly<Record<string, Json>>;
	/** As `Finding.confidence`. */
	readonly confidence: 'sure' | 'likely' | 'asked';
}

/**
 * Decides the type of every column over all sampled cells. A column stays text when its values are only partly of a kind: then
 * nothing can be lost. Only certain quantities and dates may have up to 5 % cells that do not follow; the loader sets those
 * aside, one by one.
 * @param complete the samples are the whole columns
 */
export function detectColumns(samples: readonly ColumnSample[], fileName: string, complete: boolean): ColumnTypes {
	const columns = samples.map((sample) => ({
		...sample,
		cells: sample.cells.filter(({ text }) => !isNullToken(text))
	}));
	const orders = new Map<string, Set<'mdy' | 'dmy'>>();
	const decimals = new Set<'.' | ','>();
	for (const { cells } of columns) {
		const order = provenOrder(cells);
		if (order) orders.set(order.mark, (orders.get(order.mark) ?? new Set()).add(order.order));
		const decimal = provenDecimal(cells);
		if (decimal) decimals.add(decimal);
	}
	const context: FileContext = {
		fileName,
		complete,
		order: (mark) => only(orders.get(mark)),
		decimal: only(decimals)
	};
	const issues: Issue[] = [];
	const found = columns.map((column) => columnFormat(column, context, issues));
	return { columns: found.map(({ format }) => format), issues, why: found.map(({ why }) => why) };
}

interface Typed {
	readonly format: ColumnFormat;
	readonly why: ColumnWhy;
}

interface FileContext {
	readonly fileName: string;
	readonly complete: boolean;
	readonly order: (mark: string) => 'mdy' | 'dmy' | null;
	readonly decimal: '.' | ',' | null;
}

function only<T>(values: ReadonlySet<T> | undefined): T | null {
	const [value] = values ?? [];
	return values?.size === 1 && value !== undefined ? value : null;
}

function columnFormat(sample: ColumnSample, context: FileContext, issues: Issue[]): Typed {
	const { cells } = sample;
	if (cells.length === 0) return textColumn(sample, 'empty');
	const typed = booleanColumn(sample) ?? dateColumn(sample, context, issues) ?? numberColumn(sample, context);
	return typed ?? textColumn(sample, 'words');
}

function textColumn(sample: ColumnSample, because: ColumnWhy['because'], details: ColumnWhy['details'] = {}): Typed {
	return typedColumn(sample, { type: 'text' }, because, sample.cells.length, details);
}

function typedColumn(
	{ name, cells }: ColumnSample,
	format: Omit<ColumnFormat, 'name'>,
	because: ColumnWhy['because'],
	fit: number,
	details: ColumnWhy['details'] = {},
	doubt: 'likely' | 'asked' | null = null
): Typed {
	const confidence = doubt ?? (fit < cells.length ? 'likely' : 'sure');
	return {
		format: { name, ...format },
		why: { because, details: { cells: cells.length, fit, ...details }, confidence }
	};
}

/** true/false in any case; 0/1 only under a header such as IsWon or 是否赢单. Yes/No and 是/否 are words and stay text. */
function booleanColumn(sample: ColumnSample): Typed | null {
	const { name, cells } = sample;
	const words = new Set<string>();
	for (const { text } of cells) {
		words.add(text.trim().toLowerCase());
		if (words.size > 2) return null;
	}
	const all = [...words];
	if (all.every((word) => word === 'true' || word === 'false')) {
		return typedColumn(sample, { type: 'boolean' }, 'booleans', cells.length);
	}
	const flag = /^([Ii]s|[Hh]as)[ _]?[A-Z]|^(is|has)_|^是否/.test(name);
	if (!flag || !all.every((word) => word === '0' || word === '1')) return null;
	const format = formatJson({ kind: 'boolean', true: ['1', 'true'], false: ['0', 'false'] });
	return typedColumn(sample, { type: 'boolean', format }, 'flag-header', cells.length);
}

function dateColumn(sample: ColumnSample, context: FileContext, issues: Issue[]): Typed | null {
	const { name, cells } = sample;
	const dateHeader = isDateHeader(name) && !isIdHeader(name);
	const finding = detectDates(cells, { dateHeader, order: context.order, complete: context.complete });
	const at = context.fileName;
	if (finding.kind === 'none') return null;
	if (finding.kind === 'mixed') {
		const examples = finding.examples.slice(0, 5).map(({ line, text }) => ({ line, text: text.trim().slice(0, 40) }));
		issues.push({ code: 'dates-mixed', at, details: { column: name, examples } });
		return typedColumn(sample, { type: 'text' }, 'dates-mixed', 0, { examples }, 'likely');
	}
	if (finding.kind === 'ambiguous') {
		const { line, text } = finding.example;
		const candidates: Json[] = finding.candidates.map(({ format, day }) => ({ ...format, day }));
		const details = { line, text: text.trim().slice(0, 40), candidates };
		issues.push({ code: 'dates-ambiguous', at, details: { column: name, ...details } });
		return typedColumn(sample, { type: 'text' }, 'dates-ambiguous', 0, details, 'asked');
	}
	if (!tolerable(cells.length, finding.parsed)) return null;
	if (finding.timesDropped) issues.push({ code: 'times-dropped', at, details: { column: name } });
	const format = finding.format.format as { patterns?: readonly string[]; serial?: string } | undefined;
	const patterns: Json = [...(format?.patterns ?? [])];
	const proof = finding.proof ? { line: finding.proof.line, text: finding.proof.text.trim().slice(0, 40) } : {};
	switch (finding.because) {
		case 'iso':
			return typedColumn(sample, finding.format, 'dates-iso', finding.parsed);
		case 'serial':
			return typedColumn(
				sample,
				finding.format,
				'dates-serial',
				finding.parsed,
				{ serial: format?.serial ?? '' },
				'likely'
			);
		case 'written':
			return typedColumn(sample, finding.format, 'dates-written', finding.parsed, { patterns });
		case 'order-elsewhere':
			return typedColumn(sample, finding.format, 'order-elsewhere', finding.parsed, { patterns }, 'likely');
		case 'order-proven':
			return typedColumn(sample, finding.format, 'order-proven', finding.parsed, { patterns, ...proof });
	}
}

function numberColumn(sample: ColumnSample, context: FileContext): Typed | null {
	const { name, cells } = sample;
	const finding = detectNumbers(cells, { header: name, decimal: context.decimal });
	if (finding.kind === 'none') {
		if (!finding.because || !finding.example) return null;
		const { line, text } = finding.example;
		return textColumn(sample, finding.because, { line, text: text.trim().slice(0, 40) });
	}
	if (isIdHeader(name) && !isMoney(finding.format)) return textColumn(sample, 'id-header');
	const measure = finding.quantity || isMeasureHeader(name);
	if (finding.parsed < cells.length && (!measure || !tolerable(cells.length, finding.parsed))) return null;
	if (finding.alternative) {
		const candidates = [{ ...finding.format }, { ...finding.alternative }];
		const text =
			cells
				.find((cell) => /[.,]/.test(cell.text))
				?.text.trim()
				.slice(0, 40) ?? '';
		return typedColumn(sample, finding.format, 'mark-unknown', finding.parsed, { text, candidates }, 'likely');
	}
	const format = finding.format.format as unknown as NumberFormat | undefined;
	if (!format || isPlain(format)) return typedColumn(sample, finding.format, 'numbers', finding.parsed);
	const { grouping, decimal, strip, suffixes, percent, factor } = format;
	const written = { grouping, decimal, strip: [...strip], suffixes: Object.keys(suffixes), percent, factor };
	return typedColumn(
		sample,
		finding.format,
		'numbers-written',
		finding.parsed,
		written,
		factor === 1 ? null : 'likely'
	);
}

/** Written with currency signs or units: an amount even under a header that looks like a code's. */
function isMoney(given: Omit<ColumnFormat, 'name'>): boolean {
	const format = given.format as unknown as NumberFormat | undefined;
	return format !== undefined && (format.strip.length > 0 || format.factor !== 1 || format.percent);
}

/** What a whole column shows that the rows looked at did not. */
export type WideningReason =
	/** Too many cells do not follow the format (see {@link tolerable}), or digits that are no quantity: leading zeros, long ids. */
	| 'misfits'
	| 'codes'
	/** Digits behind the decimal point in a column of whole numbers. */
	| 'fractions'
	/** Exponents, or more than 38 digits. */
	| 'floats';

/** The column a loader must read instead when a whole column shows more than the rows it was decided over. Never loses a value. */
export function widen(column: ColumnFormat, reason: WideningReason): ColumnFormat {
	const { name } = column;
	if (reason === 'misfits' || reason === 'codes') return { name, type: 'text' };
	if (column.type !== 'integer' && column.type !== 'decimal') return column;
	if (reason === 'floats') return { ...column, type: 'float' };
	return { ...column, type: 'decimal' };
}

/**
 * Whether few enough cells are of another kind for a column to keep its type: at most 5 % of at least 20.
 * @param all cells with a value, words for "no value" not counted
 * @param parsed cells among them that follow the format
 */
export function tolerable(all: number, parsed: number): boolean {
	return parsed === all || (all >= 20 && parsed >= all * 0.95);
}

const ID_HEADERS: readonly RegExp[] = [
	/^(id|key|zip|phone|sku)$/i,
	/[a-z](Id|ID|Ids|IDs|No)$/,
	/[ _.#-](id|ids|no|nr|number|code|key|zip|phone|sku)\.?$/i,
	/^(order|customer|client|deal|account|invoice|opportunity|record|product|user|contact|seller|owner)(id|no)$/i,
	/^(zip|postal) ?code$|^postcode$/i,
	/(编号|编码|单号|号码|代码|邮编|邮政编码|电话|手机|手机号|帐号|账号|订单号|会员号)$/,
	/[\u4e00-\u9fff] ?id$/i
];

/** Headers of codes: their digits are names, not quantities, and stay text (leading zeros, joins between files). */
export function isIdHeader(name: string): boolean {
	const text = name.trim();
	return ID_HEADERS.some((pattern) => pattern.test(text));
}
