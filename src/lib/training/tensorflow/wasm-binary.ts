/** Where the SIMD wasm binary lies; null = beside the package, which only Node can read. */
let binary: string | null = null;

/** Tells where the SIMD wasm binary lies. Kept apart so that a worker can say so without loading TensorFlow.js. */
export function useWasmBinary(url: string): void {
	binary = url;
}

/** What was told by {@link useWasmBinary}. */
export function wasmBinary(): string | null {
	return binary;
}
