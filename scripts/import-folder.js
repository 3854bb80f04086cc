/**
 * Imports every file of a folder, without hints, through the built app in headless Chromium, and writes what came of it.
 *
 *   npm run import:folder -- IN OUT
 */
import './setup/node-version.js';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { ensureBuild } from './setup/build.js';
import { ensureChromium } from './setup/chromium.js';
import { ensurePackages } from './setup/packages.js';
import { root, say, stop } from './setup/process.js';

const [input, output] = argv.slice(2);
if (!input || !output) stop('npm run import:folder -- IN OUT: name the folder to read and the folder to write.');
if (!existsSync(input) || !statSync(input).isDirectory()) stop(`${input} is no folder.`);
mkdirSync(output, { recursive: true });

await ensurePackages();
const executablePath = await ensureChromium();
await ensureBuild();
const { convertFolder } = await import('./import-folder/convert.js');
const progress = (/** @type {number} */ done, /** @type {number} */ total) => {
	if (stdout.isTTY || done === total) say(`${done} of ${total} files`);
};
await convertFolder(input, output, { build: join(root, 'build'), executablePath, progress });
