// Forecasting bench: trains on *_train.csv, forecasts the horizon, scores on *_test.csv.
//   node scripts/bench-forecast.js --data DIR [--sets a,b] [--limit N] [--folds N] [--budget S] [--kinds a,b] [--seed N] [--json]
// --budget: seconds per set for the network (0, the default, leaves it out). --json: only the last line.
// Runs the product's own code in Node, one thread. The last line is JSON: {"sets":{NAME:{owa,mase,…,models:{KIND:{…}}}}}.
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');
const { values: args } = parseArgs({
	options: {
		data: { type: 'string', default: resolve(root, '../shared/data/forecast') },
		sets: { type: 'string', default: '' },
		limit: { type: 'string', default: 'Infinity' },
		folds: { type: 'string', default: '3' },
		budget: { type: 'string', default: '0' },
		seed: { type: 'string', default: '1' },
		kinds: { type: 'string', default: 'theta,four-theta,ets-average,stl-ets,pretrained,residual-network,combination' },
		json: { type: 'boolean', default: false },
		node: { type: 'boolean', default: true }
	}
});

// Inside node_modules, so that the bundle finds the packages it leaves external.
const outDir = resolve(root, 'node_modules/.cache/bench-forecast', String(process.pid));
mkdirSync(outDir, { recursive: true });
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
await build({
	configFile: false,
	root,
	logLevel: 'error',
	publicDir: false,
	resolve: { alias: { $lib: resolve(root, 'src/lib') } },
	build: { ssr: 'tests/bench/forecast/main.ts', outDir, emptyOutDir: true, target: 'node20', minify: false }
});
const list = (/** @type {string} */ text) => text.split(',').filter((word) => word !== '');
const { runBench } = await import(pathToFileURL(resolve(outDir, 'main.js')).href);
const sets = await runBench({
	data: resolve(args.data),
	sets: list(args.sets),
	limit: Number(args.limit),
	folds: Number(args.folds),
	budget: Number(args.budget),
	seed: Number(args.seed),
	kinds: list(args.kinds),
	networks: resolve(root, 'static/networks'),
	print: (/** @type {string} */ line) => args.json || console.log(line)
});
console.log(JSON.stringify({ sets }, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)));
