import type { ColumnProfile } from '../table';
import { against, supports, type Evidence } from './evidence';
import { outcomeOf, profileWords } from './outcome';
import type { ValueShape } from './roles';

/** How well the values of a column fit a role: `factor` 0–1 multiplies what the header says. */
export interface Fit {
	readonly factor: number;
	readonly evidence: readonly Evidence[];
}

const CODES =
	/^(?:[A-Z]{3}|[A-Z]{3} ?- ?.+|[$€£¥]|人民币|美元|欧元|港币|日元|.+\([A-Z]{3}\)|(?:(?:us|canadian|australian|hong kong|singapore|new taiwan) )?dollars?|euros?|(?:british )?pounds?(?: sterling)?|(?:japanese )?yen|(?:chinese )?(?:yuan|renminbi)(?: .*)?|新?[台臺]币|新?[台臺]幣|英镑|加元|澳元|新加坡元)$/i;
const PLACES = new Set(
	(
		'north,south,east,west,central,northeast,northwest,southeast,southwest,midwest,emea,apac,amer,americas,latam,na,europe,asia,' +
		'africa,oceania,north america,south america,middle east,united states,usa,china,germany,france,united kingdom,uk,japan,canada,' +
		'华东,华南,华北,华中,西南,西北,东北,中南,中国,华东区,华南区,华北区,华中区,西南区,西北区,东北区,中南区,北区,南区,东区,西区'
	).split(',')
);

/** Checks the values of a column against what a role needs. An empty column speaks neither for nor against it. */
export function fitValues(profile: ColumnProfile, shape: ValueShape): Fit {
	if (profile.distinct === 0) return { factor: 0.9, evidence: [supports('values-empty')] };
	switch (shape) {
		case 'date':
			return fitDate(profile);
		case 'money':
		case 'count':
			return fitNumber(profile);
		case 'share':
			return fitShare(profile);
		case 'currency':
			return fitCurrency(profile);
		case 'unique':
		case 'code':
			return fitCode(profile, shape);
		default:
			return fitText(profile, shape);
	}
}

/** How many of the most frequent values are outcome words or known stages. */
export function knownOutcomes(profile: ColumnProfile): { known: number; decisive: number; values: number } {
	const outcomes = profileWords(profile).map(outcomeOf);
	return {
		known: outcomes.filter((outcome) => outcome !== null).length,
		decisive: outcomes.filter((outcome) => outcome === 'won' || outcome === 'lost').length,
		values: outcomes.length
	};
}

/** Share of the most frequent values that are compass words, large regions or countries. */
export function knownPlaces(profile: ColumnProfile): number {
	const values = profileWords(profile);
	const known = values.filter((value) => PLACES.has(value.trim().toLowerCase())).length;
	return values.length === 0 ? 0 : known / values.length;
}

/** Whether the values are codes ("C0042", "10017"), not names: most are digits behind at most a few letters. */
export function isCodes(profile: ColumnProfile): boolean {
	if (profile.column.type === 'integer') return profile.distinct > 2;
	const values = profileWords(profile);
	const codes = values.filter((value) => /^[A-Z]{0,4}[-_./#]?\d{2,}(?:[-_./]\d+)*$/i.test(value.trim()));
	return profile.column.type === 'text' && values.length > 0 && codes.length >= values.length * 0.8;
}

/** Whether the values are words or sentences without any digit: no numbers of anything. */
function isWordy(profile: ColumnProfile): boolean {
	const values = profileWords(profile);
	const wordy = values.filter((value) => !/\d/.test(value) && /[\s\u3400-\u9fff]|^\p{Lu}?\p{Ll}+$/u.test(value.trim()));
	return profile.column.type === 'text' && values.length > 0 && wordy.length >= values.length * 0.8;
}

/** Whether a column holds numbers. */
export function isNumeric(profile: ColumnProfile): boolean {
	return ['integer', 'decimal', 'float'].includes(profile.column.type);
}

function wrongType(profile: ColumnProfile, expected: string, factor = 0.2): Fit {
	return { factor, evidence: [against('against-type', { expected, found: profile.column.type })] };
}

function fitDate(profile: ColumnProfile): Fit {
	const { type } = profile.column;
	if (type !== 'date' && type !== 'timestamp') return wrongType(profile, 'date');
	const range = { from: profile.min?.slice(0, 10) ?? '', to: profile.max?.slice(0, 10) ?? '' };
	return { factor: 1, evidence: [supports('values-dates', range)] };
}

function fitNumber(profile: ColumnProfile): Fit {
	if (!isNumeric(profile)) return wrongType(profile, 'number');
	return { factor: 1, evidence: [supports('values-numbers', { min: profile.min, max: profile.max })] };
}

function fitShare(profile: ColumnProfile): Fit {
	if (!isNumeric(profile)) return wrongType(profile, 'share', 0.3);
	const max = Number(profile.max);
	if (Number(profile.min) < 0 || max > 100) return wrongType(profile, 'share', 0.6);
	return { factor: 1, evidence: [supports('values-share', { max })] };
}

function fitCurrency(profile: ColumnProfile): Fit {
	const values = profileWords(profile);
	if (profile.column.type !== 'text' || !values.every((value) => CODES.test(value.trim())))
		return wrongType(profile, 'currency');
	return { factor: 1, evidence: [supports('values-currency', { values: values.slice(0, 3) })] };
}

function fitCode(profile: ColumnProfile, shape: 'unique' | 'code'): Fit {
	const filled = profile.rows - profile.nulls;
	const counts = { distinct: profile.distinct, rows: filled };
	if (['date', 'timestamp', 'boolean'].includes(profile.column.type)) return wrongType(profile, 'text');
	if (isWordy(profile)) return wrongType(profile, 'text', 0.5);
	if (shape === 'code') return { factor: 1, evidence: [supports('values-groups', counts)] };
	const unique = profile.distinct >= filled * 0.98;
	return unique
		? { factor: 1, evidence: [supports('values-unique', { rows: filled })] }
		: { factor: 0.6, evidence: [against('against-unique', counts)] };
}

function fitText(profile: ColumnProfile, shape: ValueShape): Fit {
	const { type } = profile.column;
	const flag =
		type === 'boolean' || (type === 'integer' && profile.distinct === 2 && profile.min === '0' && profile.max === '1');
	if (flag) return wrongType(profile, 'text', shape === 'words' ? 0.75 : 0.2);
	if (type === 'date' || type === 'timestamp') return wrongType(profile, 'text', 0.1);
	if (type === 'decimal' || type === 'float') return wrongType(profile, 'text', 0.2);
	const filled = profile.rows - profile.nulls;
	const counts = { distinct: profile.distinct, rows: filled };
	if (type === 'integer') return wrongType(profile, 'text', shape === 'words' ? 0.4 : 0.5);
	if (shape === 'words' && profile.distinct > 60) return { factor: 0.6, evidence: [against('values-groups', counts)] };
	if (shape === 'group' && filled > 50 && profile.distinct > filled * 0.9) {
		return { factor: 0.7, evidence: [against('values-unique', { rows: filled })] };
	}
	return { factor: 1, evidence: [supports('values-groups', counts)] };
}
