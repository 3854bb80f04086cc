/**
 * Runs in the engine's worker before DuckDB's own script. DuckDB gets its compiled module from the page by message, so this
 * worker has no business on the network: every request, above all those for `*.duckdb_extension.wasm`, is answered with a
 * clean 404. (A failed fetch of an extension would corrupt the instance.)
 */
const compiled = new Promise<WebAssembly.Module>((resolve) => {
	addEventListener(
		'message',
		(event: MessageEvent<WebAssembly.Module>) => {
			event.stopImmediatePropagation();
			resolve(event.data);
		},
		{ once: true }
	);
});

WebAssembly.instantiateStreaming = async (source, imports) => {
	await source;
	const module = await compiled;
	try {
		return { module, instance: await WebAssembly.instantiate(module, imports) };
	} catch (error) {
		// DuckDB's script waits for ever when this fails: let it become the worker's error event.
		setTimeout(() => {
			throw error;
		});
		throw error;
	}
};

globalThis.fetch = () => Promise.resolve(new Response(null, { status: 404, statusText: 'Not Found' }));

/** DuckDB's script prints every error that it also answers. */
console.log = () => undefined;

/** As much of XMLHttpRequest as DuckDB's script uses, always answering 404. */
class RefusedRequest extends EventTarget {
	readyState = 0;
	readonly status = 404;
	readonly statusText = 'Not Found';
	readonly responseText = '';
	response: ArrayBuffer | string = '';
	responseType = '';
	onload: ((event: Event) => void) | null = null;
	onerror: ((event: Event) => void) | null = null;
	open(): void {
		this.readyState = 1;
	}
	setRequestHeader(): void {
		this.readyState = 1;
	}
	overrideMimeType(): void {
		this.readyState = 1;
	}
	getResponseHeader(): null {
		return null;
	}
	getAllResponseHeaders(): string {
		return '';
	}
	abort(): void {
		this.readyState = 0;
	}
	send(): void {
		this.readyState = 4;
		this.response = this.responseType === 'arraybuffer' ? new ArrayBuffer(0) : '';
		const event = new Event('load');
		this.dispatchEvent(event);
		this.onload?.(event);
	}
}
globalThis.XMLHttpRequest = RefusedRequest as unknown as typeof XMLHttpRequest;

export {};
