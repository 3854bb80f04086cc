import { AppError } from '$lib/core/errors';
import type { EngineStatus, Memories } from '$lib/core/ports';
import { createWorkspace, rename } from '$lib/core/workspace/edits';
import type { Workspace, WorkspaceId, WorkspaceInfo } from '$lib/core/workspace/workspace';
import { Converting } from './converting.svelte';
import { Forecasting } from './forecasting.svelte';
import { Importing, type Arrived, type ImportOptions } from './importing.svelte';
import { Learning } from './learning.svelte';
import { Meaning } from './meaning.svelte';
import type { Claim, OfflineState, Ports, SaveState, Saver } from './ports';
import { RemoteFile } from './remote-file.svelte';
import { Session } from './session.svelte';
import { Watching } from './watching.svelte';

/** Everything the screens share: the list of workspaces, the open one, and what the app is doing. */
export class App {
	#infos = $state.raw<readonly WorkspaceInfo[] | null>(null);
	#session = $state.raw<Session | null>(null);
	#meaning = $state.raw<Meaning | null>(null);
	#forecasting = $state.raw<Forecasting | null>(null);
	#learning = $state.raw<Learning | null>(null);
	#watching = $state.raw<Watching | null>(null);
	#recovered = $state(false);
	#saving = $state.raw<SaveState>({ kind: 'saved' });
	#engine = $state.raw<EngineStatus>('asleep');
	#dataLost = $state(false);
	#offline = $state.raw<OfflineState>({ offline: 'installing', share: 0, reason: null, update: false });
	#failure = $state.raw<AppError | null>(null);
	#claim: Claim | null = null;
	#creating: Promise<Session> | null = null;
	readonly #ports: Ports;
	readonly #saver: Saver;
	readonly importing: Importing;
	readonly remote: RemoteFile;
	readonly converting: Converting;

	constructor(ports: Ports) {
		this.#ports = ports;
		this.#saver = ports.saver((state) => (this.#saving = state));
		this.remote = new RemoteFile(ports.remote);
		this.importing = new Importing(
			ports,
			(session, arrived, options) => this.#arrived(session, arrived, options),
			async () => this.#learning?.flush()
		);
		this.converting = new Converting(ports.engine);
		ports.engine.onStatus((status) => (this.#engine = status));
		ports.offline.onChange((state) => (this.#offline = state));
		void ports.store.dataLost.then((lost) => (this.#dataLost = lost));
	}

	/** null until the list has been read. */
	get workspaces(): readonly WorkspaceInfo[] | null {
		return this.#infos;
	}
	get session(): Session | null {
		return this.#session;
	}
	get meaning(): Meaning | null {
		return this.#meaning;
	}
	get forecasting(): Forecasting | null {
		return this.#forecasting;
	}
	/** What was taken over from files of the same header. */
	get learning(): Learning | null {
		return this.#learning;
	}
	/** Tables that can follow their files on disk. */
	get watching(): Watching | null {
		return this.#watching;
	}
	/** The open workspace was damaged: it is shown as it was before the last visit. */
	get recovered(): boolean {
		return this.#recovered;
	}
	/** What is remembered about files of a header, across workspaces: to list and to forget. */
	get memories(): Memories {
		return this.#ports.store.memories;
	}
	get saving(): SaveState {
		return this.#saving;
	}
	get engine(): EngineStatus {
		return this.#engine;
	}
	get offline(): OfflineState {
		return this.#offline;
	}
	/** The browser emptied or damaged its database since last time. */
	get dataLost(): boolean {
		return this.#dataLost;
	}
	/** The last thing that failed outside a screen's own work, e.g. the store cannot be opened. */
	get failure(): AppError | null {
		return this.#failure;
	}

	/** Reads the list and opens the workspace this tab showed last. Screens show skeletons until it settles. */
	async start(): Promise<void> {
		await this.attempt(async () => {
			await this.refresh();
			const last = this.#ports.lastOpen.get();
			if (last && this.#infos?.some((info) => info.id === last)) await this.open(last);
		});
		this.#infos ??= [];
	}

	async refresh(): Promise<void> {
		this.#infos = await this.#ports.store.list();
	}

	async open(id: WorkspaceId): Promise<Session> {
		const workspace = await this.#ports.store.open(id);
		return this.#show(workspace);
	}

	/** A new, empty workspace, opened and saved. */
	async create(name: string, sample = false): Promise<Session> {
		const { clock, store } = this.#ports;
		const workspace = createWorkspace(clock.id(), clock.now(), name, sample);
		await store.save(workspace);
		await this.refresh();
		void store.persist();
		return this.#show(workspace);
	}

	/** The open workspace, or a new one: one only, however often this is asked while it is being made. */
	openOrCreate(name: string): Promise<Session> {
		if (this.#session) return Promise.resolve(this.#session);
		this.#creating ??= this.create(name).finally(() => (this.#creating = null));
		return this.#creating;
	}

	/** The built-in sample in a workspace of its own, ready to look at. */
	async trySample(name: string): Promise<Session> {
		const existing = this.#infos?.find((info) => info.sample && info.files.length > 0);
		if (existing) return this.open(existing.id);
		const files = await this.#ports.sample();
		const session = await this.create(name, true);
		await this.importing.run(session, files);
		const meaning = this.#meaning;
		await meaning?.look();
		meaning?.accept();
		this.importing.dismiss();
		await this.#saver.flush();
		await this.refresh();
		return session;
	}

	async renameWorkspace(id: WorkspaceId, name: string): Promise<void> {
		if (this.#session?.workspace.id === id) this.#session.rename(name);
		else await this.#ports.store.save(rename(await this.#ports.store.open(id), name));
		await this.#saver.flush();
		await this.refresh();
	}

	async duplicate(id: WorkspaceId, name: string): Promise<void> {
		await this.#saver.flush();
		await this.#ports.store.duplicate(id, name);
		await this.refresh();
	}

	/** Hides a workspace; {@link restore} brings it back. */
	async remove(id: WorkspaceId): Promise<void> {
		if (this.#session?.workspace.id === id) await this.close();
		await this.#ports.store.remove(id);
		await this.refresh();
	}

	async restore(id: WorkspaceId): Promise<void> {
		await this.#ports.store.restore(id);
		await this.refresh();
	}

	/** Saves and leaves the open workspace. */
	async close(): Promise<void> {
		const session = this.#session;
		if (!session) return;
		this.#forecasting?.cancel();
		this.#claim?.release();
		this.#claim = null;
		const learning = this.#learning;
		const watching = this.#watching;
		this.importing.cancel();
		this.#session = this.#meaning = this.#forecasting = this.#learning = this.#watching = null;
		this.#recovered = false;
		this.#ports.lastOpen.set(null);
		await learning?.flush();
		await watching?.close();
		await session.close();
	}

	/** Saves, then starts the newer version of the app. */
	async update(): Promise<void> {
		await this.#saver.flush();
		await this.#ports.offline.apply();
	}

	/** Space used and allowed, and a promise of the browser to keep it. */
	get storage(): {
		estimate: Ports['store']['estimate'];
		persist: Ports['store']['persist'];
		purge: Ports['store']['purge'];
	} {
		return this.#ports.store;
	}

	/** Takes the version another tab saved in place of this tab's. */
	async reopen(): Promise<void> {
		const id = this.#session?.workspace.id;
		if (!id) return;
		this.#saver.discard(id);
		await this.open(id);
	}

	/** Edits here although the workspace is open in another tab. */
	takeOver(): void {
		this.#claim?.takeOver();
	}

	/** What a failed action leaves for the page to show; other errors are our bugs and go on. */
	async attempt(work: () => Promise<unknown>): Promise<boolean> {
		try {
			await work();
			this.#failure = null;
			return true;
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			this.#failure = error;
			return false;
		}
	}

	dismissFailure(): void {
		this.#failure = null;
	}

	async #show(workspace: Workspace): Promise<Session> {
		await this.close();
		const ports = this.#ports;
		const session = new Session(workspace, { engine: ports.engine, store: ports.store, saver: this.#saver });
		const meaning = new Meaning(session);
		session.onChange(() => void this.attempt(() => meaning.refresh()));
		this.#session = session;
		this.#meaning = meaning;
		this.#forecasting = new Forecasting(session, ports);
		this.#learning = new Learning(session, meaning, {
			...ports,
			asDetected: (table) => this.importing.reread(session, table, 0, { overrides: {}, all: true })
		});
		this.#watching = new Watching(session, this.importing, ports);
		this.#recovered = ports.store.recovered(workspace.id);
		void this.attempt(async () => this.#watching?.open());
		ports.lastOpen.set(workspace.id);
		this.#claim = ports.claim(workspace.id, {
			onStatus: (status) => void this.#tabStatus(session, status),
			onYield: () => this.#saver.flush()
		});
		return session;
	}

	/** A table came in: what is remembered of files like it is applied, and a handle of its file is kept. */
	async #arrived(session: Session, arrived: Arrived, { handles }: ImportOptions): Promise<void> {
		if (session !== this.#session) return;
		this.#learning?.arrive(arrived);
		const { source, files } = arrived;
		const file = source.files.length === 1 ? files[0]?.file : undefined;
		const handle = file && handles?.get(file);
		// The table is in; that its file cannot be followed is told beside it.
		await this.attempt(async () => {
			if (handle) await this.#watching?.keep(source.table.id, handle, file);
			else await this.#watching?.forget(source.table.id);
		});
	}

	async #tabStatus(session: Session, status: 'waiting' | 'writer' | 'reader'): Promise<void> {
		if (status === 'waiting') return;
		const { id } = session.workspace;
		if (status === 'reader') {
			this.#saver.discard(id);
			session.setReadOnly(true);
		} else if (session.readOnly) {
			session.setReadOnly(false, await this.#ports.store.open(id));
		}
	}
}
