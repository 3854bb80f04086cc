const starters = new Map<string, string>();

/**
 * Starts a module worker from files of our own origin. The worker begins in a `blob:` module that imports them in order, because
 * a `<meta>` CSP reaches `blob:` workers only: one loaded by URL would be free to fetch from anywhere. Messages posted before the
 * modules have run are kept. A module that cannot be loaded fires the worker's `error` event.
 *
 * @param modules addresses as given by `import url from './x.worker.ts?worker&url'` (or `?url` for a ready-made script)
 */
export function spawnWorker(name: string, ...modules: readonly string[]): Worker {
	const key = modules.join('\n');
	let starter = starters.get(key);
	if (!starter) {
		const lines = modules.map((module) => `import ${JSON.stringify(new URL(module, location.href).href)};`);
		starter = URL.createObjectURL(new Blob([lines.join('\n')], { type: 'text/javascript' }));
		starters.set(key, starter);
	}
	return new Worker(starter, { type: 'module', name });
}
