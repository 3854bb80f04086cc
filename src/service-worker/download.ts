import { policy, type Asset } from './assets';

/** Carries the content hash of a cached response. */
export const hashHeader = 'x-content-hash';

/** Waits before the second, third … attempt at one asset, in ms. */
const pauses = [500, 1500, 4000];

/** A download without a byte for so long counts as broken, in ms. */
const idleLimit = 20_000;

/** Fetches one asset and checks its content. Throws after the last attempt. */
export async function download(url: string, asset: Asset): Promise<Response> {
	for (let attempt = 0; ; attempt += 1) {
		try {
			return await downloadOnce(url, asset, attempt);
		} catch (error) {
			const pause = pauses[attempt];
			if (pause === undefined) throw error;
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}
}

async function downloadOnce(url: string, asset: Asset, attempt: number): Promise<Response> {
	const stop = new AbortController();
	const immutable = asset.path.startsWith('_app/immutable/');
	const cache = attempt > 0 ? 'reload' : immutable ? 'default' : 'no-cache';
	const timer = setTimeout(() => stop.abort(), idleLimit);
	const response = await fetch(url, { cache, signal: stop.signal }).finally(() => clearTimeout(timer));
	if (!response.ok) throw new Error(`${asset.path}: HTTP ${response.status}`);
	const content = await readAll(response, stop);
	const hash = await contentHash(content);
	if (hash !== asset.hash && hash !== asset.inflatedHash)
		throw new Error(`${asset.path}: other content than was built`);
	return new Response(content, { headers: headersFor(asset, response, content.byteLength) });
}

/** Reads to the end; gives up when no byte arrives for `idleLimit`. */
async function readAll(response: Response, stop: AbortController): Promise<ArrayBuffer> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	const reader = response.body?.getReader();
	for (;;) {
		const timer = setTimeout(() => stop.abort(), idleLimit);
		const next = await reader?.read().finally(() => clearTimeout(timer));
		if (!next || next.done) return new Blob(chunks).arrayBuffer();
		chunks.push(next.value);
	}
}

async function contentHash(content: ArrayBuffer): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
	return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A page has its own policy in a <meta>, with the hash of its start script. Everything else gets the policy as a header:
 * that is how it reaches workers on hosts that send none.
 */
function headersFor(asset: Asset, response: Response, bytes: number): Headers {
	const type = response.headers.get('content-type') ?? 'application/octet-stream';
	const isPage = type.startsWith('text/html');
	return new Headers({
		'content-type': type,
		'content-length': String(bytes),
		'content-security-policy': isPage ? "frame-ancestors 'none'" : policy,
		'cross-origin-resource-policy': 'same-origin',
		'x-content-type-options': 'nosniff',
		[hashHeader]: asset.hash
	});
}
