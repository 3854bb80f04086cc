import type { ForecastRequest, ForecastResult, Progress } from '$lib/core/forecast/result';
import type { Reply } from '$lib/workers/reply';

/** Everything that crosses the boundary between page and training worker. */
export interface TrainingApi {
	/** Tells, before any job, the address of the folder of pretrained networks. */
	useNetworks(folder: string): void;
	/** Runs a job under a number of the caller's choosing. `progress` is called at most ten times a second. */
	forecast(
		job: number,
		request: ForecastRequest,
		progress: (progress: Progress) => void
	): Promise<Reply<ForecastResult>>;
	/** Holds a job at its next rest, and lets it go on. Unknown numbers are ignored. */
	pause(job: number): void;
	resume(job: number): void;
	/** Asks a job to stop; it then answers 'cancelled'. Unknown numbers are ignored. */
	cancel(job: number): void;
	/** Answers, to show that the worker still listens. */
	ping(): true;
}
