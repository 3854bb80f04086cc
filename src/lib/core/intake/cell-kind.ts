import { asciiWidth } from './value-format-text';

/** A coarse guess from one cell alone, for finding headers and footers. Column types are decided over whole columns. */
export type CellKind = 'empty' | 'number' | 'date' | 'boolean' | 'word';

/** Codes that stand before an amount; any three letters would take `col1` or `ABC2024` for one. */
const CURRENCY =
	'USD|US|EUR|GBP|CNY|RMB|CN|JPY|HKD|HK|TWD|NTD|NT|KRW|INR|RS|AUD|CAD|NZD|CHF|SGD|BRL|MXN|SEK|NOK|DKK|PLN|CZK|HUF|RUB|TRY|ZAR|THB|IDR|VND|PHP|MYR|AED|SAR|ILS';
const NUMBER = new RegExp(
	String.raw`^[-+(]*[^\d\s\p{L}]{0,2}(?:(?:${CURRENCY})[^\d\s\p{L}]?)? ?[-+]?[\d.,]*\d[\d.,' ]*(?:e[+-]?\d+)?\s?(?:%|[kmb]|万|亿|元|万元|亿元)?\)?-?$`,
	'iu'
);
const DATE =
	/^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4}年\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[- ][A-Za-z]{3,9}[- ,]+\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})(?:[ T,].*)?$/;

/** The kind of one cell. */
export function cellKind(cell: string): CellKind {
	const text = asciiWidth(cell.trim());
	if (text === '') return 'empty';
	if (text.length > 60) return 'word';
	if (DATE.test(text)) return 'date';
	if (/^(true|false)$/i.test(text)) return 'boolean';
	return NUMBER.test(text) ? 'number' : 'word';
}
