import type { Differences } from '$lib/core/compare/differences';
import type { Clock, Engine } from '$lib/core/ports';
import type { TableId } from '$lib/core/table';
import type { ArrivalGroup } from '$lib/core/workspace/arrivals';
import { removeSnapshot, replaceFiles, takeSnapshot } from '$lib/core/workspace/source-edits';
import type { Source } from '$lib/core/workspace/workspace';
import { compareWithPresent, prepareAlike } from './comparing';
import { lookInto, type Looked } from './looking';
import { placeGroup, type Placing } from './placing';
import type { Session } from './session.svelte';

/** What would change if `files` took the place of a table: they are loaded beside it, cleaned the same way, compared, and let go. */
export async function differencesIf(
	engine: Engine,
	session: Session,
	table: TableId,
	files: readonly Looked[],
	signal?: AbortSignal
): Promise<Differences> {
	const requests = files.map(({ file, arrival, overrides }) => ({
		fileName: file.name,
		file,
		part: arrival.part,
		overrides
	}));
	const name = freeTable(session, `${table} (new)`);
	const report = await engine.load({ table: name, files: requests }, signal);
	try {
		const other = await prepareAlike(engine, session, table, report.table, signal);
		return await compareWithPresent(session, table, other, 'after', signal);
	} finally {
		await engine.drop(name);
	}
}

/** A name no table of the workspace has: comparing must not put anything in the place of one. */
function freeTable(session: Session, wanted: TableId): TableId {
	let name = wanted;
	for (let k = 2; session.sourceOf(name); k++) name = `${wanted} ${k}`;
	return name;
}

/** Makes a snapshot the present state of its table; the present one becomes a snapshot. One edit. */
export async function restoreSnapshot(
	{ engine, clock }: { readonly engine: Engine; readonly clock: Clock },
	session: Session,
	table: TableId,
	snapshotId: string,
	signal?: AbortSignal
): Promise<void> {
	const source = session.sourceOf(table);
	const snapshot = source?.snapshots.find((one) => one.id === snapshotId);
	if (!source || !snapshot) return;
	const files = await session.recorded(snapshot.files);
	const named = snapshot.fileColumn === null ? {} : { fileColumn: snapshot.fileColumn };
	const report = await engine.load({ table, files, ...named }, signal);
	const loaded = { table: report.table, files: snapshot.files, fileColumn: snapshot.fileColumn };
	const kept = takeSnapshot(session.workspace, table, clock.id(), source.taken ?? clock.today());
	session.adopt({ ...source, ...loaded });
	session.edit('snapshot', replaceFiles(removeSnapshot(kept, table, snapshotId), loaded, snapshot.taken));
}

/** Reads a newer state of the only file of a table in place of the old one, the same way; null when there is nothing new in it. */
export async function readNewer(to: Placing, table: TableId, file: File): Promise<Source | null> {
	const before = to.session.sourceOf(table);
	const [former] = before?.files ?? [];
	if (!before || !former || before.files.length !== 1) return null;
	const { looked } = await lookInto(to.ports, file, 0, to.signal);
	const same = looked.find(({ arrival }) => JSON.stringify(arrival.part) === JSON.stringify(former.part));
	if (!same || same.arrival.hash === former.hash) return null;
	const { arrival } = same;
	const group: ArrivalGroup = {
		id: arrival.id,
		arrivals: [arrival],
		included: true,
		as: 'replace',
		existing: { table, name: former.fileName, likeness: 1 },
		day: before.taken,
		formerDay: null
	};
	const asBefore = { ...same, overrides: { ...same.overrides, ...former.overrides } };
	return (await placeGroup(to, group, [asBefore], table)).source;
}
