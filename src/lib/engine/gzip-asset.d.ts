/** Address of a file shipped gzip-compressed (scripts/vite-compressed-wasm.ts). */
declare module '*.wasm?gzip-url' {
	const url: string;
	export default url;
}
