import { createEngine } from '$lib/engine/client';
import { AppError } from '$lib/core/errors';
import type { Clock } from '$lib/core/ports';
import { createOffline } from '$lib/offline/offline';
import { createRemoteFiles } from '$lib/remote/remote-files';
import { App } from '$lib/state/app.svelte';
import { Autosave } from '$lib/storage/autosave';
import { Connection } from '$lib/storage/connection';
import { createFileHandles } from '$lib/storage/handles';
import { createStore } from '$lib/storage/store';
import { claimWorkspace } from '$lib/storage/tabs';
import { createTrainer } from '$lib/training/client';

const LAST_OPEN = 'dealscope-last-open';
/** Milliseconds between two looks at watched files. */
const MOMENT = 2_000;
const SAMPLE = ['deals', 'accounts', 'products', 'team'] as const;

/** The one place that names all adapters: builds the app once per page. `base` is the path the app is served
 * under, `version` the build it is. */
export function createApp(base: string, version: string): App {
	const clock = createClock();
	const connection = new Connection();
	const store = createStore(clock, connection);
	return new App({
		clock,
		store,
		engine: createEngine(),
		trainer: createTrainer({ networks: new URL(`${base}/networks/`, location.href).href }),
		offline: createOffline({ base, version }),
		saver(onState) {
			const autosave = new Autosave(store, onState);
			autosave.listen(document);
			return autosave;
		},
		claim: claimWorkspace,
		handles: createFileHandles(connection),
		remote: createRemoteFiles(base),
		everyMoment,
		lastOpen: { get: lastOpen, set: setLastOpen },
		sample: () => Promise.all(SAMPLE.map((name) => sampleFile(base, name)))
	});
}

function everyMoment(listener: () => void): () => void {
	const timer = setInterval(() => document.visibilityState === 'visible' && listener(), MOMENT);
	return () => clearInterval(timer);
}

function createClock(): Clock {
	return {
		today: () => {
			const now = new Date();
			const two = (value: number): string => String(value).padStart(2, '0');
			return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
		},
		now: () => new Date().toISOString(),
		id: () => crypto.randomUUID()
	};
}

/** Reload stays on this tab's workspace; a new tab starts where the last one was. */
function lastOpen(): string | null {
	return sessionStorage.getItem(LAST_OPEN) ?? localStorage.getItem(LAST_OPEN);
}

function setLastOpen(id: string | null): void {
	for (const storage of [sessionStorage, localStorage]) {
		if (id === null) storage.removeItem(LAST_OPEN);
		else storage.setItem(LAST_OPEN, id);
	}
}

async function sampleFile(base: string, name: string): Promise<File> {
	const response = await fetch(`${base}/sample/${name}.csv`);
	if (!response.ok) throw new AppError('load-failed', { file: `${name}.csv`, message: String(response.status) });
	return new File([await response.blob()], `${name}.csv`, { type: 'text/csv' });
}
