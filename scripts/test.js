import './setup/node-version.js';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './setup/build.js';
import { ensureChromium } from './setup/chromium.js';
import { ensurePackages } from './setup/packages.js';
import { elapsed, run, runPackage, say } from './setup/process.js';

const since = Date.now();
await ensurePackages();
const chromium = await ensureChromium();
say(`Chromium: ${chromium}`);
await ensureBuild();

const folder = mkdtempSync(join(tmpdir(), 'dealscope-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

console.log('\nChecks');
const checks = await run('node', ['scripts/check.js']);
if (checks.code !== 0) {
	total.failed += 1;
	console.log('The checks failed (counted as one failed test).');
}

console.log('\nUnit tests');
const unit = join(folder, 'unit.json');
const vitest = await runPackage('vitest', [
	'run',
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${unit}`
]);
add(vitest.code, () => unitCounts(unit));

console.log('\nBrowser tests');
const browser = join(folder, 'browser.json');
const playwright = await runPackage('playwright', ['test', '--reporter=list,json'], {
	env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browser }
});
add(playwright.code, () => browserCounts(browser));

rmSync(folder, { recursive: true });
console.log(`\nDone in ${elapsed(since)}.`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * Adds what one runner counted; a runner that failed without naming a failed test is one failure itself.
 * @param {number} code @param {() => typeof total} counts
 */
function add(code, counts) {
	let found = { passed: 0, failed: 0, skipped: 0 };
	try {
		found = counts();
	} catch (error) {
		console.error(`No result could be read: ${String(error)}`);
		code ||= 1;
	}
	total.passed += found.passed;
	total.skipped += found.skipped;
	total.failed += code !== 0 && found.failed === 0 ? 1 : found.failed;
}

/** @param {string} file */
function unitCounts(file) {
	const report = JSON.parse(readFileSync(file, 'utf8'));
	/** @type {{ status: string, assertionResults: unknown[] }[]} */
	const files = report.testResults;
	const broken = files.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length;
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken,
		skipped: report.numPendingTests + report.numTodoTests
	};
}

/** @param {string} file */
function browserCounts(file) {
	const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats;
	if (flaky > 0) console.log(`${flaky} browser test(s) passed only when repeated.`);
	return { passed: expected + flaky, failed: unexpected, skipped };
}
