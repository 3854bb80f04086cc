import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything the production build is made from. */
const inputs = [
	'src',
	'static',
	'messages',
	'scripts/bundle',
	'scripts/vite-compressed-wasm.js',
	'project.inlang/settings.json',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** Generated, or not part of the build. */
const leftOut = /^src\/lib\/paraglide$|\.test\.ts$|\/\.DS_Store$/;

/** 16 hex digits that change when any input of the build changes; also the version of the build. */
export function sourceHash() {
	const hash = createHash('sha256');
	for (const file of inputs.flatMap(filesUnder)) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(root, file)))
			.update('\0');
	}
	return hash.digest('hex').slice(0, 16);
}

/** @param {string} path relative to the project @returns {string[]} in a fixed order */
function filesUnder(path) {
	if (leftOut.test(path) || !existsSync(join(root, path))) return [];
	if (statSync(join(root, path)).isFile()) return [path];
	return readdirSync(join(root, path))
		.sort()
		.flatMap((name) => filesUnder(`${path}/${name}`));
}
