import type { TextEncoding } from '../table';

/** Encodings that can only be told apart by what the text would say in them. */
export type LegacyEncoding = Exclude<TextEncoding, 'utf-8' | 'utf-16le' | 'utf-16be'>;

/** Names of the encodings for `TextDecoder` (WHATWG Encoding Standard). */
export const DECODER_LABELS: Readonly<Record<TextEncoding, string>> = {
	'utf-8': 'utf-8',
	'utf-16le': 'utf-16le',
	'utf-16be': 'utf-16be',
	gb18030: 'gb18030',
	big5: 'big5',
	'shift-jis': 'shift_jis',
	'windows-1252': 'windows-1252'
};

/** The most frequent Chinese characters, simplified and traditional, and those of sales exports; the order says nothing. */
const COMMON = new Set(
	'的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运阶段额户商称销售单价订货折扣省份城华利润邮箱话备注状态赢输丢失负责渠址编号李刘陈杨黄赵周吴徐孙朱林何郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙雷钱汤尹黎易常武乔贺赖龚庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦京沪津渝苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青宁桂藏蒙辽吉黑晋冀港澳台广州深圳杭武汉庆沙岛连厦东技股限集团贸易店铺款付收入支季度今日客经理跟进谈判签约线索潜询盘' +
		'個們來為國說時會對過發後種經學現當沒動還進樣從實軍與長機開關點業將兩間問並應戰頭體見產話內給門員認條別變總電數報結場務設資統區隊決馬則聽達強難權記類據該術領確傳師觀讓識帶導爭運階額戶稱銷單價訂貨華潤郵備註狀態贏輸責編號陳楊黃趙劉吳孫鄭謝韓馮鄧許蘇盧蔣葉餘鐘範譚鄒陸顧錢湯龍賴龔龐蘭顏嚴溫蘆魯葛韋畢聶廣東灣線買賣費額幣總負訊聯絡縣鎮樓號碼專櫃檔' +
		'円売上株式会社様御案件商談顧客担当者金額日付名前部署確度受注失注見込提案契約先店番号県市区町村'
);

const KANA = /[\u3041-\u3096\u30a1-\u30fa\u30fc]/u;

/**
 * How well bytes read in an encoding: the mean plausibility of their characters beyond ASCII, about 1 for text in that encoding,
 * about 0 or less for any other; -∞ when the bytes are not of the encoding at all. Own measure: structure of the code (how many
 * bytes are broken), the part of the code table each character comes from, and whether it is a frequent character.
 * @param bytes text without a character cut in two at its end
 */
export function encodingScore(bytes: Uint8Array, encoding: LegacyEncoding): number {
	return encoding === 'windows-1252' ? westernScore(bytes) : doubleByteScore(bytes, encoding);
}

interface Pair {
	readonly length: 1 | 2 | 4;
	/** Plausibility by the place in the code table; null = broken. */
	readonly weight: number | null;
}

type Reader = (lead: number, trail: number, third: number, fourth: number) => Pair;

const READERS: Readonly<Record<Exclude<LegacyEncoding, 'windows-1252'>, Reader>> = {
	gb18030: (lead, trail, third, fourth) => {
		if (lead < 0x81 || lead > 0xfe) return { length: 1, weight: null };
		if (trail >= 0x30 && trail <= 0x39) {
			const whole = third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39;
			return whole ? { length: 4, weight: -0.5 } : { length: 1, weight: null };
		}
		if (trail < 0x40 || trail === 0x7f || trail > 0xfe) return { length: 1, weight: null };
		if (trail < 0xa1 || lead < 0xa1) return { length: 2, weight: -0.6 }; // GBK extension
		if (lead <= 0xa3) return { length: 2, weight: 0.5 }; // punctuation, full-width forms
		if (lead >= 0xb0 && lead <= 0xd7) return { length: 2, weight: 0.6 }; // GB 2312 level 1
		return { length: 2, weight: lead >= 0xd8 && lead <= 0xf7 ? -0.1 : -0.8 };
	},
	big5: (lead, trail) => {
		if (lead < 0x81 || lead > 0xfe) return { length: 1, weight: null };
		if (trail < 0x40 || (trail > 0x7e && trail < 0xa1) || trail > 0xfe) return { length: 1, weight: null };
		if (lead >= 0xa4 && lead <= 0xc6) return { length: 2, weight: 0.6 }; // frequent characters
		if (lead >= 0xa1 && lead <= 0xa3) return { length: 2, weight: 0.4 };
		return { length: 2, weight: lead >= 0xc9 && lead <= 0xf9 ? -0.2 : -0.8 };
	},
	'shift-jis': (lead, trail) => {
		if (lead >= 0xa1 && lead <= 0xdf) return { length: 1, weight: -0.3 }; // half-width katakana
		const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
		if (!isLead || trail < 0x40 || trail === 0x7f || trail > 0xfc) return { length: 1, weight: null };
		if (lead === 0x82 || lead === 0x83) return { length: 2, weight: 0.6 }; // kana, full-width letters
		if (lead === 0x81) return { length: 2, weight: 0.3 };
		if (lead >= 0x88 && lead <= 0x97) return { length: 2, weight: 0.4 }; // JIS level 1
		return { length: 2, weight: lead >= 0x98 && lead <= 0xea ? -0.2 : -0.8 };
	}
};

function doubleByteScore(bytes: Uint8Array, encoding: Exclude<LegacyEncoding, 'windows-1252'>): number {
	const read = READERS[encoding];
	let sum = 0;
	let characters = 0;
	let broken = 0;
	for (let at = 0; at < bytes.length;) {
		const lead = bytes[at]!;
		if (lead < 0x80) {
			at++;
			continue;
		}
		const { length, weight } = read(lead, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
		characters++;
		if (weight === null) broken++;
		else sum += weight;
		at += length;
	}
	if (characters === 0 || broken > Math.max(1, characters * 0.02)) return Number.NEGATIVE_INFINITY;
	return (sum + commonBonus(bytes, encoding) - broken * 3) / characters;
}

/** Frequent characters count, and so do kana when the encoding is Japanese. */
function commonBonus(bytes: Uint8Array, encoding: LegacyEncoding): number {
	const text = new TextDecoder(DECODER_LABELS[encoding]).decode(bytes);
	let bonus = 0;
	for (const character of text) {
		if (character < '\u0080') continue;
		if (COMMON.has(character)) bonus += 0.5;
		else if (encoding === 'shift-jis' && KANA.test(character)) bonus += 0.4;
		else if (character === '\ufffd' || (character >= '\ue000' && character <= '\uf8ff')) bonus -= 1.5;
	}
	return bonus;
}

/** Letters of Western languages stand alone among ASCII letters; signs such as € and “ next to blanks, digits or letters. */
function westernScore(bytes: Uint8Array): number {
	let sum = 0;
	let high = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte < 0x80) continue;
		high++;
		const before = bytes[at - 1] ?? 0x20;
		const after = bytes[at + 1] ?? 0x20;
		const run = before >= 0x80 || after >= 0x80;
		const letter = byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7;
		const unused = byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d;
		if (unused) sum -= 3;
		else if (letter) sum += run ? -0.4 : isLetter(before) || isLetter(after) ? 0.9 : 0.3;
		else sum += run ? -0.3 : SIGNS.has(byte) ? 0.7 : -0.2;
	}
	return high === 0 ? Number.NEGATIVE_INFINITY : sum / high;
}

/** € … ‘ ’ “ ” • – — ™ no-break blank ¡ £ ¥ § © ª « ® ° ± ² ³ ´ · º » ½ ¿ and Š š Ž ž Œ œ Ÿ, as bytes of Windows-1252. */
const SIGNS = new Set([
	0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xa0, 0xa1, 0xa3, 0xa5, 0xa7, 0xa9, 0xaa, 0xab, 0xae,
	0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb7, 0xba, 0xbb, 0xbc, 0xbd, 0xbf, 0x8a, 0x9a, 0x8e, 0x9e, 0x8c, 0x9c, 0x9f
]);

function isLetter(byte: number): boolean {
	return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
