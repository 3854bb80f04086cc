import { AppError, assert, inputRejected } from '$lib/core/errors';
import type { Clock, Store } from '$lib/core/ports';
import { blobKeys, tidyName } from '$lib/core/workspace/edits';
import { parseWorkspace } from '$lib/core/workspace/parse';
import { WORKSPACE_FORMAT } from '$lib/core/workspace/workspace';
import type { Workspace, WorkspaceId, WorkspaceInfo } from '$lib/core/workspace/workspace';
import { createBlobs } from './blobs';
import { Connection } from './connection';
import type { Write } from './connection';
import { estimate, persist } from './device';
import { forgetLastWords, leaveLastWords, readLastWords } from './last-words';
import { readMarker, writeMarker } from './marker';
import { blobRange } from './schema';
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
	let lost: Promise<boolean> | null = null;

	const store: DurableStore = {
		blobs: createBlobs(connection, clock),
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
			const [record, stored] = await connection.read(['workspaces', 'documents'], (transaction) =>
				Promise.all([transaction.objectStore('workspaces').get(id), transaction.objectStore('documents').get(id)])
			);
			if (!record || record.removed !== null) throw new AppError('workspace-missing', { workspace: id });
			if (!stored) throw new AppError('store-lost', { workspace: id });
			const workspace = newest(record, stored.document);
			known.set(id, record.revision);
			return workspace;
		},
		async save(workspace) {
			assert(workspace.format === WORKSPACE_FORMAT, 'only documents of the present format are saved');
			// What happened to the database before it is written to again.
			await store.dataLost;
			const { id } = workspace;
			const expected = known.get(id) ?? 0;
			saving.add(id);
			try {
				const revision = await connection.write(['workspaces', 'documents'], (transaction) =>
					putDocument(transaction, workspace, expected, clock.now())
				);
				known.set(id, revision);
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
			const left = await connection.write(['workspaces', 'documents', 'blobs'], (transaction) =>
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
		await blobs.delete(blobRange(id));
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
	return {
		id,
		name,
		created,
		saved,
		sample,
		files: sources.map((source) => source.fileName),
		rows: sources.reduce((sum, source) => sum + source.table.rows, 0),
		bytes: sources.reduce((sum, source) => sum + source.size, 0)
	};
}
