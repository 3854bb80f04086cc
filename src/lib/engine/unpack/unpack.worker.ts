import { reply } from '$lib/workers/reply';
import { Pace } from './pace';
import type { FilePart } from '$lib/core/table';
import type { UnpackedPart, UnpackMessage, UnpackOrder } from './part';
import { list, unpack } from './unpack';

const post = (message: UnpackMessage): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<UnpackOrder>) => {
	const pace = new Pace(data.fileName, data.file.size, (share) => post({ share }));
	const work = (): Promise<FilePart[] | UnpackedPart> => (data.task === 'list' ? list(data, pace) : unpack(data, pace));
	post({ share: 0 });
	void reply(work, 'load-failed').then((answer) => post({ reply: answer }));
});
