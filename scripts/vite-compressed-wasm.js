import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const SUFFIX = '?gzip-url';
const compress = promisify(gzip);
/** @type {Map<string, Promise<Buffer>>} */
const compressed = new Map();

/**
 * @param {string} file
 * @returns {Promise<Buffer>}
 */
function gzipped(file) {
	const known =
		compressed.get(file) ?? readFile(file).then((bytes) => compress(bytes, { level: constants.Z_BEST_COMPRESSION }));
	compressed.set(file, known);
	return known;
}

/**
 * `import url from 'package/file.wasm?gzip-url'` puts the file into the build gzip-compressed and gives its address, because
 * static hosts refuse files over 25 MiB and not all of them compress. The dev server serves the raw file; readers look at the
 * first bytes, so both work.
 *
 * @returns {import('vite').Plugin}
 */
export function compressedWasm() {
	let build = false;
	return {
		name: 'dealscope:compressed-wasm',
		enforce: 'pre',
		configResolved(config) {
			build = config.command === 'build';
		},
		async resolveId(source, importer) {
			if (!source.endsWith(SUFFIX)) return null;
			const file = await this.resolve(source.slice(0, -SUFFIX.length), importer, { skipSelf: true });
			return file ? `${file.id}${SUFFIX}` : null;
		},
		async load(id) {
			if (!id.endsWith(SUFFIX)) return null;
			const file = id.slice(0, -SUFFIX.length);
			if (!build) return `export default ${JSON.stringify(`/@fs/${file.replace(/^\//, '')}`)};`;
			if (this.environment.config.consumer === 'server') return 'export default "";';
			const asset = this.emitFile({ type: 'asset', name: `${basename(file)}.gz`, source: await gzipped(file) });
			return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
		},
		transform(code, id) {
			// parquet-wasm's script would put the raw file into the build beside the compressed one; it is given its module.
			return id.endsWith('/parquet_wasm.js')
				? code.replace("new URL('parquet_wasm_bg.wasm', import.meta.url)", 'undefined')
				: null;
		}
	};
}
