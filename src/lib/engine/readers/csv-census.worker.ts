import { reply } from '$lib/workers/reply';
import type { CensusMessage } from './csv-census';
import { scanBlob, type ScanOrder } from './csv-scan-blob';

const post = (message: CensusMessage): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<ScanOrder>) => {
	void reply(() => scanBlob(data, (share) => post({ share })), 'load-failed').then((answer) => post({ reply: answer }));
});
