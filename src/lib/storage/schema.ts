import type { DBSchema, IDBPDatabase } from 'idb';
import type { TableId } from '$lib/core/table';
import type { BlobKey, ImportMemory, WorkspaceId, WorkspaceInfo } from '$lib/core/workspace/workspace';

export const DATABASE = 'dealscope';
export const DATABASE_VERSION = 2;

/** What the list shows, small; `removed` is the instant of a soft delete; `revision` counts saves. */
export interface InfoRecord {
	id: WorkspaceId;
	info: WorkspaceInfo;
	removed: string | null;
	revision: number;
}

/** The document as it was saved, of whatever format the build then wrote. */
export interface DocumentRecord {
	id: WorkspaceId;
	document: unknown;
}

/** The way back to a file on disk. `watched`: the user wants the table to follow it. */
export interface HandleRecord {
	workspace: WorkspaceId;
	table: TableId;
	handle: FileSystemFileHandle;
	watched: boolean;
}

export interface BlobRecord {
	workspace: WorkspaceId;
	key: BlobKey;
	blob: Blob;
	size: number;
	/** ISO instant it was put. */
	stored: string;
}

export interface StoreSchema extends DBSchema {
	workspaces: { key: WorkspaceId; value: InfoRecord };
	documents: { key: WorkspaceId; value: DocumentRecord };
	blobs: { key: [WorkspaceId, BlobKey]; value: BlobRecord };
	/** The document as a tab opened it in good order before it saved over it: for the day the newer one turns out damaged. */
	earlier: { key: WorkspaceId; value: DocumentRecord };
	memories: { key: string; value: ImportMemory };
	handles: { key: [WorkspaceId, TableId]; value: HandleRecord };
}

export type Database = IDBPDatabase<StoreSchema>;

/** Brings a database of version `from` (0: none) up to date; what is in it stays. */
export function upgradeDatabase(db: Database, from: number): void {
	if (from < 1) {
		db.createObjectStore('workspaces', { keyPath: 'id' });
		db.createObjectStore('documents', { keyPath: 'id' });
		db.createObjectStore('blobs', { keyPath: ['workspace', 'key'] });
	}
	if (from < 2) {
		db.createObjectStore('earlier', { keyPath: 'id' });
		db.createObjectStore('memories', { keyPath: 'signature' });
		db.createObjectStore('handles', { keyPath: ['workspace', 'table'] });
	}
}

/** Everything of a workspace in a store keyed by it first: an array sorts after every string. */
export function workspaceRange(workspace: WorkspaceId): IDBKeyRange {
	return IDBKeyRange.bound([workspace], [workspace, []]);
}
