import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elapsed, root, run, say, stop } from './process.js';

/**
 * Why the packages have to be installed, or null when node_modules holds what the lockfile asks for. npm writes
 * node_modules/.package-lock.json last, so an interrupted install is noticed too.
 * @returns {string | null}
 */
function whatIsMissing() {
	const installed = join(root, 'node_modules/.package-lock.json');
	if (!existsSync(installed)) return 'the packages are not installed yet';
	const wanted = readPackages(join(root, 'package-lock.json'));
	const present = readPackages(installed);
	for (const [path, entry] of Object.entries(wanted)) {
		if (path === '' || entry.link) continue;
		const found = present[path];
		if (!found && !entry.optional && !entry.devOptional) return `${path} is missing`;
		if (found && found.version !== entry.version) return `${path} is ${found.version}, not ${entry.version}`;
	}
	return null;
}

/** Installs with `npm ci` where something is missing. */
export async function ensurePackages() {
	const reason = whatIsMissing();
	if (reason === null) return;
	say(`Installing packages (${reason}); this takes a minute or two …`);
	const since = Date.now();
	const { code } = await run('npm', ['ci', '--no-fund', '--no-audit']);
	if (code !== 0) {
		stop(
			'npm could not install the packages (see above).\n' +
				'Usual reasons: no network, a proxy npm does not know of (npm config set proxy …), or a full disk.'
		);
	}
	say(`Packages installed in ${elapsed(since)}.`);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} */
function readPackages(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
