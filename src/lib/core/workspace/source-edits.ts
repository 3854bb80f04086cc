import type { Day } from '../period';
import type { TableId } from '../table';
import type { Snapshot, Source, SourceFile, Workspace } from './workspace';

/*
 * Edits of one table's files and snapshots. Pure, as those of `edits.ts`: what changes nothing returns the same object.
 */

/** A table as a load made it: its columns and rows, and the files it is made of. */
export type LoadedTable = Pick<Source, 'table' | 'files' | 'fileColumn'>;

/**
 * Other files, or the same read otherwise, in place of those of the table `loaded.table.id`. Model, steps and snapshots stay: they name
 * columns, and say so where one is gone.
 * @param taken the day the new files stand for; left out: as before
 */
export function replaceFiles(workspace: Workspace, loaded: LoadedTable, taken?: Day | null): Workspace {
	return change(workspace, loaded.table.id, (source) => ({
		...source,
		...loaded,
		taken: taken === undefined ? source.taken : taken
	}));
}

/** Keeps the present files of a table as a snapshot of the day `taken`, in the order of days. The table itself stays as it is. */
export function takeSnapshot(workspace: Workspace, table: TableId, id: string, taken: Day): Workspace {
	return change(workspace, table, (source) => {
		if (source.snapshots.some((other) => other.id === id)) return source;
		const { files, fileColumn } = source;
		const made: Snapshot = { id, taken, files, fileColumn, rows: source.table.rows };
		return { ...source, snapshots: [...source.snapshots, made].sort(byDay) };
	});
}

/** Another day for a snapshot. */
export function dateSnapshot(workspace: Workspace, table: TableId, id: string, taken: Day): Workspace {
	return change(workspace, table, (source) => {
		const at = source.snapshots.findIndex((one) => one.id === id);
		const found = source.snapshots[at];
		if (!found || found.taken === taken) return source;
		return { ...source, snapshots: source.snapshots.with(at, { ...found, taken }).sort(byDay) };
	});
}

/** Another day for the present files of a table; null: none. */
export function dateSource(workspace: Workspace, table: TableId, taken: Day | null): Workspace {
	return change(workspace, table, (source) => (source.taken === taken ? source : { ...source, taken }));
}

/** A snapshot less. */
export function removeSnapshot(workspace: Workspace, table: TableId, id: string): Workspace {
	return change(workspace, table, (source) => {
		const snapshots = source.snapshots.filter((one) => one.id !== id);
		return snapshots.length === source.snapshots.length ? source : { ...source, snapshots };
	});
}

/** Every file of a source: those it is made of, then those of its snapshots. */
export function allFiles(source: Source): SourceFile[] {
	return [...source.files, ...source.snapshots.flatMap((snapshot) => snapshot.files)];
}

/** What a source is called on screens: its file, or the part of it, or the first file and how many more. */
export function sourceName({ files }: Pick<Source, 'files'>): string {
	const [first] = files;
	return first ? [first.fileName, ...first.part].join(' · ') : '';
}

function byDay(a: Snapshot, b: Snapshot): number {
	return a.taken < b.taken ? -1 : a.taken > b.taken ? 1 : 0;
}

function change(workspace: Workspace, table: TableId, edit: (source: Source) => Source): Workspace {
	const at = workspace.sources.findIndex((source) => source.table.id === table);
	const before = workspace.sources[at];
	if (!before) return workspace;
	const after = edit(before);
	return after === before ? workspace : { ...workspace, sources: workspace.sources.with(at, after) };
}
