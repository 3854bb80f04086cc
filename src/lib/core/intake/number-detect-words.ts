/** Codes of ISO 4217 in use, and RMB. */
const CODES =
	'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNH CNY COP ' +
	'CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK ' +
	'JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN ' +
	'NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RMB RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP SVC ' +
	'SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL';

/** Words and signs of currencies besides codes and the Unicode currency signs, longest first where one begins another. */
const WORDS = [
	...['us\\$', 'hk\\$', 'nt\\$', 'nz\\$', 'mop\\$', 'mx\\$', 'au\\$', 'ca\\$', 'a\\$', 'c\\$', 'r\\$', 's\\$', 'z\\$'],
	...[
		'人民币',
		'人民幣',
		'美元',
		'美金',
		'欧元',
		'歐元',
		'英镑',
		'英鎊',
		'日元',
		'日圆',
		'日圓',
		'港币',
		'港幣',
		'港元',
		'新台币',
		'新台幣'
	],
	...['台币', '台幣', '韩元', '韓元', '加元', '澳元', '新元', '卢布', '元整', '元', '圆', '圓', '円', '块', '塊', '원'],
	...[
		'euros?',
		'dollars?',
		'pounds?',
		'yuan',
		'yen',
		'sfr\\.?',
		'fr\\.',
		'kr\\.?',
		'kč',
		'zł',
		'zl',
		'ft',
		'lei',
		'лв\\.?',
		'руб\\.?'
	],
	...['р\\.', 'rs\\.?', 'rp\\.?', 'rm', 'tk\\.?', 'php', 'ksh', 'r(?= ?\\d[\\d ]*[.,]\\d\\d$)']
];

/** A mark of currency at the beginning of a text, longest first; words of letters must end there. */
const MARK = `(?:${WORDS.map((word) => (/^[a-zкзлв]/i.test(word) && !word.includes('$') ? `${word}(?![\\p{L}])` : word)).join('|')}|(?:${CODES.replaceAll(' ', '|')})(?![\\p{L}])|\\p{Sc})`;

const BEFORE = new RegExp(`^([-+(\\s]*)(${MARK})\\s*`, 'iu');
const BEHIND = new RegExp(`(?<![\\p{L}])(${MARK})([-)\\s]*)$`, 'iu');
/** Behind a unit letters may touch: "5kUSD", "3万元". */
const BEHIND_UNIT = /(元整|元|圆|圓|円|块|塊|원)([-)\s]*)$/u;

/** The currency marks before and behind a number, and what is left. At most two on each side. */
export function takeMarks(text: string): { rest: string; marks: string[] } {
	let rest = text;
	const marks: string[] = [];
	for (let round = 0; round < 2; round++) {
		const before = BEFORE.exec(rest);
		if (before?.[2]) {
			marks.push(before[2]);
			rest = (before[1] ?? '') + rest.slice(before[0].length);
		}
		const behind = BEHIND.exec(rest) ?? BEHIND_UNIT.exec(rest);
		if (behind?.[1]) {
			marks.push(behind[1]);
			rest = rest.slice(0, behind.index).trimEnd() + (behind[2] ?? '');
		}
	}
	return { rest: rest.trim(), marks };
}

/** Units that stand behind a number and the power of ten they mean. One-letter units count only right behind a digit. */
export const UNITS: Readonly<Record<string, number>> = {
	k: 1e3,
	tsd: 1e3,
	'tsd.': 1e3,
	thousand: 1e3,
	m: 1e6,
	mm: 1e6,
	mn: 1e6,
	mln: 1e6,
	mio: 1e6,
	'mio.': 1e6,
	million: 1e6,
	millions: 1e6,
	b: 1e9,
	bn: 1e9,
	bln: 1e9,
	mrd: 1e9,
	'mrd.': 1e9,
	billion: 1e9,
	billions: 1e9,
	tn: 1e12,
	trillion: 1e12,
	lakh: 1e5,
	lakhs: 1e5,
	lac: 1e5,
	crore: 1e7,
	crores: 1e7,
	cr: 1e7,
	'‰': 1e-3,
	千: 1e3,
	万: 1e4,
	萬: 1e4,
	十万: 1e5,
	百万: 1e6,
	百萬: 1e6,
	千万: 1e7,
	千萬: 1e7,
	亿: 1e8,
	億: 1e8,
	十亿: 1e9,
	百亿: 1e10,
	千亿: 1e11,
	万亿: 1e12
};

const UNIT = new RegExp(
	`\\d[.,]?\\s?(${Object.keys(UNITS)
		.sort((a, b) => b.length - a.length)
		.map((unit) => unit.replaceAll('.', '\\.'))
		.join('|')})$`,
	'i'
);

/** The unit a number ends with, as written; null without one. */
export function unitOf(text: string): string | null {
	return UNIT.exec(text)?.[1] ?? null;
}

const CHINESE =
	/(?:^|[(（[【/_\-—:：\s])(?:单位|單位)?[:：]?\s*(十万|百万|百萬|千万|千萬|[千万萬亿億])(?:人民币|美元|美金|欧元|港币|港元|元|圆|USD|RMB|CNY)?[)）\]】]?\s*$/;
const CHINESE_END = /([万萬亿億])元$/;
const ENGLISH =
	/[([,/_-]\s*(?:in\s+)?(?:[A-Z]{3}|[$€£¥])?\s?(?:in\s+)?('?000s?'?|k|thousands?|tsd\.?|m|mn|mm|mln|mio\.?|millions?|b|bn|billions?|lakhs?|crores?)\s?(?:[A-Z]{3}|[$€£¥])?\s*[)\]]?\s*$|\bin (thousands|millions|billions)(?: of \w+)?$/i;
const ENGLISH_UNITS: readonly (readonly [RegExp, number])[] = [
	[/^(?:'?000s?'?|k|thousands?|tsd\.?)$/i, 1e3],
	[/^(?:m|mn|mm|mln|mio\.?|millions?)$/i, 1e6],
	[/^(?:b|bn|billions?)$/i, 1e9],
	[/^lakhs?$/i, 1e5],
	[/^crores?$/i, 1e7]
];

/**
 * The unit a header names once for all its cells: 10,000 for 金额(万元), 订单金额（万）, 金额/万元; 1,000 for "(k)", "($000)", "in
 * thousands"; else 1. Letters count only in brackets.
 */
export function headerFactor(header: string): number {
	const text = header.normalize('NFKC').trim();
	const chinese = CHINESE.exec(text) ?? CHINESE_END.exec(text);
	if (chinese?.[1] && text !== chinese[1]) return UNITS[chinese[1]] ?? 1;
	const match = ENGLISH.exec(text);
	const unit = match?.[1] ?? match?.[2];
	if (!match || !unit) return 1;
	const bracketed = /[)\]]\s*$/.test(text) || match[2] !== undefined;
	const letter = unit.length === 1 && !/[$€£¥]|[A-Z]{3}\s?[kmb]\b|[kmb]\s?[A-Z]{3}\b/i.test(match[0]);
	if (letter && !isMeasureHeader(text)) return 1;
	return bracketed ? (ENGLISH_UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? 1) : 1;
}

const MEASURE =
	/amount|revenue|sales|value|price|cost|profit|margin|income|turnover|budget|target|quota|forecast|total|sum\b|paid|payment|balance|spend|gmv|\b(?:arr|mrr|tcv|acv|cogs)\b|betrag|umsatz|summe|preis|wert|montant|prix|chiffre|importe|precio|monto|ventas|valor|金额|金額|销售额|銷售額|收入|价|價|成本|利润|利潤|毛利|合计|总计|款|费|費|目标|指标|营业额/i;

/** Whether a header speaks of money: its column is a quantity even when a word stands among its numbers. */
export function isMeasureHeader(header: string): boolean {
	return (
		MEASURE.test(header) && !/\b(?:id|no|nr|code|type|date|name|currency)\b|编号|日期|币种|类型|方式/i.test(header)
	);
}
