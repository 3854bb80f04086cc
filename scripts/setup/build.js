import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from '../bundle/sources.js';
import { elapsed, root, run, say, stop } from './process.js';

/** The version that is in build/, which is the hash of the sources it was built from. */
function builtFrom() {
	const file = join(root, 'build/_app/version.json');
	if (!existsSync(file) || !existsSync(join(root, 'build/service-worker.js'))) return null;
	return JSON.parse(readFileSync(file, 'utf8')).version;
}

/** Builds when the sources changed since the last build. */
export async function ensureBuild() {
	if (builtFrom() === sourceHash()) return;
	say('Building the app; this takes about a minute …');
	const since = Date.now();
	const { code, output } = await run('npm', ['run', '--silent', 'build'], { quiet: true });
	if (code !== 0) stop(`${output}\n\nThe build failed (see above).`);
	say(`Built in ${elapsed(since)}.`);
}
