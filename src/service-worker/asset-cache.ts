import { cacheName, cachePrefix, type CacheStatus } from '../lib/offline/messages';
import type { Asset } from './assets';
import { download, hashHeader } from './download';

/** Downloads at the same time. */
const lanes = 4;

/** The cache of one version: complete, or known to be incomplete. */
export class AssetCache {
	readonly #base: string;
	readonly #version: string;
	readonly #assets: readonly Asset[];
	readonly #byPath: ReadonlyMap<string, Asset>;
	readonly #name: string;
	#filling: Promise<CacheStatus> | undefined;

	/** @param base path the app lives under, '' or '/dealscope' */
	constructor(base: string, version: string, assets: readonly Asset[]) {
		this.#base = base;
		this.#version = version;
		this.#assets = assets;
		this.#byPath = new Map(assets.map((asset) => [asset.path, asset]));
		this.#name = cacheName(base, version);
	}

	/** Looks at every asset in the cache. */
	async status(stalled: CacheStatus['stalled'] = null): Promise<CacheStatus> {
		return this.#statusWithout(await this.#missing(), stalled);
	}

	/** Completes the cache as far as the network lets it: first from other versions, then by download. */
	fill(progress: (status: CacheStatus) => void): Promise<CacheStatus> {
		this.#filling ??= this.#fill(progress).finally(() => (this.#filling = undefined));
		return this.#filling;
	}

	/** The asset at a path, from this version; missing ones are fetched and put back. Undefined: not one of ours. */
	async find(path: string): Promise<Response | undefined> {
		const asset = this.#byPath.get(path);
		if (!asset) return this.#findInOtherVersions(path);
		const cached = await (await caches.open(this.#name)).match(this.#url(asset));
		if (cached?.headers.get(hashHeader) === asset.hash) return cached;
		await this.#add(asset);
		return (await caches.open(this.#name)).match(this.#url(asset));
	}

	has(path: string): boolean {
		return this.#byPath.has(path);
	}

	/**
	 * Deletes the caches of versions that no open page runs: each page holds a shared lock named like its cache.
	 * `older` leaves out caches made after this one, which may belong to an update on its way.
	 */
	async dropUnused(which: 'older' | 'all'): Promise<void> {
		const names = (await caches.keys()).filter((name) => name.startsWith(cachePrefix(this.#base)));
		const own = names.indexOf(this.#name);
		const others = names.filter((name, at) => name !== this.#name && (which === 'all' || at < own));
		for (const name of others) {
			await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
				if (lock) await caches.delete(name);
			});
		}
	}

	async #fill(progress: (status: CacheStatus) => void): Promise<CacheStatus> {
		const missing = new Set(await this.#missing());
		const queue = [...missing].sort((a, b) => a.bytes - b.bytes);
		let stalled: CacheStatus['stalled'] = null;
		const lane = async (): Promise<void> => {
			for (let asset = queue.shift(); asset; asset = queue.shift()) {
				try {
					await this.#add(asset);
					missing.delete(asset);
					progress(this.#statusWithout([...missing], null));
				} catch (error) {
					stalled = isQuota(error) ? 'full' : (stalled ?? 'network');
				}
			}
		};
		await Promise.all(Array.from({ length: lanes }, lane));
		const status = await this.status(stalled);
		progress(status);
		return status;
	}

	async #add(asset: Asset): Promise<void> {
		const url = this.#url(asset);
		const response = (await this.#sameInOtherVersions(asset)) ?? (await download(url, asset));
		await (await caches.open(this.#name)).put(url, response);
	}

	async #missing(): Promise<readonly Asset[]> {
		const cache = await caches.open(this.#name);
		const found = await Promise.all(this.#assets.map((asset) => cache.match(this.#url(asset))));
		return this.#assets.filter((asset, at) => found[at]?.headers.get(hashHeader) !== asset.hash);
	}

	async #sameInOtherVersions(asset: Asset): Promise<Response | undefined> {
		for (const cache of await this.#otherVersions()) {
			const response = await cache.match(this.#url(asset));
			if (response?.headers.get(hashHeader) === asset.hash) return response;
		}
		return undefined;
	}

	/** An old page asks for its own chunks: their names are unlike ours. */
	async #findInOtherVersions(path: string): Promise<Response | undefined> {
		for (const cache of await this.#otherVersions()) {
			const response = await cache.match(`${this.#base}/${path}`);
			if (response) return response;
		}
		return undefined;
	}

	async #otherVersions(): Promise<Cache[]> {
		const names = await caches.keys();
		const others = names.filter((name) => name.startsWith(cachePrefix(this.#base)) && name !== this.#name);
		return Promise.all(others.reverse().map((name) => caches.open(name)));
	}

	#statusWithout(missing: readonly Asset[], stalled: CacheStatus['stalled']): CacheStatus {
		const total = bytesOf(this.#assets);
		return {
			version: this.#version,
			missing: missing.length,
			bytesPresent: total - bytesOf(missing),
			bytesTotal: total,
			stalled: missing.length > 0 ? stalled : null
		};
	}

	#url(asset: Asset): string {
		return `${this.#base}/${asset.path}`;
	}
}

function bytesOf(list: readonly Asset[]): number {
	return list.reduce((sum, asset) => sum + asset.bytes, 0);
}

function isQuota(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'QuotaExceededError';
}
