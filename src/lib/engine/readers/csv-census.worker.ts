import { reply } from '$lib/workers/reply';
import type { CensusMessage } from './csv-census';
import { scanBlob, type ScanOrder } from './csv-scan-blob';

const post = (message: CensusMessage): void => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<ScanOrder>) => {
	post({ reply: await reply(() => scanBlob(data, (share) => post({ share })), 'load-failed') });
});
