import './setup/node-version.js';
import { availableParallelism } from 'node:os';
import { checkArchitecture } from './checks/architecture.js';
import { checkBudget } from './checks/budget.js';
import { checkMessages } from './checks/messages.js';
import { ensureBuild } from './setup/build.js';
import { ensurePackages } from './setup/packages.js';
import { elapsed, run, runPackage } from './setup/process.js';

/** @typedef {{ problems: string[], notes: string[] }} Findings */

await ensurePackages();
await ensureBuild();

/** The slow ones first, so that they overlap. @type {[string, () => Promise<Findings> | Findings][]} */
const checks = [
	['lint', () => program('eslint', ['.', '--max-warnings', '0'])],
	[
		'types, page',
		() => program('svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'human', '--fail-on-warnings'])
	],
	['types, workers', () => program('tsc', ['--noEmit', '-p', 'tsconfig.worker.json'])],
	['types, service worker', () => program('tsc', ['--noEmit', '-p', 'src/service-worker/tsconfig.json'])],
	['format', () => program('prettier', ['--check', '.', '--log-level', 'warn'])],
	['import rules', () => program('depcruise', ['--config', '.dependency-cruiser.mjs', 'src'])],
	['unused code', () => program('knip', ['--no-progress'])],
	['messages', checkMessages],
	['architecture page', checkArchitecture],
	['bundle budget', checkBudget],
	['lockfile', lockfile]
];

const only = process.argv.slice(2);
const waiting = checks.filter(([name]) => only.length === 0 || only.some((word) => name.includes(word)));
const width = Math.max(...checks.map(([name]) => name.length));
let failed = 0;
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;

async function work() {
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		const [name, check] = next;
		const since = Date.now();
		const { problems, notes } = await check();
		if (problems.length > 0) failed += 1;
		const mark = problems.length === 0 ? '✓' : '✗';
		console.log([`${mark} ${name.padEnd(width)}  ${elapsed(since).padStart(5)}`, ...notes].join('  '));
		for (const problem of problems) console.log(`    ${problem.replaceAll('\n', '\n    ')}`);
	}
}

/** A check that is another program: its output is the problem. @param {string} name @param {string[]} args @returns {Promise<Findings>} */
async function program(name, args) {
	const { code, output } = await runPackage(name, args, { quiet: true });
	return { problems: code === 0 ? [] : [output.trim() || `${name} ended with ${code}`], notes: [] };
}

/** `npm ci` must work on every platform: an incomplete lockfile fails only there. @returns {Promise<Findings>} */
async function lockfile() {
	const { code, output } = await run('npm', ['ci', '--dry-run', '--no-fund', '--no-audit', '--silent'], {
		quiet: true
	});
	return { problems: code === 0 ? [] : [output.trim() || 'npm ci --dry-run failed'], notes: [] };
}
