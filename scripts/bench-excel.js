/**
 * Imports a seeded workbook through the built app in headless Chromium and prints how long it takes until its table and its
 * model are shown, and the longest task of the page on the way: by the clock, and in processor time, which other work on the
 * machine does not lengthen.
 *
 *   npm run bench:excel [-- --rows 100000] [--runs 3] [--build FOLDER]
 */
import './setup/node-version.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { COLUMNS, dealWorkbook } from '../tests/bench/excel/workbook.js';
import { createSite, listen } from './serve.js';
import { ensureBuild } from './setup/build.js';
import { ensureChromium } from './setup/chromium.js';
import { root } from './setup/process.js';

/** @typedef {{ name: string, cat: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number }} TraceEvent */
/** @typedef {{ tableMs: number, modelMs: number, longestTaskMs: number, longestTaskCpuMs: number }} Times */

const { values } = parseArgs({
	options: { rows: { type: 'string' }, runs: { type: 'string' }, build: { type: 'string' } }
});
const rows = Number(values.rows ?? 100_000);
const runs = Number(values.runs ?? 3);
const PATIENCE_MS = 300_000;
/** Marks the moment the file is given, in the browser's trace. */
const MARK = 'bench: file given';

const executablePath = await ensureChromium();
if (!values.build) await ensureBuild();
const folder = mkdtempSync(join(tmpdir(), 'bench-excel-'));
const server = createSite(values.build ?? join(root, 'build'));
try {
	const file = join(folder, 'deals.xlsx');
	const bytes = dealWorkbook(rows);
	writeFileSync(file, bytes);
	console.log(`${rows.toLocaleString('en')} rows, ${COLUMNS.length} columns, ${(bytes.length / 1e6).toFixed(1)} MB`);
	const url = `http://localhost:${await listen(server, 4800)}/`;
	const times = [];
	for (let run = 0; run < runs; run++) times.push(await importOnce(url, file));
	print(times);
} finally {
	server.close();
	rmSync(folder, { recursive: true });
}

/** A browser of its own, so that nothing is warm. @param {string} url @param {string} file @returns {Promise<Times>} */
async function importOnce(url, file) {
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	try {
		// The offline cache is filled in the background on a first visit; here it would be measured too.
		const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' });
		const page = await context.newPage();
		await page.goto(url);
		await page.getByRole('button', { name: 'Try the sample' }).waitFor();
		const trace = await traced(browser);
		await page.evaluate((mark) => void performance.mark(mark), MARK);
		const since = performance.now();
		await page.locator('main input[type=file]').first().setInputFiles(file);
		const facts = `${rows.toLocaleString('en')} rows · ${COLUMNS.length} columns`;
		await page.getByText(facts).first().waitFor({ timeout: PATIENCE_MS });
		const tableMs = performance.now() - since;
		await page.getByRole('button', { name: 'Looks right' }).waitFor({ timeout: PATIENCE_MS });
		const modelMs = performance.now() - since;
		// What is drawn last, and the autosave.
		await page.waitForTimeout(3000);
		return { tableMs, modelMs, ...longest(await trace()) };
	} finally {
		await browser.close();
	}
}

/** Begins a trace of every task; the function it gives ends it. @param {import('playwright').Browser} browser */
async function traced(browser) {
	const session = await browser.newBrowserCDPSession();
	const events = /** @type {TraceEvent[]} */ ([]);
	session.on('Tracing.dataCollected', ({ value }) => events.push(.../** @type {any[]} */ (value)));
	const traceConfig = { includedCategories: ['toplevel', 'blink.user_timing'] };
	await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
	return async () => {
		const over = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
		await session.send('Tracing.end');
		await over;
		return events;
	};
}

/** The longest tasks of the page's main thread from the mark on. @param {TraceEvent[]} events */
function longest(events) {
	const mark = events.find(({ name, cat }) => name === MARK && cat.includes('user_timing'));
	if (!mark) throw new Error('the trace has no mark');
	const tasks = events.filter(
		({ name, ph, pid, tid, ts }) =>
			name.endsWith('RunTask') && ph === 'X' && pid === mark.pid && tid === mark.tid && ts >= mark.ts
	);
	if (tasks.length === 0) throw new Error('the trace has no tasks');
	const most = (/** @type {(task: TraceEvent) => number} */ of) =>
		tasks.reduce((max, task) => Math.max(max, of(task)), 0);
	return {
		longestTaskMs: most(({ dur = 0 }) => dur) / 1000,
		longestTaskCpuMs: most(({ tdur = 0 }) => tdur) / 1000
	};
}

/** @param {Times[]} times */
function print(times) {
	const sorted = (/** @type {keyof Times} */ of) => times.map((time) => Math.round(time[of])).sort((a, b) => a - b);
	const names = /** @type {const} */ ({
		tableMs: 'table shown',
		modelMs: 'model shown',
		longestTaskMs: 'longest task, clock',
		longestTaskCpuMs: 'longest task, processor'
	});
	console.log(`\n${''.padEnd(26)}${'median ms'.padStart(11)}   of ${runs} runs`);
	const medians = Object.entries(names).map(([key, name]) => {
		const all = sorted(/** @type {keyof Times} */ (key));
		const median = all[Math.floor(all.length / 2)] ?? NaN;
		console.log(`${name.padEnd(26)}${median.toLocaleString('en').padStart(11)}   ${all.join(', ')}`);
		return [key, median];
	});
	console.log(JSON.stringify({ bench: 'excel', rows, columns: COLUMNS.length, ...Object.fromEntries(medians) }));
}
