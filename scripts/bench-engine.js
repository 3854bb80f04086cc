/**
 * Loads a seeded orders file and runs report queries in headless Chromium through the product's own engine, and the same in
 * native DuckDB with one thread; prints the ratios.
 *
 *   node scripts/bench-engine.js [--rows 1000000] [--runs 3]
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { NATIVE_COLUMNS, orderLines, productLines, QUERIES } from '../tests/bench/engine/orders.js';

const { values: options } = parseArgs({ options: { rows: { type: 'string' }, runs: { type: 'string' } } });
const rows = Number(options.rows ?? 1_000_000);
const runs = Number(options.runs ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'));
const files = { orders: join(folder, 'orders.csv'), products: join(folder, 'products.csv') };

try {
	await writeFiles();
	const browser = await openPage();
	report(await measure(browserSide(browser.page), await nativeSide()), browser.start);
	await browser.close();
} finally {
	rmSync(folder, { recursive: true, force: true });
}

async function writeFiles() {
	const out = createWriteStream(files.orders);
	for (const text of orderLines(rows)) if (!out.write(text)) await once(out, 'drain');
	out.end();
	await once(out, 'finish');
	writeFileSync(files.products, productLines());
	console.log(`orders: ${rows.toLocaleString('en')} rows, ${(statSync(files.orders).size / 1e6).toFixed(1)} MB`);
}

/** Builds the bench page like the product and opens it in Chromium. */
async function openPage() {
	if (!existsSync('.svelte-kit/tsconfig.json')) spawnSync('npx', ['svelte-kit', 'sync'], { stdio: 'ignore' });
	const site = join(folder, 'site');
	await build({ configFile: 'tests/bench/engine/vite.config.ts', logLevel: 'error', build: { outDir: site } });
	const server = createServer((request, response) => {
		const path = join(site, new URL(request.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '/index.html'));
		if (!path.startsWith(site) || !existsSync(path)) return response.writeHead(404).end();
		const types = { '.html': 'text/html', '.js': 'text/javascript', '.gz': 'application/gzip' };
		response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
		return createReadStream(path).pipe(response);
	});
	server.listen(0);
	await once(server, 'listening');
	const executablePath = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
		(path) => path && existsSync(path)
	);
	const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
	const page = await browser.newPage();
	await page.goto(`http://localhost:${server.address().port}/`);
	await page.waitForFunction(() => Boolean(window.bench));
	await page.setInputFiles('#file', [files.orders, files.products]);
	const start = await page.evaluate(() => window.bench.run('SELECT 1').then((answer) => answer.ms));
	await page.evaluate(() => window.bench.load(1, 'products').then(() => undefined));
	return {
		page,
		start,
		async close() {
			await browser.close();
			server.close();
		}
	};
}

/** Measures both sides in turn, so that whatever else the machine does meets both. Times are medians in ms. */
async function measure(ours, native) {
	const load = await sideBySide(ours.load, native.load);
	const told = await sideBySide(ours.load, ours.told);
	const queries = {};
	for (const [name, sql] of Object.entries(QUERIES)) {
		queries[name] = await sideBySide(
			() => ours.query(sql),
			() => native.query(sql)
		);
		checkSame(name, queries[name].native.answer, queries[name].ours.answer);
	}
	return { load, told, queries };
}

async function sideBySide(ours, native) {
	await native();
	await ours();
	const times = { ours: [], native: [] };
	const answers = { ours: null, native: null };
	for (let run = 0; run < runs; run++) {
		for (const [side, work] of [
			['native', native],
			['ours', ours]
		]) {
			const { ms, ...answer } = await work();
			times[side].push(ms);
			answers[side] = answer;
		}
	}
	const median = (side) => times[side].sort((a, b) => a - b)[Math.floor(runs / 2)];
	return {
		ours: { ms: median('ours'), answer: answers.ours },
		native: { ms: median('native'), answer: answers.native }
	};
}

function browserSide(page) {
	return {
		async load() {
			const answer = await page.evaluate(async () => {
				const { ms, report } = await window.bench.load(0, 'orders');
				const issues = report.files.reduce((sum, file) => sum + file.issues.length + file.setAsideTotal, 0);
				return { ms, rows: report.table.rows, issues };
			});
			if (answer.rows !== rows || answer.issues > 0) throw new Error(`loaded ${JSON.stringify(answer)}`);
			return answer;
		},
		/** The same engine's own reader, told dialect and types, and nothing checked. */
		told: () => page.evaluate((columns) => window.bench.told(0, columns), NATIVE_COLUMNS.orders),
		query: (sql) =>
			page.evaluate(
				(text) =>
					window.bench.run(text).then(({ ms, rows: { values, length } }) => ({
						ms,
						length,
						first: values.map((column) => String(column[0]))
					})),
				sql
			)
	};
}

async function nativeSide() {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	await connection.run('SET threads = 1');
	const create = (table) =>
		`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM read_csv('${files[table]}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = ${NATIVE_COLUMNS[table]})`;
	await connection.run(create('products'));
	const timed = async (work) => {
		const start = performance.now();
		const answer = await work();
		return { ms: performance.now() - start, ...answer };
	};
	return {
		load: () => timed(() => connection.run(create('orders')).then(() => ({}))),
		query: (sql) =>
			timed(async () => {
				const reader = await connection.runAndReadAll(sql);
				return { first: (reader.getRows()[0] ?? []).map(String), length: reader.currentRowCount };
			})
	};
}

function report({ load, told, queries }, startMs) {
	const line = (name, { native, ours }) =>
		console.log(
			`${name.padEnd(34)} ${native.ms.toFixed(0).padStart(8)} ${ours.ms.toFixed(0).padStart(8)} ${ratio({ native, ours }).toFixed(2).padStart(7)}`
		);
	const ratio = ({ native, ours }) => ours.ms / native.ms;
	const round = (value) => Math.round(value * 1000) / 1000;
	console.log(
		`\n${''.padEnd(34)} ${'native'.padStart(8)} ${'browser'.padStart(8)} ${'ratio'.padStart(7)}   (ms, medians of ${runs})`
	);
	line('load', load);
	line('load, told what to read (this engine)', told);
	for (const [name, query] of Object.entries(queries)) line(name, query);
	const ratios = Object.values(queries).map(ratio);
	const mean = Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / ratios.length);
	console.log(`${'queries, geometric mean of ratios'.padEnd(52)} ${mean.toFixed(2).padStart(7)}`);
	console.log(`start of the engine: ${startMs.toFixed(0)} ms`);
	console.log(
		JSON.stringify({
			bench: 'engine',
			rows,
			loadRatio: round(ratio(load)),
			queryRatio: round(mean),
			detectionRatio: round(ratio(told)),
			toldLoadMs: Math.round(told.native.ms),
			loadMs: Math.round(load.ours.ms),
			nativeLoadMs: Math.round(load.native.ms),
			startMs: Math.round(startMs),
			queryRatios: Object.fromEntries(Object.entries(queries).map(([name, query]) => [name, round(ratio(query))]))
		})
	);
}

/** Both engines must have answered the same: as many rows, and the same first row (dates and timestamps differ in form only). */
function checkSame(name, native, ours) {
	const plain = (cell) =>
		/^-?\d+\.\d{6,}/.test(cell) ? String(Number(cell).toPrecision(9)) : cell.replace(/ 00:00:00$/, '');
	const same = native.length === ours.length && native.first.every((cell, at) => plain(cell) === plain(ours.first[at]));
	if (!same) throw new Error(`${name}: native ${JSON.stringify(native)}, browser ${JSON.stringify(ours)}`);
}
