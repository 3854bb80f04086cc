import type { Workspace, WorkspaceId } from '$lib/core/workspace/workspace';
import { localData } from './marker';

/**
 * A document left behind by a page that had to go before its save was done: IndexedDB does not finish what a closing
 * page has begun, localStorage does. It counts as long as what it was an edit of is still the saved state.
 */
export interface LastWords {
	/** Revisions it may replace: the last known one, and the one a save under way was about to write. */
	readonly over: readonly number[];
	readonly document: unknown;
}

const keyOf = (id: WorkspaceId) => `dealscope-unsaved-${id}`;

/** False when there was no room or no localStorage: then an edit of the last moments may be lost. */
export function leaveLastWords(workspace: Workspace, over: readonly number[]): boolean {
	const words: LastWords = { over, document: workspace };
	try {
		const local = localData();
		local?.setItem(keyOf(workspace.id), JSON.stringify(words));
		return local !== null;
	} catch (error) {
		// Full. What an earlier page left is older than this and must not be taken for it.
		if (!(error instanceof DOMException)) throw error;
		forgetLastWords(workspace.id);
		return false;
	}
}

export function readLastWords(id: WorkspaceId, revision: number): unknown {
	const text = localData()?.getItem(keyOf(id));
	const words = text ? parsed(text) : null;
	return words?.over.includes(revision) ? words.document : null;
}

export function forgetLastWords(id: WorkspaceId): void {
	localData()?.removeItem(keyOf(id));
}

function parsed(text: string): LastWords | null {
	try {
		const words = JSON.parse(text) as Partial<LastWords> | null;
		return Array.isArray(words?.over) ? { over: words.over, document: words.document } : null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
