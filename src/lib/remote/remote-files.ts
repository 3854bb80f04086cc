import { AppError, inputRejected } from '$lib/core/errors';
import type { IssueCode } from '$lib/core/result';
import { nameOfDownload, readAddress } from './address';

/** Largest file fetched: what the engine can hold of a text in memory. */
const LARGEST = 1 << 30;
/** Milliseconds until the frame must have answered that it is there. */
const PATIENCE = 10_000;

/** How far a download is: bytes so far, and of how many when the server says. */
interface Progress {
	readonly bytes: number;
	readonly total: number | null;
}

/** What the frame tells. `static/fetch.html` is the other side. */
type Told =
	| { readonly kind: 'ready' }
	| { readonly kind: 'progress'; readonly bytes: number; readonly total: number | null }
	| { readonly kind: 'done'; readonly blob: Blob; readonly url: string; readonly disposition: string | null }
	| { readonly kind: 'failed'; readonly why: 'status' | 'too-large' | 'refused'; readonly status?: number };

interface Remote {
	fetch(url: string, on: { signal: AbortSignal; progress: (progress: Progress) => void }): Promise<File>;
}

/**
 * Fetches files by a page of its own in a frame of its own origin: the app's page may not talk to any other address, and a frame without our
 * origin can reach neither the app nor its storage. The frame lives for one file. See `docs/decisions/0008-remote-files.md`.
 * @param base path the app is served under
 */
export function createRemoteFiles(base: string): Remote {
	return {
		async fetch(text, { signal, progress }) {
			const address = readAddress(text);
			if (!address.ok) throw inputRejected(address.issues);
			if (!navigator.onLine) throw failed('url-offline', address.value);
			const frame = openFrame(base);
			try {
				return await download(frame, address.value, signal, progress);
			} finally {
				frame.remove();
			}
		}
	};
}

function openFrame(base: string): HTMLIFrameElement {
	const frame = document.createElement('iframe');
	frame.setAttribute('sandbox', 'allow-scripts');
	frame.referrerPolicy = 'no-referrer';
	frame.title = '';
	frame.hidden = true;
	frame.src = `${base}/fetch.html`;
	document.body.append(frame);
	return frame;
}

function download(
	frame: HTMLIFrameElement,
	url: URL,
	signal: AbortSignal,
	progress: (progress: Progress) => void
): Promise<File> {
	const { port1: port, port2 } = new MessageChannel();
	return new Promise<File>((resolve, reject) => {
		const late = setTimeout(() => reject(failed('url-offline', url)), PATIENCE);
		const cancel = (): void => reject(new AppError('cancelled'));
		if (signal.aborted) cancel();
		signal.addEventListener('abort', cancel);
		frame.addEventListener('load', () =>
			frame.contentWindow?.postMessage({ url: url.href, largest: LARGEST }, '*', [port2])
		);
		port.onmessage = ({ data }: MessageEvent<Told>) => {
			clearTimeout(late);
			if (data.kind === 'progress') progress({ bytes: data.bytes, total: data.total });
			if (data.kind === 'failed') reject(explained(data, url));
			if (data.kind === 'done') resolve(fileOf(data, url));
		};
	}).finally(() => port.close());
}

function fileOf({ blob, url, disposition }: Extract<Told, { kind: 'done' }>, asked: URL): File {
	const from = URL.canParse(url) ? new URL(url) : asked;
	return new File([blob], nameOfDownload(from, disposition), { type: blob.type, lastModified: Date.now() });
}

function explained({ why, status }: Extract<Told, { kind: 'failed' }>, url: URL): AppError {
	if (why === 'status') return failed('url-status', url, { status: status ?? 0 });
	if (why === 'too-large') return failed('url-too-large', url, { size: LARGEST });
	return navigator.onLine ? failed('url-refused', url) : failed('url-offline', url);
}

function failed(code: IssueCode, url: URL, details: Record<string, number> = {}): AppError {
	return inputRejected([{ code, at: url.host, details }]);
}
