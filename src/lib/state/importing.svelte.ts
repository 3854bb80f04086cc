import { AppError, inputRejected, isCancelled } from '$lib/core/errors';
import type { Clock, Engine, Store } from '$lib/core/ports';
import type { Issue } from '$lib/core/result';
import { tableName } from '$lib/core/intake/table-name';
import { addSource } from '$lib/core/workspace/edits';
import type { Source } from '$lib/core/workspace/workspace';
import { contentHash } from './content-hash';
import type { Session } from './session.svelte';

/** One file of an import, as it goes. */
export interface ImportedFile {
	readonly fileName: string;
	readonly size: number;
	readonly state: 'waiting' | 'reading' | 'done' | 'refused' | 'cancelled';
	/** 0–1 */
	readonly share: number;
	readonly source?: Source;
	readonly error?: AppError;
}

/** Brings files into the open workspace, one after the other. A file that fails leaves everything as it was. */
export class Importing {
	#files = $state.raw<readonly ImportedFile[]>([]);
	#busy = $state(false);
	#controller: AbortController | undefined;
	readonly #ports: { engine: Engine; store: Store; clock: Clock };

	constructor(ports: { engine: Engine; store: Store; clock: Clock }) {
		this.#ports = ports;
	}

	get files(): readonly ImportedFile[] {
		return this.#files;
	}
	get busy(): boolean {
		return this.#busy;
	}

	/** Imports `files`; answers the sources that came in. Refused files stay listed in {@link files} with their reasons. */
	async run(session: Session, files: readonly File[]): Promise<Source[]> {
		this.#controller?.abort();
		const { signal } = (this.#controller = new AbortController());
		this.#files = files.map(({ name, size }) => ({ fileName: name, size, state: 'waiting', share: 0 }));
		this.#busy = true;
		const sources: Source[] = [];
		try {
			for (const [index, file] of files.entries()) {
				const source = await this.#one(session, file, index, signal);
				if (source) sources.push(source);
			}
		} finally {
			if (this.#controller.signal === signal) this.#busy = false;
		}
		return sources;
	}

	/** Stops reading; files already in stay. */
	cancel(): void {
		this.#controller?.abort();
	}

	/** Clears the list of files. */
	dismiss(): void {
		this.#files = [];
	}

	async #one(session: Session, file: File, index: number, signal: AbortSignal): Promise<Source | null> {
		if (signal.aborted) {
			this.#show(index, { state: 'cancelled' });
			return null;
		}
		this.#show(index, { state: 'reading' });
		try {
			const source = await this.#read(session, file, signal, (share) => this.#show(index, { share }));
			session.adopt(source);
			session.edit('add-source', addSource(session.workspace, source));
			this.#show(index, { state: 'done', share: 1, source });
			return source;
		} catch (error) {
			if (isCancelled(error)) this.#show(index, { state: 'cancelled' });
			else if (error instanceof AppError) this.#show(index, { state: 'refused', error });
			else throw error;
			return null;
		}
	}

	async #read(session: Session, file: File, signal: AbortSignal, progress: (share: number) => void): Promise<Source> {
		const { engine, store, clock } = this.#ports;
		const hash = await contentHash(file);
		const twin = session.workspace.sources.find((source) => source.hash === hash);
		if (twin) throw inputRejected([duplicate(file.name, twin.fileName)]);
		const taken = session.workspace.sources.map((source) => source.table.id);
		const table = tableName(file.name, taken);
		const report = await engine.load({ table, fileName: file.name, file, progress }, signal);
		const blob = `file:${clock.id()}`;
		try {
			await store.blobs.put(session.workspace.id, blob, file);
		} catch (error) {
			await engine.drop(table);
			throw error;
		}
		const modified = file.lastModified > 0 ? new Date(file.lastModified).toISOString() : null;
		return { ...report, fileName: file.name, size: file.size, modified, blob, hash };
	}

	#show(index: number, change: Partial<ImportedFile>): void {
		const file = this.#files[index];
		if (file) this.#files = this.#files.with(index, { ...file, ...change });
	}
}

function duplicate(fileName: string, existing: string): Issue {
	return { code: 'file-duplicate', at: fileName, details: { existing } };
}
