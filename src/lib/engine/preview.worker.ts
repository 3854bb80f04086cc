import { reply } from '$lib/workers/reply';
import { previewText, type PreviewMessage, type PreviewOrder } from './preview-text';

const post = (message: PreviewMessage): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<PreviewOrder>) => {
	post({ ready: true });
	void reply(() => previewText(data), 'load-failed').then(post);
});
