import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { chromium } from 'playwright';
import { createSite, listen } from '../serve.js';

/** Files given to the page at a time: a page that is loaded anew starts with a fresh engine. */
const CHUNK = 60;
/** Longest the page may take for one chunk, and for a file alone. */
const CHUNK_MS = 300_000;
const FILE_MS = 120_000;
/** Times a file alone is tried when the page, not the file, was at fault. */
const TRIES = 2;

/** @typedef {{ build: string, executablePath: string, progress?: (done: number, total: number) => void }} Options */

/**
 * Imports every file below `input`, without hints, through the convert screen of the built app in headless Chromium, and writes
 * for each file `NAME.csv` and `NAME.warn.json` at the same place below `output`. NAME is the file's whole name; where no other
 * file of the folder takes it, the same is found under the name without extension. The first table of a file with several
 * is `NAME.csv`, the others are `NAME - PART.csv`.
 * @param {string} input @param {string} output @param {Options} options
 */
export async function convertFolder(input, output, { build, executablePath, progress }) {
	const server = createSite(build);
	const port = await freePort(server);
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	const files = filesBelow(input);
	const chunks = chunksOf(files);
	let done = 0;
	try {
		for (const chunk of chunks) {
			await convertChunk(
				browser,
				`http://localhost:${port}/convert/`,
				chunk,
				join(output, relative(input, chunk.folder))
			);
			progress?.((done += chunk.names.length), files.length);
		}
	} finally {
		await browser.close();
		server.close();
	}
	return files.length;
}

/** Starts the server on a port nobody uses. @param {import('node:http').Server} server */
async function freePort(server) {
	await listen(server, 0);
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

/** @param {string} folder @returns {string[]} */
export function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => {
			const path = join(folder, entry.name);
			return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
		});
}

/** @typedef {{ folder: string, names: string[] }} Chunk */

/** @param {readonly string[]} files @returns {Chunk[]} */
function chunksOf(files) {
	const chunks = /** @type {Chunk[]} */ ([]);
	for (const file of files) {
		const folder = dirname(file);
		const last = chunks.at(-1);
		const name = file.slice(folder.length + 1);
		if (last && last.folder === folder && last.names.length < CHUNK) last.names.push(name);
		else chunks.push({ folder, names: [name] });
	}
	return chunks;
}

/**
 * Converts a chunk; when the page does not come to an end with it, its files one by one, so that one file cannot cost the others. A
 * file refused for a reason that is not its own (an engine that did not start in time, a worker that fell silent) is tried again alone.
 * @param {import('playwright').Browser} browser @param {string} address @param {Chunk} chunk @param {string} output
 */
async function convertChunk(browser, address, { folder, names }, output) {
	const whole = names.length > 1 ? await converted(browser, address, folder, names, CHUNK_MS) : 'alone';
	if (typeof whole !== 'string') write(whole, folder, names, output);
	const again = typeof whole === 'string' ? names : names.filter((name) => refusedForOthers(whole, name));
	for (const name of again) await convertAlone(browser, address, folder, name, output);
}

/** @param {import('playwright').Browser} browser @param {string} address @param {string} folder @param {string} name @param {string} output */
async function convertAlone(browser, address, folder, name, output) {
	for (let left = TRIES - 1; ; left--) {
		const written = await converted(browser, address, folder, [name], FILE_MS);
		if (left > 0 && (typeof written === 'string' || refusedForOthers(written, name))) continue;
		if (typeof written !== 'string') return write(written, folder, [name], output);
		const notes = { file: name, part: [], refused: true, warnings: [{ code: 'page-ended', text: written }] };
		return write({ [`${name}.warn.json`]: new TextEncoder().encode(JSON.stringify(notes)) }, folder, [name], output);
	}
}

/** Whether a file was refused for a reason that need not lie in it. @param {Record<string, Uint8Array>} written @param {string} name */
function refusedForOthers(written, name) {
	const text = written[`${name}.warn.json`];
	if (!text) return false;
	const { refused, warnings } = JSON.parse(new TextDecoder().decode(text));
	const own = ['input-rejected', 'engine-memory'];
	return (
		refused &&
		warnings.some((/** @type {Warning} */ { code, issue }) => issue === 'file-stalled' || !own.includes(code))
	);
}

/** @typedef {{ code: string, issue?: string }} Warning */

/**
 * What the page wrote by name, or in a sentence why it wrote nothing.
 * @param {import('playwright').Browser} browser @param {string} address @param {string} folder
 * @param {readonly string[]} names @param {number} limit
 * @returns {Promise<Record<string, Uint8Array> | string>}
 */
async function converted(browser, address, folder, names, limit) {
	const context = await browser.newContext({ acceptDownloads: true, locale: 'en', serviceWorkers: 'block' });
	try {
		const page = await context.newPage();
		page.setDefaultTimeout(limit);
		await page.goto(address);
		const input = page.locator('main input[type=file]').first();
		await input.setInputFiles(names.map((name) => join(folder, name)));
		await page.locator('main [role=status]').waitFor({ timeout: limit });
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Download all as ZIP' }).click();
		return unzipSync(new Uint8Array(readFileSync(await (await download).path())));
	} catch (error) {
		return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
	} finally {
		await context.close();
	}
}

/**
 * @param {Record<string, Uint8Array>} written @param {string} folder @param {readonly string[]} names @param {string} output
 */
function write(written, folder, names, output) {
	mkdirSync(output, { recursive: true });
	for (const [name, bytes] of Object.entries(written)) writeFileSync(join(output, name), withoutMark(bytes));
	for (const name of names) {
		const first = Object.keys(written).find((entry) => entry.startsWith(`${name} - `) && entry.endsWith('.warn.json'));
		for (const end of ['.csv', '.warn.json']) {
			const whole = join(output, name + end);
			const part = first ? join(output, first.replace(/\.warn\.json$/, end)) : whole;
			if (!existsSync(whole) && existsSync(part)) copyFileSync(part, whole);
			const short = join(output, name.slice(0, name.length - extname(name).length) + end);
			if (existsSync(whole) && free(folder, name)) copyFileSync(whole, short);
		}
	}
}

/** Whether no other file of the folder has the same name without extension, or has it for its whole name. @param {string} folder @param {string} name */
function free(folder, name) {
	const stem = name.slice(0, name.length - extname(name).length);
	const others = readdirSync(folder).filter((other) => other !== name);
	return others.every((other) => other !== stem && other.slice(0, other.length - extname(other).length) !== stem);
}

/** Without the byte order mark that spreadsheet programs want. @param {Uint8Array} bytes */
function withoutMark(bytes) {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
