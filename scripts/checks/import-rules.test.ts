import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, describe, expect, it } from 'vitest';
import { forbiddenImports } from './import-rules.js';

const folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const targets = {
	'src/lib/core/table.ts': 'export const table = 1;',
	'src/lib/workers/reply.ts': 'export const reply = 1;',
	'src/lib/engine/client.ts': 'export const engine = 1;',
	'src/lib/storage/store.ts': 'export const store = 1;',
	'src/lib/state/live.ts': 'export const live = 1;',
	'src/lib/ui/button.ts': 'export const button = 1;',
	'node_modules/@duckdb/duckdb-wasm/index.js': 'export const duckdb = 1;',
	'node_modules/left-pad/index.js': 'export const pad = 1;',
	'node_modules/zod/mini/index.js': 'export const z = 1;',
	'node_modules/zod/index.js': 'export const z = 1;'
};

/** Names of the rules that refuse `from` importing `to`. */
async function refusals(from: string, to: string): Promise<string[]> {
	const dir = mkdtempSync(join(folder, 'case-'));
	for (const [path, text] of Object.entries({
		...targets,
		[from]: `import * as it from '${to}';\nexport const use = it;\n`
	})) {
		mkdirSync(dirname(join(dir, path)), { recursive: true });
		writeFileSync(join(dir, path), text);
	}
	const { output } = await cruise(
		['src'],
		{
			baseDir: dir,
			doNotFollow: { path: 'node_modules' },
			tsPreCompilationDeps: 'specify',
			ruleSet: { forbidden: forbiddenImports() as never },
			validate: true
		},
		{ bustTheCache: true }
	);
	return (output as ICruiseResult).summary.violations
		.filter((found) => found.from === from)
		.map((found) => found.rule.name);
}

describe('the import rules', () => {
	it.each([
		['core reaching up to an adapter', 'src/lib/core/bad.ts', '../engine/client', 'lib/core-imports'],
		['core using a heavy package', 'src/lib/core/bad.ts', '@duckdb/duckdb-wasm', 'lib/core-packages'],
		['core using the large zod', 'src/lib/core/bad.ts', 'zod', 'lib/core-packages'],
		['core using Node', 'src/lib/core/bad.ts', 'node:fs', 'lib/core-packages'],
		['an adapter using another one', 'src/lib/engine/bad.ts', '../storage/store', 'lib/engine-imports'],
		['an adapter using an unlisted package', 'src/lib/storage/bad.ts', 'left-pad', 'lib/storage-packages'],
		['a component reading state', 'src/lib/ui/bad.ts', '../state/live', 'lib/ui-imports'],
		['a screen reaching an adapter', 'src/routes/data/bad.ts', '../../lib/engine/client', 'routes-imports'],
		['a fenced package anywhere else', 'src/lib/bad.ts', '@duckdb/duckdb-wasm', 'only-in-lib/engine'],
		['an import that leads nowhere', 'src/lib/core/bad.ts', './missing', 'resolvable']
	])('refuse %s', async (_, from, to, rule) => {
		expect(await refusals(from, to)).toContain(rule);
	});

	it.each([
		['core using core', 'src/lib/core/reports/good.ts', '../table'],
		['core using zod/mini', 'src/lib/core/good.ts', 'zod/mini'],
		['an adapter using core', 'src/lib/engine/good.ts', '../core/table'],
		['an adapter using its own package', 'src/lib/engine/good.ts', '@duckdb/duckdb-wasm'],
		['an adapter using the worker protocol', 'src/lib/engine/good.ts', '../workers/reply'],
		['the composition root naming an adapter', 'src/lib/app.ts', './storage/store'],
		['a screen using a component', 'src/routes/data/good.ts', '../../lib/ui/button'],
		['a test using anything', 'src/lib/core/good.test.ts', 'left-pad']
	])('allow %s', async (_, from, to) => {
		expect(await refusals(from, to)).toEqual([]);
	});
});
