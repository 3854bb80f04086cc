import { expose } from 'comlink';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { ForecastRequest, ForecastResult, Progress } from '$lib/core/forecast/result';
import { createTrainer } from './client';
import type { TrainingApi } from './wire';

const REQUEST: ForecastRequest = {
	series: [],
	grain: 'month',
	season: 12,
	horizon: 3,
	kinds: ['theta'],
	levels: [0.8],
	folds: 1,
	seed: 1,
	budgetSeconds: 1
};
const NETWORKS = 'https://example.com/networks/';
const RESULT = { chosen: 'theta', seconds: 1 } as ForecastResult;
const PROGRESS: Progress = { share: 0.5, secondsLeft: null, phase: 'fit', kind: 'theta', curve: [] };

/** A worker on a message channel; it serves `api`, or nothing at all when null. */
class FakeWorker extends EventTarget {
	readonly #page: MessagePort;
	readonly #own: MessagePort;
	terminated = false;
	constructor(api: TrainingApi | null) {
		super();
		const { port1, port2 } = new MessageChannel();
		this.#page = port1;
		this.#own = port2;
		port1.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
			this.dispatchEvent(new MessageEvent('message', { data }))
		);
		port1.start();
		if (api) expose(api, port2);
	}
	postMessage(message: unknown, transfer: Transferable[] = []): void {
		if (!this.terminated) this.#page.postMessage(message, transfer);
	}
	terminate(): void {
		this.terminated = true;
		this.#page.close();
		this.#own.close();
	}
	crash(message: string): void {
		this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
	}
}

function setUp(api: Partial<TrainingApi> | null) {
	const workers: FakeWorker[] = [];
	const never: TrainingApi = {
		useNetworks: () => undefined,
		forecast: () => new Promise(() => undefined),
		pause: () => undefined,
		resume: () => undefined,
		cancel: () => undefined,
		ping: () => true
	};
	const spawn = () => {
		const worker = new FakeWorker(api && { ...never, ...api });
		workers.push(worker);
		return worker as unknown as Worker;
	};
	return { trainer: createTrainer({ networks: NETWORKS, spawn }), workers };
}

const codeOf = (run: Promise<unknown>) =>
	run.then(
		() => 'resolved',
		(error: unknown) => (error instanceof AppError ? error.code : String(error))
	);

describe('trainer', () => {
	afterEach(() => {
		vi.useRealTimers();
	});

	it('answers the result, passes progress on and ends the worker', async () => {
		const seen: Progress[] = [];
		const { trainer, workers } = setUp({
			async forecast(_job, _request, progress) {
				// Through Comlink the callback answers a promise.
				await Promise.resolve(progress(PROGRESS));
				return { ok: true, value: RESULT };
			}
		});
		expect(await trainer.forecast(REQUEST, { progress: (progress) => seen.push(progress) })).toEqual(RESULT);
		expect(seen).toEqual([PROGRESS]);
		expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
	});

	it('tells the worker where the pretrained networks lie before the job', async () => {
		const told: string[] = [];
		const { trainer } = setUp({
			useNetworks: (folder) => void told.push(folder),
			forecast: () => Promise.resolve({ ok: true, value: { ...RESULT, seconds: told.length } })
		});
		expect((await trainer.forecast(REQUEST)).seconds).toBe(1);
		expect(told).toEqual([NETWORKS]);
	});

	it('starts a worker of its own for every job', async () => {
		const { trainer, workers } = setUp({ forecast: () => Promise.resolve({ ok: true, value: RESULT }) });
		await Promise.all([trainer.forecast(REQUEST), trainer.forecast(REQUEST)]);
		expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
	});

	it('rebuilds the error that the worker sent', async () => {
		const error = { code: 'input-rejected', details: { issues: [{ code: 'series-too-short', at: 'x' }] } } as const;
		const { trainer, workers } = setUp({ forecast: () => Promise.resolve({ ok: false, error }) });
		await expect(trainer.forecast(REQUEST)).rejects.toMatchObject(error);
		expect(workers[0]!.terminated).toBe(true);
	});

	it('holds a job that starts while it is paused', async () => {
		const told: number[] = [];
		const { trainer } = setUp({
			forecast: () => Promise.resolve({ ok: true, value: RESULT }),
			pause: (job) => void told.push(job)
		});
		trainer.pause();
		await trainer.forecast(REQUEST);
		await vi.waitFor(() => expect(told).toEqual([1]));
		trainer.resume();
		await trainer.forecast(REQUEST);
		expect(told).toEqual([1]);
	});

	it('holds a job and lets it go on', async () => {
		const told: string[] = [];
		let finish: () => void = () => undefined;
		const { trainer } = setUp({
			forecast: () =>
				new Promise((resolve) => {
					finish = () => resolve({ ok: true, value: RESULT });
				}),
			pause: (job) => void told.push(`pause ${job}`),
			resume(job) {
				told.push(`resume ${job}`);
				finish();
			}
		});
		const run = trainer.forecast(REQUEST);
		await new Promise((resolve) => setTimeout(resolve, 50));
		trainer.pause();
		trainer.resume();
		expect(await run).toEqual(RESULT);
		expect(told).toEqual(['pause 1', 'resume 1']);
	});

	it('cancels through the worker at once when it obeys', async () => {
		const cancelled: number[] = [];
		let stop: () => void = () => undefined;
		const { trainer, workers } = setUp({
			forecast: () =>
				new Promise((resolve) => {
					stop = () => resolve({ ok: false, error: { code: 'cancelled', details: {} } });
				}),
			cancel(job) {
				cancelled.push(job);
				stop();
			}
		});
		const control = new AbortController();
		const run = codeOf(trainer.forecast(REQUEST, { signal: control.signal }));
		await vi.waitFor(() => expect(workers).toHaveLength(1));
		await new Promise((resolve) => setTimeout(resolve, 50));
		control.abort();
		expect(await run).toBe('cancelled');
		expect(cancelled).toEqual([1]);
		expect(workers[0]!.terminated).toBe(true);
	});

	it('ends a worker that does not obey within half a second', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
		const { trainer, workers } = setUp(null);
		const control = new AbortController();
		const run = codeOf(trainer.forecast(REQUEST, { signal: control.signal }));
		control.abort();
		await vi.advanceTimersByTimeAsync(499);
		expect(workers[0]!.terminated).toBe(false);
		await vi.advanceTimersByTimeAsync(1);
		expect(await run).toBe('cancelled');
		expect(workers[0]!.terminated).toBe(true);
	});

	it('gives out no result that comes after the abort', async () => {
		let finish: () => void = () => undefined;
		const { trainer } = setUp({
			forecast: () => new Promise((resolve) => (finish = () => resolve({ ok: true, value: RESULT }))),
			cancel: () => finish()
		});
		const control = new AbortController();
		const run = codeOf(trainer.forecast(REQUEST, { signal: control.signal }));
		await new Promise((resolve) => setTimeout(resolve, 50));
		control.abort();
		expect(await run).toBe('cancelled');
	});

	it('does not start when it is aborted before', async () => {
		const { trainer, workers } = setUp({});
		expect(await codeOf(trainer.forecast(REQUEST, { signal: AbortSignal.abort() }))).toBe('cancelled');
		expect(workers).toHaveLength(0);
	});

	it('tells a crash', async () => {
		const { trainer, workers } = setUp({});
		const run = codeOf(trainer.forecast(REQUEST));
		workers[0]!.crash('out of memory');
		expect(await run).toBe('training-crashed');
		expect(workers[0]!.terminated).toBe(true);
	});

	it('tells a worker that cannot be started', async () => {
		const trainer = createTrainer({
			networks: NETWORKS,
			spawn() {
				throw new Error('no workers here');
			}
		});
		expect(await codeOf(trainer.forecast(REQUEST))).toBe('training-start');
	});

	it('gives a silent worker a minute', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
		const { trainer, workers } = setUp(null);
		const run = codeOf(trainer.forecast(REQUEST));
		await vi.advanceTimersByTimeAsync(60_000);
		expect(workers[0]!.terminated).toBe(false);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(await run).toBe('worker-silent');
		expect(workers[0]!.terminated).toBe(true);
	});

	it('waits for ever on a worker that answers pings', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		const { trainer, workers } = setUp({});
		const run = codeOf(trainer.forecast(REQUEST));
		for (let i = 0; i < 20; i++) {
			await vi.advanceTimersByTimeAsync(10_000);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		expect(workers[0]!.terminated).toBe(false);
		trainer.dispose();
		expect(await run).toBe('cancelled');
	});
});
