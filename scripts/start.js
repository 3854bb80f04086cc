import './setup/node-version.js';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createSite, listen } from './serve.js';
import { ensureBuild } from './setup/build.js';
import { ensurePackages } from './setup/packages.js';
import { root, say } from './setup/process.js';

await ensurePackages();
await ensureBuild();
const port = await listen(createSite(join(root, 'build')), Number(process.env.PORT ?? 4173));
const address = `http://localhost:${port}/`;
console.log(`\n  Dealscope is running at  ${address}\n  Your data stays in the browser. Stop with Ctrl+C.\n`);
openInBrowser(address);

/** Opens the address where there is a desktop. Failing is fine: the address is printed. @param {string} url */
function openInBrowser(url) {
	const desktop =
		process.platform === 'darwin' || process.platform === 'win32' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
	if (!desktop || process.env.CI || !process.stdout.isTTY) return;
	const [command, args] =
		process.platform === 'darwin'
			? ['open', [url]]
			: process.platform === 'win32'
				? ['cmd', ['/c', 'start', '', url]]
				: ['xdg-open', [url]];
	const child = spawn(command, args, { stdio: 'ignore', detached: true });
	child.on('error', () => say('Open the address in a browser.'));
	child.unref();
}
