import type { ColumnFormat } from '../table';
import type { Issue } from '../result';
import { detectDates, isDateHeader, provenOrder, type LineCell } from './date-detect';
import { detectNumbers, provenDecimal } from './number-detect';
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
	return { columns: columns.map((column) => columnFormat(column, context, issues)), issues };
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

function columnFormat(sample: ColumnSample, context: FileContext, issues: Issue[]): ColumnFormat {
	const { name, cells } = sample;
	const text: ColumnFormat = { name, type: 'text' };
	if (cells.length === 0) return text;
	return booleanColumn(name, cells) ?? dateColumn(sample, context, issues) ?? numberColumn(sample, context) ?? text;
}

/** true/false in any case; 0/1 only under a header such as IsWon or 是否赢单. Yes/No and 是/否 are words and stay text. */
function booleanColumn(name: string, cells: readonly LineCell[]): ColumnFormat | null {
	const words = new Set<string>();
	for (const { text } of cells) {
		words.add(text.trim().toLowerCase());
		if (words.size > 2) return null;
	}
	const all = [...words];
	if (all.every((word) => word === 'true' || word === 'false')) return { name, type: 'boolean' };
	const flag = /^([Ii]s|[Hh]as)[ _]?[A-Z]|^(is|has)_|^是否/.test(name);
	if (!flag || !all.every((word) => word === '0' || word === '1')) return null;
	return { name, type: 'boolean', format: formatJson({ kind: 'boolean', true: ['1', 'true'], false: ['0', 'false'] }) };
}

function dateColumn(sample: ColumnSample, context: FileContext, issues: Issue[]): ColumnFormat | null {
	const { name, cells } = sample;
	const finding = detectDates(cells, {
		dateHeader: isDateHeader(name),
		order: context.order,
		complete: context.complete
	});
	const at = context.fileName;
	if (finding.kind === 'none') return null;
	if (finding.kind === 'mixed') {
		const examples = finding.examples.slice(0, 5).map(({ line, text }) => ({ line, text: text.trim().slice(0, 40) }));
		issues.push({ code: 'dates-mixed', at, details: { column: name, examples } });
		return { name, type: 'text' };
	}
	if (finding.kind === 'ambiguous') {
		const { line, text } = finding.example;
		issues.push({ code: 'dates-ambiguous', at, details: { column: name, line, text: text.trim().slice(0, 40) } });
		return { name, type: 'text' };
	}
	if (!tolerable(cells.length, finding.parsed)) return null;
	if (finding.timesDropped) issues.push({ code: 'times-dropped', at, details: { column: name } });
	return { name, ...finding.format };
}

function numberColumn(sample: ColumnSample, context: FileContext): ColumnFormat | null {
	const { name, cells } = sample;
	const finding = detectNumbers(cells, { header: name, decimal: context.decimal });
	if (finding.kind === 'none') return null;
	if (isIdHeader(name) && !isMoney(finding.format)) return null;
	if (finding.parsed < cells.length && (!finding.quantity || !tolerable(cells.length, finding.parsed))) return null;
	return { name, ...finding.format };
}

/** Written with currency signs or units: an amount even under a header that looks like a code's. */
function isMoney(given: Omit<ColumnFormat, 'name'>): boolean {
	const format = given.format as unknown as NumberFormat | undefined;
	return format !== undefined && (format.strip.length > 0 || format.factor !== 1 || format.percent);
}

/** Few enough cells of another kind: at most 5 % of at least 20. */
function tolerable(all: number, parsed: number): boolean {
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
