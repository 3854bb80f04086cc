import { AppError } from '$lib/core/errors';
import { unwrap, type Reply } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import wasmScript from './wasm.worker?worker&url';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The WebAssembly module of an own-origin asset, raw or gzip-compressed, compiled once for the life of the page: a worker that
 * is started anew gets it without fetching or compiling again. Made in a worker, because inflating one takes a third of a second.
 */
export function wasmModule(url: string): Promise<WebAssembly.Module> {
	const known = compiled.get(url);
	if (known) return known;
	const fresh = inWorker(new URL(url, location.href).href).catch((cause: unknown) => {
		compiled.delete(url);
		const message = cause instanceof AppError ? (cause.details['message'] ?? cause.code) : String(cause);
		throw new AppError('engine-start', { asset: url.split('/').pop() ?? url, message }, { cause });
	});
	compiled.set(url, fresh);
	return fresh;
}

async function inWorker(address: string): Promise<WebAssembly.Module> {
	const worker = spawnWorker('wasm', wasmScript);
	try {
		const answer = await new Promise<Reply<WebAssembly.Module>>((resolve, reject) => {
			worker.addEventListener('message', ({ data }: MessageEvent<Reply<WebAssembly.Module>>) => resolve(data));
			worker.addEventListener('error', ({ message }) => reject(new Error(message)));
			worker.postMessage(address);
		});
		return unwrap(answer);
	} finally {
		worker.terminate();
	}
}
