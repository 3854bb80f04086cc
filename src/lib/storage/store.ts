import { AppError, assert, inputRejected } from '$lib/core/errors';
import type { Clock, Store } from '$lib/core/ports';
import { blobKeys, tidyName } from '$lib/core/workspace/edits';
import type { IssueCode } from '$lib/core/result';
import { parseWorkspace } from '$lib/core/workspace/parse';
import { allFiles } from '$lib/core/workspace/source-edits';
import { WORKSPACE_FORMAT } from '$lib/core/workspace/workspace';
import type { Workspace, WorkspaceId, WorkspaceInfo } from '$lib/core/workspace/workspace';
import { createBlobs } from './blobs';
import { Connection } from './connection';
import type { Write } from './connection';
import { estimate, persist } from './device';
import { forgetLastWords, leaveLastWords, readLastWords } from './last-words';
import { readMarker, writeMarker } from './marker';
import { createMemories } from './memories';
import { workspaceRange } from './schema';
import type { InfoRecord } from './schema';

/** Blobs of a workspace that was never saved are kept this long: another tab may be importing them right now. */
const ORPHAN_MS = 24 * 3_600_000;

/** The Store on IndexedDB, and what a page does that must go before its save is done. */
export interface DurableStore extends Store {
	/** Leaves the document where the next `open` finds it, at once. False when there was no room for it. */
	leave(workspace: Workspace): boolean;
}

/** Opens the database on first use. */
export function createStore(clock: Clock, connection = new Connection()): DurableStore {
	/** The revision of each workspace this tab last read or wrote. A save over a newer one is refused. */
	const known = new Map<WorkspaceId, number>();
	const saving = new Set<WorkspaceId>();
	/** Opened and not saved since: the next save keeps the saved document as the earlier one. */
	const opened = new Set<WorkspaceId>();
	const recovered = new Set<WorkspaceId>();
	let lost: Promise<boolean> | null = null;

	const store: DurableStore = {
		blobs: createBlobs(connection, clock),
		memories: createMemories(connection),
		persist,
		estimate,
		get dataLost() {
			return (lost ??= wasLost(connection));
		},
		async list() {
			const records = await connection.read(['workspaces'], (transaction) =>
				transaction.objectStore('workspaces').getAll()
			);
			const shown = records.filter((record) => record.removed === null).map((record) => record.info);
			return shown.sort((a, b) => (a.saved < b.saved ? 1 : a.saved > b.saved ? -1 : 0));
		},
		async open(id) {
			const [record, stored, earlier] = await connection.read(['workspaces', 'documents', 'earlier'], (transaction) =>
				Promise.all([
					transaction.objectStore('workspaces').get(id),
					transaction.objectStore('documents').get(id),
					transaction.objectStore('earlier').get(id)
				])
			);
			if (!record || record.removed !== null) throw new AppError('workspace-missing', { workspace: id });
			if (!stored) throw new AppError('store-lost', { workspace: id });
			const sound = soundest(record, stored.document, earlier?.document);
			if (sound.recovered) recovered.add(id);
			else recovered.delete(id);
			opened.add(id);
			known.set(id, record.revision);
			return sound.workspace;
		},
		recovered: (id) => recovered.has(id),
		async save(workspace) {
			assert(workspace.format === WORKSPACE_FORMAT, 'only documents of the present format are saved');
			// What happened to the database before it is written to again.
			await store.dataLost;
			const { id } = workspace;
			const expected = known.get(id) ?? 0;
			saving.add(id);
			try {
				const revision = await connection.write(['workspaces', 'documents', 'earlier'], async (transaction) => {
					if (opened.has(id) && !recovered.has(id)) await keepEarlier(transaction, id);
					return putDocument(transaction, workspace, expected, clock.now());
				});
				known.set(id, revision);
				opened.delete(id);
			} finally {
				saving.delete(id);
			}
			forgetLastWords(id);
			writeMarker(true);
		},
		leave(workspace) {
			const revision = known.get(workspace.id) ?? 0;
			return leaveLastWords(workspace, saving.has(workspace.id) ? [revision, revision + 1] : [revision]);
		},
		async duplicate(id, name) {
			const copyId = clock.id();
			const copy = await connection.write(['workspaces', 'documents', 'blobs'], (transaction) =>
				copyWorkspace(transaction, id, { id: copyId, name: tidyName(name), created: clock.now() })
			);
			known.set(copyId, 1);
			return copy;
		},
		remove: (id) => setRemoved(connection, id, clock.now()),
		restore: (id) => setRemoved(connection, id, null),
		async purge() {
			const left = await connection.write(['workspaces', 'documents', 'earlier', 'blobs', 'handles'], (transaction) =>
				purgeRemoved(transaction, Date.parse(clock.now()) - ORPHAN_MS)
			);
			if (left === 0) writeMarker(false);
		}
	};
	return store;
}

/** The browser said so, or nothing is there although something was. A database that cannot open says nothing here. */
async function wasLost(connection: Connection): Promise<boolean> {
	const marked = readMarker();
	try {
		const count = await connection.read(['workspaces'], (transaction) => transaction.objectStore('workspaces').count());
		return connection.emptied || (marked && count === 0);
	} catch (error) {
		// Whatever the page does next with the store meets the same failure and shows it.
		if (error instanceof AppError) return false;
		throw error;
	}
}

function readDocument(document: unknown): Workspace {
	const parsed = parseWorkspace(document);
	if (!parsed.ok) throw inputRejected(parsed.issues);
	return parsed.value;
}

/** What was saved, or what a closing page left behind as the next state of just that. */
function newest(record: InfoRecord, saved: unknown): Workspace {
	const left = parseWorkspace(readLastWords(record.id, record.revision));
	return left.ok && left.value.id === record.id ? left.value : readDocument(saved);
}

/** {@link newest}; where that is damaged, the state before the last visit. A document of a newer build is refused, never replaced. */
function soundest(record: InfoRecord, saved: unknown, earlier: unknown): { workspace: Workspace; recovered: boolean } {
	try {
		return { workspace: newest(record, saved), recovered: false };
	} catch (error) {
		const damaged = error instanceof AppError && parseIssue(saved) === 'workspace-invalid';
		const parsed = damaged ? parseWorkspace(earlier) : null;
		if (parsed?.ok && parsed.value.id === record.id) return { workspace: parsed.value, recovered: true };
		throw error;
	}
}

function parseIssue(document: unknown): IssueCode | null {
	const parsed = parseWorkspace(document);
	return parsed.ok ? null : (parsed.issues[0]?.code ?? null);
}

async function keepEarlier(transaction: Write, id: WorkspaceId): Promise<void> {
	const stored = await transaction.objectStore('documents').get(id);
	if (stored) await transaction.objectStore('earlier').put(stored);
}

/** The revision written. Refuses to overwrite what another tab saved since, or to revive what was deleted for good. */
async function putDocument(transaction: Write, workspace: Workspace, expected: number, saved: string): Promise<number> {
	const { id } = workspace;
	const infos = transaction.objectStore('workspaces');
	const before = await infos.get(id);
	if (!before && expected > 0) throw new AppError('workspace-missing', { workspace: id });
	if (before && before.revision !== expected) {
		throw new AppError('store-blocked', { workspace: id, reason: 'newer-elsewhere' });
	}
	const record: InfoRecord = {
		id,
		info: infoOf(workspace, saved),
		removed: before?.removed ?? null,
		revision: expected + 1
	};
	await transaction.objectStore('documents').put({ id, document: workspace });
	await infos.put(record);
	return record.revision;
}

async function copyWorkspace(
	transaction: Write,
	id: WorkspaceId,
	own: Pick<Workspace, 'id' | 'name' | 'created'>
): Promise<Workspace> {
	const infos = transaction.objectStore('workspaces');
	const blobs = transaction.objectStore('blobs');
	const [record, stored] = await Promise.all([infos.get(id), transaction.objectStore('documents').get(id)]);
	if (!record || record.removed !== null) throw new AppError('workspace-missing', { workspace: id });
	if (!stored) throw new AppError('store-lost', { workspace: id });
	const copy: Workspace = { ...newest(record, stored.document), ...own };
	for (const key of blobKeys(copy)) {
		const blob = await blobs.get([id, key]);
		if (blob) await blobs.put({ ...blob, workspace: own.id, stored: own.created });
	}
	await putDocument(transaction, copy, 0, own.created);
	return copy;
}

async function setRemoved(connection: Connection, id: WorkspaceId, removed: string | null): Promise<void> {
	await connection.write(['workspaces'], async (transaction) => {
		const infos = transaction.objectStore('workspaces');
		const record = await infos.get(id);
		if (!record) throw new AppError('workspace-missing', { workspace: id });
		await infos.put({ ...record, removed });
	});
}

/** How many workspaces are left. */
async function purgeRemoved(transaction: Write, orphansBefore: number): Promise<number> {
	const infos = transaction.objectStore('workspaces');
	const blobs = transaction.objectStore('blobs');
	const records = await infos.getAll();
	const removed = records.filter((record) => record.removed !== null);
	for (const { id } of removed) {
		forgetLastWords(id);
		await infos.delete(id);
		await transaction.objectStore('documents').delete(id);
		await blobs.delete(workspaceRange(id));
		await transaction.objectStore('earlier').delete(id);
		await transaction.objectStore('handles').delete(workspaceRange(id));
	}
	await dropOrphans(transaction, new Set(records.map((record) => record.id)), orphansBefore);
	return records.length - removed.length;
}

async function dropOrphans(transaction: Write, owned: ReadonlySet<WorkspaceId>, before: number): Promise<void> {
	const blobs = transaction.objectStore('blobs');
	const keys = await blobs.getAllKeys();
	for (const key of keys.filter(([workspace]) => !owned.has(workspace))) {
		const record = await blobs.get(key);
		if (record && Date.parse(record.stored) < before) await blobs.delete(key);
	}
}

function infoOf(workspace: Workspace, saved: string): WorkspaceInfo {
	const { id, name, created, sample, sources } = workspace;
	const stored = new Map(sources.flatMap(allFiles).map((file) => [file.blob, file.size]));
	return {
		id,
		name,
		created,
		saved,
		sample,
		files: [...new Set(sources.flatMap((source) => source.files.map((file) => file.fileName)))],
		rows: sources.reduce((sum, source) => sum + source.table.rows, 0),
		bytes: [...stored.values()].reduce((sum, size) => sum + size, 0)
	};
}
