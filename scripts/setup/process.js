import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project folder, wherever the command was started from. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const windows = process.platform === 'win32';

/** Prints one progress line. @param {string} text */
export function say(text) {
	console.log(`\x1b[2m›\x1b[0m ${text}`);
}

/** Prints what stops us and ends the process. @param {string} text @returns {never} */
export function stop(text) {
	console.error(`\n${text}\n`);
	process.exit(1);
}

/**
 * Runs a command in the project folder with no input. With `quiet` its output is collected instead of shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 127 when the command does not exist
 */
export function run(command, args, options = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
			env: { ...process.env, ...options.env },
			shell: windows
		});
		let output = '';
		child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
		child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
		child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
		child.on('close', (code, signal) =>
			resolve({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output })
		);
	});
}

/** Runs a program of an installed package. @param {string} name @param {readonly string[]} args @param {Parameters<typeof run>[2]} [options] */
export function runPackage(name, args, options) {
	return run('npx', ['--no-install', name, ...args], options);
}

/** "12 s" or "2 min 05 s". @param {number} since in ms, from Date.now() */
export function elapsed(since) {
	const seconds = Math.round((Date.now() - since) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
