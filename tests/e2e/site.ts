import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { assetList } from '../../scripts/bundle/precache.js';
import { createSite, listen } from '../../scripts/serve.js';

/** The production build. */
const build = join(import.meta.dirname, '../../build');

/** A server of one test alone, whose network can fail and which can release a new version. */
export interface Site {
	readonly url: string;
	/** Answers so many more requests, then cuts every connection. */
	cutAfter(requests: number): void;
	mend(): void;
	/** Serves a newer version from now on: other version, other names of all screens' chunks. */
	release(): void;
	close(): Promise<void>;
}

/** @param base path the app lives under, '' or '/dealscope' */
export async function openSite(base = ''): Promise<Site> {
	let left = Infinity;
	let folder: string | undefined;
	let current = createSite(build, base);
	const server = createServer((request, response) => {
		left -= 1;
		if (left < 0) request.socket.destroy();
		else current.emit('request', request, response);
	});
	// Each worker has ports of its own: a port just given back by the other may still answer for it.
	const port = await listen(server, 4300 + 50 * Number(process.env.TEST_PARALLEL_INDEX ?? 0));
	return {
		url: `http://localhost:${port}${base}/`,
		cutAfter: (requests) => {
			left = requests;
			server.closeAllConnections();
		},
		mend: () => (left = Infinity),
		release: () => {
			folder = nextVersion();
			current = createSite(folder, base);
		},
		close: () => {
			if (folder) rmSync(folder, { recursive: true });
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}

/** A copy of the build as a newer version would look. */
function nextVersion(): string {
	const folder = mkdtempSync(join(tmpdir(), 'dealscope-release-'));
	cpSync(build, folder, { recursive: true });
	const { version } = JSON.parse(readFileSync(join(folder, '_app/version.json'), 'utf8')) as { version: string };
	const nodes = join(folder, '_app/immutable/nodes');
	const names = readdirSync(nodes).filter((name) => name.endsWith('.js'));
	const before = JSON.stringify(assetList(folder));

	for (const name of names) renameSync(join(nodes, name), join(nodes, renamed(name)));
	for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		if (!['.js', '.html', '.json'].includes(extname(file)) || file === 'service-worker.js') continue;
		const text = names.reduce(
			(all, name) => all.replaceAll(name, renamed(name)),
			readFileSync(join(folder, file), 'utf8')
		);
		writeFileSync(join(folder, file), text.replaceAll(version, reversed(version)));
	}
	const script = join(folder, 'service-worker.js');
	const listed = readFileSync(script, 'utf8').replace(before, () => JSON.stringify(assetList(folder)));
	writeFileSync(script, listed.replaceAll(version, reversed(version)));
	return folder;
}

function renamed(name: string): string {
	return name.replace(/\.js$/, 'x.js');
}

function reversed(version: string): string {
	return [...version].reverse().join('');
}
