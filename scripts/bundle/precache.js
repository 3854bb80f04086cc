import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The service worker itself, source maps, and files a host keeps to itself. */
const leftOut = /^service-worker\.js$|\.map$|(^|\/)\.[^/]*$/;

/**
 * An adapter that, after `adapter` wrote the site, lists every file of it with its hash inside the service worker. The
 * list that SvelteKit offers lacks what worker bundles bring along, and has no hashes.
 * @param {import('@sveltejs/kit').Adapter} adapter @param {string} folder where the site was written
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function withPrecache(adapter, folder) {
	return {
		...adapter,
		name: `${adapter.name} with precache`,
		async adapt(builder) {
			await adapter.adapt(builder);
			const count = writeAssetList(folder);
			builder.log(`Listed ${count} files in the service worker`);
		}
	};
}

/**
 * Every file of a site but the service worker, as [path, content hash, bytes]; pages by their folder. A .gz file has a fourth
 * entry, the hash of its inflated content: some hosts declare it an encoding, and the browser inflates it underway.
 * @param {string} folder @returns {([string, string, number] | [string, string, number, string])[]}
 */
export function assetList(folder) {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => statSync(join(folder, file)).isFile() && !leftOut.test(file))
		.sort()
		.map((file) => {
			const content = readFileSync(join(folder, file));
			const path = file.replace(/(^|\/)index\.html$/, '$1');
			if (!path.endsWith('.gz')) return [path, contentHash(content), content.length];
			return [path, contentHash(content), content.length, contentHash(gunzipSync(content))];
		});
}

/** @param {Buffer} content */
function contentHash(content) {
	return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

/** @param {string} folder */
function writeAssetList(folder) {
	const script = join(folder, 'service-worker.js');
	const assets = assetList(folder);
	const text = readFileSync(script, 'utf8');
	const filled = text
		.replace('self.__ASSETS__', () => JSON.stringify(assets))
		.replace('self.__POLICY__', () => JSON.stringify(policyIn(folder)));
	if (/__ASSETS__|__POLICY__/.test(filled) || filled === text) {
		throw new Error('service-worker.js does not name its assets as expected');
	}
	writeFileSync(script, filled);
	return assets.length;
}

/** The policy of the home page without the hashes of its own scripts. @param {string} folder */
function policyIn(folder) {
	const html = readFileSync(join(folder, 'index.html'), 'utf8');
	const policy = /<meta http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1];
	if (!policy) throw new Error('index.html has no content security policy');
	return policy.replace(/ 'sha256-[^']+'/g, '');
}
