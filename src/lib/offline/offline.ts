import { cacheName, type Ask, type CacheStatus, type FillProgress } from './messages';

/** What the app can say about working offline. */
export interface OfflineState {
	/**
	 * 'ready' only while every asset was found in the cache of the active service worker. 'stalled': something is missing and
	 * the last attempt failed; it is repeated by itself. 'unsupported': this browser or address offers no service worker.
	 */
	readonly offline: 'unsupported' | 'installing' | 'stalled' | 'ready';
	/** Share of the bytes that is in the cache, 0–1. */
	readonly share: number;
	/** Why it stalled: no network, or no space left for this site. */
	readonly reason: 'network' | 'full' | null;
	/** A complete newer version waits; `apply` starts it. */
	readonly update: boolean;
}

/** The page side of the service worker. */
export interface Offline {
	/** Calls `listener` now and on every change; returns how to stop. */
	onChange(listener: (state: OfflineState) => void): () => void;
	/** Starts the waiting version and reloads this page. Save first. Other open pages keep their version. */
	apply(): Promise<void>;
	dispose(): void;
}

export interface OfflineOptions {
	/** Path the app lives under, '' or '/dealscope'. */
	readonly base: string;
	/** Version of the build that this page runs. */
	readonly version: string;
	readonly reload?: () => void;
}

/** Pause before the next attempt after a failed one, in ms; doubled each time up to the limit. */
const firstRetry = 5_000;
const lastRetry = 300_000;

/** How often a page that stays open looks for a new version, in ms. */
const updateEvery = 3_600_000;

/** Registers the service worker and follows it. */
export function createOffline(options: OfflineOptions): Offline {
	const supported = isSecureContext && 'serviceWorker' in navigator && 'caches' in globalThis && 'locks' in navigator;
	return supported ? new ServiceWorkerClient(options) : unsupported;
}

const unsupported: Offline = {
	onChange(listener) {
		listener({ offline: 'unsupported', share: 0, reason: null, update: false });
		return () => undefined;
	},
	apply: () => Promise.resolve(),
	dispose: () => undefined
};

class ServiceWorkerClient implements Offline {
	readonly #options: OfflineOptions;
	readonly #listeners = new Set<(state: OfflineState) => void>();
	readonly #closed = new AbortController();
	#state: OfflineState = { offline: 'installing', share: 0, reason: null, update: false };
	#registration: ServiceWorkerRegistration | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#pause = firstRetry;
	#verifying: Promise<void> = Promise.resolve();

	constructor(options: OfflineOptions) {
		this.#options = options;
		const { signal } = this.#closed;
		this.#holdVersion();
		navigator.serviceWorker.addEventListener(
			'message',
			(event: MessageEvent<FillProgress | undefined>) => this.#onMessage(event.data),
			{ signal }
		);
		navigator.serviceWorker.startMessages();
		addEventListener('online', () => void this.#start(), { signal });
		const timer = setInterval(() => void this.#lookForUpdate(), updateEvery);
		signal.addEventListener('abort', () => {
			clearInterval(timer);
			clearTimeout(this.#retry);
		});
		void this.#start();
	}

	onChange(listener: (state: OfflineState) => void): () => void {
		this.#listeners.add(listener);
		listener(this.#state);
		return () => this.#listeners.delete(listener);
	}

	async apply(): Promise<void> {
		// A browser lets the old worker go at once when it has nothing to do, but waits up to half a minute after a later message.
		await this.#verifying;
		const waiting = this.#registration?.waiting;
		if (!waiting) return;
		const taken = new Promise((resolve) => {
			navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
		});
		tell(waiting, 'activate');
		await taken;
		(this.#options.reload ?? (() => location.reload()))();
	}

	dispose(): void {
		this.#closed.abort();
		this.#listeners.clear();
	}

	/** While this page is open, its version's cache is kept by this lock. */
	#holdVersion(): void {
		const { base, version } = this.#options;
		const closed = new Promise<void>((resolve) => {
			this.#closed.signal.addEventListener('abort', () => resolve());
		});
		void navigator.locks.request(cacheName(base, version), { mode: 'shared' }, () => closed);
	}

	/** Registers (again after a failed install) and completes what is missing. */
	async #start(): Promise<void> {
		clearTimeout(this.#retry);
		const { base } = this.#options;
		try {
			const registration = await navigator.serviceWorker.register(`${base}/service-worker.js`, {
				scope: `${base}/`,
				updateViaCache: 'none'
			});
			this.#follow(registration);
			if (registration.active) await (this.#verifying = this.#verify(registration.active));
		} catch (error) {
			console.warn('The service worker could not be started', error);
			this.#stall('network');
		}
	}

	#follow(registration: ServiceWorkerRegistration): void {
		this.#noteWaiting(registration);
		if (registration.installing) this.#watch(registration.installing, registration);
		if (this.#registration === registration) return;
		this.#registration = registration;
		registration.addEventListener(
			'updatefound',
			() => registration.installing && this.#watch(registration.installing, registration),
			{ signal: this.#closed.signal }
		);
	}

	#watch(worker: ServiceWorker, registration: ServiceWorkerRegistration): void {
		const onChange = (): void => {
			this.#noteWaiting(registration);
			if (worker.state === 'activated') this.#verifying = this.#verify(worker);
			if (worker.state === 'redundant' && !registration.active) this.#stall(this.#state.reason ?? 'network');
		};
		worker.addEventListener('statechange', onChange, { signal: this.#closed.signal });
	}

	#noteWaiting(registration: ServiceWorkerRegistration): void {
		this.#set({ update: registration.active !== null && registration.waiting !== null });
	}

	/** Looks at every asset; what is missing is fetched. Only then is it 'ready'. */
	async #verify(worker: ServiceWorker): Promise<void> {
		let status = await ask(worker, 'status');
		if (status.missing > 0) {
			this.#set({ offline: 'installing', share: status.bytesPresent / status.bytesTotal });
			status = await ask(worker, 'repair');
		}
		if (this.#closed.signal.aborted) return;
		if (status.missing > 0) return this.#stall(status.stalled ?? 'network');
		this.#pause = firstRetry;
		this.#set({ offline: 'ready', share: 1, reason: null });
	}

	#stall(reason: 'network' | 'full'): void {
		if (this.#closed.signal.aborted) return;
		this.#set({ offline: 'stalled', reason });
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => void this.#start(), this.#pause);
		this.#pause = Math.min(2 * this.#pause, lastRetry);
	}

	/** Progress of the first install; the quiet download of an update leaves 'ready' as it is. */
	#onMessage(message: FillProgress | undefined): void {
		if (message?.type !== 'fill-progress' || this.#state.offline === 'ready') return;
		const { bytesPresent, bytesTotal, stalled } = message.status;
		this.#set({ offline: 'installing', share: bytesPresent / bytesTotal, reason: stalled });
	}

	async #lookForUpdate(): Promise<void> {
		try {
			await this.#registration?.update();
		} catch (error) {
			console.warn('Could not look for a new version', error);
		}
	}

	#set(change: Partial<OfflineState>): void {
		this.#state = { ...this.#state, ...change };
		for (const listener of this.#listeners) listener(this.#state);
	}
}

function tell(worker: ServiceWorker, what: Ask): void {
	worker.postMessage({ ask: what });
}

function ask(worker: ServiceWorker, what: 'status' | 'repair'): Promise<CacheStatus> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = (event: MessageEvent<CacheStatus>) => {
			port1.close();
			resolve(event.data);
		};
		worker.postMessage({ ask: what }, [port2]);
	});
}
