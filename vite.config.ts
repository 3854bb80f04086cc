import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { compressedWasm } from './scripts/vite-compressed-wasm.js';
import { plotlyModule } from './scripts/vite-plotly-module.js';

export default defineConfig({
	plugins: [
		compressedWasm(),
		plotlyModule(),
		tailwindcss(),
		sveltekit(),
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		})
	],
	worker: { format: 'es', plugins: () => [compressedWasm()] },
	build: { target: 'es2022' },
	optimizeDeps: { exclude: ['@duckdb/duckdb-wasm', 'parquet-wasm'] },
	test: {
		include: ['src/**/*.test.ts', 'tests/{oracles,bench}/**/*.test.ts', 'scripts/**/*.test.ts'],
		testTimeout: 30_000
	}
});
