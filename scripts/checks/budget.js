import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from '../setup/process.js';

/** App shell: JavaScript of the home page before engine, charts and training, in bytes of brotli. */
const shellLimit = 200 * 1024;

/** What a static host may refuse, in bytes. */
const fileLimit = 25 * 1024 * 1024;

/** Hosts whose names stand in our packages' code, by the reason why nothing is fetched. The policy would refuse it too. */
const mentionedHosts = new Set(
	Object.values({
		namespacesAndLicences: ['www.w3.org', 'www.apache.org', 'tailwindcss.com', 'github.com'],
		namespacesOfWorkbooks: ['schemas.openxmlformats.org', 'schemas.microsoft.com'],
		addressesOnThisMachineAUserMayType: ['127.0.0.1'],
		linksInErrorTexts: ['svelte.dev', 'paraglidejs.com', 'emscripten.org', 'get.webgl.org', 'wiki.openstreetmap.org'],
		basesForParsingRelativeAddresses: ['localhost', 'fallback.com', 'example.com', 'maplibre.invalid'],
		bundlesWeDoNotAskDuckDbFor: ['cdn.jsdelivr.net'],
		plotlyCloudAndLogoSwitchedOff: ['cloud.plotly.com', 'plotly.com'],
		plotlyMapsThatNoChartUses: [
			...['cdn.plot.ly', 'server.arcgisonline.com', 'www.esri.com', 'tilemaps.icgc.cat', 'geoserveis.icgc.cat'],
			...['www.openstreetmap.org', 'tile.openstreetmap.org', 'fonts.openmaptiles.org', 'maplibre.org'],
			...['basemaps.cartocdn.com', 'tiles.basemaps.cartocdn.com']
		]
	}).flat()
);

/**
 * Sizes of the production build and what it names outside itself.
 * @returns {{ problems: string[], notes: string[] }}
 */
export function checkBudget() {
	const build = join(root, 'build');
	if (!existsSync(join(build, 'index.html'))) return { problems: ['build/ is missing: npm run build'], notes: [] };
	const files = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((file) =>
		statSync(join(build, file)).isFile()
	);
	const pages = files
		.filter((file) => file.endsWith('index.html'))
		.map((file) => ({ file, bytes: shellBytes(build, file) }));
	const home = pages.find(({ file }) => file === 'index.html')?.bytes ?? 0;
	const largest = pages.reduce((a, b) => (b.bytes > a.bytes ? b : a));
	const total = files.reduce((sum, file) => sum + statSync(join(build, file)).size, 0);

	const problems = files
		.filter((file) => statSync(join(build, file)).size > fileLimit)
		.map((file) => `${file}: ${megabytes(statSync(join(build, file)).size)}, over the 25 MiB of a static host`);
	if (home > shellLimit) problems.push(`app shell: ${kilobytes(home)} brotli, over ${kilobytes(shellLimit)}`);
	problems.push(...foreignHosts(build, files));
	return {
		problems,
		notes: [
			`shell ${kilobytes(home)} of ${kilobytes(shellLimit)}`,
			`largest page ${largest.file} ${kilobytes(largest.bytes)}`,
			`build ${megabytes(total)} in ${files.length} files`
		]
	};
}

/** Brotli bytes of all scripts a page loads before any dynamic import. @param {string} build @param {string} page */
function shellBytes(build, page) {
	const html = readFileSync(join(build, page), 'utf8');
	const named = [...html.matchAll(/["'](?:\.{1,2}\/)*([\w./-]+\.js)["']/g)].map((match) => match[1] ?? '');
	const seen = new Set(named.filter((file) => existsSync(join(build, file))));
	for (const file of seen) for (const next of staticImports(build, file)) seen.add(next);
	return [...seen].reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(build, file))).length, 0);
}

/** @type {Map<string, string[]>} */
let importsByFile;

/** Static imports of a chunk by the bundler's own manifest. @param {string} build @param {string} file */
function staticImports(build, file) {
	importsByFile ??= readManifest();
	return (importsByFile.get(file) ?? []).filter((next) => existsSync(join(build, next)));
}

function readManifest() {
	/** @type {Record<string, { file: string, imports?: string[] }>} */
	const manifest = JSON.parse(readFileSync(join(root, '.svelte-kit/output/client/.vite/manifest.json'), 'utf8'));
	return new Map(
		Object.values(manifest).map(({ file, imports = [] }) => [file, imports.flatMap((key) => manifest[key]?.file ?? [])])
	);
}

/** Hosts named in scripts, styles and pages that are not on the list above. @param {string} build @param {string[]} files */
function foreignHosts(build, files) {
	/** @type {Map<string, string>} */
	const found = new Map();
	for (const file of files.filter((name) => ['.js', '.mjs', '.css', '.html', '.webmanifest'].includes(extname(name)))) {
		const text = readFileSync(join(build, file), 'utf8');
		for (const match of text.matchAll(/(?:https?|wss?):\/\/([\w.-]+)/g)) {
			const host = match[1] ?? '';
			if (!mentionedHosts.has(host) && !found.has(host)) found.set(host, `${file} … ${around(text, match.index)}`);
		}
	}
	return [...found].map(([host, where]) => `${host} is named in ${where}; is anything fetched from there?`);
}

/** @param {string} text @param {number} at */
function around(text, at) {
	return text.slice(Math.max(0, at - 40), at + 60).replace(/\s+/g, ' ');
}

/** @param {number} bytes */
function kilobytes(bytes) {
	return `${Math.round(bytes / 1024)} KB`;
}

/** @param {number} bytes */
function megabytes(bytes) {
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
