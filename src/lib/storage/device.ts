/** Asks the browser not to evict the data; true when it promises. Browsers without the question never promise. */
export async function persist(): Promise<boolean> {
	const storage = manager();
	if (!storage?.persist) return false;
	return (await storage.persisted?.()) || (await storage.persist());
}

/** Bytes used and allowed for this origin; null where the browser does not say. */
export async function estimate(): Promise<{ used: number; quota: number } | null> {
	const figures = await manager()?.estimate?.();
	if (figures?.usage === undefined || figures.quota === undefined) return null;
	return { used: figures.usage, quota: figures.quota };
}

/** Old browsers and insecure pages lack parts of it. */
function manager(): Partial<StorageManager> | null {
	return globalThis.navigator?.storage ?? null;
}
