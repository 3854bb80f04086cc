import { AppError, isCancelled } from '$lib/core/errors';
import type { TableId } from '$lib/core/table';
import type { Importing } from './importing.svelte';
import type { FileHandles, KeptHandle } from './ports';
import type { Session } from './session.svelte';

/** A table whose file on disk can be read again. */
export interface WatchedFile {
	readonly table: TableId;
	readonly fileName: string;
	/**
	 * 'off': the user has not asked for it; 'asking': the browser wants a click before the file may be read again; 'lost': the file is gone, or
	 * the permission was refused.
	 */
	readonly state: 'off' | 'asking' | 'watching' | 'lost' | 'failed';
	readonly error?: AppError;
}

/** A table that followed its file. */
export interface Followed {
	readonly table: TableId;
	readonly fileName: string;
	readonly rowsBefore: number;
	readonly rowsAfter: number;
}

/** What some browsers have beyond the standard library's types. */
interface Permissions {
	queryPermission?(of: { mode: 'read' }): Promise<PermissionState>;
	requestPermission?(of: { mode: 'read' }): Promise<PermissionState>;
}

/** Keeps tables up to date with files on disk, where the browser gave a way back to them and the user wants it. */
export class Watching {
	#files = $state.raw<readonly WatchedFile[]>([]);
	#followed = $state.raw<Followed | null>(null);
	readonly #handles = new Map<TableId, KeptHandle>();
	/** Last change and size of the file as it was read last, by table. */
	readonly #seen = new Map<TableId, string>();
	readonly #session: Session;
	readonly #importing: Importing;
	readonly #ports: { readonly handles: FileHandles; everyMoment(listener: () => void): () => void };
	readonly #stop: () => void;
	#looking = false;

	constructor(
		session: Session,
		importing: Importing,
		ports: { readonly handles: FileHandles; everyMoment(listener: () => void): () => void }
	) {
		this.#session = session;
		this.#importing = importing;
		this.#ports = ports;
		this.#stop = ports.everyMoment(() => void this.look());
	}

	/** Files that can be followed, by table. Empty where the browser gives no way back to files. */
	get files(): readonly WatchedFile[] {
		return this.#files;
	}
	fileOf(table: TableId): WatchedFile | null {
		return this.#files.find((file) => file.table === table) ?? null;
	}
	/** The last table that followed its file, for a message; null once that was given. */
	get followed(): Followed | null {
		return this.#followed;
	}

	/** The message has been given. */
	told(): void {
		this.#followed = null;
	}

	/** Reads which files were kept, and whether they may be read without a click. */
	async open(): Promise<void> {
		for (const kept of await this.#ports.handles.list(this.#session.workspace.id)) {
			if (!this.#session.sourceOf(kept.table)) continue;
			this.#handles.set(kept.table, kept);
			this.#show(kept, kept.watched ? ((await mayRead(kept.handle)) ? 'watching' : 'asking') : 'off');
		}
	}

	/** A table was read from a file with a handle: kept, not followed until {@link follow}. */
	async keep(table: TableId, handle: FileSystemFileHandle, file: File): Promise<void> {
		const watched = this.#handles.get(table)?.watched ?? false;
		const kept = { table, handle, watched };
		await this.#ports.handles.put(this.#session.workspace.id, kept);
		this.#handles.set(table, kept);
		this.#seen.set(table, stamp(file));
		this.#show(kept, watched ? 'watching' : 'off');
	}

	/** A table came from elsewhere now: what was kept for it is forgotten. */
	async forget(table: TableId): Promise<void> {
		if (!this.#handles.delete(table)) return;
		this.#seen.delete(table);
		this.#files = this.#files.filter((file) => file.table !== table);
		await this.#ports.handles.remove(this.#session.workspace.id, table);
	}

	/** Follows the file of a table from now on, or no longer. To be called from a click: the browser may ask for permission. */
	async follow(table: TableId, on: boolean): Promise<void> {
		const kept = this.#handles.get(table);
		if (!kept) return;
		const allowed = on && (await askToRead(kept.handle));
		const next = { ...kept, watched: on };
		this.#handles.set(table, next);
		await this.#ports.handles.put(this.#session.workspace.id, next);
		this.#show(next, !on ? 'off' : allowed ? 'watching' : 'lost');
		if (allowed) await this.look();
	}

	/** Looks whether a followed file has changed, and reads it again. Called every other moment; one look at a time. */
	async look(): Promise<void> {
		if (this.#looking || this.#session.readOnly || this.#importing.busy || this.#importing.question) return;
		this.#looking = true;
		try {
			for (const file of this.#files.filter(({ state }) => state === 'watching')) await this.#lookAt(file);
		} finally {
			this.#looking = false;
		}
	}

	/** Stops looking. Ways back to the files of tables that were removed go now: until here, undo could bring those tables back. */
	async close(): Promise<void> {
		this.#stop();
		const { workspace, readOnly } = this.#session;
		if (readOnly) return;
		for (const { table } of await this.#ports.handles.list(workspace.id))
			if (!this.#session.sourceOf(table)) await this.#ports.handles.remove(workspace.id, table);
	}

	async #lookAt({ table }: WatchedFile): Promise<void> {
		const kept = this.#handles.get(table);
		const source = this.#session.sourceOf(table);
		const record = source?.files[0];
		if (!kept || !source || !record) return;
		try {
			const file = await kept.handle.getFile();
			const before = this.#seen.get(table) ?? `${record.size} ${Date.parse(record.modified ?? '')}`;
			if (stamp(file) === before) return;
			// Written to right now: the next look finds it at rest.
			if (!(await atRest(kept.handle, file))) return;
			this.#seen.set(table, stamp(file));
			const now = await this.#importing.refresh(this.#session, table, file);
			if (!now) return;
			this.#followed = { table, fileName: file.name, rowsBefore: source.table.rows, rowsAfter: now.table.rows };
			this.#show(kept, 'watching');
		} catch (error) {
			if (isCancelled(error)) this.#seen.delete(table);
			else if (error instanceof AppError) this.#show(kept, 'failed', error);
			else if (error instanceof DOMException) this.#show(kept, error.name === 'NotAllowedError' ? 'asking' : 'lost');
			else throw error;
		}
	}

	#show({ table, handle }: KeptHandle, state: WatchedFile['state'], error?: AppError): void {
		const next: WatchedFile = { table, fileName: handle.name, state, ...(error ? { error } : {}) };
		this.#files = [...this.#files.filter((file) => file.table !== table), next];
	}
}

function stamp(file: File): string {
	return `${file.size} ${file.lastModified}`;
}

/** Milliseconds in which a file that is being written would change again. */
const REST = 250;

async function atRest(handle: FileSystemFileHandle, file: File): Promise<boolean> {
	await new Promise((resolve) => setTimeout(resolve, REST));
	return stamp(await handle.getFile()) === stamp(file);
}

/** Browsers without the question let a page read a file it has a handle of. */
async function mayRead(handle: FileSystemFileHandle & Permissions): Promise<boolean> {
	return ((await handle.queryPermission?.({ mode: 'read' })) ?? 'granted') === 'granted';
}

async function askToRead(handle: FileSystemFileHandle & Permissions): Promise<boolean> {
	if (await mayRead(handle)) return true;
	return (await handle.requestPermission?.({ mode: 'read' })) === 'granted';
}
