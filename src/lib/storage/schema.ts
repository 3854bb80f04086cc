import type { DBSchema, IDBPDatabase } from 'idb';
import type { BlobKey, WorkspaceId, WorkspaceInfo } from '$lib/core/workspace/workspace';

export const DATABASE = 'dealscope';
export const DATABASE_VERSION = 1;

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
}

export type Database = IDBPDatabase<StoreSchema>;

export function createObjectStores(db: Database): void {
	db.createObjectStore('workspaces', { keyPath: 'id' });
	db.createObjectStore('documents', { keyPath: 'id' });
	db.createObjectStore('blobs', { keyPath: ['workspace', 'key'] });
}

/** All Blobs of a workspace: an array sorts after every string. */
export function blobRange(workspace: WorkspaceId): IDBKeyRange {
	return IDBKeyRange.bound([workspace], [workspace, []]);
}
