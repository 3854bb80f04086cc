/** What the page asks the service worker. All but 'activate' are answered on the port sent along. */
export type Ask = 'status' | 'repair' | 'activate';

/** How much of everything the app can need is in the cache of one version. */
export interface CacheStatus {
	readonly version: string;
	readonly missing: number;
	readonly bytesPresent: number;
	readonly bytesTotal: number;
	/** Why the last attempt to complete the cache ended early. */
	readonly stalled: 'network' | 'full' | null;
}

/** Sent to every page while a cache is being filled. */
export interface FillProgress {
	readonly type: 'fill-progress';
	readonly status: CacheStatus;
}

/**
 * The cache of one version of the app below one path; also the name of the lock by which an open page keeps it.
 * @param base path the app lives under, '' or '/dealscope'
 */
export function cacheName(base: string, version: string): string {
	return `${cachePrefix(base)}${version}`;
}

export function cachePrefix(base: string): string {
	return `dealscope:${base}/:`;
}
