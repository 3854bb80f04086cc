import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compressedWasm } from '../../../scripts/vite-compressed-wasm.js';

/** A page with nothing but the engine, built like the product. */
export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	base: './',
	plugins: [compressedWasm()],
	resolve: { alias: { $lib: fileURLToPath(new URL('../../../src/lib', import.meta.url)) } },
	worker: { format: 'es', plugins: () => [compressedWasm()] },
	build: { target: 'es2022', emptyOutDir: true }
});
