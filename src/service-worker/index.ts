import { base, version } from '$service-worker';
import type { Ask, CacheStatus, FillProgress } from '../lib/offline/messages';
import { AssetCache } from './asset-cache';
import { assets } from './assets';

const worker = self as unknown as ServiceWorkerGlobalScope;
const cache = new AssetCache(base, version, assets);

/** A version is installed only when its cache is complete. A failed attempt keeps what it got, and the next goes on from there. */
worker.addEventListener('install', (event) => {
	event.waitUntil(
		cache.fill(tellPages).then((status) => {
			if (status.missing > 0) throw new Error(`${status.missing} assets could not be fetched`);
		})
	);
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(worker.clients.claim().then(() => cache.dropUnused('all')));
});

worker.addEventListener('message', (event) => {
	const ask = (event.data as { readonly ask?: Ask } | null)?.ask;
	const port = event.ports[0];
	if (ask === 'activate') event.waitUntil(worker.skipWaiting());
	if (ask === 'status') event.waitUntil(cache.status().then((status) => answer(port, status)));
	if (ask === 'repair') event.waitUntil(cache.fill(tellPages).then((status) => answer(port, status)));
});

/** Answers, and tidies up once nothing is missing: in the same event, because one more would wake a worker that was let go for an update. */
async function answer(port: MessagePort | undefined, status: CacheStatus): Promise<void> {
	port?.postMessage(status);
	if (status.missing === 0) await cache.dropUnused('older');
}

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin || !url.pathname.startsWith(`${base}/`)) return;
	const path = decodeURI(url.pathname.slice(base.length + 1));
	event.respondWith(request.mode === 'navigate' ? page(request, path) : file(request, path));
});

/** Pages come from the cache; an unknown one from the network, and offline leads home. */
async function page(request: Request, path: string): Promise<Response> {
	const name = path.replace(/(^|\/)index\.html$/, '$1');
	const known = [name, `${name}/`].find((candidate) => cache.has(candidate));
	if (known !== undefined && known !== path) return Response.redirect(`${base}/${known}${new URL(request.url).search}`);
	try {
		return (known === undefined ? undefined : await cache.find(known)) ?? (await fetch(request));
	} catch {
		return path === '' ? Response.error() : Response.redirect(`${base}/`);
	}
}

async function file(request: Request, path: string): Promise<Response> {
	try {
		return (await cache.find(path)) ?? (await fetch(request));
	} catch {
		// The cache or its repair failed: the network's own answer is the truth then.
		return fetch(request);
	}
}

function tellPages(status: CacheStatus): void {
	const message: FillProgress = { type: 'fill-progress', status };
	void worker.clients.matchAll({ includeUncontrolled: true }).then((clients) => {
		for (const client of clients) client.postMessage(message);
	});
}
