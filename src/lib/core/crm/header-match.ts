import type { HeaderKey } from './header-key';
import { matchGrammar } from './header-grammar';
import { synonymKey } from './header-key';
import { ROLES, type RoleDefinition } from './roles';
import { MORE_HEADERS } from './roles-more';

/** How a header names a role. */
export interface HeaderMatch {
	readonly definition: RoleDefinition;
	readonly synonym: string;
	readonly how: 'exact' | 'weak' | 'contains';
	/** 0–1 */
	readonly score: number;
}

const EXACT = 0.97;
const WEAK = 0.66;
const CONTAINS = 0.6;

interface Entry {
	readonly definition: RoleDefinition;
	readonly synonym: string;
	readonly score: number;
	readonly weak: boolean;
}

const byKey = new Map<string, Entry[]>();
for (const definition of ROLES) {
	definition.headers.forEach((synonym, at) => add(definition, synonym, Math.max(0.86, EXACT - at * 0.004), false));
	definition.weak?.forEach((synonym, at) => add(definition, synonym, Math.max(0.6, WEAK - at * 0.004), true));
}
for (const { role, kind, headers, weak } of MORE_HEADERS) {
	const same = ROLES.filter((definition) => definition.role === role);
	const definition = same.find((one) => kind === undefined || one.kind === kind) ?? same[0];
	if (!definition) throw new Error(`no definition of ${role}`);
	headers
		.split(',')
		.forEach((synonym, at) => add(definition, synonym.trim(), Math.max(0.86, 0.885 - at * 0.0005), false));
	weak?.split(',').forEach((synonym, at) => add(definition, synonym.trim(), Math.max(0.55, 0.6 - at * 0.001), true));
}

function add(definition: RoleDefinition, synonym: string, score: number, weak: boolean): void {
	const key = synonymKey(synonym);
	const known = byKey.get(key) ?? [];
	if (!known.some((entry) => entry.definition === definition)) known.push({ definition, synonym, score, weak });
	byKey.set(key, known);
}

/** Words that turn a known name into something else: "Stage Duration", "Previous Close Date", "Number of Contacts". */
const TURNING =
	/^(?:duration|days|age|count|number|num|of|prev|previous|prior|from|old|history|modified|updated|change|changed|reason|type|status|year|quarter|month|period|rank|score|flag|is|has|not|no|rate|url|email|phone|address|fiscal|tax|shipping|freight|refund|deposit|remaining|balance|unit|average|avg|min|max|discount|landing|parent|billing)$/;
/** Single words that keep their meaning behind others: "EMEA Territory", "Opportunity Currency". */
const KEEPING =
	/^(?:owner|stage|amount|currency|probability|region|territory|country|city|product|quantity|discount|profit|quota|campaign|segment|industry|pipeline|account|customer|company|manager|team|source|likelihood)$/;
const TURNING_ZH =
	/更新|修改|上一|原|次数|天数|时长|数量|原因|描述|级别|类型|状态|编号|编码|电话|地址|邮箱|比例|排名|历史|前|开票|发票|退|税|运费|邮费|未|佣金|成本|优惠|折扣|补贴|定金|押金|保证金|余额|欠/;

/** Every way a header can name a role, best first. */
export function matchHeader(header: HeaderKey): HeaderMatch[] {
	const matches: HeaderMatch[] = (byKey.get(header.key) ?? []).map(({ definition, synonym, score, weak }) => ({
		definition,
		synonym,
		score,
		how: weak ? 'weak' : 'exact'
	}));
	if (!matches.some((match) => match.how === 'exact')) matches.push(...partialMatches(header));
	if (matches.length === 0) matches.push(...otherForms(header));
	if (!matches.some((match) => match.how === 'exact')) matches.push(...composed(header));
	if (matches.length === 0) matches.push(...header.parts.flatMap((words, at) => onOneSide(header, words, at)));
	return matches.sort((a, b) => b.score - a.score);
}

/** The first side of "Notes / next steps" says what the column is, the second less. */
function onOneSide(header: HeaderKey, words: readonly string[], at: number): HeaderMatch[] {
	const side = matchHeader({ ...header, key: words.join(''), words, parts: [] });
	return side
		.filter(({ how }) => how !== 'weak')
		.map((match) => ({ ...match, how: 'contains', score: match.score * (at === 0 ? 0.85 : 0.65) }));
}

/** What the words of the header say together, where no list has the header. */
function composed(header: HeaderKey): HeaderMatch[] {
	return matchGrammar(header.words).flatMap(({ role, kind, words, score }) => {
		const definition = ROLES.find((one) => one.role === role && (kind === undefined || one.kind === kind));
		return definition ? [{ definition, synonym: words, how: 'contains', score }] : [];
	});
}

function partialMatches(header: HeaderKey): HeaderMatch[] {
	const keys = /[\u3400-\u9fff]/.test(header.key) ? chineseParts(header.key) : englishParts(header.words);
	const found = new Map<RoleDefinition, HeaderMatch>();
	for (const { key, penalty } of keys) {
		for (const { definition, synonym, weak } of byKey.get(key) ?? []) {
			if (weak || found.has(definition)) continue;
			found.set(definition, { definition, synonym, how: 'contains', score: CONTAINS - penalty });
		}
	}
	return [...found.values()];
}

/** The words in another order or number: "Date Closed" → closed date, "Products" → product, "Owner of Deal" → deal owner. */
function otherForms(header: HeaderKey): HeaderMatch[] {
	const forms = new Set<string>();
	const words = header.words.filter((word) => !/^(?:of|the|de|la|el|du|des|der|die|das|for|in|per)$/.test(word));
	const singular = words.map((word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word));
	for (const some of [words, singular]) {
		forms.add(some.join(''));
		forms.add([...some.slice(1), some[0]].join(''));
		forms.add([some.at(-1), ...some.slice(0, -1)].join(''));
	}
	forms.delete(header.key);
	const found = new Map<RoleDefinition, HeaderMatch>();
	for (const key of forms) {
		for (const { definition, synonym, weak } of byKey.get(key) ?? []) {
			if (!weak && !found.has(definition)) found.set(definition, { definition, synonym, how: 'contains', score: 0.75 });
		}
	}
	return [...found.values()];
}

/** "opportunity close date" → close date; "sales rep name" → sales rep. Single words count less. */
function englishParts(words: readonly string[]): { key: string; penalty: number }[] {
	const parts: { key: string; penalty: number }[] = [];
	for (let skip = 1; skip < words.length; skip++) {
		const tail = words.slice(skip);
		if (words.slice(0, skip).some((word) => TURNING.test(word))) break;
		if (tail.length > 1 || KEEPING.test(tail[0] ?? ''))
			parts.push({ key: tail.join(''), penalty: tail.length > 1 ? 0 : 0.06 });
	}
	const last = words.at(-1) ?? '';
	if (words.length > 1 && /^(?:name|full|text|label|usd|eur|cny|rmb|gbp)$/.test(last)) {
		parts.push({ key: words.slice(0, -1).join(''), penalty: 0 });
	}
	return parts;
}

/** 商机预计成交日期 → 预计成交日期: the longest known ending wins, at least two characters. */
function chineseParts(key: string): { key: string; penalty: number }[] {
	const parts: { key: string; penalty: number }[] = [];
	for (let skip = 1; skip <= key.length - 2; skip++) {
		if (TURNING_ZH.test(key.slice(0, skip))) break;
		parts.push({ key: key.slice(skip), penalty: 0.01 * skip });
	}
	return parts;
}
