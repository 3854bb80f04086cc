const KEY = 'dealscope-has-workspaces';

/*
 * A note outside IndexedDB that there were workspaces: an empty database beside it means that the browser lost them.
 * Where localStorage is forbidden there is no note, and only the browser's own word about data loss counts.
 */
export function readMarker(): boolean {
	return localData()?.getItem(KEY) === 'yes';
}

export function writeMarker(hasWorkspaces: boolean): void {
	const local = localData();
	if (hasWorkspaces) local?.setItem(KEY, 'yes');
	else local?.removeItem(KEY);
}

/** localStorage, or null where it is forbidden. */
export function localData(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch (error) {
		if (error instanceof DOMException) return null;
		throw error;
	}
}
