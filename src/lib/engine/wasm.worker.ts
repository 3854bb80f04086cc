import { reply } from '$lib/workers/reply';

addEventListener('message', ({ data }: MessageEvent<string>) => {
	void reply(() => compile(data), 'engine-start').then((answer) => postMessage(answer));
});

async function compile(url: string): Promise<WebAssembly.Module> {
	const response = await fetch(url);
	if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
	const bytes = await inflated(response.body);
	return WebAssembly.compileStreaming(new Response(bytes, { headers: { 'content-type': 'application/wasm' } }));
}

/** Hosts may or may not undo the compression themselves: the first two bytes tell. */
async function inflated(
	body: ReadableStream<Uint8Array<ArrayBuffer>>
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
	const reader = body.getReader();
	const first = await reader.read();
	const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
		start(controller) {
			if (first.value) controller.enqueue(first.value);
		},
		async pull(controller) {
			const { done, value } = await reader.read();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		cancel: (reason) => reader.cancel(reason)
	});
	const zipped = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
	return zipped ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}
