import { AppError } from '$lib/core/errors';
import type { Blobs, Clock } from '$lib/core/ports';
import { blobKeys } from '$lib/core/workspace/edits';
import { parseWorkspace } from '$lib/core/workspace/parse';
import type { BlobKey, WorkspaceId } from '$lib/core/workspace/workspace';
import type { Connection } from './connection';
import { workspaceRange } from './schema';
import type { BlobRecord } from './schema';

export function createBlobs(connection: Connection, clock: Clock): Blobs {
	return {
		async put(workspace, key, blob) {
			const record: BlobRecord = { workspace, key, blob, size: blob.size, stored: clock.now() };
			await connection.write(['blobs'], (transaction) => transaction.objectStore('blobs').put(record));
		},
		async get(workspace, key) {
			const record = await connection.read(['blobs'], (transaction) =>
				transaction.objectStore('blobs').get([workspace, key])
			);
			if (!record) throw lost(workspace, key);
			return readable(record);
		},
		async prune(workspace, keep) {
			await connection.write(['documents', 'earlier', 'blobs'], async (transaction) => {
				const saved = await transaction.objectStore('documents').get(workspace);
				const earlier = await transaction.objectStore('earlier').get(workspace);
				const kept = new Set([...keep, ...needed(saved?.document), ...needed(earlier?.document)]);
				const blobs = transaction.objectStore('blobs');
				const keys = await blobs.getAllKeys(workspaceRange(workspace));
				for (const key of keys) if (!kept.has(key[1])) await blobs.delete(key);
			});
		}
	};
}

/** What the saved document needs is kept whatever a tab with an older one believes. */
function needed(document: unknown): BlobKey[] {
	const parsed = parseWorkspace(document);
	return parsed.ok ? blobKeys(parsed.value) : [];
}

/** The Blob once its first and last byte could be read: a damaged file fails here, with its own error, not later. */
async function readable(record: BlobRecord): Promise<Blob> {
	const { blob, size } = record;
	if (!(blob instanceof Blob) || blob.size !== size) throw lost(record.workspace, record.key);
	try {
		await Promise.all([blob.slice(0, 1).arrayBuffer(), blob.slice(Math.max(0, size - 1)).arrayBuffer()]);
	} catch (cause) {
		throw lost(record.workspace, record.key, cause);
	}
	return blob;
}

function lost(workspace: WorkspaceId, blob: BlobKey, cause?: unknown): AppError {
	return new AppError('store-lost', { workspace, blob }, { cause });
}
