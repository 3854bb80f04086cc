import type { Json } from '../json';
import type { Join } from '../model/model';
import type { ColumnProfile, FieldRef, Table } from '../table';
import { guessRoles, type RoleGuess } from './guess';
import { headerKey, type HeaderKey } from './header-key';

/** A table as far as joins are concerned. `guesses` are made from the profiles when they are not given. */
export interface JoinTable {
	readonly table: Table;
	readonly profiles: readonly ColumnProfile[];
	readonly guesses?: readonly RoleGuess[];
}

/**
 * Why two columns may join: `same-header`, `same-role` { role }, `key-of-table` (the header names the other table),
 * `values-shared` { shared, compared } (of the values that could be compared), `unique-key` { rows }.
 */
export interface JoinEvidence {
	readonly code: 'same-header' | 'same-role' | 'key-of-table' | 'values-shared' | 'unique-key';
	readonly details: Readonly<Record<string, Json>>;
}

/** A join worth checking against all rows. */
export interface JoinCandidate extends Join {
	/** 0–1 */
	readonly score: number;
	readonly evidence: readonly JoinEvidence[];
}

const FEWEST_ROWS = 2;
const LEAST_SCORE = 0.5;
/** Share of headers two tables have in common from which they are the same export twice, not two things that join. */
const SAME_SHAPE = 0.8;

/**
 * The joins between tables that names and values suggest, best first: from a column that may repeat to a key that is unique in
 * its table. At most one per pair of tables. Only texts and whole numbers that are identifiers join; measures, dates, yes/no and
 * chance overlaps of few values do not. The exact count of matches is made in SQL afterwards.
 */
export function proposeJoins(tables: readonly JoinTable[]): JoinCandidate[] {
	const sides = tables.map(sideOf);
	const found: JoinCandidate[] = [];
	for (const [i, a] of sides.entries()) {
		for (const b of sides.slice(i + 1)) {
			if (sameShape(a, b)) continue;
			const best = [...between(a, b), ...between(b, a)].sort((x, y) => y.score - x.score)[0];
			if (best) found.push(best);
		}
	}
	return found.sort((a, b) => b.score - a.score);
}

interface SideColumn {
	readonly profile: ColumnProfile;
	readonly header: HeaderKey;
	readonly role: string | null;
	readonly field: FieldRef;
	readonly values: ReadonlySet<string>;
	/** All distinct values are in `values`. */
	readonly whole: boolean;
}

interface Side {
	readonly table: Table;
	/** Keys of all headers of the table. */
	readonly headers: ReadonlySet<string>;
	readonly columns: readonly SideColumn[];
}

function sideOf({ table, profiles, guesses }: JoinTable): Side {
	const roles = guesses ?? guessRoles(profiles, table.id);
	const columns = profiles.map((profile, at): SideColumn => ({
		profile,
		header: headerKey(profile.column.name),
		role: roles[at]?.role ?? null,
		field: { table: table.id, column: profile.column.name },
		values: new Set(profile.top.map(({ value }) => value)),
		whole: profile.distinct <= profile.top.length
	}));
	const headers = new Set(columns.map(({ header }) => header.key));
	return { table, headers, columns: columns.filter(canJoin) };
}

const NEVER = new Set([
	'amount',
	'quantity',
	'unit_price',
	'discount',
	'cost',
	'profit',
	'probability',
	'stage',
	'status',
	'text'
]);

function canJoin({ profile, role, header }: SideColumn): boolean {
	if (role !== null && NEVER.has(role)) return false;
	if (profile.column.type === 'integer') return header.id;
	return profile.column.type === 'text' && profile.distinct > 0;
}

function sameShape(a: Side, b: Side): boolean {
	const shared = [...b.headers].filter((key) => a.headers.has(key)).length;
	const larger = Math.max(a.headers.size, b.headers.size);
	return larger >= 3 && shared >= larger * SAME_SHAPE;
}

function between(from: Side, to: Side): JoinCandidate[] {
	const found: JoinCandidate[] = [];
	for (const key of to.columns) {
		if (!isKey(key)) continue;
		for (const column of from.columns) {
			if (column.profile.column.type !== key.profile.column.type) continue;
			const candidate = judge(column, key, to.table);
			if (candidate) found.push(candidate);
		}
	}
	return found;
}

/** Every row of its table has its own value. */
function isKey({ profile }: SideColumn): boolean {
	const filled = profile.rows - profile.nulls;
	return profile.rows >= FEWEST_ROWS && profile.nulls <= profile.rows * 0.02 && profile.distinct >= filled * 0.99;
}

function judge(column: SideColumn, key: SideColumn, to: Table): JoinCandidate | null {
	const evidence: JoinEvidence[] = [];
	let name = 0;
	if (column.header.key === key.header.key && !isBareId(column.header)) {
		name = 0.6;
		evidence.push({ code: 'same-header', details: {} });
	} else if (namesTable(column.header, key.header, to)) {
		name = 0.55;
		evidence.push({ code: 'key-of-table', details: {} });
	} else if (column.role !== null && column.role === key.role) {
		name = 0.4;
		evidence.push({ code: 'same-role', details: { role: column.role } });
	}
	const overlap = overlapOf(column, key);
	if (overlap && overlap.shared > 0) evidence.push({ code: 'values-shared', details: { ...overlap } });
	const share = overlap ? overlap.shared / overlap.compared : null;
	const score = scoreOf(name, share, key);
	if (score < LEAST_SCORE) return null;
	// when both sides are keys, the smaller table looks up in the larger: its rows find partners
	const both = isKey(column);
	if (both && column.profile.rows > key.profile.rows) return null;
	evidence.push({ code: 'unique-key', details: { rows: key.profile.rows } });
	return { from: column.field, to: key.field, score: Math.min(0.99, score), evidence };
}

/** `name` 0–0.6 for the headers; `share` of comparable values that are shared, or null when none can be compared. */
function scoreOf(name: number, share: number | null, key: SideColumn): number {
	if (share === null) return name >= 0.55 ? name : 0;
	if (share === 0) return 0;
	if (name > 0) return share >= 0.3 ? name + 0.39 * share : name >= 0.55 ? name * 0.85 : 0;
	// without a word in common only a long list of shared names is more than chance
	return key.profile.distinct >= 8 && share >= 0.9 ? 0.55 : 0;
}

function isBareId(header: HeaderKey): boolean {
	return /^(id|name|key|code|编号|名称)$/.test(header.key);
}

/** "account_id" or "account" against the id or name of table "accounts". */
function namesTable(column: HeaderKey, key: HeaderKey, to: Table): boolean {
	if (!isBareId(key)) return false;
	const table = to.id.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
	const word = column.key.replace(/(id|name|key|code|编号|名称)$/, '');
	return word.length >= 3 && (table === word || table === `${word}s` || table === word.replace(/y$/, 'ies'));
}

/**
 * How many of the column's known values are among the key's. Profiles keep 50 values: the key's list is whole only when it is
 * short. A long key shows its first 50 in order, so only values inside their span can be compared; null when none can.
 */
function overlapOf(column: SideColumn, key: SideColumn): { shared: number; compared: number } | null {
	const keys = [...key.values].sort();
	const first = keys[0];
	const last = keys.at(-1);
	if (first === undefined || last === undefined) return null;
	const comparable = [...column.values].filter((value) => key.whole || (value >= first && value <= last));
	if (comparable.length === 0) return null;
	const shared = comparable.filter((value) => key.values.has(value)).length;
	// a column that shows only its most frequent 50 values against a span: few hits are no proof against
	return shared === 0 && !key.whole && comparable.length < 5 ? null : { shared, compared: comparable.length };
}
