import {
	differenceCounts,
	differentRows,
	readDifferences,
	type Compared,
	type Differences
} from '$lib/core/compare/differences';
import { keyCandidates, keyQuery, readKeys } from '$lib/core/compare/key';
import type { Engine } from '$lib/core/ports';
import type { Table, TableId } from '$lib/core/table';
import type { Session } from './session.svelte';

/**
 * What differs between the present state of a table and another state of it that is in the engine under a name of its own, after
 * the same cleaning steps ({@link prepareAlike}), so that only the data differ.
 * @param role whether the other state comes after or before the present one
 */
export async function compareWithPresent(
	session: Session,
	table: TableId,
	other: Table,
	role: 'before' | 'after',
	signal?: AbortSignal
): Promise<Differences> {
	await session.load();
	const present = session.tableOf(table);
	const key = await commonKey(session, present, other, signal);
	const compared: Compared =
		role === 'before' ? { before: other, after: present, key } : { before: present, after: other, key };
	const counts = await session.query(differenceCounts(compared), signal);
	return readDifferences(compared, counts, await session.query(differentRows(compared), signal));
}

/** Runs the steps of a table over another state of it. */
export async function prepareAlike(
	engine: Engine,
	session: Session,
	table: TableId,
	loaded: Table,
	signal?: AbortSignal
): Promise<Table> {
	const steps = session.stepsOf(table).map((step) => ({ ...step, table: loaded.id }));
	const { preparation } = await import('$lib/core/prepare/preparation');
	return engine.prepare(loaded.id, preparation(loaded, steps).select, signal);
}

/** The first key that tells the rows of both states apart. */
async function commonKey(
	session: Session,
	present: Table,
	other: Table,
	signal?: AbortSignal
): Promise<readonly string[] | null> {
	const names = new Set(other.columns.map((column) => column.name));
	const candidates = keyCandidates(present, session.workspace.model).filter((key) =>
		key.every((name) => names.has(name))
	);
	const here = readKeys(candidates, await session.query(keyQuery(present, candidates), signal));
	const there = readKeys(here, await session.query(keyQuery(other, here), signal));
	return there[0] ?? null;
}
