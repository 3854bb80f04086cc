import { reply } from '$lib/workers/reply';
import { ArrowFile, type ArrowShape } from './arrow-file';
import type { ArrowMessage, ArrowOrder } from './arrow-source';

let file: ArrowFile | null = null;

const REPORT_MS = 100;
let reported = 0;

function alive(): void {
	if (Date.now() - reported < REPORT_MS) return;
	reported = Date.now();
	postMessage({ ready: true } satisfies ArrowMessage);
}

async function open(order: Extract<ArrowOrder, { open: unknown }>): Promise<ArrowShape> {
	const bytes = new Uint8Array(await order.open.arrayBuffer());
	alive();
	file = new ArrowFile(order.fileName, bytes, order.limit, alive);
	return file.shape;
}

addEventListener('message', ({ data }: MessageEvent<ArrowOrder>) => {
	const work = async (): Promise<ArrowShape | Uint8Array | null> =>
		'open' in data ? open(data) : (file?.next() ?? null);
	void reply(work, 'load-failed').then((answer) => postMessage(answer));
});
