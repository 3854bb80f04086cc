import type { TableId } from '$lib/core/table';
import type { WorkspaceId } from '$lib/core/workspace/workspace';
import type { Connection } from './connection';
import { workspaceRange } from './schema';
import type { HandleRecord } from './schema';

/** Files on disk that tables were read from, where the browser lets a page keep a way back to them. */
export interface FileHandles {
	list(workspace: WorkspaceId): Promise<Omit<HandleRecord, 'workspace'>[]>;
	put(workspace: WorkspaceId, record: Omit<HandleRecord, 'workspace'>): Promise<void>;
	remove(workspace: WorkspaceId, table: TableId): Promise<void>;
}

/** Kept beside the workspaces; they go when their workspace is deleted for good. */
export function createFileHandles(connection: Connection): FileHandles {
	return {
		async list(workspace) {
			const records = await connection.read(['handles'], (transaction) =>
				transaction.objectStore('handles').getAll(workspaceRange(workspace))
			);
			return records.map(({ table, handle, watched }) => ({ table, handle, watched }));
		},
		async put(workspace, { table, handle, watched }) {
			await connection.write(['handles'], (transaction) =>
				transaction.objectStore('handles').put({ workspace, table, handle, watched })
			);
		},
		async remove(workspace, table) {
			await connection.write(['handles'], (transaction) =>
				transaction.objectStore('handles').delete([workspace, table])
			);
		}
	};
}
