import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const types = /** @type {Record<string, string>} */ ({
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.webmanifest': 'application/manifest+json; charset=utf-8',
	'.wasm': 'application/wasm',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
	'.csv': 'text/csv; charset=utf-8',
	'.txt': 'text/plain; charset=utf-8',
	'.map': 'application/json; charset=utf-8'
});

const security = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'
};

/**
 * A static server for one folder: files as they are, index.html in folders, never anything outside the folder.
 * A .gz file is a file, not an encoding. The policy of the pages' own <meta> is sent as a header too, for workers also.
 * @param {string} folder @param {string} [base] path the site lives under, '' or '/dealscope'
 */
export function createSite(folder, base = '') {
	const home = normalize(folder + sep);
	const framed = join(home, 'fetch.html');
	const policy = policyOf(join(home, 'index.html'))?.replace(/ 'sha256-[^']+'/g, '') ?? "default-src 'none'";

	return createServer((request, response) => {
		/** @param {number} status @param {Record<string, string | number>} headers @param {string} [text] */
		const answer = (status, headers, text) => {
			response.writeHead(status, {
				...security,
				'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
				...headers
			});
			response.end(request.method === 'HEAD' ? undefined : text);
		};
		const plain = { 'Content-Type': 'text/plain; charset=utf-8' };

		if (request.method !== 'GET' && request.method !== 'HEAD')
			return answer(405, { ...plain, Allow: 'GET, HEAD' }, 'Method not allowed');
		const address = `http://localhost${request.url ?? '/'}`;
		if (!URL.canParse(address)) return answer(400, plain, 'Bad request');
		const { pathname: asked, search } = new URL(address);
		const pathname = asked.replace(/^\/+/, '/');
		if (pathname === base && base !== '') return answer(308, { Location: `${base}/${search}` });
		const file = pathname.startsWith(`${base}/`) ? locate(home, pathname.slice(base.length)) : null;
		if (file === null) return answer(404, plain, 'Not found');
		if (file === 'folder') return answer(308, { Location: `${pathname}/${search}` });

		const { size, mtimeMs } = statSync(file);
		const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
		const type = types[extname(file)] ?? 'application/octet-stream';
		const own = type.startsWith('text/html') ? policyOf(file) : undefined;
		const headers = {
			'Content-Type': type,
			'Cache-Control': pathname.includes('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache',
			ETag: etag,
			// The one page that is made to be framed, by the app and nobody else.
			...(own ? { 'Content-Security-Policy': `${own}; frame-ancestors ${file === framed ? "'self'" : "'none'"}` } : {})
		};
		if (request.headers['if-none-match'] === etag) return answer(304, headers);
		response.writeHead(200, {
			...security,
			'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
			...headers,
			'Content-Length': size
		});
		if (request.method === 'HEAD') response.end();
		else
			createReadStream(file)
				.on('error', (error) => response.destroy(error))
				.pipe(response);
	});
}

/**
 * Listens on the first free port from `port` up, on this machine only.
 * @param {import('node:http').Server} server @param {number} port @param {boolean} [only] fail instead of trying the next
 * @returns {Promise<number>} the port
 */
export function listen(server, port, only = false) {
	return new Promise((resolve, reject) => {
		server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
			if (error.code !== 'EADDRINUSE' || only || port > 65000) reject(error);
			else listen(server, port + 1).then(resolve, reject);
		});
		server.listen(port, '127.0.0.1', () => resolve(port));
	});
}

/** The file for a path, 'folder' where a slash is missing, null where there is none. @param {string} home @param {string} path */
function locate(home, path) {
	let decoded;
	try {
		decoded = decodeURIComponent(path);
	} catch {
		return null;
	}
	if (/[\0\\]/.test(decoded)) return null;
	const full = normalize(join(home, decoded));
	if (!full.startsWith(home)) return null;
	if (!existsSync(full)) return null;
	if (!statSync(full).isDirectory()) return full;
	if (!existsSync(join(full, 'index.html'))) return null;
	return path.endsWith('/') ? join(full, 'index.html') : 'folder';
}

/** The content of a page's own policy. @param {string} file */
function policyOf(file) {
	if (!existsSync(file)) return undefined;
	return /<meta http-equiv="content-security-policy" content="([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1];
}

/** @param {string} name @param {string} fallback */
function option(name, fallback) {
	const at = argv.indexOf(`--${name}`);
	return (at < 0 ? undefined : argv[at + 1]) ?? fallback;
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
	const folder = option('dir', fileURLToPath(new URL('../build', import.meta.url)));
	const base = option('base', '');
	const port = await listen(createSite(folder, base), Number(option('port', '4173')), argv.includes('--port'));
	console.log(`Serving ${folder} on http://localhost:${port}${base}/`);
}
