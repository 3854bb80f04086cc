/**
 * Who may import whom: THE table. `npm run check` enforces it (through .dependency-cruiser.mjs) and compares the copy in
 * docs/architecture.md with it. Paths are below src/; packages are names or, ending in /, scopes. Tests are free.
 * @typedef {{ folder: string, may: readonly string[], packages: readonly string[], note: string }} Layer
 * @typedef {{ packages: readonly string[], only: readonly string[] }} Fence
 */

/** @type {readonly Layer[]} */
const layers = [
	{ folder: 'lib/core', may: [], packages: ['zod/mini'], note: 'pure TypeScript: no DOM, no I/O, no clock' },
	{ folder: 'lib/workers', may: ['lib/core'], packages: ['comlink'], note: 'how a page and a worker talk' },
	{
		folder: 'lib/engine',
		may: ['lib/core', 'lib/workers'],
		packages: ['@duckdb/', 'apache-arrow', 'comlink', 'fflate', 'parquet-wasm'],
		note: 'adapter for the Engine port'
	},
	{
		folder: 'lib/training',
		may: ['lib/core', 'lib/workers'],
		packages: ['@tensorflow/', 'comlink'],
		note: 'adapter for the Trainer port'
	},
	{ folder: 'lib/storage', may: ['lib/core', 'lib/workers'], packages: ['idb'], note: 'adapter for the Store port' },
	{ folder: 'lib/remote', may: ['lib/core'], packages: [], note: 'files from the web, when asked' },
	{ folder: 'lib/offline', may: ['lib/core'], packages: [], note: 'the page side of the service worker' },
	{ folder: 'lib/i18n', may: ['lib/core', 'lib/paraglide'], packages: [], note: 'words, numbers, money, dates' },
	{
		folder: 'lib/ui',
		may: ['lib/core', 'lib/i18n', 'lib/paraglide'],
		packages: ['@internationalized/date', '@lucide/', 'bits-ui', 'plotly.js-', 'svelte'],
		note: 'presentational components'
	},
	{ folder: 'lib/state', may: ['lib/core'], packages: ['svelte'], note: 'rune classes; ports come by constructor' },
	{ folder: 'lib/app.ts', may: ['lib'], packages: ['svelte', '$app/'], note: 'composition root: names the adapters' },
	{
		folder: 'routes',
		may: ['lib/app.ts', 'lib/state', 'lib/ui', 'lib/i18n', 'lib/core', 'lib/paraglide', 'app.css'],
		packages: ['@lucide/', '@sveltejs/kit', 'bits-ui', 'client-zip', 'svelte', 'write-excel-file/', '$app/'],
		note: 'screens'
	},
	{ folder: 'service-worker', may: ['lib/offline'], packages: ['$service-worker'], note: 'offline cache' }
];

/** Heavy or dangerous packages, and the only places that may name them. @type {readonly Fence[]} */
const fences = [
	{ packages: ['@duckdb/', 'apache-arrow', 'parquet-wasm'], only: ['lib/engine'] },
	{ packages: ['@tensorflow/'], only: ['lib/training'] },
	{ packages: ['idb'], only: ['lib/storage'] },
	{ packages: ['plotly.js-'], only: ['lib/ui/chart'] },
	{ packages: ['comlink'], only: ['lib/workers', 'lib/engine', 'lib/training'] }
];

/** Contract batteries are tests that other tests call. */
const tests = '\\.test\\.ts$|/battery\\.ts$|/testing/';

/** The table as forbidden dependencies, in dependency-cruiser's terms. */
export function forbiddenImports() {
	return [...layers.flatMap(layerRules), ...fences.map(fenceRule), ...general];
}

/** The table as Markdown, for the architecture page. */
export function importTable() {
	const list = (/** @type {readonly string[]} */ names) => names.map((name) => `\`${name}\``).join(', ') || '—';
	return [
		'| folder of `src/` | may import | and the packages | what it is |',
		'| --- | --- | --- | --- |',
		...layers.map(
			({ folder, may, packages, note }) => `| \`${folder}\` | ${list(may)} | ${list(packages)} | ${note} |`
		),
		'',
		'| fenced packages | only in |',
		'| --- | --- |',
		...fences.map(({ packages, only }) => `| ${list(packages)} | ${list(only)} |`)
	].join('\n');
}

const general = [
	{
		name: 'no-circles',
		severity: 'error',
		from: { path: '^src/', pathNot: '^src/lib/paraglide/' },
		to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
	},
	{
		name: 'resolvable',
		severity: 'error',
		from: { path: '^src/' },
		to: {
			couldNotResolve: true,
			pathNot: ['^\\$app/', '^\\$service-worker$', '\\$types$', '\\?(gzip-)?url$', '^@lucide/svelte/icons/']
		}
	}
];

/** @param {Layer} layer */
function layerRules({ folder, may, packages }) {
	const from = { path: below(folder), pathNot: [tests, '/\\.svelte-kit/'] };
	return [
		{
			name: `${folder}-imports`,
			severity: 'error',
			from,
			to: { path: '^src/', pathNot: [folder, ...may].map(below) }
		},
		{
			name: `${folder}-packages`,
			severity: 'error',
			from,
			to: {
				path: ['(^|/)node_modules/', '^[@\\w]', '^\\$(app/|env/|service-worker)'],
				pathNot: ['^src/', ...packages.map(packagePath)]
			}
		}
	];
}

/** @param {Fence} fence */
function fenceRule({ packages, only }) {
	return {
		name: `only-in-${only.join('-and-')}`,
		severity: 'error',
		from: { path: '^src/', pathNot: [tests, ...only.map(below)] },
		to: { path: packages.map(packagePath) }
	};
}

/** @param {string} path a folder or file below src/ */
function below(path) {
	const quoted = quote(path);
	return /\.\w+$/.test(path) ? `^src/${quoted}$` : `^src/${quoted}/`;
}

/** @param {string} name */
function packagePath(name) {
	if (name.startsWith('$')) return `^${quote(name)}`;
	const open = /[/-]$/.test(name);
	return `(^|/)node_modules/${quote(name)}${open ? '' : '/'}|^${quote(name)}${open ? '' : '(/|$)'}`;
}

/** @param {string} text */
function quote(text) {
	return text.replace(/[.$]/g, '\\$&');
}
