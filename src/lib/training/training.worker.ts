import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { hostPace } from './host-pace';
import { expose } from 'comlink';
import { runForecast } from '$lib/core/forecast/run';
import { reply } from '$lib/workers/reply';
import { loadForecasters } from './forecasters/registry';
import { fetchNetworks, useNetworks } from './networks';
import { thinProgress } from './progress';
import { useWasmBinary } from './tensorflow/wasm-binary';
import type { TrainingApi } from './wire';

const running = new Map<number, AbortController>();

const api: TrainingApi = {
	useNetworks: (folder) => useNetworks(fetchNetworks(folder)),
	async forecast(job, request, progress) {
		const control = new AbortController();
		running.set(job, control);
		const answer = await reply(async () => {
			const forecasters = await loadForecasters(request.kinds);
			const report = thinProgress(progress, () => performance.now());
			return runForecast(request, forecasters, {
				seed: request.seed,
				signal: control.signal,
				pace: hostPace,
				...report
			});
		}, 'training-failed');
		running.delete(job);
		return answer;
	},
	cancel: (job) => running.get(job)?.abort(),
	ping: () => true
};

useWasmBinary(new URL(wasmUrl, import.meta.url).href);
expose(api);
