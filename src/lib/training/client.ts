import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { AppError } from '$lib/core/errors';
import type { ForecastRequest, ForecastResult, Progress } from '$lib/core/forecast/result';
import type { Trainer } from '$lib/core/ports';
import { unwrap } from '$lib/workers/reply';
import { spawnWorker } from '$lib/workers/spawn';
import workerUrl from './training.worker?worker&url';
import type { TrainingApi } from './wire';

/** How long a worker may take to obey a cancel, and to answer that it lives. */
const CANCEL_MS = 500;
const PING_MS = 10_000;
/** Pings without an answer before a worker counts as silent; the first covers the loading of its code. */
const MAX_MISSED = 6;

/** Where things lie, and what tests may replace. */
export interface TrainerOptions {
	/** Address of the folder of pretrained networks. */
	readonly networks: string;
	readonly spawn?: () => Worker;
}

/** A trainer that gives every job a worker of its own, ended after it: a wasm heap never gives memory back. */
export function createTrainer({ networks, spawn = () => spawnWorker('training', workerUrl) }: TrainerOptions): Trainer {
	const running = new Set<TrainingJob>();
	let jobs = 0;
	let paused = false;
	return {
		async forecast(request, { progress, signal } = {}) {
			if (signal?.aborted) throw new AppError('cancelled');
			const job = new TrainingJob(++jobs, spawn, networks, progress);
			running.add(job);
			const stop = () => job.cancel();
			signal?.addEventListener('abort', stop, { once: true });
			try {
				const result = job.run(request);
				if (paused) job.pause();
				return await result;
			} finally {
				signal?.removeEventListener('abort', stop);
				running.delete(job);
			}
		},
		pause() {
			paused = true;
			for (const job of running) job.pause();
		},
		resume() {
			paused = false;
			for (const job of running) job.resume();
		},
		dispose() {
			for (const job of running) job.end(new AppError('cancelled'));
		}
	};
}

/** One job and its worker: settles exactly once, then nothing of it is left. */
class TrainingJob {
	readonly #outcome: Promise<ForecastResult>;
	#settle!: { resolve: (result: ForecastResult) => void; reject: (error: AppError) => void };
	#worker: Worker | null = null;
	#api: Remote<TrainingApi> | null = null;
	#heartbeat: ReturnType<typeof setInterval> | undefined;
	#grace: ReturnType<typeof setTimeout> | undefined;
	#missed = 0;
	#over = false;

	constructor(
		private readonly id: number,
		private readonly spawn: () => Worker,
		private readonly networks: string,
		private readonly progress: ((progress: Progress) => void) | undefined
	) {
		this.#outcome = new Promise((resolve, reject) => {
			this.#settle = { resolve, reject };
		});
	}

	run(request: ForecastRequest): Promise<ForecastResult> {
		try {
			this.#start(request);
		} catch (error) {
			this.end(new AppError('training-start', { message: messageOf(error) }, { cause: error }));
		}
		return this.#outcome;
	}

	pause(): void {
		void this.#api?.pause(this.id);
	}

	resume(): void {
		void this.#api?.resume(this.id);
	}

	/** Asks the worker to stop and ends it when it does not within half a second. */
	cancel(): void {
		if (this.#over || this.#grace !== undefined) return;
		this.#grace = setTimeout(() => this.end(new AppError('cancelled')), CANCEL_MS);
		// The answer to the job itself says when it has stopped; the deadline covers a worker that cannot listen.
		void this.#api?.cancel(this.id);
	}

	/** Settles the job, frees the worker. Later answers of it are not heard. */
	end(outcome: ForecastResult | AppError): void {
		if (this.#over) return;
		this.#over = true;
		clearInterval(this.#heartbeat);
		clearTimeout(this.#grace);
		this.#api?.[releaseProxy]();
		this.#worker?.terminate();
		if (outcome instanceof AppError) this.#settle.reject(outcome);
		else this.#settle.resolve(outcome);
	}

	#start(request: ForecastRequest): void {
		const worker = this.spawn();
		this.#worker = worker;
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			this.end(new AppError('training-crashed', { message: event.message || 'worker could not be loaded' }));
		});
		worker.addEventListener('messageerror', () =>
			this.end(new AppError('training-crashed', { message: 'unreadable' }))
		);
		const api = wrap<TrainingApi>(worker);
		this.#api = api;
		const report = proxy((progress: Progress) => {
			if (!this.#over && this.#grace === undefined) this.progress?.(progress);
		});
		void api.useNetworks(this.networks);
		api.forecast(this.id, request, report).then(
			(answer) => {
				// After an abort the answer "cancelled" is awaited, but a result that just made it is not given out.
				if (this.#grace !== undefined) return this.end(new AppError('cancelled'));
				try {
					this.end(unwrap(answer));
				} catch (error) {
					this.end(error instanceof AppError ? error : new AppError('training-crashed', { message: messageOf(error) }));
				}
			},
			(error: unknown) => this.end(new AppError('training-crashed', { message: messageOf(error) }, { cause: error }))
		);
		this.#heartbeat = setInterval(() => this.#listen(api), PING_MS);
	}

	#listen(api: Remote<TrainingApi>): void {
		if (++this.#missed > MAX_MISSED) return this.end(new AppError('worker-silent'));
		api.ping().then(
			() => {
				this.#missed = 0;
			},
			(error: unknown) => this.end(new AppError('training-crashed', { message: messageOf(error) }, { cause: error }))
		);
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
