import { ZONE_SOURCE } from './value-format-source';
import { asciiWidth, hasWide } from './value-format-text';

/** A cell whose words are those of strptime, and what was changed to get there. */
export interface PlainWords {
	readonly text: string;
	readonly fullWidth: boolean;
	/** A zone or offset was removed; null without one. */
	readonly zone: string | null;
	/** What `DateFormat.replace` has to hold for such a cell. */
	readonly replace: readonly (readonly [string, string])[];
}

/** Month names of other languages (and unusual English ones) by what strptime takes for them. */
const MONTHS: Readonly<Record<string, string>> = {
	jan: 'jän januar jänner janv janvier ene enero gennaio gen janeiro januari januari styczeń',
	feb: 'februar feber févr fév février febrero febbraio fev fevereiro februari',
	mar: 'märz maerz mär mrz mars marzo março maart mrt',
	apr: 'avr avril abr abril aprile',
	may: 'mai mayo maggio mag maio mei',
	jun: 'juni juin junio giugno giu junho',
	jul: 'juli juil juillet julio luglio lug julho',
	aug: 'août aout ago agosto augustus',
	sep: 'sept septembre septiembre setiembre settembre set setembro',
	oct: 'okt oktober octobre octubre ott ottobre out outubro',
	nov: 'novembre noviembre novembro',
	dec: 'dez dezember déc décembre dic diciembre dicembre dezembro desember'
};
const HALVES: Readonly<Record<string, string>> = {
	am: '上午 凌晨 早上 清晨 오전 a.m. a.m',
	pm: '下午 中午 晚上 傍晚 오후 p.m. p.m'
};
const WORDS = new Map(
	[...Object.entries(MONTHS), ...Object.entries(HALVES)].flatMap(([to, from]) =>
		from.split(' ').map((word) => [word, to] as const)
	)
);
/** Words between the parts: "5 de marzo de 2024", "5th of March 2024", "March 5, 2024 at 3:04 PM". */
const LINKS: readonly (readonly [string, string])[] = [
	[' de ', ' '],
	[' del ', ' '],
	[' of ', ' '],
	[' at ', ' '],
	[' um ', ' '],
	[' uhr', '']
];
const WEEKDAY =
	/^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lun|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[., ]+(?=\d|[a-z]{3,9} \d)/;
const WEEKDAY_ZH = /\s*[(（]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?/;
const ORDINAL = /(\d)(st|nd|rd|th)(?![a-z])/g;
const PLAIN = /^[\d\-/.:, TZ年月日号]*$/;
const ZONE = new RegExp(ZONE_SOURCE);

/** Reduces a cell to the words and signs date patterns are made of. */
export function plainWords(cell: string): PlainWords {
	if (PLAIN.test(cell) && !ZONE.test(cell)) return { text: cell, fullWidth: false, zone: null, replace: [] };
	const fullWidth = hasWide(cell);
	let text = fullWidth ? asciiWidth(cell) : cell;
	const behind = ZONE.exec(text);
	const zone = behind ? behind[0].slice((behind[1] ?? '').length) : null;
	text = text.replace(ZONE, '$1');
	const replace: (readonly [string, string])[] = [];
	let lower = text.toLowerCase();
	const put = (from: string, to: string): void => {
		replace.push([from, to]);
		lower = lower.replaceAll(from, to);
	};
	const day = WEEKDAY.exec(lower) ?? WEEKDAY_ZH.exec(lower);
	if (day) put(day[0], '');
	for (const [, digit = '', end = ''] of [...lower.matchAll(ORDINAL)]) put(digit + end, digit);
	for (const [from, to] of LINKS) if (lower.includes(from)) put(from, to);
	for (const [word] of [...lower.matchAll(/[\p{L}]+(?:\.[\p{L}]\.?)?/gu)]) {
		const to = WORDS.get(word);
		if (to !== undefined && to !== word) put(word, to);
		else if (to === undefined)
			for (const half of ['上午', '下午', '凌晨', '早上', '中午', '晚上'])
				if (word.includes(half)) put(half, WORDS.get(half) ?? '');
	}
	return { text: replace.length > 0 ? lower.trim() : text, fullWidth, zone, replace };
}
