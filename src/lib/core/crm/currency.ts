import type { ColumnFormat, ColumnProfile } from '../table';

const CODES: readonly (readonly [RegExp, string])[] = [
	[/us\$|\busd\b|美元/i, 'USD'],
	[/hk\$|\bhkd\b|港[币元]/i, 'HKD'],
	[/\bcny\b|\brmb\b|人民币|￥|万元|百万元|亿元|元/i, 'CNY'],
	[/€|\beur\b|欧元/i, 'EUR'],
	[/£|\bgbp\b|英镑/i, 'GBP'],
	[/\bjpy\b|日元|円/i, 'JPY'],
	[/₹|\binr\b/i, 'INR'],
	[/₩|\bkrw\b/i, 'KRW'],
	[/\$/, 'USD']
];

/** The ISO 4217 code a text names: "USD", "US$", "人民币", "金额(万元)", "Amount (€)"; null when it names none. */
export function currencyOf(text: string): string | null {
	const code = /(?:^|[^A-Za-z])([A-Z]{3})(?:$|[^A-Za-z])/.exec(text.trim())?.[1];
	if (
		code &&
		/^(USD|EUR|GBP|CNY|JPY|HKD|AUD|CAD|CHF|INR|SGD|KRW|BRL|MXN|SEK|NOK|DKK|PLN|TWD|NZD|ZAR|AED|THB|MYR|IDR|VND)$/.test(
			code
		)
	) {
		return code;
	}
	return CODES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** What is known about the currency of a model. */
export interface CurrencyGuess {
	readonly currency: string | null;
	/** Codes found when there is more than one: amounts must not be added. */
	readonly mixed: readonly string[];
}

/**
 * The currency of the amounts: from the currency column, else from the signs the amounts are written with, else from the header.
 * "¥" alone is yuan where the header is Chinese, else it stays open (yen or yuan).
 */
export function guessCurrency(
	column: ColumnProfile | null,
	amountHeader: string | null,
	amountFormat: ColumnFormat | null
): CurrencyGuess {
	const codes = new Set((column?.top ?? []).flatMap(({ value }) => currencyOf(value) ?? []));
	if (codes.size > 1) return { currency: null, mixed: [...codes].sort() };
	const [only] = codes;
	if (only) return { currency: only, mixed: [] };
	const header = amountHeader ?? '';
	const strip = (amountFormat?.format as { readonly strip?: readonly string[] } | undefined)?.strip ?? [];
	const signs = new Set(strip.flatMap((sign) => currencyOf(sign) ?? []));
	const [sign] = signs;
	if (signs.size === 1 && sign) return { currency: sign, mixed: [] };
	if (signs.size === 0 && strip.includes('¥') && /[\u4e00-\u9fff]/.test(header)) return { currency: 'CNY', mixed: [] };
	const unit = /[(（[【]([^)）\]】]*)[)）\]】]|\b(usd|eur|gbp|cny|rmb)$/i.exec(header)?.[0] ?? '';
	return { currency: signs.size > 1 ? null : currencyOf(unit), mixed: [] };
}
