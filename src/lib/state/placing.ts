import { keyQuery, lastingKeys, readKeys } from '$lib/core/compare/key';
import type { Clock, Engine, LoadFile, LoadProgress, LoadReport, LoadRequest, Store } from '$lib/core/ports';
import type { Issue } from '$lib/core/result';
import type { Table, TableId } from '$lib/core/table';
import type { ArrivalGroup } from '$lib/core/workspace/arrivals';
import { addSource } from '$lib/core/workspace/edits';
import type { EditLabel } from '$lib/core/workspace/history';
import { replaceFiles, takeSnapshot } from '$lib/core/workspace/source-edits';
import { setSteps, stepsOf } from '$lib/core/workspace/step-edits';
import type { BlobKey, CleaningStep, Source, SourceFile, Workspace } from '$lib/core/workspace/workspace';
import type { Looked } from './looking';
import type { Session } from './session.svelte';

/** What it takes to put files into a workspace. */
export interface Placing {
	readonly session: Session;
	readonly ports: { readonly engine: Engine; readonly store: Store; readonly clock: Clock };
	readonly signal: AbortSignal;
	readonly progress: (progress: LoadProgress) => void;
	/** Name of the column that says which file a row came from. */
	readonly fileColumn: string;
}

/** A table that came in, and by which columns appended rows were told from those there; null: nothing was appended, or by none. */
export interface Placed {
	readonly source: Source;
	readonly appendKey: readonly string[] | null;
}

/** Loads a group of files as it says and puts it into the document, in one edit. Whatever fails leaves everything as it was. */
export async function placeGroup(
	to: Placing,
	group: ArrivalGroup,
	files: readonly Looked[],
	table: TableId
): Promise<Placed> {
	const { session, ports } = to;
	const before = group.as === 'new' ? null : session.sourceOf(group.existing?.table ?? table);
	try {
		const blobs = await keep(to, files);
		const kept = before && group.as === 'append' ? before.files : [];
		const keys = kept.length > 0 && before ? lastingKeys(before.table, session.workspace.model) : [];
		const requests = [...(await session.recorded(kept)), ...files.map(asked)];
		const id = before?.table.id ?? table;
		const fileColumn = before?.fileColumn ?? (requests.length > 1 ? freeName(to.fileColumn, files) : null);
		const request = { table: id, files: requests, ...(fileColumn === null ? {} : { fileColumn }) };
		return await load(to, request, async (report) => {
			const key = fileColumn === null ? null : await keyWithin(to, report.table, fileColumn, keys);
			to.signal.throwIfAborted();
			const records = recordsOf(report, kept, files, { blobs, keyless: kept.length > 0 && key === null });
			const loaded = { table: report.table, files: records, fileColumn };
			const source: Source = { ...loaded, taken: before?.taken ?? null, snapshots: before?.snapshots ?? [] };
			const [label, next] = edited(session.workspace, group, source, key, ports.clock);
			session.adopt(source);
			session.edit(label, next);
			return { source: session.sourceOf(id) ?? source, appendKey: key };
		});
	} catch (error) {
		await session.pruneBlobs();
		throw error;
	}
}

/** Reads the files of a table otherwise: with overrides or fixes. In one edit; what fails leaves everything as it was. */
export async function reread(
	to: Placing,
	source: Source,
	files: readonly SourceFile[],
	label: EditLabel
): Promise<Source> {
	const { session } = to;
	const recorded = await session.recorded(files);
	const requests = files.map((file, index): LoadFile => {
		const same = source.files[index] === file;
		const { plan, ...rest } = recorded[index] as LoadFile;
		return same && plan ? { ...rest, plan } : { ...rest, overrides: file.overrides };
	});
	const { fileColumn, table } = source;
	const request = { table: table.id, files: requests, ...(fileColumn === null ? {} : { fileColumn }) };
	return load(to, request, (report) => {
		const records = files.map((file, index) => ({ ...file, ...report.files[index] }));
		const next = { ...source, table: report.table, files: records };
		session.adopt(next);
		session.edit(label, replaceFiles(session.workspace, next));
		return next;
	});
}

/** Loads and puts what came of it into the document; when that fails, or was called off meanwhile, the engine goes back too. */
async function load<T>(to: Placing, request: LoadRequest, put: (report: LoadReport) => T | Promise<T>): Promise<T> {
	const { session, ports, signal, progress } = to;
	const report = await ports.engine.load({ ...request, progress }, signal);
	try {
		signal.throwIfAborted();
		return await put(report);
	} catch (error) {
		await session.takeBack(request.table);
		throw error;
	}
}

/** The Blobs are on disk before the engine is touched: a full disk changes nothing. One Blob per file, however many parts. */
async function keep({ session, ports, signal }: Placing, files: readonly Looked[]): Promise<Map<File, BlobKey>> {
	const blobs = new Map<File, BlobKey>();
	for (const { file } of files) {
		if (blobs.has(file)) continue;
		signal.throwIfAborted();
		const key = `file:${ports.clock.id()}`;
		await ports.store.blobs.put(session.workspace.id, key, file);
		blobs.set(file, key);
	}
	return blobs;
}

function asked({ file, arrival, overrides }: Looked): LoadFile {
	return { fileName: file.name, file, part: arrival.part, overrides };
}

function recordsOf(
	report: LoadReport,
	kept: readonly SourceFile[],
	files: readonly Looked[],
	{ blobs, keyless }: { readonly blobs: ReadonlyMap<File, BlobKey>; readonly keyless: boolean }
): SourceFile[] {
	const fresh = files.map(({ file, arrival, overrides }) => ({
		fileName: file.name,
		part: arrival.part,
		size: file.size,
		modified: arrival.modified,
		blob: blobs.get(file) ?? '',
		hash: arrival.hash,
		overrides,
		fixes: []
	}));
	return [...kept, ...fresh].flatMap((record, index) => {
		const told = report.files[index];
		if (!told) return [];
		const unkeyed: Issue = { code: 'append-unkeyed', at: record.fileName, details: { rows: told.rows } };
		const issues = keyless && index >= kept.length ? [...told.issues, unkeyed] : told.issues;
		return [{ ...record, ...told, issues }];
	});
}

function edited(
	workspace: Workspace,
	group: ArrivalGroup,
	source: Source,
	key: readonly string[] | null,
	clock: Clock
): [EditLabel, Workspace] {
	const { id } = source.table;
	switch (group.as) {
		case 'new':
			return ['add-source', addSource(workspace, source)];
		case 'replace':
			return ['replace-source', replaceFiles(workspace, source, group.day)];
		case 'append':
			return ['append-file', withoutRepeats(replaceFiles(workspace, source, group.day), id, key, clock)];
		case 'snapshot': {
			const past = takeSnapshot(workspace, id, clock.id(), group.formerDay ?? clock.today());
			const present = past.sources.find(({ table }) => table.id === id) ?? source;
			const day = group.day ?? clock.today();
			return ['snapshot', replaceFiles({ ...past }, { ...source, snapshots: present.snapshots } as Source, day)];
		}
	}
}

/** Rows whose key was there already are left out by a step that can be seen, changed and switched off; once is enough. */
function withoutRepeats(workspace: Workspace, table: TableId, key: readonly string[] | null, clock: Clock): Workspace {
	if (key === null) return workspace;
	const params = { columns: [...key], keep: 'first', loose: false };
	const own = stepsOf(workspace, table);
	const there = own.some(
		(step) => step.kind === 'deduplicate' && JSON.stringify(step.params) === JSON.stringify(params)
	);
	if (there) return workspace;
	const step: CleaningStep = { id: clock.id(), table, kind: 'deduplicate', params, enabled: true };
	return setSteps(workspace, table, [step, ...own]);
}

/** The first key that names every row of each file, and each differently. */
async function keyWithin(to: Placing, table: Table, fileColumn: string, keys: readonly (readonly string[])[]) {
	const names = table.columns.map(({ name }) => name);
	const present = keys.filter((key) => key.every((name) => names.includes(name)));
	const inFile = present.map((key) => [fileColumn, ...key]);
	const [found] = readKeys(inFile, await to.ports.engine.query(keyQuery(table, inFile, 'loaded'), to.signal));
	return found?.slice(1) ?? null;
}

function freeName(wanted: string, files: readonly Looked[]): string {
	const taken = new Set(files.flatMap(({ arrival }) => arrival.columns.map((name) => name.toLowerCase())));
	let name = wanted;
	for (let k = 2; taken.has(name.toLowerCase()); k++) name = `${wanted}_${k}`;
	return name;
}
