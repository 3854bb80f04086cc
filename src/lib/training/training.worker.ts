import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { hostPace } from './host-pace';
import { expose } from 'comlink';
import { runForecast } from '$lib/core/forecast/run';
import { reply } from '$lib/workers/reply';
import { loadForecasters } from './forecasters/registry';
import { fetchNetworks, useNetworks } from './networks';
import { thinProgress } from './progress';
import { pausable, type PausablePace } from './pausable';
import { useWasmBinary } from './tensorflow/wasm-binary';
import type { TrainingApi } from './wire';

const running = new Map<number, { readonly control: AbortController; readonly pace: PausablePace }>();

const api: TrainingApi = {
	useNetworks: (folder) => useNetworks(fetchNetworks(folder)),
	async forecast(job, request, progress) {
		const control = new AbortController();
		const pace = pausable(hostPace);
		running.set(job, { control, pace });
		const answer = await reply(async () => {
			const forecasters = await loadForecasters(request.kinds);
			const report = thinProgress(progress, () => pace.now());
			return runForecast(request, forecasters, {
				seed: request.seed,
				signal: control.signal,
				pace,
				...report
			});
		}, 'training-failed');
		running.delete(job);
		return answer;
	},
	pause: (job) => running.get(job)?.pace.pause(),
	resume: (job) => running.get(job)?.pace.resume(),
	cancel(job) {
		running.get(job)?.control.abort();
		running.get(job)?.pace.resume();
	},
	ping: () => true
};

useWasmBinary(new URL(wasmUrl, import.meta.url).href);
expose(api);
