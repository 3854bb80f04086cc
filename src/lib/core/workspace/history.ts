import { blobKeys } from './edits';
import type { BlobKey, Workspace } from './workspace';

/** What an edit was, for "Undo …"; sentences are messages, one per label. */
export type EditLabel =
	| 'rename'
	| 'add-source'
	| 'replace-source'
	| 'remove-source'
	| 'overrides'
	| 'fix'
	| 'append-file'
	| 'snapshot'
	| 'date-snapshot'
	| 'remove-snapshot'
	| 'add-step'
	| 'update-step'
	| 'remove-step'
	| 'move-step'
	| 'toggle-step'
	| 'set-steps'
	| 'memory'
	| 'model'
	| 'confirm-model'
	| 'as-of'
	| 'filters'
	| 'grain'
	| 'report'
	| 'forecast'
	| 'remove-forecast'
	| 'scenario'
	| 'remove-scenario'
	| 'repair';

/** A document as it was before an edit (past) or after it (future), and what the edit was. */
export interface HistoryEntry {
	readonly label: EditLabel;
	/** Edits with the same label and group that follow each other are one step: typing a name, dragging a date. */
	readonly group: string | null;
	readonly workspace: Workspace;
}

/** Undo and redo over whole documents. They share all parts that did not change, so an entry is small. */
export interface History {
	/** Oldest first. */
	readonly past: readonly HistoryEntry[];
	readonly present: Workspace;
	/** Next to be redone first. */
	readonly future: readonly HistoryEntry[];
}

/** Steps that can be undone; older ones are forgotten. */
export const HISTORY_LIMIT = 200;

export function startHistory(workspace: Workspace): History {
	return { past: [], present: workspace, future: [] };
}

/** The history after an edit. The same document again changes nothing; any new edit clears what could be redone. */
export function record(history: History, label: EditLabel, next: Workspace, group: string | null = null): History {
	if (next === history.present) return history;
	const last = history.past.at(-1);
	const same = group !== null && last?.label === label && last.group === group && history.future.length === 0;
	if (same) return { ...history, present: next };
	const past = [...history.past, { label, group, workspace: history.present }].slice(-HISTORY_LIMIT);
	return { past, present: next, future: [] };
}

/**
 * Applies a change that is a fact rather than an edit (a training result has arrived, the workspace was renamed from
 * outside) to the present and to every step, so that undo and redo keep it.
 */
export function amend(history: History, change: (workspace: Workspace) => Workspace): History {
	const each = (entry: HistoryEntry): HistoryEntry => ({ ...entry, workspace: change(entry.workspace) });
	return { past: history.past.map(each), present: change(history.present), future: history.future.map(each) };
}

/**
 * The document after something that followed from the last step by itself (what columns mean was guessed anew after a step of cleaning). It is
 * part of that step: undo takes back both, and what can be redone stays.
 */
export function extend(history: History, next: Workspace): History {
	return next === history.present ? history : { ...history, present: next };
}

/** One step back; the same history when there is none. */
export function undo(history: History): History {
	const entry = history.past.at(-1);
	if (!entry) return history;
	const undone = { ...entry, workspace: history.present };
	return { past: history.past.slice(0, -1), present: entry.workspace, future: [undone, ...history.future] };
}

/** One step forward; the same history when there is none. */
export function redo(history: History): History {
	const [entry, ...future] = history.future;
	if (!entry) return history;
	const past = [...history.past, { ...entry, workspace: history.present }];
	return { past, present: entry.workspace, future };
}

/** Label of the step `undo` would take back, or null. */
export function undoLabel(history: History): EditLabel | null {
	return history.past.at(-1)?.label ?? null;
}

/** Label of the step `redo` would repeat, or null. */
export function redoLabel(history: History): EditLabel | null {
	return history.future[0]?.label ?? null;
}

/** Every Blob any step needs: what must be kept while undo is still possible. */
export function historyBlobs(history: History): BlobKey[] {
	const entries = [...history.past, ...history.future].map((entry) => entry.workspace);
	return [...new Set([history.present, ...entries].flatMap(blobKeys))];
}
