/**
 * Imports the polluted, real, own and clean files of a folder without hints through the built app and scores what came of
 * them, beside DuckDB's own reader on the same files.
 *
 *   npm run bench:intake [-- --data ../shared/data/nasty] [--keep FOLDER]
 */
import './setup/node-version.js';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from '../tests/bench/intake/own.js';
import { plainDuckdb } from '../tests/bench/intake/plain-duckdb.js';
import { givesCause, importedTable, scorePollock, warningsOf } from '../tests/bench/intake/pollock.js';
import { convertFolder } from './import-folder/convert.js';
import { ensureBuild } from './setup/build.js';
import { ensureChromium } from './setup/chromium.js';
import { elapsed, root, say } from './setup/process.js';

/** @typedef {import('../tests/bench/intake/pollock.js').PollockScore} PollockScore */

const { values } = parseArgs({
	options: { data: { type: 'string' }, keep: { type: 'string' }, build: { type: 'string' } }
});
const data = resolve(values.data ?? join(root, '../shared/data/nasty'));
if (!existsSync(data)) {
	console.log(`skipped: ${data} is not there`);
	process.exit(0);
}
const work = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), 'bench-intake-'));
const executablePath = await ensureChromium();
if (!values.build) await ensureBuild();
const build = resolve(values.build ?? join(root, 'build'));

const polluted = await pollockSet('polluted');
const survey = await pollockSet('survey');
const own = await ownSet();
const alarms = await falseAlarms();
print();
if (!values.keep) rmSync(work, { recursive: true });

/** @param {string} from @param {string} to */
async function imported(from, to) {
	const since = Date.now();
	const files = await convertFolder(from, to, { build, executablePath });
	say(`${files} files imported in ${elapsed(since)}`);
}

/** A set in Pollock's layout: a folder, or the archive of it. @param {string} name */
async function pollockSet(name) {
	const folder = unpacked(name);
	if (!folder) return null;
	const output = join(work, `${name}-imported`);
	await imported(join(folder, 'csv'), output);
	const ours = await scorePollock(folder, (file) => importedTable(output, file));
	const read = await plainDuckdb();
	const duckdb = await scorePollock(folder, (file) => read(join(folder, 'csv', file)));
	return { folder, ours, duckdb };
}

/** @param {string} name @returns {string | null} */
function unpacked(name) {
	const plain = join(data, 'pollock', name);
	if (existsSync(join(plain, 'csv'))) return plain;
	const archive = `${plain}.tar.gz`;
	if (!existsSync(archive)) return null;
	const folder = join(work, name);
	mkdirSync(folder, { recursive: true });
	const { status } = spawnSync('tar', ['xzf', archive, '-C', folder], { stdio: 'inherit' });
	if (status !== 0) throw new Error(`${archive} could not be unpacked`);
	return folder;
}

async function ownSet() {
	const folder = join(data, 'own');
	if (!existsSync(join(folder, 'manifest.json'))) return null;
	const output = join(work, 'own-imported');
	await imported(folder, output);
	const { files } =
		/** @type {{ files: { file: string, expect: import('../tests/bench/intake/own.js').Expectation }[] }} */ (
			JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
		);
	const judged = files.map(({ file, expect }) => ({ file, wrong: judge(output, file, expect) }));
	return { right: judged.filter(({ wrong }) => wrong.length === 0).length, of: judged.length, judged };
}

/**
 * The clean files themselves, each content once. A warning about one is a false alarm unless the file gives cause for it: Pollock's
 * clean files keep misplaced quotes inside cells, names that come twice, rows of other lengths.
 */
async function falseAlarms() {
	const input = join(work, 'clean');
	mkdirSync(input, { recursive: true });
	const seen = new Set();
	for (const set of [polluted, survey]) {
		if (!set) continue;
		for (const name of readdirSync(join(set.folder, 'clean')).sort()) {
			const path = join(set.folder, 'clean', name);
			const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
			if (!seen.has(hash)) copyFileSync(path, join(input, name));
			seen.add(hash);
		}
	}
	const output = join(work, 'clean-imported');
	await imported(input, output);
	const names = readdirSync(input);
	const told = names.filter((name) => importedTable(output, name).warnings > 0);
	const alarmed = told.filter((name) => !givesCause(readFileSync(join(input, name), 'utf8'), warningsOf(output, name)));
	return { files: names.length, told: told.length, alarmed };
}

function print() {
	for (const [name, set] of /** @type {const} */ ([
		['polluted', polluted],
		['survey', survey]
	])) {
		if (!set) continue;
		console.log(`\n${name}: Dealscope beside DuckDB's own reader`);
		line('simple (of 10)', set.ours.simple, set.duckdb.simple);
		if (set.ours.weighted !== null) line('weighted (of 10)', set.ours.weighted, set.duckdb.weighted ?? 0);
		line('silently wrong', set.ours.silentWrong, set.duckdb.silentWrong);
		if (set.ours.silent.length > 0) console.log(`  silently wrong: ${set.ours.silent.slice(0, 20).join(', ')}`);
		for (const file of set.ours.unread) {
			const why = warningsOf(join(work, `${name}-imported`), file).map(({ code, text }) => `${code}: ${text}`);
			console.log(`  not read: ${file}: ${why.join(' ')}`);
		}
		for (const [file, score] of set.ours.worst) console.log(`  ${score.toFixed(3)}  ${file}`);
	}
	if (own) {
		console.log(`\nown: ${own.right} of ${own.of} right`);
		for (const { file, wrong } of own.judged) if (wrong.length > 0) console.log(`  ${file}: ${wrong.join('; ')}`);
	}
	console.log(
		`\nfalse alarms: ${alarms.alarmed.length} of ${alarms.files} clean files ${alarms.alarmed.slice(0, 20).join(', ')}`
	);
	console.log(JSON.stringify(result()));
}

/** @param {string} name @param {number} ours @param {number} theirs */
function line(name, ours, theirs) {
	const number = (/** @type {number} */ value) =>
		(Number.isInteger(value) ? String(value) : value.toFixed(3)).padStart(8);
	const ratio = theirs === 0 ? '–' : (ours / theirs).toFixed(2);
	console.log(`  ${name.padEnd(18)}${number(ours)}${number(theirs)}   ratio ${ratio}`);
}

function result() {
	const figures = (/** @type {PollockScore | undefined} */ score) =>
		score && { simple: score.simple, weighted: score.weighted, silentWrong: score.silentWrong, files: score.files };
	return {
		pollock: figures(polluted?.ours) ?? null,
		survey: figures(survey?.ours) ?? null,
		own: own && { right: own.right, of: own.of },
		falseAlarms: { alarmed: alarms.alarmed.length, of: alarms.files },
		plainDuckdb: { pollock: figures(polluted?.duckdb) ?? null, survey: figures(survey?.duckdb) ?? null }
	};
}
