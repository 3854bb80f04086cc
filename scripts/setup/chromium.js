import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runPackage, say, stop } from './process.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const places = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].map((folder) =>
		join(folder ?? '', 'Google/Chrome/Application/chrome.exe')
	)
];

/**
 * A Chromium for the browser tests: the one named by CHROMIUM_PATH or CHROME_PATH, an installed one, Playwright's own;
 * else one is installed. Ends the process with what is missing where that fails.
 * @returns {Promise<string>} path of the executable
 */
export async function ensureChromium() {
	const found = await findChromium();
	if (found) return found;
	say('No Chromium found; installing the one of Playwright …');
	const { code } = await runPackage('playwright', ['install', 'chromium']);
	const own = await playwrightChromium();
	if (code === 0 && own && (await starts(own))) return own;
	if (process.platform === 'linux' && process.getuid?.() === 0) {
		say('That did not work; installing the Debian package chromium …');
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-q'], { quiet: true, env });
		await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env });
		const installed = onPath();
		if (installed && (await starts(installed))) return installed;
	}
	return stop(
		'The browser tests need a Chromium, and none could be installed.\n' +
			'Install Chrome or Chromium, or name one: CHROMIUM_PATH=/path/to/chromium npm test'
	);
}

async function findChromium() {
	for (const variable of ['CHROMIUM_PATH', 'CHROME_PATH']) {
		const path = process.env[variable];
		if (!path) continue;
		if (!existsSync(path)) stop(`${variable} names ${path}, which does not exist.`);
		return path;
	}
	for (const path of [onPath(), ...places.filter((place) => existsSync(place)), await playwrightChromium()]) {
		if (path && (await starts(path))) return path;
	}
	return null;
}

function onPath() {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable) ?? null;
}

/** @param {string} path */
function executable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

async function playwrightChromium() {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return existsSync(path) ? path : null;
}

/** A browser without its system libraries is there but does not start. @param {string} path */
async function starts(path) {
	if (process.platform === 'win32') return true;
	return (await run(path, ['--version', '--no-sandbox'], { quiet: true })).code === 0;
}
