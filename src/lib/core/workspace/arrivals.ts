import { tableName } from '../intake/table-name';
import type { Day } from '../period';
import type { PartPath, TableId } from '../table';
import { dayOfFiles, nameStem } from './file-day';
import { likeness, signature } from './signature';
import { allFiles, sourceName } from './source-edits';
import type { Source } from './workspace';

/** A table in a file that has arrived, looked at and not yet read. */
export interface Arrival {
	/** Place in the drop, 0-based: unique in a plan. */
	readonly id: number;
	readonly fileName: string;
	readonly part: PartPath;
	/** See {@link FilePart.minor}: offered, not taken on its own. */
	readonly minor: boolean;
	readonly size: number;
	/** ISO instant, null when unknown. */
	readonly modified: string | null;
	/** SHA-256 of the file, hex. */
	readonly hash: string;
	/** Header as it would be read. */
	readonly columns: readonly string[];
	/** Rows, as far as known without reading all. */
	readonly rows: number | null;
	/** File that taught how files with this header are read, when there is one. */
	readonly learntFrom: string | null;
}

/** What becomes of a group: a table of its own, or of the table it is a newer version of. */
export type Placing = 'new' | 'replace' | 'append' | 'snapshot';

/** Arrivals that become one table, or go into one that is there. */
export interface ArrivalGroup {
	/** Unique in its plan, stable under changes of other groups. */
	readonly id: number;
	readonly arrivals: readonly Arrival[];
	/** false: left out. */
	readonly included: boolean;
	readonly as: Placing;
	/** The table this seems to be a newer version of, and the share of columns they have in common (0–1); null: none. */
	readonly existing: { readonly table: TableId; readonly name: string; readonly likeness: number } | null;
	/** Days the new and the present files stand for, for snapshots; null when nothing says. */
	readonly day: Day | null;
	readonly formerDay: Day | null;
}

/** What would become of the files of one drop. */
export interface ArrivalPlan {
	readonly groups: readonly ArrivalGroup[];
	/** Arrivals with the very bytes of a file that is here (or came twice), and that file's name. They are left out. */
	readonly twins: readonly { readonly arrival: Arrival; readonly existing: string }[];
}

/** Share of columns from which a header counts as a newer version of another. */
export const NEAR = 0.8;

/** New tables above which a drop is shown before it is read. */
const MANY = 12;

/**
 * Which arrivals become which tables: those with the same header and similar names one table, one with the header of a table that is here
 * (at least {@link NEAR} of the columns) a newer version of it, all others a table each.
 */
export function planArrivals(arrivals: readonly Arrival[], sources: readonly Source[]): ArrivalPlan {
	const twins = arrivals.flatMap((arrival) => {
		const existing = twinOf(arrival, arrivals, sources);
		return existing === null ? [] : [{ arrival, existing }];
	});
	const rest = arrivals.filter((arrival) => !twins.some((twin) => twin.arrival === arrival));
	const alike = new Map<string, Arrival[]>();
	for (const one of rest) {
		const key = JSON.stringify([signature(one.columns), seriesName(one)]);
		alike.set(key, [...(alike.get(key) ?? []), one]);
	}
	const groups = [...alike.values()].flatMap((several) => {
		const taken = several.filter((one) => !one.minor || onlyMinor(one, arrivals));
		const left = several.filter((one) => !taken.includes(one));
		return [...(taken.length > 0 ? [group(taken, true, sources)] : []), ...left.map((one) => group([one], false, []))];
	});
	return { groups: oneVersionEach(groups), twins };
}

/** The plan cannot be carried out without asking: newer versions, several files as one table, or an unusual number of tables. */
export function needsAnswer({ groups }: ArrivalPlan): boolean {
	const taken = groups.filter((one) => one.included);
	const signatures = taken.map((one) => signature(one.arrivals[0]?.columns ?? []));
	return (
		taken.length > MANY ||
		taken.some((one) => one.existing !== null || one.arrivals.length > 1) ||
		new Set(signatures).size < signatures.length
	);
}

/** Another choice for a group: what it becomes, whether it is taken, the days. A placing its group cannot have changes nothing. */
export function changeGroup(
	plan: ArrivalPlan,
	id: number,
	change: Partial<Pick<ArrivalGroup, 'as' | 'included' | 'day' | 'formerDay'>>
): ArrivalPlan {
	const groups = plan.groups.map((one) => {
		if (one.id !== id) return one;
		return { ...one, ...change, as: one.existing === null ? 'new' : (change.as ?? one.as) };
	});
	return { ...plan, groups };
}

/** The arrivals of a group as a table each. */
export function separate(plan: ArrivalPlan, id: number, sources: readonly Source[]): ArrivalPlan {
	const groups = plan.groups.flatMap((one) =>
		one.id === id && one.arrivals.length > 1 ? one.arrivals.map((each) => group([each], one.included, sources)) : one
	);
	return { ...plan, groups: oneVersionEach(groups) };
}

/** A group together with all others of its header as one table. */
export function combine(plan: ArrivalPlan, id: number, sources: readonly Source[]): ArrivalPlan {
	const first = plan.groups.find((one) => one.id === id);
	const others = first ? plan.groups.filter((one) => one !== first && sameHeader(one, first)) : [];
	if (!first || others.length === 0) return plan;
	const joined = group(
		[first, ...others].flatMap((one) => one.arrivals).sort((a, b) => a.id - b.id),
		true,
		sources
	);
	const groups = plan.groups.flatMap((one) => (one === first ? joined : others.includes(one) ? [] : one));
	return { ...plan, groups };
}

/** Another group of the plan has the same header: they could be one table. */
export function canCombine(plan: ArrivalPlan, id: number): boolean {
	const first = plan.groups.find((one) => one.id === id);
	return plan.groups.some((one) => first && one !== first && sameHeader(one, first));
}

/** Name of the table a new group becomes: after its file, its part when the file holds several, what its files have in common. */
export function groupTable(one: ArrivalGroup, plan: ArrivalPlan, taken: readonly TableId[]): TableId {
	const [first] = one.arrivals;
	if (!first) return tableName('', taken);
	const label = first.part.at(-1);
	const siblings = plan.groups.filter(
		(other) => other.included && other.arrivals.some((each) => each.hash === first.hash)
	);
	if (label !== undefined && siblings.length > 1) {
		const plain = /^(sheet|tabelle|feuil|hoja|工作表)\s*\d*$/iu.test(label);
		return tableName(plain ? `${first.fileName.replace(/\.[^.]+$/u, '')} ${label}` : label, taken);
	}
	const stem = one.arrivals.length > 1 ? nameStem(first.fileName) : '';
	return tableName(stem || first.fileName, taken);
}

function group(arrivals: readonly Arrival[], included: boolean, sources: readonly Source[]): ArrivalGroup {
	const existing = nearest(arrivals[0]?.columns ?? [], sources);
	return {
		id: arrivals[0]?.id ?? 0,
		arrivals,
		included,
		as: existing ? usualPlacing(existing.source, existing.likeness, arrivals) : 'new',
		existing: existing && {
			table: existing.source.table.id,
			name: sourceName(existing.source),
			likeness: existing.likeness
		},
		day: dayOfFiles(arrivals),
		formerDay: existing ? (existing.source.taken ?? dayOfFiles(existing.source.files)) : null
	};
}

/** Nothing is lost by default: files of a row go on with it, anything else keeps what was there as a snapshot. */
function usualPlacing(source: Source, share: number, arrivals: readonly Arrival[]): Placing {
	const stems = new Set(source.files.map((file) => nameStem(file.fileName)));
	const named = arrivals.some((arrival) => stems.has(nameStem(arrival.fileName)));
	if (source.files.length > 1 && named) return 'append';
	return share === 1 || named ? 'snapshot' : 'new';
}

/** A table gets one newer version at a time: of several groups for it the most alike, then the first, keeps it. */
function oneVersionEach(groups: readonly ArrivalGroup[]): ArrivalGroup[] {
	const best = new Map<TableId, ArrivalGroup>();
	for (const one of groups) {
		const { existing } = one;
		if (!existing || !one.included) continue;
		const before = best.get(existing.table)?.existing?.likeness ?? -1;
		if (existing.likeness > before) best.set(existing.table, one);
	}
	return groups.map((one) =>
		one.existing && best.get(one.existing.table) !== one
			? { ...one, existing: null, formerDay: null, as: 'new' as const }
			: one
	);
}

function nearest(columns: readonly string[], sources: readonly Source[]): { source: Source; likeness: number } | null {
	const ranked = sources
		.map((source) => ({ source, likeness: likeness(columns, ownColumns(source)) }))
		.filter((one) => one.likeness >= NEAR)
		.sort((a, b) => b.likeness - a.likeness);
	return ranked[0] ?? null;
}

/** The header of the files, without the column that names them. */
function ownColumns({ table, fileColumn }: Source): string[] {
	return table.columns.map((column) => column.name).filter((name) => name !== fileColumn);
}

function twinOf(arrival: Arrival, arrivals: readonly Arrival[], sources: readonly Source[]): string | null {
	const same = (other: { hash: string; part: PartPath }): boolean =>
		other.hash === arrival.hash && JSON.stringify(other.part) === JSON.stringify(arrival.part);
	const kept = sources.flatMap(allFiles).find(same);
	const first = arrivals.find((other) => other.id < arrival.id && same(other));
	return kept?.fileName ?? first?.fileName ?? null;
}

/** What files of a row have in common: the stem of the name, for parts with the stem of the part. */
function seriesName(arrival: Arrival): string {
	return JSON.stringify([nameStem(arrival.fileName), ...arrival.part.map(nameStem)]);
}

function onlyMinor(arrival: Arrival, arrivals: readonly Arrival[]): boolean {
	return arrivals.every((other) => other.hash !== arrival.hash || other.minor);
}

function sameHeader(a: ArrivalGroup, b: ArrivalGroup): boolean {
	return signature(a.arrivals[0]?.columns ?? []) === signature(b.arrivals[0]?.columns ?? []);
}
