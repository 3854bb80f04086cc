import { env, getBackend, ready, setBackend } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { AppError } from '$lib/core/errors';
import { registerTransposingMatMul } from './matmul-kernel';
import { wasmBinary } from './wasm-binary';

let starting: Promise<void> | null = null;

async function start(): Promise<void> {
	// The threaded build hangs without a word under our CSP, so it is never tried.
	const url = wasmBinary();
	if (url !== null) {
		setWasmPaths({
			'tfjs-backend-wasm.wasm': url,
			'tfjs-backend-wasm-simd.wasm': url,
			'tfjs-backend-wasm-threaded-simd.wasm': url
		});
	}
	env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
	const found = await setBackend('wasm');
	await ready();
	// tfjs takes another backend in silence when wasm does not start.
	if (!found || getBackend() !== 'wasm') throw new AppError('training-start', { backend: getBackend() ?? '' });
	registerTransposingMatMul();
}

/** Starts TensorFlow.js on the single-threaded SIMD wasm backend, once. Throws AppError 'training-start'. */
export function startTensorflow(): Promise<void> {
	starting ??= start().catch((error: unknown) => {
		starting = null;
		if (error instanceof AppError) throw error;
		throw new AppError('training-start', { message: String(error) }, { cause: error });
	});
	return starting;
}
