import type { ValueCount } from '../../model/value-counts';
import { KNOWN_NAMES } from './known-names';
import { labelKey, likeness, slips, type LabelKey, type Likeness } from './similar-labels';

/** A value that probably means `to`, and how often it stands there. */
export interface Merge {
	readonly from: string;
	readonly to: string;
	/** Rows with `from`. */
	readonly rows: number;
	/** Rows with `to`; 0 when it stands nowhere yet (a known spelling). */
	readonly targetRows: number;
	/** `known`: the right spelling of a country or an industry; `partner`: the other table's key. */
	readonly because: Likeness | 'known' | 'partner';
}

/** A slip is rare: the right spelling stands at least this many times as often. Writing and blanks need no such proof. */
const RARER = 5;
/** Longer lists of values are not looked at. */
const MOST_VALUES = 2_000;
/** A column with more values holds names of their own (cities, people): there only one slip in a long name, and a very rare one, counts. */
const LABELS = 100;
const NAME = { letters: 10, rarer: 20 } as const;

interface Label {
	readonly value: string;
	readonly count: number;
	readonly key: LabelKey;
}

function labels(values: readonly ValueCount[]): Label[] {
	return values
		.flatMap(({ value, count }) =>
			value === null || value.length > 200 ? [] : [{ value, count, key: labelKey(value) }]
		)
		.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/**
 * Values of one column that probably name the same thing, each with the more frequent one it may become. Nothing is merged across
 * different numbers ("Q1", "Q2"), in short codes, or between two frequent spellings.
 */
export function labelMerges(values: readonly ValueCount[]): Merge[] {
	if (values.length > MOST_VALUES) return [];
	const all = labels(values);
	const known = knownSpellings(all);
	const merged = new Set(known.map(({ from }) => from));
	const found: Merge[] = [...known];
	for (const [at, label] of all.entries()) {
		if (merged.has(label.value)) continue;
		const target = all
			.slice(0, at)
			.find((other) => !merged.has(other.value) && mayBecome(label, other, all.length > LABELS));
		if (!target) continue;
		merged.add(label.value);
		found.push({
			from: label.value,
			to: target.value,
			rows: label.count,
			targetRows: target.count,
			because: likeness(label.key, target.key) ?? 'spelling'
		});
	}
	return found;
}

function mayBecome(rare: Label, frequent: Label, names: boolean): boolean {
	const alike = likeness(rare.key, frequent.key);
	if (alike === null) return false;
	if (alike === 'writing' || alike === 'spaces') return true;
	if (!names) return frequent.count >= RARER * rare.count;
	const long = Math.min(rare.key.letters.length, frequent.key.letters.length) >= NAME.letters;
	return long && frequent.count >= NAME.rarer * rare.count && slips(rare.key.letters, frequent.key.letters, 1) <= 1;
}

/** Where most values are names from a known list, one that is a slip away from a name that does not occur is that name. */
function knownSpellings(all: readonly Label[]): Merge[] {
	return KNOWN_NAMES.flatMap((names) => {
		const known = all.filter(({ key }) => names.has(key.written)).length;
		if (known < 3 || known * 2 < all.length) return [];
		const there = new Map(all.map((label) => [label.key.written, label]));
		return all.flatMap(({ value, count, key }): Merge[] => {
			if (names.has(key.written) || key.written.length < 6) return [];
			const close = [...names].filter(
				([name]) => name.length >= 6 && name[0] === key.written[0] && slips(name, key.written, 1) <= 1
			);
			const [only] = close;
			if (!only || close.length > 1) return [];
			const present = there.get(only[0]);
			const to = present?.value ?? (value === value.toLowerCase() ? only[1].toLowerCase() : only[1]);
			return [{ from: value, to, rows: count, targetRows: present?.count ?? 0, because: 'known' }];
		});
	});
}

/**
 * Keys without a partner, with the one partner key they probably mean: written alike, or a slip away. `unmatched` and `partners` are
 * values of the two columns of a join.
 */
export function partnerMerges(unmatched: readonly ValueCount[], partners: readonly ValueCount[]): Merge[] {
	if (partners.length > MOST_VALUES * 5) return [];
	const known = labels(partners);
	return labels(unmatched).flatMap(({ value, count, key }): Merge[] => {
		const alike = known.map((other) => ({ other, how: likeness(key, other.key) })).filter(({ how }) => how !== null);
		const certain = alike.filter(({ how }) => how === 'writing' || how === 'spaces');
		const [only, second] = certain.length > 0 ? certain : alike;
		if (!only || second) return [];
		return [{ from: value, to: only.other.value, rows: count, targetRows: only.other.count, because: 'partner' }];
	});
}
